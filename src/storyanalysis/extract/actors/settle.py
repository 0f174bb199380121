"""Who stays in the actors table once it is known who speaks and acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from storyanalysis.extract.actors.gazetteer import word_set

__all__ = ["settle_actors"]


def settle_actors(
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    statements: pd.DataFrame,
    relays: pd.DataFrame,
    relations: pd.DataFrame,
    *,
    staying: frozenset[str] = frozenset(),
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Keep who is named, speaks or acts; count mentions and statements.

    Parameters
    ----------
    actors, mentions, statements, relays, relations : DataFrame
        The tables of those names.
    staying : frozenset of str
        Ids of actors that stay in any case, from
        :func:`~storyanalysis.extract.actors.find.find_actors`.

    Returns
    -------
    mentions, actors, statements : DataFrame
        Without the noun phrases that turned out to be nobody in this story, such
        as the "reporters" who were told; the statements still have the words.
    """
    ids = actors["actor_id"].tolist()
    told = (actors[name].tolist() for name in ("kind", "name"))
    audience = {
        actor
        for actor, kind, name in zip(ids, *told, strict=True)
        if kind == "group" and not word_set("audience").isdisjoint(name.lower().split())
    }
    active = set(_told(statements, "addressee_id")) - audience
    active.update(_told(statements, "speaker_id"), _told(relays, "actor_id"))
    for name in ("source_id", "target_id", "claimed_by"):
        active.update(_told(relations, name))
    kept = active | staying
    links = mentions["actor_id"].tolist()
    mentions = _rows(mentions, [link is pd.NA or link in kept for link in links])
    actors = _rows(_without_lost_sides(actors, kept), [actor in kept for actor in ids])
    counts = {
        "n_mentions": Counter(links),
        "n_statements": Counter(_told(statements, "speaker_id")),
    }
    own = actors["actor_id"].tolist()
    columns = {
        name: np.array([count[actor] for actor in own], dtype="int64")
        for name, count in counts.items()
    }
    heard = statements["addressee_id"]
    statements = statements.assign(addressee_id=heard.where(heard.isin(list(kept))))
    return mentions, actors.assign(**columns), statements


def _without_lost_sides(actors: pd.DataFrame, kept: set[str]) -> pd.DataFrame:
    """Nobody is on the side of "port" or "a jury" where that is nobody in the story."""
    columns = (actors[name].tolist() for name in ("actor_id", "name", "kind"))
    rows = list(zip(*columns, strict=True))
    lost = {n for actor, n, kind in rows if n[:1].islower() and kind != "legislature"}
    lost -= {n for actor, n, _ in rows if actor in kept} | word_set("side of its own")
    side = actors["side"]
    return actors.assign(side=side.mask(side.isin(sorted(lost)).fillna(False)))


def _told(table: pd.DataFrame, name: str) -> list[str]:
    """The values of a column that are not null."""
    return [value for value in table[name].tolist() if value is not pd.NA]


def _rows(table: pd.DataFrame, kept: Sequence[bool]) -> pd.DataFrame:
    return table[np.array(kept, dtype=bool)].reset_index(drop=True)
