"""Questions that ask for a judgement: the sources by IMVAIN, and open ones with a rubric."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from storyanalysis.inquire.records import null, records
from storyanalysis.show.words import count, first_few, listed
from storyanalysis.teach.schema import Part, Question
from storyanalysis.teach.seen import Seen

__all__ = ["ask_imvain", "ask_open"]

YES_NO = (("y", "yes"), ("n", "no"))
ASKS = {
    "independent": "Independent: does it speak about others, with nothing of its own at stake?",
    "verifies": "Verifies: does it show proof, such as papers, figures or what it saw itself?",
    "authoritative": "Authoritative or informed: is it in a position to know?",
    "named": "Named: does the story give its name?",
}
# offices whose holders speak for somebody with a stake
FOR_OTHERS = re.compile(
    r"spokes|lawyer|attorney|secretary|manager|chief executive|adviser", re.IGNORECASE
)
OURS = re.compile(r"\b(we|our|us)\b", re.IGNORECASE)
INSTITUTIONS = ("government", "military", "legislature", "company", "organization", "armed-group")
ASKED = 2  # who is spoken about but does not speak: so many are asked for
MOST = 3  # statements shown of one source


def ask_imvain(seen: Seen) -> list[Question]:
    """Judge a source by the answers that the text surely gives."""
    asked = []
    said = [row for row in seen.sure_statements if seen.surely_named(row)]
    for row in records(seen.story.sources):
        own = [s for s in said if s.speaker_id == row.actor_id]
        verdicts = _verdicts(seen, row, own) if own else {}
        if len(verdicts) > 2 or (verdicts.get("named") is False and len(verdicts) > 1):
            asked.append(_imvain(seen, row, own[:MOST], verdicts))
    return asked


def _verdicts(seen: Seen, row: Any, own: list[Any]) -> dict[str, bool]:
    """The judgements that do not hang on what the tables may have missed."""
    if seen.actors[row.actor_id].kind == "document":
        return {}
    found: dict[str, bool] = {}
    said = " ".join(s.content for s in own)
    if not pd.isna(row.independent) and not row.independent and _has_stake(seen, row, own):
        found["independent"] = False
    # who tells of themselves, of figures or of papers may have seen more than the words show
    if not row.verifies and not re.search(r"\bI\b|\d", said):
        found["verifies"] = False
    if not pd.isna(row.authoritative) and row.authoritative:
        found["authoritative"] = True
    name = seen.name(row.actor_id)
    if row.named:
        found["named"] = True
    elif name[1:].islower() and all(s.status == "anonymous" for s in own):
        found["named"] = False  # "a New York judge" may have a name further down
    return found


def _has_stake(seen: Seen, row: Any, own: list[Any]) -> bool:
    """Does it surely speak of itself: an institution, or somebody who speaks for others?"""
    actor = seen.actors[row.actor_id]
    if FOR_OTHERS.search(null(actor.role) or ""):
        return True
    spans = [span for said in own for span in seen.spans[said.statement_id, "content"]]
    itself = any(a <= m.start < b for m in seen.mentions[row.actor_id] for a, b in spans)
    ours = any(said.form != "indirect" and OURS.search(said.content) for said in own)
    return actor.kind in INSTITUTIONS and (itself or ours)


def _imvain(seen: Seen, row: Any, own: list[Any], verdicts: dict[str, bool]) -> Question:
    shown = seen.spans[own[0].statement_id, "source"]
    name = seen.name(row.actor_id)
    if not row.named and shown:
        name = " ".join(seen.text[slice(*shown[0])].split())
    parts = tuple(
        Part(part, ASKS[part], "choice", "y" if verdict else "n", options=YES_NO)
        for part, verdict in verdicts.items()
    )
    content = tuple(span for s in own for span in seen.spans[s.statement_id, "content"])
    sources = [span for s in own for span in seen.spans[s.statement_id, "source"]]
    reasons = {part: getattr(row, f"{part}_reason") for part in verdicts}
    why = [reason if reason.startswith(p) else f"{p}: {reason}" for p, reason in reasons.items()]
    return Question(
        f"imvain-{row.actor_id}",
        "imvain",
        f"Judge the source “{name}” by what the story tells of it.",
        parts,
        "; ".join(why),
        level=3,
        windows=seen.window(*content, *sources),
        marks=content,
        sure=len(parts) / len(ASKS),
        variety=str(sorted(verdicts.items())),
    )


def ask_open(seen: Seen) -> list[Question]:
    """Questions to write about, with a model answer and a rubric."""
    asked = [_changed(seen), _sourcing(seen), _missing(seen)]
    return [question for question in asked if question is not None]


def _rubric(*lines: str) -> tuple[Part, ...]:
    return tuple(Part(f"rubric {n}", line, "rubric") for n, line in enumerate(lines, start=1))


def _changed(seen: Seen) -> Question | None:
    rows = [
        row
        for row in records(seen.story.revisions)
        if row.status in ("retracted", "contradicted") and null(row.by) is not None
    ]
    if not rows:
        return None
    claims = listed(f"“{' '.join(row.claim.split())}”" for row in rows[:MOST])
    later = " ".join(rows[0].by.split())
    return Question(
        "open-changed",
        "open",
        "A friend has read the earlier version of this story only. Tell in three sentences what "
        "the friend now believes, what the later part says, and what is still open.",
        _rubric(
            "says what the earlier version claims",
            "says what the later part says, and who says it",
            "keeps apart what is refuted and what is only disputed or still open",
        ),
        "a look at the words of both parts",
        level=3,
        model=f"Earlier: {claims}. Later: “{later}”. Being contradicted does not yet make a claim "
        "false: one has to ask who contradicts, and what they can show.",
    )


def _sourcing(seen: Seen) -> Question | None:
    rows = [row for row in records(seen.story.sources) if row.n_statements]
    if not rows:
        return None
    alone = [seen.name(r.actor_id) for r in rows if not r.n_corroborating]
    relayed = int((seen.story.statements["hops"] > 0).sum())
    nameless = [seen.name(r.actor_id) for r in rows if not r.named]
    unbacked = first_few(alone, 4) or "none of them"
    model = [
        f"The tables see {count(len(rows), 'source')}.",
        f"Nobody unconnected is seen to say the same as {unbacked}.",
        f"Through somebody else's hands came {count(relayed, 'statement')}.",
        f"Without a name: {first_few(nameless, 4) or 'nobody'}.",
    ]
    return Question(
        "open-sourcing",
        "open",
        "Choose the claim that matters most in this story. Which sources stand behind it, are "
        "there several that do not depend on each other, and what would you check next?",
        _rubric(
            "names a central claim and every source that the story gives for it",
            "says whether these sources depend on each other, or pass on one another's words",
            "names a check that could be made: a paper, a second witness, the first report",
        ),
        "the source table; what else the text supports counts as well",
        level=3,
        model=" ".join(model),
    )


def _missing(seen: Seen) -> Question | None:
    speakers = set(seen.story.statements["speaker_id"].dropna())
    heard = speakers | set(seen.story.relays["actor_id"].dropna())
    outlet = (seen.story.article.outlet or "").casefold()
    silent = [
        actor
        for actor in records(seen.story.actors.sort_values("n_mentions", ascending=False))
        if actor.actor_id not in heard
        and actor.kind not in ("document", "unnamed", "media")
        and str(actor.name).casefold() not in outlet
    ]
    if len(silent) < ASKED or not speakers:
        return None
    silent.sort(key=lambda actor: actor.kind == "country")  # whose name may be a mere place
    names = first_few([seen.name(actor.actor_id) for actor in silent], 5)
    return Question(
        "open-missing",
        "open",
        "Who is spoken about in this story but does not speak in it? Name two, and write one "
        "question that you would ask each of them.",
        _rubric(
            "names two who are spoken about and do not speak",
            "asks each something that the story leaves open",
        ),
        "actors without a statement of their own",
        level=2,
        model=f"Spoken about without a statement of their own: {names}.",
    )
