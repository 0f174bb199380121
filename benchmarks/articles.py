"""Made-up articles of realistic length and variety, as many as one likes.

>>> len(set(a.text for a in make_articles(3, seed=1)))
3
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from storyanalysis import Article

FIRST = "Ana Paul Mei Omar Ingrid Ravi Lucy Tomas Grace Ivan Leila Peter Nadia Hugo Sara".split()
LAST = (
    "Ruiz Osei Tanaka Haddad Dahl Menon Walsh Vega Okafor Petrov Lindqvist Moreau Banerjee Castro "
    "Novak Fischer Adeyemi Rossi Kowalski Nguyen Baptiste Larsen Ibrahim Keller Duarte Stone"
).split()
ROLES = "mayor,spokesman,engineer,analyst,minister,union leader,professor,judge".split(",")
PLACES = (
    "Harbour Lakeside Northgate Ashford Milton Riverton Eastbrook Kingsley Weston Fairview".split()
)
KINDS = (
    "Steel Inc.,Ferry Workers Union,Hospital,city council,Post,School Board,Bank,Airlines".split(
        ","
    )
)
COUNTRIES = "France Iraq Kenya Japan Brazil Canada Norway Chile Egypt India Poland Mexico".split()
THINGS = (
    "bridge,school,budget,strike,ferry,market,harvest,tunnel,museum,reservoir,factory,pipeline,"
    "airport,hospital,library,festival,stadium,forest,railway,power plant,housing plan,tax,lawsuit,"
    "treaty,vaccine,satellite,mine,prison,election,harbour,dam,curfew,merger,pension fund"
).split(",")
STATES = (
    "would close for repairs,had cost too much,was under review,might be delayed until {month},"
    "needed {number} more workers,had lost its licence,was sold in {year},drew large crowds,"
    "failed a safety test,would open in {month},was damaged by floods,had been paid for twice,"
    "would cost ${number} million,was popular with voters,caused {number} injuries,ran out of money,"
    "should never have been approved,had been finished early,was on fire for hours,split the town"
).split(",")
ASIDES = (
    "despite warnings,after months of talks,because of the weather,for the first time,against all advice,"
    "without a vote,under a new law,in spite of protests,as residents had feared,with foreign help"
).split(",")
SAYINGS = (
    "We have waited long enough for the {thing}. Nobody asked us about the {thing}. "
    "The {thing} is not what was agreed. The {thing} will take years, and we know it. "
    "I have seen better than this {thing}. Our children will pay for the {thing}. "
    "There is no {thing} without trust. Look at the {thing} and tell me it works."
).split(". ")
FRAMES = [
    "{Role} {person} said on {day} that {claim}.",
    "“{quote}” {person}, {a} {role} at {body}, told reporters on {day}. “{quote2}”",
    "{Body} denied that {claim}, according to a statement seen by {other}.",
    "{country} accused {country2} of breaking the deal on the {thing}, and {person} called for sanctions.",
    "In {year}, {number} workers walked out after {body} cut their pay by {small} percent.",
    "The report, published last {day}, found that {claim}.",
    "Asked whether {claim}, {person} declined to comment.",
]
DAYS = "Monday,Tuesday,Wednesday,Thursday,Friday".split(",")
MONTHS = "January,March,May,July,October".split(",")


def make_article(rng: random.Random, words: int) -> Article:
    """One article of about `words` words."""
    return _article(rng, _paragraphs(rng, words))


def make_live(rng: random.Random, entries: int) -> Article:
    """A live blog, the newest entry first."""
    lines: list[str] = []
    for minute in range(23 * 60 + 55, 23 * 60 + 55 - 7 * entries, -7):
        lines += [f"{minute // 60 % 24:02d}:{minute % 60:02d}", *_paragraphs(rng, 25)]
    return _article(rng, lines)


def make_updated(rng: random.Random, words: int) -> Article:
    """A story of `words` words under an update of as many."""
    update = _paragraphs(rng, words)
    lines = ["UPDATE: " + update[0], *update[1:], "Original story:", *_paragraphs(rng, words)]
    return _article(rng, lines)


def _article(rng: random.Random, paragraphs: list[str]) -> Article:
    headline = f"{rng.choice(COUNTRIES)} and {rng.choice(COUNTRIES)} at odds over bridge"
    day = dt.date(2024, 1, 1) + dt.timedelta(days=rng.randint(0, 365))
    text = "\n\n".join([headline, *paragraphs]) + "\n"
    return Article.from_text(text, published=day, outlet="The Daily Example")


def _paragraphs(rng: random.Random, words: int) -> list[str]:
    paragraphs: list[str] = []
    written = 0
    while written < words:
        paragraphs.append(" ".join(_sentence(rng) for _ in range(rng.randint(1, 4))))
        written += len(paragraphs[-1].split())
    return paragraphs


def _sentence(rng: random.Random) -> str:
    role, country, other = rng.choice(ROLES), *rng.sample(COUNTRIES, 2)
    body = f"the {rng.choice(PLACES)} {rng.choice(KINDS)}"
    facts = {
        "month": rng.choice(MONTHS),
        "number": str(rng.randint(12, 980)),
        "year": str(rng.randint(1995, 2023)),
    }
    quotes = [saying.format(thing=rng.choice(THINGS)) for saying in rng.sample(SAYINGS, 2)]
    return rng.choice(FRAMES).format(
        **facts, claim=_claim(rng, facts), quote=quotes[0].rstrip(".") + ",",
        quote2=quotes[1].rstrip(".") + ".", person=f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        role=role, Role=role.capitalize(), a="an" if role[0] in "aeiou" else "a", body=body,
        Body=body[0].upper() + body[1:], other=f"the {rng.choice(PLACES)} Post", country=country,
        country2=other, day=rng.choice(DAYS), small=rng.randint(2, 30), thing=rng.choice(THINGS),
    )  # fmt: skip


def _claim(rng: random.Random, facts: dict[str, str]) -> str:
    state = rng.choice(STATES).format(**facts)
    aside = f" {rng.choice(ASIDES)}" if rng.random() < 0.5 else ""
    return f"the {rng.choice(PLACES)} {rng.choice(THINGS)} {state}{aside}"


def make_articles(number: int, *, words: int = 600, seed: int = 0) -> Iterator[Article]:
    """`number` articles whose lengths vary around `words`."""
    rng = random.Random(seed)
    for _ in range(number):
        yield make_article(rng, max(80, int(rng.gauss(words, words / 4))))
