"""Public figures: known by full name, or by surname behind a title of their office.

``lexicons/public_figures.csv`` says who they are; the story says whether it
speaks of them. "Gordon Brown, a plumber from Leeds" is somebody else, and so
is "President Brown" where the story names a Rosa Brown.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from storyanalysis import lexicons
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import Entry, longest_entry, noun_kind, word_set
from storyanalysis.extract.actors.owners import country_at, descriptive_spans
from storyanalysis.extract.actors.phrases import age_behind

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["settle_figures"]

OFFICIAL = ("political", "military", "royal")
OTHER_FIELDS = ("police", "court", "profession")  # of titles that public figures do not bear,
LEARNED = ("dr", "prof", "professor", "director", "justice")  # but for these


@cache
def _common_names() -> dict[str, Entry]:
    """Names that many bear: a title or a country must stand beside them."""
    return {
        form: _entry(row, form)
        for row in lexicons.rows("public_figures")
        if row["common"]
        for form in row["forms"].split("|")
    }


@cache
def _by_office() -> dict[tuple[str, str], Entry | None]:
    """Title and surname -> who bears them, None if figures of several sides do."""
    found: dict[tuple[str, str], Entry | None] = {}
    for row in lexicons.rows("public_figures"):
        for surname in row["surnames"].split("|"):
            entry = _entry(row, surname)
            for title in row["titles"].split("|"):
                known = found.setdefault((title, surname), entry)
                if known is None or (known.country, known.side) != (entry.country, entry.side):
                    found[title, surname] = None
    return found


def _entry(row: dict[str, str], form: str) -> Entry:
    return Entry(form, "person", row["country"], row["side"])


def settle_figures(doc: Doc, names: list[Candidate]) -> None:
    """Give public figures their country and side, unless the story tells of somebody else.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    names : list of Candidate
        The names with what stands beside them; they are changed in place.
    """
    known = [name for name in names if _is_known(name)]
    others = {name.name for name in known if _has_other_trade(doc, name)}
    others -= {n.name for n in known if n.title_field in OFFICIAL or _holds_office(n)}
    others |= {name.name for name in known if _is_of_another_country(doc, name)}
    full: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if _is_known(name) and name.name in others:
            _forget(doc, name)
        elif not name.known and (entry := _common_names().get(name.name)):
            _take(doc, name, entry, told=False)
        if name.end - name.start > 1:
            full[name.name.split()[-1]].add(name.name)
    for name in names:
        _settle_surname(doc, name, full)


def _settle_surname(doc: Doc, name: Candidate, full: dict[str, set[str]]) -> None:
    """ "Yeltsin", "President Chirac": unless the story names another of that surname in full."""
    alone = _is_known(name) and name.end - name.start == 1
    entry = None if name.known else _of_title(name)
    if entry is None and not alone:
        return
    side = entry.side if entry else name.side
    same = all(_side_of(other) == side for other in full[name.name.split()[-1]] - {name.name})
    if entry and same:
        _take(doc, name, entry, told=True)
    elif not entry and not same:
        _forget(doc, name)


def _forget(doc: Doc, name: Candidate) -> None:
    name.name = doc[name.start : name.end].text
    name.known, name.proof, name.country, name.side = False, Proof.CAPITALS, "", ""


def _is_known(name: Candidate) -> bool:
    return name.known and name.label == "person"


def _side_of(full_name: str) -> str:
    hit = longest_entry(full_name.replace("-", " - ").split())
    entry = hit[1] if hit else _common_names().get(full_name)
    return entry.side if entry else ""


def _of_title(name: Candidate) -> Entry | None:
    """ "President Chirac", "Lt. Gen. Schwarzkopf": by the whole title, else by its last word."""
    title = name.title.lower().replace(".", "") or _noun_before(name)
    offices = _by_office()
    if not title or name.label not in ("person", ""):
        return None
    whole = offices.get((title, name.name))
    last = title.split()[-1]
    if whole or (last == "general" and name.title_field != "military"):
        return whole
    return offices.get((last, name.name))


def _noun_before(name: Candidate) -> str:
    """ "Former president Mubarak": the office in small letters."""
    return name.role.split()[-1].lower() if name.role and name.role_end == name.start else ""


def _take(doc: Doc, name: Candidate, entry: Entry, *, told: bool) -> None:
    """Make the name the figure's, if it is `told` or a title or a country says so."""
    told = told or name.title_field in OFFICIAL or _holds_office(name)
    if not told and entry.country not in _countries_beside(doc, name):
        return
    if entry.country and _speaks_of_another(doc, name, entry.country):
        return
    if not _is_of_other_field(name):
        name.known, name.label, name.proof = True, "person", Proof.FIGURE
        name.country, name.side = entry.country, entry.side


def _has_other_trade(doc: Doc, name: Candidate) -> bool:
    """Does what stands beside the name tell of a person of no public office?"""
    if name.title_field not in ("", "honorific") or _holds_office(name):
        return _is_of_other_field(name)
    trades = {n for n in name.descriptors if noun_kind(n)} - word_set("noun for anybody")
    # public figures are known without their age, and a year is none
    return bool(trades) or len(age_behind(doc, name.end)) == 2


def _is_of_another_country(doc: Doc, name: Candidate) -> bool:
    if not (name.title or _holds_office(name)) or not name.country:
        return False
    return _speaks_of_another(doc, name, name.country)


def _is_of_other_field(name: Candidate) -> bool:
    title = name.title.lower().replace(".", "")
    return name.title_field in OTHER_FIELDS and title.split()[-1] not in LEARNED


def _holds_office(name: Candidate) -> bool:
    nouns = set(name.descriptors)
    return bool(nouns & (word_set("state office") | word_set("noun of a public figure")))


def _speaks_of_another(doc: Doc, name: Candidate, country: str) -> bool:
    """Is the person of countries, but not of this one, in what describes it?

    "The ambassador to Kenya" and "Iran-backed militias in Iraq" tell no country of one's own.
    """
    tokens = [i for span in descriptive_spans(name, doc) for i in range(*span)]
    told = {i: found for i in tokens if (found := country_at(doc, i))}
    own = {i for i in told if not i or doc[i - 1].lower_ not in ("to", "in")}
    own = {i for i in own if i + 1 >= len(doc) or doc[i + 1].text != "-"}
    return bool(own) and country not in told.values()


def _countries_beside(doc: Doc, name: Candidate) -> set[str]:
    tokens = (i for span in descriptive_spans(name, doc) for i in range(*span))
    return {country for i in tokens if (country := country_at(doc, i))}
