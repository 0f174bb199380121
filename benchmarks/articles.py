"""Made-up articles of realistic length and variety, as many as one likes.

>>> len(set(a.text for a in make_articles(3, seed=1)))
3
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from storyanalysis import Article

PEOPLE = (
    "Ana Ruiz,Paul Osei,Mei Tanaka,Omar Haddad,Ingrid Dahl,Ravi Menon,Lucy Walsh,Tomas Vega".split(
        ","
    )
)
ROLES = "mayor,spokesman,engineer,analyst,minister,union leader,professor,judge".split(",")
BODIES = "Harbour Steel Inc.,the Ferry Workers Union,the Transport Ministry,Lakeside Hospital,the city council,the Harbour Post".split(
    ","
)
COUNTRIES = "France,Iraq,Kenya,Japan,Brazil,Canada".split(",")
CLAIMS = [
    "the bridge would close for repairs in {month}",
    "{number} people had lost their jobs since {year}",
    "the plan would cost ${number} million",
    "nobody had been hurt",
    "talks with {country} would go on next week",
    "the figures were wrong",
]
QUOTES = [
    "We have waited long enough.",
    "Nobody asked us.",
    "This is not what was agreed.",
    "It will take years, and we know it.",
]
FRAMES = [
    "{Role} {person} said on {day} that {claim}.",
    "“{quote}” {person}, {a} {role} at {body}, told reporters on {day}. “{quote2}”",
    "{Body} denied that {claim}, according to a statement seen by {other}.",
    "{country} accused {country2} of breaking the deal, and {person} called for sanctions.",
    "In {year}, {number} workers walked out after {body} cut their pay by {small} percent.",
    "The report, published last {day}, found that {claim}.",
    "Asked whether {claim}, {person} declined to comment.",
]
DAYS = "Monday,Tuesday,Wednesday,Thursday,Friday".split(",")
MONTHS = "January,March,May,July,October".split(",")


def make_article(rng: random.Random, words: int) -> Article:
    """One article of about `words` words."""
    paragraphs = [f"{rng.choice(COUNTRIES)} and {rng.choice(COUNTRIES)} at odds over bridge", ""]
    written = 0
    while written < words:
        paragraph = " ".join(_sentence(rng) for _ in range(rng.randint(1, 4)))
        written += len(paragraph.split())
        paragraphs += [paragraph, ""]
    day = dt.date(2024, 1, 1) + dt.timedelta(days=rng.randint(0, 365))
    return Article.from_text("\n".join(paragraphs), published=day, outlet="The Daily Example")


def _sentence(rng: random.Random) -> str:
    body, person, role = rng.choice(BODIES), rng.choice(PEOPLE), rng.choice(ROLES)
    quote, quote2 = rng.sample(QUOTES, 2)
    country, country2 = rng.sample(COUNTRIES, 2)
    facts = {
        "month": rng.choice(MONTHS),
        "number": str(rng.randint(12, 980)),
        "year": str(rng.randint(1995, 2023)),
        "country": country,
    }
    claim = rng.choice(CLAIMS).format(**facts)
    return rng.choice(FRAMES).format(
        **facts, claim=claim, quote=quote.rstrip(".") + ",", quote2=quote2, person=person, role=role,
        Role=role.capitalize(), a="an" if role[0] in "aeiou" else "a", body=body,
        Body=body[0].upper() + body[1:], other=rng.choice(BODIES), country2=country2,
        day=rng.choice(DAYS), small=rng.randint(2, 30),
    )  # fmt: skip


def make_articles(number: int, *, words: int = 600, seed: int = 0) -> Iterator[Article]:
    """`number` articles whose lengths vary around `words`."""
    rng = random.Random(seed)
    for _ in range(number):
        yield make_article(rng, max(80, int(rng.gauss(words, words / 4))))
