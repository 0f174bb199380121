"""Who an actor is: name, kind, side, country and role, from the text first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.gazetteer import (
    longest_entry,
    place_name,
    region_country,
    small_numbers,
    word_set,
)
from storyanalysis.extract.actors.labels import ORG_KINDS
from storyanalysis.extract.actors.referents import Referent, Roster

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Profile", "profile_all"]

MANY = ("company", "media", "organization")  # kinds of which several are a group
PARTY = ("R", "D", "I")  # before the state of an American politician
PUBLIC = {"government", "military", "legislature", "court"}


class Profile:
    """What the actors table says of one referent."""

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        self.side: str | None = None
        self.country: str | None = None
        self.role: str | None = None
        self.wikidata: str | None = None
        self.rule = ""


def profile_all(roster: Roster, doc: Doc, home: str) -> list[Profile]:
    """One profile for each referent, in the roster's order.

    Parameters
    ----------
    roster : Roster
        The referents, all mentions linked.
    doc : Doc
        The parsed article.
    home : str
        Alpha-3 code of the country the story is told from (dateline), or "".
    """
    profiles = [Profile(_name(r), _kind(r)) for r in roster.all]
    at = {
        i: m.actor
        for r in roster.all
        for m in r.mentions
        for i in range(m.start, m.end)
        if m.actor is not None
    }
    for referent, profile in zip(roster.all, profiles, strict=True):
        profile.role = _role(referent)
        profile.wikidata = next((m.wikidata for m in referent.mentions if m.wikidata), None)
        _own_country(referent, profile)
    for referent, profile in zip(roster.all, profiles, strict=True):
        if profile.side is None:
            _side_of_owner(referent, profile, doc, at, profiles, roster)
    for referent, profile in zip(roster.all, profiles, strict=True):
        if profile.side is None:
            _side_of_home(referent, profile, home, profiles, roster)
    return profiles


def _name(referent: Referent) -> str:
    """The fullest name; a country has its usual one."""
    if referent.label == "country":
        return place_name(referent.key)
    named = [m for m in referent.mentions if m.kind == "name"]
    if named:
        return max(named, key=lambda m: (_fullness(m.name), -m.start)).name
    first = max(
        referent.mentions,
        key=lambda m: (m.kind != "pronoun", len(m.name) > 0, m.definite and m.speaks, -m.start),
    )
    return first.name or first.noun


def _fullness(name: str) -> tuple[int, int]:
    return len(name.split()), len(name)


def _kind(referent: Referent) -> str:
    label = referent.label
    if label in ("place", "capital"):
        return "government"
    if label in ("people", "demonym"):
        return "group"
    if label in ("", "thing"):
        return _kind_of_unknown(referent)
    if label == "organization" and _is_called_company(referent):
        return "company"
    if label == "person" and not referent.names:
        return "person" if referent.mentions[0].kind == "title" else "unnamed"
    spoken = [m for m in referent.mentions if m.speaks]
    if label == "group" and spoken and any(_is_counted(m) for m in referent.mentions):
        return "unnamed"
    if label in MANY and not referent.names and referent.plural and "police" not in referent.nouns:
        return "group"  # "insurers", "unions"
    return label


def _is_called_company(referent: Referent) -> bool:
    """Does the story call it a company where it does not name it?"""
    told = {m.label for m in referent.mentions if m.kind == "description" and not m.plural}
    return told == {"company"} and bool(referent.names)


def _kind_of_unknown(referent: Referent) -> str:
    """A noun that speaks and is in no list: its number and ending tell what it is."""
    first = referent.mentions[0]
    if first.kind == "name":
        return "organization"
    if first.plural:
        return "group"
    endings = tuple(word_set("ending of a person noun"))
    return "unnamed" if first.noun.endswith(endings) or not first.noun else "organization"


def _is_counted(mention: Candidate) -> bool:
    """ "Two buyers": a few people left without a name."""
    return bool(set(mention.name.casefold().split()) & small_numbers())


def _role(referent: Referent) -> str | None:
    if referent.label != "person":
        return None
    roles = [_plain_role(m.role) for m in referent.mentions if m.role]
    titles = [m.title for m in referent.mentions if m.title and m.title_field != "honorific"]
    return next(iter(roles), None) or next(iter(titles), None)


def _plain_role(role: str) -> str:
    """ "Their lawyer" is a lawyer."""
    words = role.removesuffix(" of").split()
    owned = len(words) > 1 and words[0].lower() in word_set("determiner")
    return " ".join(words[1:] if owned else words)


def _own_country(referent: Referent, profile: Profile) -> None:
    """Countries and known names carry their side; a demonym in the name tells it."""
    if referent.label == "country":
        profile.country = referent.key if len(referent.key) == 3 else None  # "Soviet Union"
        profile.side, profile.rule = profile.name, "a country"
        return
    for mention in referent.mentions:
        if mention.known and mention.label == "media":
            profile.country = mention.country or None  # a paper is on nobody's side
            return
        if mention.known and (mention.side or mention.country):
            profile.side = mention.side or place_name(mention.country)
            profile.country = mention.country or None
            profile.rule = "known name"
            return
    countries = Counter(m.country for m in referent.mentions if m.country and m.kind != "pronoun")
    if referent.key.endswith("coalition"):
        profile.side, profile.rule = "coalition", "a coalition of countries"
    elif countries and referent.label == "media":
        profile.country = countries.most_common(1)[0][0]
    elif countries:
        profile.country = countries.most_common(1)[0][0]
        profile.side, profile.rule = place_name(profile.country), "country in the name"


def _side_of_owner(
    referent: Referent,
    profile: Profile,
    doc: Doc,
    at: dict[int, int],
    profiles: list[Profile],
    roster: Roster,
) -> None:
    """Whose person or body it is: "Iranian general", "Lumenest spokesman", "its director"."""
    if referent.label == "media":
        return
    named = next((m.owner_name for m in referent.mentions if m.owner_name and m.kind == "name"), "")
    owners: list[int] = []
    if named:
        owners = roster.of_labels(("person",), lambda r: _bears(r, named))
    if owners and profiles[owners[0]].side:  # "the Trump administration"
        _adopt(profile, profiles[owners[0]], referent)
        return
    for mention in referent.mentions:
        for first, last in _descriptive_spans(mention, doc):
            for i in range(first, last):
                country = _country_at(doc, i)
                owner = at.get(i)
                if country and referent.label != "document":
                    profile.country, profile.side = country, place_name(country)
                    profile.rule = "country in the description"
                    return
                if owner is None or profiles[owner] is profile:
                    continue
                if _takes_sides(roster.all[owner]) and not _contains(roster.all[owner], mention):
                    _adopt(profile, profiles[owner], roster.all[owner])
                    return
    for mention in referent.mentions:
        if mention.role and (named := _named_in_role(mention, doc, at)):
            profile.side, profile.rule = named, "named in the role"
            return


def _named_in_role(mention: Candidate, doc: Doc, at: dict[int, int]) -> str:
    """ "The Aldermoor manager": the name before the noun, though it does nothing in the story."""
    words = []
    for token in doc[mention.role_start : mention.role_end]:
        if token.ent_type_ in ("ORG", "GPE", "LOC", "FAC") and token.i not in at:
            words.append(token.text)
        elif words:
            break
    return " ".join(words)


def _descriptive_spans(mention: Candidate, doc: Doc) -> list[tuple[int, int]]:
    """Token ranges that describe the mention: title, role, owner, "of Ohio" after it."""
    spans = []
    if mention.belongs_to >= 0:
        spans.append((mention.belongs_to, mention.belongs_to + 1))
    if mention.role_start >= 0:
        spans.append((mention.role_start, mention.role_end))
    if mention.title:
        first = _contiguous_capitals(doc, mention.start)[0]
        if first > 1 and doc[first - 1].text in ("'s", "’s"):
            spans.append((first - 2, first - 1))  # "Jordan's King Abdullah"
        n_title = len(mention.title.replace("-", " - ").split())
        spans.append((first, mention.start - n_title))
    if mention.start > 1 and doc[mention.start - 1].text in ("'s", "’s"):
        spans.append((mention.start - 2, mention.start - 1))  # "the brokerage's Amit Sorel"
    followed = mention.end + 1 < len(doc) and doc[mention.end].lower_ in ("in", "of", "from", "at")
    if followed and (mention.kind == "description" or mention.rule == "name and body"):
        spans.append(_phrase_from(doc, mention.end + 1, 4))
    if mention.kind == "description":
        spans.append((mention.start, mention.end - 1))
    tag = doc[mention.end : mention.end + 4]
    if len(tag) == 4 and tag[0].text in (",", "(") and tag[1].text in PARTY and tag[2].text == "-":
        spans.append((mention.end + 3, mention.end + 4))  # "Tom Blake, R-Ohio"
    if body := _body_led(mention, doc):
        spans.append(body)
    if mention.kind != "pronoun" and mention.end + 1 < len(doc):
        after = doc[mention.end]
        if after.lower_ in ("of", "from", "at", "with") and mention.label == "person":
            spans.append(_phrase_from(doc, mention.end + 1, 3))
        elif after.lower_ == "of" and after.head.i == mention.head:
            spans.append((mention.end + 1, mention.end + 2))
    return spans


def _phrase_from(doc: Doc, start: int, most: int) -> tuple[int, int]:
    """The next tokens, as far as the sentence goes."""
    end = start
    while end < min(start + most, len(doc)) and doc[end].text not in (".", ";", ":"):
        if end > start and doc[end].is_sent_start:
            break
        end += 1
    return start, end


def _body_led(mention: Candidate, doc: Doc) -> tuple[int, int] | None:
    """ "Jon Bell, who heads the Teachers Union": the object of the verb, as a token range."""
    for clause in doc[mention.head].rights:
        if clause.dep_ == "relcl" and clause.lemma_ in word_set("verb of leading"):
            for noun in clause.rights:
                if noun.dep_ == "dobj":
                    return noun.left_edge.i, noun.i + 1
    return None


def _contiguous_capitals(doc: Doc, end: int) -> tuple[int, int]:
    """The capitalised words right before a name: "U.S. Marine Corps Brigadier General"."""
    start = end
    while start > 0 and doc[start - 1].text[:1].isupper() and not doc[start - 1].is_sent_start:
        start -= 1
    if start > 0 and doc[start - 1].text[:1].isupper():
        start -= 1
    return start, end


def _country_at(doc: Doc, i: int) -> str:
    words = [t.text for t in doc[i : i + 5]]
    hit = longest_entry(words)
    if (
        hit
        and hit[1].country
        and hit[1].kind
        in ("demonym", "country", "capital", "military", "government", "legislature")
    ):
        return hit[1].country
    return region_country(doc[i].text) or region_country(" ".join(words[:2]))


def _bears(person: Referent, name: str) -> bool:
    """Is `name` the person's name or surname?"""
    return bool(name) and any(own == name or own.endswith(f" {name}") for own in person.names)


