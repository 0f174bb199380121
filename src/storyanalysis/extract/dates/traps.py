"""Words that look like dates and are none: "May", "March", "Sun", "fall", ages, amounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storyanalysis.extract.dates.frames import Frame
from storyanalysis.extract.dates.reader import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_trap"]

SHORT_NAMES = frozenset("sun sat mon wed mar jan dec".split())
MONTH_DOES = frozenset("be see bring mark become remain have end begin start come prove".split())
YEAR_BEFORE = frozenset(
    "in of since by until till before after between during through from early late mid the © "
    "copyright circa year fiscal throughout".split()
)
YEAR_BESIDE = frozenset("and or to for ( - – , ; : .".split())
LABELS = frozenset(
    "room flight route highway page number no section article chapter building box model channel "
    "bus line road suite studio windows area code than some nearly over".split()
)
AMOUNT_AFTER = frozenset(
    "% percent per million billion trillion hundred thousand cents dollars points people miles "
    "men women soldiers troops feet metres meters km kilometers kilometres votes or".split()
)
SEASON_BEFORE = frozenset(
    "the this last next in of by since until late early mid and or every each - during for".split()
)
UPDATES = frozenset(["update", "updated", "earlier", "correction", "clarification"])
HYPHENED = frozenset("to ago earlier long old round end over finals final".split())
PEOPLE = frozenset("his her their my our your its whose".split())


def is_trap(frame: Frame, reader: Reader) -> bool:
    """Whether the words around tell that the frame is no time."""
    check = CHECKS.get(frame.rule.name)
    return check is not None and check(frame, reader)


def _before(frame: Frame) -> str:
    first = frame.span[0]
    return frame.tokens.words[first - 1].lower() if first else ""


def _after(frame: Frame, n: int = 0) -> str:
    at = frame.span[1] + n
    return frame.tokens.words[at] if at < len(frame.tokens.words) else ""


def _tag(frame: Frame, reader: Reader) -> str:
    """Part-of-speech tag of the frame's last word."""
    token = reader.token(frame.tokens.starts[frame.span[1] - 1])
    return token.tag_ if token is not None else ""


def _name(frame: Frame, reader: Reader) -> bool:
    """A bare abbreviation ("Sun", "Mar") without a full stop is a name."""
    words = frame.tokens.words[frame.span[0] : frame.span[1]]
    return words[-1].lower() in SHORT_NAMES and _after(frame) != "."


def _weekday(frame: Frame, reader: Reader) -> bool:
    """ "The Sunday Dispatch", "Monday Night Football": part of a name."""
    token = reader.token(frame.tokens.starts[frame.span[1] - 1])
    if token is None or _name(frame, reader):
        return token is not None
    return token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.i > token.i


def _often(frame: Frame, reader: Reader) -> bool:
    """ "Daily" in the name of a newspaper, or as a word for one."""
    token = reader.token(frame.tokens.starts[frame.span[0]])
    if token is None:
        return False
    if token.text[0].isupper() and not token.is_sent_start:
        return True
    return token.lower_ == "daily" and token.tag_ in ("NN", "NNP")


def _month(frame: Frame, reader: Reader) -> bool:
    """ "May" and "March" as verbs and names; "August" as a name; "the Long March"."""
    word = frame.tokens.words[frame.span[1] - 1]
    if word.lower() not in ("may", "march", "august", "april", "june"):
        return _name(frame, reader)
    token = reader.token(frame.tokens.starts[frame.span[1] - 1])
    if token is None:
        return False
    if token.tag_ == "MD" or token.pos_ in ("VERB", "AUX", "ADJ"):
        return True
    if token.ent_type_ in ("PERSON", "ORG", "EVENT", "FAC", "WORK_OF_ART", "GPE", "LAW", "PRODUCT"):
        return True
    if _acts(token):
        return True
    after = _after(frame)
    named = after[:1].isupper() and after.isalpha() and token.ent_type_ != "DATE"
    walk = word == "March" and after == "for" and _after(frame, 1)[:1].isupper()
    return named or walk or _before(frame) == "long"


def _acts(token: Token) -> bool:
    """ "May said ...": a month as the one who does something."""
    if token.dep_ == "nsubj" and token.head.lemma_ not in MONTH_DOES:
        return True
    last = token.i + 1 >= len(token.doc)
    verb = None if last else token.doc[token.i + 1]
    alone = token.is_sent_start or token.doc[token.i - 1].pos_ == "PROPN"
    finite = verb is not None and verb.tag_ in ("VBD", "VBZ", "MD")
    return alone and finite and verb is not None and verb.lemma_ not in MONTH_DOES


def _season(frame: Frame, reader: Reader) -> bool:
    """ "Fall" as a verb or a defeat; a season needs a word that places it in time."""
    if frame.has("year") or frame.has("last") or frame.has("next") or frame.has("this"):
        return False
    tag = _tag(frame, reader)
    if not tag.startswith("NN"):
        return True
    words = [word.lower() for word in frame.tokens.words[frame.span[0] : frame.span[1]]]
    if words[-1] in ("fall", "spring") and _after(frame).lower() in ("of", "in", "for"):
        return True
    return len(words) == 1 and _before(frame) not in SEASON_BEFORE


