"""Attribution chains: from whoever spoke to the reader."""

from __future__ import annotations

import pandas as pd

__all__ = ["READER", "STARTS", "chains"]

READER = "reader"
STARTS = ("named", "document", "anonymous", "nobody")
ARROW = " → "
COLUMNS = {
    "statement_id": "string",
    "speaker_id": "string",
    "speaker": "string",
    "relays": "string",
    "hops": "int64",
    "starts": "string",
    "path": "string",
    "form": "string",
    "content": "string",
    "start": "int64",
    "end": "int64",
}


def chains(statements: pd.DataFrame, relays: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Through whose hands each statement came.

    Parameters
    ----------
    statements, relays, actors : DataFrame
        The story's tables.

    Returns
    -------
    DataFrame
        One row a statement, in the order of the text: `speaker` (null where
        nobody is named), `relays` from the speaker to the reader, `hops` (how
        many relays), `starts` {named, document, anonymous, nobody}, and `path`,
        the whole chain in words: "Milley → Jake Tapper → reader".

    Notes
    -----
    Only relays make a chain longer: "A, according to B". "A said B said X" is
    two statements, and the inner one names A as its relay.
    """
    names = actors.set_index("actor_id")["name"]
    kinds = actors.set_index("actor_id")["kind"]
    handed = _relays(relays, names)
    speaker = statements["speaker_id"].map(names).astype("string")
    kind = statements["speaker_id"].map(kinds).astype("string")
    passed = [handed.get(statement, []) for statement in statements["statement_id"]]
    starts = [_start(*row) for row in zip(speaker, kind, statements["status"], strict=True)]
    frame = statements[["statement_id", "speaker_id", "form", "content", "start", "end"]].assign(
        speaker=speaker,
        relays=[ARROW.join(way) for way in passed],
        hops=[len(way) for way in passed],
        starts=starts,
        path=[
            ARROW.join([_head(who, start), *way, READER])
            for who, start, way in zip(speaker, starts, passed, strict=True)
        ],
    )
    frame = frame.astype(COLUMNS)[list(COLUMNS)]
    return frame.sort_values(["start", "end", "statement_id"], ignore_index=True)


def _relays(relays: pd.DataFrame, names: pd.Series[str]) -> dict[str, list[str]]:
    """The relays of each statement, the one nearest the speaker first."""
    known = relays["actor_id"].map(names).astype("string").fillna(relays["text"])
    ordered = relays.assign(name=known).sort_values(["statement_id", "hop"], ascending=False)
    return {
        str(statement): list(rows["name"])
        for statement, rows in ordered.groupby("statement_id", sort=False)
    }


def _start(speaker: str | None, kind: str | None, status: str) -> str:
    if pd.isna(speaker):
        return "anonymous" if status == "anonymous" else "nobody"
    if kind == "document":
        return "document"
    return "anonymous" if status == "anonymous" or kind == "unnamed" else "named"


def _head(speaker: str | None, start: str) -> str:
    if not pd.isna(speaker):
        return str(speaker)
    return "someone unnamed" if start == "anonymous" else "nobody named"
