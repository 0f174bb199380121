"""Questions about facts: which day, and who does what to whom."""

from __future__ import annotations

import re
from typing import Any

from storyanalysis.inquire.records import null, records
from storyanalysis.teach.schema import Part, Question
from storyanalysis.teach.seen import Seen, sureness

__all__ = ["ask_date", "ask_edge"]

WORKED_OUT = ("published", "context")
# relative words that every reader works out alike: "ten years ago" and "today" may be meant
# roughly, and "the day before" hangs on more than the day of publication
MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
PLAIN = re.compile(
    rf"((on )?{DAY}|yesterday|tomorrow|(last|next) (month|year)|this month"
    rf"|({DAY}, )?{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\b(the|that|very)\s+$", re.IGNORECASE)  # "the very next year" of a story
NINE_ELEVEN = re.compile(r"Sept(\.|ember) 11", re.IGNORECASE)  # a name more than a date
SIGNS = (("a", "for: it helps, supports or agrees"), ("b", "against: it harms or opposes"))
# events whose sign a reader sees without the coding rules; the others ask for the two ends only
CLEAR = frozenset(
    ("AGREE", "SUPPORT", "COOPERATE", "AID", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
     "ASSAULT")
)  # fmt: skip
PLACES = frozenset(("in", "at", "near", "around"))  # after these no target follows
# whoever flies to England does nothing to it: after these events a country may be a mere place
GOING = frozenset(("CONSULT", "AGREE", "MOBILIZE", "RETREAT"))
WAYS = frozenset(("to", "into", "toward", "towards", "from", "for", "through", "via"))
HALVES = frozenset(("back", "home", "over", "on"))  # of "fly back to"
UNDONE = re.compile(r"\b(not|never|avoid|refus|fail|declin|stop|mention)", re.IGNORECASE)
NEAR = 7  # words between two ends whose arrow a reader still sees
LONG = 4  # words of a name; longer ones are often wrongly cut
SURE_EDGE = 0.6  # relations below are by rules that often need correction


def ask_date(seen: Seen) -> list[Question]:
    """Which day, month or year is meant?"""
    quoted = [
        span
        for row in records(seen.story.statements)
        if row.form == "direct"
        for span in seen.spans[row.statement_id, "content"]
    ]
    sections = {row.sentence_id: seen.kinds[row.section_id] for row in seen.sentences}
    return [
        _date(seen, row)
        for row in records(seen.story.dates)
        if row.type == "DATE"
        and row.status == "resolved"
        and null(row.mod) is None
        and sections[row.sentence_id] not in ("byline", "boilerplate", "headline")
        and not any(start <= row.start < end for start, end in quoted)
        and not ELSEWHERE.search(seen.text[: int(row.start)][-20:])
        and _askable(row)
    ]


def _askable(row: Any) -> bool:
    """Has it one answer that a reader can work out and write down?"""
    if null(row.value) is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", row.value):
        return False
    if row.precision == "day" and row.anchor not in WORKED_OUT:
        return True
    return bool(PLAIN.fullmatch(row.text)) and not NINE_ELEVEN.fullmatch(row.text)


def _date(seen: Seen, row: Any) -> Question:
    start, end = int(row.start), int(row.end)
    published = seen.story.article.published
    told = ""
    if row.anchor in WORKED_OUT and published is not None:
        told = f" The article was published on {published:%A}, {_in_words(published)}."
    return Question(
        f"date-{row.date_id}",
        "date",
        f"Which {row.precision} is meant by the marked words? "
        f"(paragraph {seen.paragraph(start)}){told}",
        (Part("answer", "The date, like 2020-01-31", "date", row.value, points=1),),
        f"“{' '.join(row.text.split())}”, rule: {row.rule}",
        level=2 if row.anchor in WORKED_OUT else 1,
        windows=seen.window((start, end)),
        marks=((start, end),),
        sure=1.0 if row.anchor in WORKED_OUT else 0.5,  # an explicit date asks for no thought
        variety=row.value,
    )


def _in_words(day: Any) -> str:
    return f"{day.day} {day:%B} {day.year}"