def _contains(owner: Referent, mention: Candidate) -> bool:
    """Is the mention a part of the owner's own name ("Gov. Reese's office")?"""
    return any(m.start <= mention.start and mention.end <= m.end for m in owner.mentions)


def _takes_sides(owner: Referent) -> bool:
    return owner.label in ORG_KINDS or owner.label in ("country", "place")


def _adopt(profile: Profile, owner: Profile, referent: Referent) -> None:
    public = referent.label in PUBLIC or referent.label == "country"
    profile.side = owner.side if public and owner.side else owner.name
    profile.country = owner.country
    profile.rule = f"belongs to {owner.name}"


def _side_of_home(
    referent: Referent, profile: Profile, home: str, profiles: list[Profile], roster: Roster
) -> None:
    """Officials belong to the city or country the story is about; executives to its company."""
    nouns = referent.nouns
    if referent.label == "person" or referent.label in PUBLIC or "police" in nouns:
        local = nouns & word_set("local office")
        city = roster.of_nouns(word_set("city"), lambda r: r.label == "government") if local else []
        if city:
            profile.side, profile.rule = profiles[city[0]].name, "local office"
            return
    if referent.label == "person" and nouns & word_set("office in a body"):
        bodies = roster.of_labels(("company", "organization"), lambda r: bool(r.names))
        first = referent.mentions[0].start
        before = [(roster.all[i].before(first)[0], -i) for i in bodies]
        before = [pair for pair in before if pair[0]]
        if before:
            chosen = -max(before)[1]
            profile.side, profile.country = profiles[chosen].name, profiles[chosen].country
            profile.rule = f"office in {profiles[chosen].name}"
            return
    official = referent.label in PUBLIC or (
        referent.label == "person"
        and any(m.title_field in ("political", "military") for m in referent.mentions)
    )
    if referent.label == "government" and nouns & word_set("city"):
        profile.side, profile.rule = profile.name, "a city"
    elif home and official:
        profile.country, profile.side, profile.rule = home, place_name(home), "home of the story"
