"""What one outlet takes from another, and reports that only seem to be several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from storyanalysis.inquire.reliance import relied_on

if TYPE_CHECKING:
    from storyanalysis.story import Story
from storyanalysis.inquire.records import records

__all__ = ["CIRCULAR_COLUMNS", "FLOW_COLUMNS", "attribution_flow", "circular_chains", "verdict"]

FLOW_COLUMNS = {
    "from_outlet": "string",
    "to_outlet": "string",
    "n_statements": "int64",
    "share": "float64",
    "verdict": "string",
}
CIRCULAR_COLUMNS = {"shape": "string", "outlets": "string", "root": "string", "reason": "string"}
HALF = 0.5  # share from which a report stands and falls with another
Links: TypeAlias = dict[tuple[str, str], Any]


def attribution_flow(stories: Sequence[Story], outlets: Sequence[str]) -> pd.DataFrame:
    """One row an ordered pair of outlets, *independent* ones included.

    `share` is of the relying story's attributed statements; *wholly* is all of
    them, *mainly* more than half.
    """
    rows = []
    for at, story in enumerate(stories):
        counts, total = relied_on(story, outlets, at)
        for other, outlet in enumerate(outlets):
            if other != at:
                n = counts.get(outlet, 0)
                rows.append(_flow_row(outlet, outlets[at], n, total))
    return pd.DataFrame(rows, columns=list(FLOW_COLUMNS)).astype(FLOW_COLUMNS)


def _flow_row(source: str, target: str, n: int, total: int) -> dict[str, Any]:
    share = n / total if total else 0.0
    return {
        "from_outlet": source,
        "to_outlet": target,
        "n_statements": n,
        "share": share,
        "verdict": verdict(n, total),
    }


def verdict(n: int, total: int) -> str:
    """How far a story relies on an outlet that `n` of its `total` statements come from."""
    if n == 0:
        return "independent"
    if n == total:
        return "wholly"
    return "mainly" if n > total / 2 else "partly"


def circular_chains(flow: pd.DataFrame) -> pd.DataFrame:
    """Reports that look like several sources and rest on one.

    A *loop* comes back to where it began, all but one of its steps for at least
    half of the statements; in a *chain* C relies so on B and B on A; in a *star*
    B and C both rely so on A.

    Notes
    -----
    Circular reporting, also "false confirmation": a claim seems to come from
    independent sources but has one origin.
    """
    links = {(row.from_outlet, row.to_outlet): row for row in records(flow) if row.share > 0}
    found = [*_loops(links), *_chains(links), *_stars(links)]
    return pd.DataFrame(found, columns=list(CIRCULAR_COLUMNS)).astype(CIRCULAR_COLUMNS)


def _strong(links: Links, source: str, target: str) -> bool:
    return (source, target) in links and links[source, target].share >= HALF


def _outlets(links: Links) -> list[str]:
    return list(dict.fromkeys(name for pair in links for name in pair))


def _relies(links: Links, source: str, target: str) -> str:
    return f"{target} relies {links[source, target].verdict} on {source}"


def _row(shape: str, way: Sequence[str], root: str | None, reason: str) -> dict[str, Any]:
    return {"shape": shape, "outlets": " → ".join(way), "root": root, "reason": reason}


def _loops(links: Links) -> Iterator[dict[str, Any]]:
    """Every simple cycle once, from its first outlet in the order given."""
    names = _outlets(links)

    def walk(way: list[str]) -> Iterator[list[str]]:
        for source, target in links:
            if source != way[-1]:
                continue
            if target == way[0] and len(way) > 1:
                yield way
            elif target not in way and names.index(target) > names.index(way[0]):
                yield from walk([*way, target])

    for name in names:
        for way in walk([name]):
            steps = list(zip(way, [*way[1:], way[0]], strict=True))
            if sum(not _strong(links, *step) for step in steps) <= 1:
                told = "; ".join(_relies(links, *step) for step in steps)
                yield _row("loop", [*way, way[0]], None, f"{told}: the report confirms itself")


def _chains(links: Links) -> Iterator[dict[str, Any]]:
    for a, b, c in permutations(_outlets(links), 3):
        if _strong(links, a, b) and _strong(links, b, c) and (c, a) not in links:
            told = f"{_relies(links, b, c)}; {_relies(links, a, b)}"
            yield _row("chain", [a, b, c], a, f"{told}: three reports, one source, {a}")


def _stars(links: Links) -> Iterator[dict[str, Any]]:
    names = _outlets(links)
    for a in names:
        takers = [name for name in names if _strong(links, a, name)]
        if len(takers) > 1:
            told = "; ".join(_relies(links, a, name) for name in takers)
            reports = f"{len(takers) + 1} reports, one source, {a}"
            yield _row("star", [a, *takers], a, f"{told}: {reports}")
