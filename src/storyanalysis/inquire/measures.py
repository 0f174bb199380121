"""Small tables of counts: whose voice, in which form, on whose word, and where."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from storyanalysis.tables import STATEMENTS

__all__ = ["attribution_summary", "coverage", "forms_by_speaker", "share_of_voice"]


def _words(column: str) -> tuple[str, ...]:
    return next(c.words for c in STATEMENTS.columns if c.name == column)


FORMS = _words("form")
STATUSES = _words("status")


def share_of_voice(statements: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Who is heard, and how much.

    Parameters
    ----------
    statements, actors : DataFrame
        The story's tables.

    Returns
    -------
    DataFrame
        One row a speaker, most heard first; statements without a speaker are
        one row with null names, at the end. `share` is of all statements (0 to
        1), `n_words` counts the words of the content.
    """
    counted = statements.assign(words=[count_words(text) for text in statements["content"]])
    voices = (
        counted.groupby("speaker_id", dropna=False, sort=False)
        .agg(n_statements=("statement_id", "size"), n_words=("words", "sum"))
        .reset_index()
        .astype({"speaker_id": "string", "n_statements": "int64", "n_words": "int64"})
    )
    known = actors.set_index("actor_id")
    for column, source in (("speaker", "name"), ("kind", "kind"), ("side", "side")):
        voices[column] = voices["speaker_id"].map(known[source]).astype("string")
    voices["share"] = voices["n_statements"] / max(len(statements), 1)
    columns = ["speaker_id", "speaker", "kind", "side", "n_statements", "share", "n_words"]
    return _ranked(voices)[columns]


def forms_by_speaker(statements: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How each speaker's words are given: direct, mixed or indirect.

    Parameters
    ----------
    statements, actors : DataFrame
        The story's tables.

    Returns
    -------
    DataFrame
        One row a speaker as in :func:`share_of_voice`, with one count a form;
        the counts add up to `n_statements`.
    """
    voices = share_of_voice(statements, actors)
    # a group key must not be null: nobody is the empty text here
    counts = statements.groupby([statements["speaker_id"].fillna(""), "form"]).size()
    who = voices["speaker_id"].fillna("")
    for form in FORMS:
        voices[form] = [int(counts.get((speaker, form), 0)) for speaker in who]
    return voices[["speaker_id", "speaker", "side", *FORMS, "n_statements"]]


def attribution_summary(statements: pd.DataFrame) -> pd.DataFrame:
    """How many statements stand on a speaker's name.

    Parameters
    ----------
    statements : DataFrame
        The story's table.

    Returns
    -------
    DataFrame
        One row a status, all of them also where none was found: `status`,
        `n_statements`, `share` (0 to 1).
    """
    counts = [int(statements["status"].eq(status).sum()) for status in STATUSES]
    shares = [n / max(len(statements), 1) for n in counts]
    frame = pd.DataFrame({"status": STATUSES, "n_statements": counts, "share": shares})
    return frame.astype({"status": "string", "n_statements": "int64", "share": "float64"})


def coverage(sections: pd.DataFrame, statements: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """How much of each part of the page is somebody's words.

    Parameters
    ----------
    sections, statements, spans : DataFrame
        The story's tables.

    Returns
    -------
    DataFrame
        One row a section: its `kind`, `n_characters`, the statements that begin
        in it, and the share of its characters (0 to 1) inside any statement
        (`share_said`) and inside direct ones (`share_direct`). A character in
        two statements counts once.
    """
    content = spans.loc[spans["role"].eq("content"), ["statement_id", "start", "end"]]
    direct = set(statements.loc[statements["form"].eq("direct"), "statement_id"])
    said = list(zip(content["start"], content["end"], strict=True))
    quoted = content[content["statement_id"].isin(direct)]
    direct_said = list(zip(quoted["start"], quoted["end"], strict=True))
    bounds = list(zip(sections["start"], sections["end"], strict=True))
    n_statements = statements.groupby("section_id").size()
    return sections[["section_id", "kind"]].assign(
        n_characters=sections["end"] - sections["start"],
        n_statements=[int(n_statements.get(key, 0)) for key in sections["section_id"]],
        share_said=[_covered(*bound, said) for bound in bounds],
        share_direct=[_covered(*bound, direct_said) for bound in bounds],
    )


def _covered(start: int, end: int, spans: Iterable[tuple[int, int]]) -> float:
    covered, reached = 0, start
    for first, last in sorted(spans):
        first, last = max(first, reached), min(last, end)
        if last > first:
            covered += last - first
            reached = last
    return covered / (end - start) if end > start else 0.0


def count_words(text: str) -> int:
    """Words between white space; the ' … ' between two parts is none.

    >>> count_words("We are … not leaving.")
    4
    """
    return sum(word != "…" for word in text.split())


def _ranked(voices: pd.DataFrame) -> pd.DataFrame:
    """Most heard first; a null speaker last, ties by name."""
    ranked = voices.assign(nobody=voices["speaker_id"].isna())
    order = ["nobody", "n_statements", "n_words", "speaker", "speaker_id"]
    ranked = ranked.sort_values(order, ascending=[True, False, False, True, True])
    return ranked.drop(columns="nobody").reset_index(drop=True)
