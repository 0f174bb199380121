"""What the indexes find: no claim that a rule would take, no match of statements is left out."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from storyanalysis.inquire import revisions
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.earlier import Earlier
from storyanalysis.inquire.likely import MOST, LikelyMatches
from storyanalysis.inquire.shared import Said, match_statement
from storyanalysis.inquire.similarity import word_weights
from storyanalysis.inquire.sources import CORROBORATES
from storyanalysis.inquire.standing import of_the_update
from storyanalysis.inquire.words import read_words

SUBJECTS = ["The mayor", "Ana Ruiz", "The ferry company", "It", "A spokesman for the port", "He"]
CLAIMS = [
    "said the bridge would close in May",
    "did not say that the bridge would close",
    "said 12 people were hurt on the bridge",
    "said 14 people had been injured",
    "said the bridge was open again",
    "denied that the ferry was late",
    "retracted the claim about the ferry",
    "stood by the figures for the ferry",
    "confirmed that the bridge is closed",
    "resigned over the late ferry",
    "wrongly said that the bridge cost 20 million, not 30 million",
    "said nobody was hurt on the bridge",
    "said an engineer has a broken leg",
    "told of a second victim on the bridge",
    "confirmed the closure of the bridge",
    "insists that the ferry was late",
    "said that the ferry did sink",
    "will build a ferry",
    "said the ferry has been ordered",
    "has called off the ferry",
    "said no decision on the ferry has been taken",
    "said the bridge is the longest since 1930",
    "said it is not the longest bridge",
    "there were two of them, not 12",
    "said 12 people were hurt and now says there were 15",
    "called reports of a closure fiction",
    "is not late",
    "withdrew its promise of a ferry",
]


class Everyone:
    """In place of the index: every earlier claim."""

    def __init__(self, claims, weights):
        self.claims = claims

    def before(self, new):
        return [old for old in self.claims if old.age < new.age and not of_the_update(old)]


def made_claims(seed):
    rng = random.Random(seed)
    kinds = ["headline"] + ["body"] * 12 + ["update"] * 8 + ["entry"] * 6 + ["correction"] * 4
    ages = {"update": 1, "entry": 2, "correction": 3}
    texts = [f"{rng.choice(SUBJECTS)} {rng.choice(CLAIMS)}." for _ in kinds]
    claims, start = [], 0
    for at, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
        said = rng.random() < 0.6
        speaker = rng.choice(["ruiz", "mayor", None])
        claims.append(
            Claim(
                start, start + len(text) - 1, text[:-1], ages.get(kind, 0), kind, "", f"n{at}",
                text, texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else "",
                " ".join(texts[max(at - 1, 0) : at + 2]), frozenset([speaker] if speaker else []),
                speaker if said else None, statement_id=f"s{at}" if said else None,
                stance=rng.choice([None, "neutral", "denial"]) if said else None, cue="said",
            )
        )  # fmt: skip
        start += len(text) + 1
    return claims


@pytest.mark.parametrize("seed", range(12))
def test_the_index_finds_what_comparing_every_pair_finds(seed, monkeypatch):
    claims = made_claims(seed)
    weights = word_weights(claim.words for claim in claims)
    found = revisions._apply_rules(claims, weights, {})
    monkeypatch.setattr(revisions, "Earlier", Everyone)
    assert found == revisions._apply_rules(claims, weights, {})
    assert found


def test_on_long_pages_a_claim_is_set_against_few():
    claims = [claim for seed in range(40) for claim in made_claims(seed)]
    earlier = Earlier(claims, word_weights(claim.words for claim in claims))
    found = [earlier.before(new) for new in claims if new.age]
    assert max(map(len, found)) == MOST
    assert all(old.age < claims[-1].age for old in found[-1])


@pytest.mark.parametrize("seed", range(12))
def test_statements_that_match_are_likely_to(seed):
    rng = random.Random(seed)
    quoted = [
        "“It will cost 20 million,” the mayor said",
        "that “it will” close",
        "The bridge is closed",
    ]
    texts = [rng.choice([*CLAIMS, *quoted]) for _ in range(30)]
    texts += [" ".join(pair) for pair in pairwise(texts[:6])]
    statements = [
        Said(f"s{at}", text, None, rng.choice(["direct", "mixed", "indirect"]), read_words(text))
        for at, text in enumerate(texts)
    ]
    likely = LikelyMatches(statements, CORROBORATES)
    after = [set(likely.after(at)) for at in range(len(statements))]
    matched = 0
    for a, b in combinations(range(len(statements)), 2):
        match = match_statement(statements[a], statements[b])
        if match and (match.kind != "reworded" or match.score >= CORROBORATES):
            assert b in after[a]
            matched += 1
    assert matched
