"""Where the story is told from: its dateline, else the country most of its names are of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import region_country
from storyanalysis.extract.actors.phrases import backs
from storyanalysis.extract.layout import DATELINE

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

__all__ = ["find_home"]

SHARE = 0.6  # of the names that tell a country


def find_home(doc: Doc, names: list[Candidate], sentences: pd.DataFrame) -> tuple[str, bool]:
    """Country (alpha-3) the story is told from, or "", and whether its dateline tells it.

    Names in datelines become places.
    """
    home = ""
    text = doc.text
    firsts: dict[int, int] = {}
    columns = (sentences[name].tolist() for name in ("paragraph", "start"))
    for paragraph, start in zip(*columns, strict=True):
        firsts.setdefault(paragraph, start)
    for start in firsts.values():
        found = DATELINE.match(text, start)
        if not found:
            continue
        inside = [n for n in names if start <= doc[n.start].idx < found.end()]
        shouted = text[start : start + 3].isupper()
        if not (shouted or any(n.label in ("place", "capital", "country") for n in inside)):
            continue
        for name in inside:
            home = home or _country_of(name)
            name.label, name.proof = "place", Proof.DATELINE
            name.known = False
    if home:
        return home, True
    return _most_named(doc, names) or _only_regions(names), False


def _country_of(name: Candidate) -> str:
    return name.country or region_country(name.name)


def _most_named(doc: Doc, names: list[Candidate]) -> str:
    """The country of most names; a lone "Danish" tells none."""
    telling = [n for n in names if n.label != "person" and _country_of(n)]
    telling = [n for n in telling if not backs(doc, n.head)]
    counts = Counter(_country_of(n) for n in telling)
    if not counts:
        return ""
    # of two that are named alike, the one that the story begins with: it is counted first
    country, count = counts.most_common(1)[0]
    leads = count > 1 and country == _country_of(telling[0])
    if count < SHARE * len(telling) and not leads:
        return ""
    sure = count > 1 or any(n.label != "demonym" for n in telling if _country_of(n) == country)
    return country if sure else ""


def _only_regions(names: list[Candidate]) -> str:
    """The one country whose regions the story names."""
    countries = Counter(n.country for n in names if n.proof is Proof.REGION and n.country)
    return countries.most_common(1)[0][0] if len(countries) == 1 else ""