def _year(frame: Frame, reader: Reader) -> bool:
    """A number of four digits that counts something."""
    if frame.span[1] - frame.span[0] > 1:
        return False
    number, before, after = int(frame.word("year")), _before(frame), _after(frame).lower()
    if after in AMOUNT_AFTER or before in LABELS or before[:1] in tuple("$£€#"):
        return True
    if after == "." and _after(frame, 1)[:1].isdigit():
        return True
    token = reader.token(frame.tokens.starts[frame.span[1]]) if after else None
    plural = token is not None and token.tag_ == "NNS"
    if not plural and before in YEAR_BEFORE | YEAR_BESIDE:
        return False
    return (plural and before not in YEAR_BEFORE) or not 1800 <= number <= 2100


def _clock(frame: Frame, reader: Reader) -> bool:
    """A bare "3:45" is a time only where a word says so (or it opens a line)."""
    if frame.has("ampm") or frame.has("zone") or not frame.words("clock")[0][0].isdigit():
        return False
    words = frame.words("clock")
    if "clock" in words or frame.word("clock").count(":") == 0:
        return False
    return _before(frame) not in (
        "at",
        "by",
        "from",
        "until",
        "till",
        "since",
        "around",
        "about",
        "",
    )


def _stamp(frame: Frame, reader: Reader) -> bool:
    """A bare "14.30" or "0620" is a time only as the stamp of an entry."""
    number, before, after = frame.word("clock"), _before(frame), _after(frame)
    if "." not in number:  # "[0620] A plane ..." at the head of a paragraph
        opens = frame.span[0] < 2 or not frame.tokens.words[frame.span[0] - 2]
        return not (opens and before == "[" and after == "]" and len(number) == 4)
    if before == "":
        behind = reader.token(frame.offsets[1])
        alone = behind is not None and behind.is_space  # the line ends
        return after not in ("", ":", "–", "—", "|") and not alone
    updates = frame.tokens.words[max(frame.span[0] - 2, 0)].lower() in UPDATES
    return after != ":" or not (before in UPDATES or (before == "," and updates))


def _age(frame: Frame, reader: Reader) -> bool:
    """ "A 44-year-old": how old someone is."""
    if _unit(frame, reader):
        return True
    after = _after(frame).lower()
    return after == "old" or (after in ("-", "–") and _after(frame, 1).lower() in ("old", "olds"))


def _decade(frame: Frame, reader: Reader) -> bool:
    """ "In his 30s", "in the upper 80s": an age, a temperature."""
    words = frame.words("decade")
    full = len(words[0].strip("'’‘s")) == 4 or words[0][0] in "'’‘"
    return not full and (_before(frame) in PEOPLE or frame.span[1] - frame.span[0] == 1)


def _day_before(frame: Frame, reader: Reader) -> bool:
    """ "The day before the vote" dates the vote's eve, not the eve of the date in focus."""
    if "before" not in [w.lower() for w in frame.tokens.words[frame.span[0] : frame.span[1]]] and (
        "after" not in [w.lower() for w in frame.tokens.words[frame.span[0] : frame.span[1]]]
    ):
        return False
    return _after(frame)[:1].isalnum()


def _holiday(frame: Frame, reader: Reader) -> bool:
    """Names of holidays are written with a capital, and not inside other names."""
    word = frame.tokens.words[frame.match.start(frame.rule.groups["holiday"][0])]
    after = _after(frame)
    return not word[0].isupper() or (after[:1].isupper() and after.isalpha() and len(after) > 1)


def _unit(frame: Frame, reader: Reader) -> bool:
    """ "A year-earlier loss", "a quarter of the funds", "60 Minutes"."""
    word = frame.tokens.words[frame.span[1] - 1].lower()
    if word == "second":
        return True
    if word == "quarter" and (_after(frame) == "of" or "than" in frame.rule_words):
        return True
    if _after(frame)[:1].isdigit():  # "in the year 79"
        return True
    return _after(frame) in ("-", "–") and _after(frame, 1).lower() in HYPHENED


def _between(frame: Frame, reader: Reader) -> bool:
    """ "Between two and six days": two lengths, each on its own."""
    return _before(frame) == "between"


def _hours(frame: Frame, reader: Reader) -> bool:
    """ "The early hours of Thursday"."""
    return frame.tokens.words[frame.span[1] - 1].lower() == "hours"


def _now(frame: Frame, reader: Reader) -> bool:
    """ "Now, ..." opens a turn of talk."""
    return frame.rule_words == ["now"] and _after(frame) in (",", "that")


CHECKS: dict[str, Callable[[Frame, Reader], bool]] = {
    "range of lengths": _between,
    "past units": _hours,
    "now": _now,
    "rate": _unit,
    "a unit": _unit,
    "a unit of time": _unit,
    "the unit": _unit,
    "the quarter": _unit,
    "end of the unit": _unit,
    "clock stamp": _stamp,
    "clock time": _clock,
    "day": _name,
    "decade": _decade,
    "duration": _age,
    "duration as adjective": _age,
    "holiday": _holiday,
    "last or next month name": _month,
    "month": _month,
    "season": _season,
    "the day after": _day_before,
    "the day before": _day_before,
    "weekday": _weekday,
    "frequency word": _often,
    "previous unit": _day_before,
    "year": _year,
}
