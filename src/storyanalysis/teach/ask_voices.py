"""Questions about voices: who speaks, in which form, and through whose hands it came."""

from __future__ import annotations

import re
from typing import Any

from storyanalysis.inquire.chains import chains
from storyanalysis.inquire.records import null, records
from storyanalysis.teach.checker import plain
from storyanalysis.teach.schema import Part, Question
from storyanalysis.teach.seen import Seen, sureness

__all__ = ["ask_chain", "ask_form", "ask_speaker"]

QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
FORMS = (
    ("a", "direct: all of it in quotation marks"),
    ("b", "mixed: partly in quotation marks"),
    ("c", "indirect: in the reporter's words"),
)
LETTER = {"direct": "a", "mixed": "b", "indirect": "c"}
SCARE = 1  # a single word in quotation marks may be irony: no fair example of a mixed form


def ask_speaker(seen: Seen) -> list[Question]:
    """Who says these words?"""
    return [
        _speaker(seen, row)
        for row in seen.sure_statements
        if row.status == "attributed" and _can_be_named(seen, row) and seen.surely_named(row)
    ]


def _can_be_named(seen: Seen, row: Any) -> bool:
    """A proper name or a document, whose words a plain cue gives."""
    actor = seen.actors[row.speaker_id]
    named = actor.kind == "document" or any(letter.isupper() for letter in actor.name)
    plain_cue = row.form != "indirect" or null(row.cue_stance) in (None, "neutral")
    return actor.kind != "unnamed" and named and plain_cue


def _speaker(seen: Seen, row: Any) -> Question:
    content = tuple(seen.spans[row.statement_id, "content"])
    source = seen.spans[row.statement_id, "source"][0]
    named = [m.kind for m in seen.mentions[row.speaker_id] if source[0] <= m.start < source[1]]
    pronoun = set(named) == {"pronoun"}
    name = seen.name(row.speaker_id)
    part = Part("answer", "The speaker's name", "name", name, seen.forms(row.speaker_id)[1:], 1)
    return Question(
        f"speaker-{row.statement_id}",
        "speaker",
        f"Who says the marked words? (paragraph {seen.paragraph(content[0][0])})",
        (part,),
        f"source: “{seen.text[slice(*source)]}”, cue: “{null(row.cue) or 'none'}”",
        level=2 if pronoun else 1,
        windows=seen.window(*content, source),
        marks=content,
        # a pronoun asks for more thought; who wrote a document may also pass for its speaker
        sure=sureness(row) + 0.1 * pronoun - 0.5 * (seen.actors[row.speaker_id].kind == "document"),
        variety=name,
    )


def ask_form(seen: Seen) -> list[Question]:
    """Are these the speaker's own words?"""
    return [
        _form(seen, row)
        for row in seen.sure_statements
        # cues such as "demand" and "accuse" shade into deeds: where the words begin is less clear
        if null(row.cue_stance) in (None, "neutral") and _printed_form(seen, row) == row.form
    ]


def _printed_form(seen: Seen, row: Any) -> str | None:
    """The form that the quotation marks on the page show; None where they leave a doubt."""
    words = " ".join(seen.text[slice(*span)] for span in seen.spans[row.statement_id, "content"])
    if not re.search(r"[“”\"‘]", words):
        return "indirect" if "clause" in row.rule or row.rule == "according to" else None
    quoted = QUOTED.findall(words)
    left = QUOTED.sub("", words)
    if re.search(r"[“”\"‘]", left):
        return None
    if not plain(left):
        return "direct"
    return "mixed" if any(len(plain(part).split()) > SCARE for part in quoted) else None


def _form(seen: Seen, row: Any) -> Question:
    content = tuple(seen.spans[row.statement_id, "content"])
    reasons = {
        "direct": "all of it stands in quotation marks",
        "mixed": "a part of it stands in quotation marks, the rest does not",
        "indirect": "nothing of it stands in quotation marks",
    }
    return Question(
        f"form-{row.statement_id}",
        "form",
        "How are the marked words given: direct, mixed or indirect? "
        f"(paragraph {seen.paragraph(content[0][0])})",
        (Part("answer", "One letter", "choice", LETTER[row.form], options=FORMS),),
        reasons[row.form],
        level=2 if row.form == "mixed" else 1,
        windows=seen.window(*content),
        marks=content,
        sure=sureness(row),
        variety=row.form,
    )


def ask_chain(seen: Seen) -> list[Question]:
    """Through whose hands did this come to the reader?"""
    relays: dict[str, list[Any]] = {}
    for relay in records(seen.story.relays.sort_values("hop", ascending=False)):
        relays.setdefault(relay.statement_id, []).append(relay)
    ways = chains(seen.story.statements, seen.story.relays, seen.story.actors)
    hops = dict(zip(ways["statement_id"], ways["hops"], strict=True))
    return [
        _chain(seen, row, relays[row.statement_id])
        for row in seen.sure_statements
        if hops[row.statement_id]
        and seen.surely_named(row)
        and all(null(r.actor_id) in seen.actors for r in relays[row.statement_id])
    ]


def _chain(seen: Seen, row: Any, relays: list[Any]) -> Question:
    content = tuple(seen.spans[row.statement_id, "content"])
    names = [seen.name(row.speaker_id), *(seen.name(relay.actor_id) for relay in relays)]
    hops = [seen.forms(row.speaker_id), *(_hop(seen, relay) for relay in relays)]
    way = " > ".join(" | ".join(_clean(form) for form in hop) for hop in hops)
    outlet = seen.story.article.outlet
    accept = (way, f"{way} > {_clean(outlet)}") if outlet else (way,)
    stretches = [*content, *((int(r.start), int(r.end)) for r in relays)]
    source = seen.spans[row.statement_id, "source"]
    return Question(
        f"chain-{row.statement_id}",
        "chain",
        "Through whose hands did the marked words come to this page? "
        f"(paragraph {seen.paragraph(content[0][0])})",
        (Part("answer", "Names, the first speaker first, with > between them", "chain",
              " > ".join(_clean(name) for name in names), accept, 2),),
        "passed on by " + " and ".join(f"“{' '.join(relay.text.split())}”" for relay in relays),
        level=2,
        windows=seen.window(*stretches, *source),
        marks=content,
        sure=sureness(row),
        variety=" > ".join(names),
    )  # fmt: skip


def _hop(seen: Seen, relay: Any) -> list[str]:
    """Names for one who passes on: "CNN's Jake Tapper" is also Tapper, and CNN."""
    inside = [
        form
        for actor, mentions in seen.mentions.items()
        if any(relay.start <= m.start and m.end <= relay.end for m in mentions)
        for form in seen.forms(actor)
    ]
    words = " ".join(relay.text.split())
    found = [seen.name(relay.actor_id), *seen.forms(relay.actor_id), words, *inside]
    return list(dict.fromkeys([*found, words.split(" who ")[0]]))


def _clean(name: str) -> str:
    """A name without the signs that part names."""
    return " ".join(re.sub(r"[|>;,→]", " ", name).split())
