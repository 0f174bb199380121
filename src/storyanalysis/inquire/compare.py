"""Several stories about one event: shared actors, shared statements, who relies on whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from storyanalysis.errors import ArticleError
from storyanalysis.inquire.flow import attribution_flow, circular_chains
from storyanalysis.inquire.outlets import same_name
from storyanalysis.inquire.shared import Match, Said, match_statement, read_statements

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["Comparison", "compare"]

STATEMENTS_COLUMNS = {
    "outlet_a": "string",
    "statement_id_a": "string",
    "outlet_b": "string",
    "statement_id_b": "string",
    "match": "string",
    "text_a": "string",
    "text_b": "string",
    "reason": "string",
}
KINDS_APART = ({"person"}, {"document"}, {"unnamed", "group"})


@dataclass(frozen=True, eq=False)
class Comparison:
    """What several stories share, and who took it from whom.

    Attributes
    ----------
    outlets : tuple of str
        Names of the stories, in the order given.
    actors : DataFrame
        One row an actor: `name`, one boolean column per outlet, `n_outlets`.
    statements : DataFrame
        One row a statement that two stories share, `match` {same, cut, reworded}.
    flow : DataFrame
        One row an ordered pair of outlets: what `to_outlet` takes from `from_outlet`.
    circular : DataFrame
        One row a group of reports that look like several sources and rest on
        one: `shape` {loop, chain, star}, `outlets`, `root`, `reason`.
    """

    outlets: tuple[str, ...]
    actors: pd.DataFrame
    statements: pd.DataFrame
    flow: pd.DataFrame
    circular: pd.DataFrame

    def __repr__(self) -> str:
        found = len(self.circular)
        return (
            f"<Comparison of {', '.join(self.outlets)}: {len(self.statements)} shared statements, "
            f"{found} circular {'report' if found == 1 else 'reports'}>"
        )


def compare(stories: Sequence[Story]) -> Comparison:
    """Compare stories about one event.

    Parameters
    ----------
    stories : sequence of Story
        At least two; named by ``article.outlet``, made unique where needed.

    Returns
    -------
    Comparison

    Raises
    ------
    ArticleError
        If fewer than two stories are given.

    Notes
    -----
    A statement that two stories share is paired one-to-one. Reliance is read
    from attribution to another outlet, never from likeness of words: two
    reporters at one press conference share words and rely on nobody.
    """
    stories = list(stories)
    if len(stories) < 2:
        raise ArticleError(f"comparing needs at least two stories, {len(stories)} given")
    outlets = outlet_names(stories)
    flow = attribution_flow(stories, outlets)
    return Comparison(
        tuple(outlets),
        _shared_actors(stories, outlets),
        _shared_statements(stories, outlets),
        flow,
        circular_chains(flow),
    )


def outlet_names(stories: Sequence[Story]) -> list[str]:
    """A name for every story: its outlet, numbered where two share one."""
    plain = [story.article.outlet or f"story {at}" for at, story in enumerate(stories, start=1)]
    many = {name for name, n in Counter(plain).items() if n > 1}
    used: Counter[str] = Counter()
    names: list[str] = []
    for name in plain:
        shown = name
        while name in many or shown in names:
            used[name] += 1
            shown = f"{name} ({used[name]})"
            if shown not in names and shown not in plain:
                break
        names.append(shown)
    return names


def _shared_actors(stories: Sequence[Story], outlets: Sequence[str]) -> pd.DataFrame:
    """Actors of all stories, the same one under the same name in one row."""
    groups: list[tuple[str, str, set[int]]] = []
    for at, story in enumerate(stories):
        actors = story.actors
        for name, kind in zip(actors["name"].tolist(), actors["kind"].tolist(), strict=True):
            for index, (known, other, places) in enumerate(groups):
                if at not in places and _same_actor(name, kind, known, other):
                    fuller = max(known, name, key=len)
                    groups[index] = (fuller, other, places | {at})
                    break
            else:
                groups.append((name, kind, {at}))
    rows: list[dict[str, Any]] = [
        {"name": name}
        | {outlet: at in places for at, outlet in enumerate(outlets)}
        | {"n_outlets": len(places)}
        for name, _, places in groups
    ]
    types = {"name": "string"} | dict.fromkeys(outlets, "bool") | {"n_outlets": "int64"}
    frame = pd.DataFrame(rows, columns=list(types)).astype(types)
    return frame.sort_values(["n_outlets", "name"], ascending=[False, True], ignore_index=True)


def _same_actor(name: str, kind: str, known: str, other: str) -> bool:
    if any((kind in words) != (other in words) for words in KINDS_APART):
        return False
    return same_name(name, known, short=kind == "person")


def _shared_statements(stories: Sequence[Story], outlets: Sequence[str]) -> pd.DataFrame:
    said = [read_statements(story) for story in stories]
    rows = [
        {"outlet_a": outlets[a], "outlet_b": outlets[b], **row}
        for a, b in combinations(range(len(stories)), 2)
        for row in _paired(said[a], said[b])
    ]
    return pd.DataFrame(rows, columns=list(STATEMENTS_COLUMNS)).astype(STATEMENTS_COLUMNS)


def _paired(first: Sequence[Said], second: Sequence[Said]) -> Iterator[dict[str, Any]]:
    """The statements of two stories that match, each used once."""
    found = {
        (i, j): match
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if (match := match_statement(a, b))
    }
    for i, j in _without_nested(_assigned(found, len(first), len(second)), first, second):
        yield {
            "statement_id_a": first[i].statement_id,
            "statement_id_b": second[j].statement_id,
            "match": found[i, j].kind,
            "text_a": first[i].content,
            "text_b": second[j].content,
            "reason": found[i, j].reason,
        }


def _assigned(
    found: Mapping[tuple[int, int], Match], n_first: int, n_second: int
) -> list[tuple[int, int]]:
    """The one-to-one pairing of greatest total score, best pair first."""
    scores = np.zeros((n_first, n_second))
    for place, match in found.items():
        scores[place] = match.score
    chosen = [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-scores), strict=True)]
    return sorted((pair for pair in chosen if pair in found), key=lambda pair: -found[pair].score)


def _without_nested(
    pairs: Sequence[tuple[int, int]], first: Sequence[Said], second: Sequence[Said]
) -> list[tuple[int, int]]:
    """A statement inside another one counts once."""
    kept: list[tuple[int, int]] = []
    for i, j in pairs:
        if not any(_overlap(first[i], first[k]) or _overlap(second[j], second[m]) for k, m in kept):
            kept.append((i, j))
    return sorted(kept)


def _overlap(one: Said, other: Said) -> bool:
    return one.start < other.end and other.start < one.end