def ask_edge(seen: Seen) -> list[Question]:
    """Who does what to whom, and is it for or against them?"""
    asked = []
    sections = {row.sentence_id: seen.kinds[row.section_id] for row in seen.sentences}
    for row in records(seen.story.relations):
        ends = (null(row.source_id), null(row.target_id))
        if (
            row.status in ("asserted", "reported")
            and not row.reciprocal
            and sections[row.sentence_id] not in ("headline", "deck", "byline", "boilerplate")
            and None not in ends
            and ends[0] != ends[1]
            and sureness(row) >= SURE_EDGE
            and (mentions := _ends_in_words(seen, row)) is not None
        ):
            asked.append(_edge(seen, row, mentions))
    return asked


def _ends_in_words(seen: Seen, row: Any) -> tuple[Any, Any] | None:
    """The mentions of source and target; None where a reader might read them otherwise.

    Both ends stand in the words of the relation by their names and near each other.
    An active verb has its source before its target, a passive one has "by" between
    them. Anything else ("Iraq relies on the US") can be read both ways.
    """
    source, target = (_named_in(seen, end, row) for end in (row.source_id, row.target_id))
    if source is None or target is None or _is_place(seen, row, target):
        return None
    first, second = sorted((source, target), key=lambda mention: mention.start)
    between = seen.text[first.end : second.start]
    in_order = first is source or re.search(r"\bby\b", between)
    if not in_order or len(between.split()) > NEAR or UNDONE.search(between):
        return None
    return source, target


def _is_place(seen: Seen, row: Any, target: Any) -> bool:
    """May the target be only where it happens, or where somebody goes?"""
    before = [word for word in seen.text[: target.start][-40:].casefold().split() if word != "the"]
    if before and before[-1] in PLACES:
        return True
    way = [word for word in before if word not in HALVES][-2:]
    goes = len(way) == 2 and way[0] == row.cue.casefold() and way[1] in WAYS
    return goes and row.event in GOING and seen.actors[target.actor_id].kind == "country"


def _named_in(seen: Seen, actor: str, row: Any) -> Any:
    """The actor's first mention by name in the words of a relation."""
    for mention in seen.mentions[actor]:
        named = mention.kind in ("name", "title") and len(mention.text.split()) <= LONG
        proper = any(word[0].isupper() for word in mention.text.split())
        if row.start <= mention.start and mention.end <= row.end and named and proper:
            return mention
    return None


def _as_named(seen: Seen, actor: str, mention: Any) -> tuple[str, ...]:
    """Names of an actor, and the words for it in this place."""
    name, *others = seen.forms(actor)
    found = dict.fromkeys([*others, " ".join(mention.text.split())])
    return tuple(form for form in found if form != name)


def _edge(seen: Seen, row: Any, mentions: tuple[Any, Any]) -> Question:
    stretch = (int(row.start), int(row.end))
    source, target = (
        Part(name, ask, "name", seen.name(m.actor_id), _as_named(seen, m.actor_id, m))
        for name, ask, m in (
            ("source", "Who does it (source)", mentions[0]),
            ("target", "To whom (target)", mentions[1]),
        )
    )
    # what is only announced counts as agreed, whatever it is: a visit to come is for nobody
    announced = row.event == "AGREE" and row.rule.endswith("future")
    signed = row.event in CLEAR and row.sign != 0 and not announced
    sign = Part("sign", "For or against", "choice", "a" if row.sign > 0 else "b", options=SIGNS)
    told = ", and is it for or against them" if signed else ""
    return Question(
        f"edge-{row.relation_id}",
        "edge",
        f"From whom to whom does the arrow for “{' '.join(row.cue.split())}” go{told}? "
        f"(paragraph {seen.paragraph(stretch[0])})",
        (source, target, sign) if signed else (source, target),
        f"{row.event.lower()}: “{' '.join(row.text.split())}”",
        windows=seen.window(stretch),
        marks=(stretch,),
        sure=sureness(row) + 0.2 * signed,
        variety=f"{row.source_id} {row.target_id}",
    )
