"""Names: runs of capitalised words, cut where titles and known names tell.

The entity recogniser's labels are one witness among others: known names,
titles before a person's name, the words names of bodies end in, and the same
name elsewhere in the article count too. That repairs what the small model
gets wrong in news text (a name cut at an initial, an outlet tagged as a
nationality, a headline tagged as one organisation).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.acronyms import join_spelled_out
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.capitals import in_spans
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import (
    Entry,
    Title,
    first_name_gender,
    longest_entry,
    longest_title,
    name_word_kind,
)
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.extract.actors.runs import find_runs
from storyanalysis.extract.actors.shape import label_by_shape

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_names"]

OPENING = ('"', "“", "‘", "``")
CLOSING = ('"', "”", "’", "''")


def find_names(
    doc: Doc, headlines: Sequence[tuple[int, int]], skipped: Sequence[tuple[int, int]] = ()
) -> list[Candidate]:
    """Every name in the article, with the label it shows on its own.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    headlines : sequence of (start, end)
        Character spans of headline and deck, where capitals tell little.
    skipped : sequence of (start, end)
        Character spans to leave out (page furniture).
    """
    found: list[Candidate] = []
    for run in find_runs(doc, headlines):
        if not in_spans(run[0], skipped):
            found += _cut(doc, run)
    found = join_spelled_out(doc, found)
    return [name for name in found if name.name and not _is_work_title(doc, name)]


def _is_work_title(doc: Doc, name: Candidate) -> bool:
    """A name that fills a pair of quotation marks is a title or a nickname."""
    if name.known or name.start == 0 or name.end >= len(doc):
        return False
    before = doc[name.start - 1]
    if before.lower_ == "the" and name.start > 1:
        before = doc[name.start - 2]
    after = doc[name.end]
    if after.text in (",", ".") and name.end + 1 < len(doc):
        after = doc[name.end + 1]
    return before.text in OPENING and after.text in CLOSING


def _cut(doc: Doc, run: list[Token]) -> list[Candidate]:
    """Cut one run into names at titles and known names."""
    words = [t.text for t in run]
    found: list[Candidate] = []
    start, title = 0, ("", "", "")
    i = 0
    while i < len(run):
        hit = _title_at(doc, run, i)
        if hit and _is_title_here(run, i, *hit):
            if i > start:
                found.append(_name(doc, run[start:i], title))
                title = ("", "", "")
            if found and found[-1].end == run[i].i:
                found[-1].in_title = True
            n, known = hit
            title = (
                f"{title[0]} {doc[run[i].i : run[i + n - 1].i + 1].text}".strip(),
                known.field,
                known.gender,
            )
            i = start = i + n
            continue
        step = _known_here(run, words, i, start)
        if step:
            if i > start:
                found.append(_name(doc, run[start:i], title))
                title = ("", "", "")
            found.append(_name(doc, run[i : i + step], title))
            title = ("", "", "")
            i = start = i + step
            continue
        i += 1
    if start < len(run):
        found.append(_name(doc, run[start:], title))
    elif title[0]:
        found.append(_title_alone(run, title))
    return [name for name in found if name is not None]


def _title_at(doc: Doc, run: list[Token], i: int) -> tuple[int, Title] | None:
    """A title that begins at run[i], and how many tokens of the run it takes."""
    place = run[i].i
    hit = longest_title([t.text for t in doc[place : place + 8]])
    if hit is None:
        return None
    # small words of a title ("Secretary of State") stand in no run
    taken = sum(place <= t.i < place + hit[0] for t in run)
    return (taken, hit[1]) if run[i + taken - 1].i == place + hit[0] - 1 else None


def _is_title_here(run: list[Token], i: int, n: int, title: Title) -> bool:
    """A title begins a run or follows a body; a surname may look like one ("Major")."""
    if i + n < len(run) and run[i + n].i != run[i + n - 1].i + 1:
        return False  # "Secretary of ..." goes on as a body's name
    last = i + n == len(run)
    if last and i > 0:
        return False
    if i == 0:
        return True
    if i + n + 1 == len(run) and name_word_kind(run[-1].text) in ORG_KINDS:
        return False  # "Ballycarra General Hospital"
    before = run[i - 1].text
    if title.field == "political" or n > 1:
        return True  # "Charlotte Mayor Jennifer Roberts"
    return run[i - 1].ent_type_ != "PERSON" or longest_title([before]) is not None


def _known_here(run: list[Token], words: list[str], i: int, start: int) -> int:
    """How many tokens a known name takes at i, if it stands on its own there."""
    hit = longest_entry(words[i:])
    if not hit:
        return 0
    n, entry = hit
    rest = words[i + n :]
    contiguous = not rest or run[i + n].i == run[i + n - 1].i + 1
    if i > start and entry.kind in ("demonym", "capital", "country", "people"):
        return 0  # the tail of a longer name: "Task Force Iraq"
    if i > start and not _title_or_nothing(rest):
        return 0
    if i > start and entry.kind != "person" and not _stands_apart(run, words, (start, i), entry):
        return 0  # "Lena Fox" is no broadcaster, the "Peoples Democratic Party" not America's
    if entry.kind == "person" and _is_part_of_longer(run, i, n, start):
        return 0
    if not rest or not contiguous:
        return n
    if longest_title(rest):
        return n
    if entry.kind == "people":
        return n
    if entry.kind in ("demonym", "country"):
        ent = run[i + n].ent_type_
        return n if ent == "PERSON" and run[i].ent_type_ != "PERSON" else 0
    if entry.kind == "capital":
        return 0
    if entry.kind == "person":
        return n
    return n if run[i + n].ent_iob_ != "I" else 0


def _is_part_of_longer(run: list[Token], i: int, n: int, start: int) -> bool:
    """ "Luis Alberto Fernandez" is no Alberto Fernandez."""
    before = i > start and run[i - 1].i + 1 == run[i].i
    after = i + n < len(run) and run[i + n].i == run[i + n - 1].i + 1
    if n == 1 and (before or after):
        return True  # "Zindzi Mandela", "Mandela Foundation"
    if before and run[i].ent_iob_ == "I" and first_name_gender(run[i - 1].text):
        return True
    return after and run[i + n].ent_type_ == "PERSON" and run[i + n].ent_iob_ == "I"


def _stands_apart(
    run: list[Token], words: list[str], before: tuple[int, int], entry: Entry
) -> bool:
    """Is a known name its own, though capitalised words stand before it?"""
    start, i = before
    if run[i].i != run[i - 1].i + 1:  # "Institute of Science" is one
        return run[i].nbor(-1).lower_ not in ("of", "for")
    if i - start > 2 or any(t.pos_ in ("VERB", "AUX", "ADV", "ADP") for t in run[start:i]):
        return True  # "Voters Abandon Republican Party" in a headline
    hit = longest_entry(words[start:i])
    if hit is None or hit[0] != i - start:
        return False
    return hit[1].kind not in ("country", "demonym", "capital") or entry.kind not in (
        "organization",
        "media",
    )


def _title_or_nothing(rest: list[str]) -> bool:
    return not rest or longest_title(rest) is not None


def _title_alone(run: list[Token], title: tuple[str, str, str]) -> Candidate:
    """A title without a name: "the Prime Minister"."""
    head = run[-1]
    return Candidate(
        run[0].i,
        head.i + 1,
        head.i,
        "title",
        Proof.TITLE_ALONE,
        label="person" if title[1] != "honorific" else "",
        name=" ".join(t.text for t in run) if title[1] != "honorific" else "",
        noun=run[-1].lower_.rstrip("."),
        gender=title[2],
        title=title[0],
        title_field=title[1],
        definite=True,
    )


def _name(doc: Doc, tokens: list[Token], title: tuple[str, str, str]) -> Candidate:
    """One name of its tokens, labelled by what it shows on its own."""
    first, last = tokens[0], tokens[-1]
    span = doc[first.i : last.i + 1]
    head = span.root
    if head.pos_ not in ("PROPN", "NOUN"):
        head = last
    candidate = Candidate(
        first.i, last.i + 1, head.i, "name", Proof.CAPITALS, name=span.text.replace("\n", " ")
    )
    candidate.title, candidate.title_field, candidate.gender = title
    candidate.definite = first.i > 0 and doc[first.i - 1].lower_ == "the"
    hit = longest_entry([t.text for t in span])
    if hit and hit[0] == len(span):
        entry = hit[1]
        candidate.proof = Proof.KNOWN
        candidate.known = True
        candidate.label, candidate.country, candidate.side = entry.kind, entry.country, entry.side
        candidate.wikidata = entry.wikidata
        if entry.kind != "people":  # "Americans" are not the United States
            candidate.name = entry.name
        if entry.kind == "person" and not candidate.gender:
            candidate.gender = first_name_gender(entry.name.split()[0])
        if title[0] and entry.kind in ("capital", "country"):
            candidate.known, candidate.label, candidate.proof = False, "person", Proof.TITLE
            candidate.country = candidate.side = candidate.wikidata = ""
            candidate.name = span.text
        return candidate
    if hit and hit[1].kind in ("demonym", "country"):
        candidate.country = hit[1].country
    label_by_shape(candidate, span)
    if candidate.label == "person" and not candidate.title:
        candidate.country = ""  # "Finn Doyle" is no Finn
    return candidate
