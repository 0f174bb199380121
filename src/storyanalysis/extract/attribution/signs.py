"""What a cue candidate has of a cue: binary features, as names.

Most features count on their own and joined with the word's lemma; the names of the
latter are made only where weights are learned.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyanalysis.extract.attribution.cues import (
    CONDITIONS,
    MODALS,
    NEGATIONS,
    configuration,
    cue_lexicon,
    near_quotes,
    person_of,
    sentence_mix,
)
from storyanalysis.extract.attribution.page import Page

__all__ = ["Signs", "cue_features", "cue_signs", "lemma_and_sign"]

NEARBY = (("modal", MODALS), ("neg", NEGATIONS), ("if", CONDITIONS))
OBJECTS = frozenset(["dobj", "pobj", "attr", "acomp", "oprd"])
CLAUSES = frozenset(["ccomp", "xcomp", "acl", "relcl", "pcomp"])
CLOSED_DEPS = frozenset(["prep", "prt", "aux", "auxpass", "neg", "mark", "advmod", "det", "expl"])


@dataclass
class Signs:
    """Binary features of a token as a cue: on their own, and each joined with its lemma."""

    lemma: str
    plain: list[str]
    joined: list[str]  # "" for the lemma alone

    def add(self, *signs: str) -> None:
        """Signs that count on their own as well as joined with the lemma."""
        self.plain += signs
        self.joined += signs


def cue_signs(page: Page, i: int, *, apart: bool = False) -> Signs:
    """What token `i` has of a cue; names of people and places are left out.

    With `apart`, the quotation that holds the token is read as a text of its own, as
    for a report inside somebody's speech.
    """
    dep, tag = page.dep[i], page.tag[i]
    near = near_quotes(page, i)
    if apart:
        near = near.rstrip("q")
    config = configuration(page, i, near)
    frames, stance = cue_lexicon().get((page.lemma[i], page.pos[i]), ("", ""))
    plain = [
        f"c={config}",
        f"d={dep} t={tag} c={config}",
        # the class of the word carries over to words that training saw rarely
        f"lex={stance} c={config}",
        f"lex={stance} f={frames}",
        f"f={frames} c={config}",
        f"lex={stance} d={dep} t={tag}",
    ]
    signs = Signs(page.lemma[i], plain, ["", f"c={config}"])
    signs.add(f"t={tag}", f"d={dep}")
    _governor(page, i, signs)
    _children(page, i, signs)
    _subject(page, i, signs)
    _around(page, i, signs)
    _quotation(page, i, signs, (near, apart))
    return signs


def cue_features(page: Page, i: int) -> list[str]:
    """Names of the signs of token `i`, as weights are learned for them."""
    signs = cue_signs(page, i)
    return signs.plain + [feature_name(signs.lemma, sign) for sign in signs.joined]


def feature_name(lemma: str, sign: str) -> str:
    """Name of a sign joined with a lemma."""
    if not sign:
        return f"l={lemma}"
    return f"l={lemma} {sign}" if sign.startswith("c=") else f"{sign} l={lemma}"


def lemma_and_sign(name: str) -> tuple[str | None, str]:
    """The reverse; None for the lemma of a sign on its own."""
    if name.startswith("l="):
        lemma, _, config = name[2:].partition(" c=")
        return lemma, config and f"c={config}"
    sign, joined, lemma = name.rpartition(" l=")
    return (lemma, sign) if joined else (None, name)


def _open_word(page: Page, i: int) -> str:
    """Lemma of a word that is no name."""
    if page.pos[i] in ("PROPN", "NUM") or page.ent[i]:
        return page.pos[i] + page.ent[i]
    return page.lemma[i]


def _governor(page: Page, i: int, signs: Signs) -> None:
    h = page.head[i]
    if h == i:
        signs.plain.append("g=ROOT")
        return
    signs.plain.append(f"g={_open_word(page, h)} d={page.dep[i]}")
    signs.add(f"gp={page.pos[h]} d={page.dep[i]}")


def _children(page: Page, i: int, signs: Signs) -> None:
    kids = page.kids[i]
    signs.plain.append("k=" + " ".join(sorted({page.dep[k] for k in kids} - {"punct"})))
    for k in kids:
        dep, side = page.dep[k], "<" if k < i else ">"
        signs.plain.append(f"k:{dep}{side}{page.pos[k]}")
        signs.joined.append(f"k:{dep}{side}")
        if dep in CLOSED_DEPS:
            signs.add(f"w:{dep}={page.word[k]}")
        elif dep in OBJECTS:
            signs.add(f"w:{dep}={_open_word(page, k)}")
        if dep in CLAUSES:
            first = page.word[page.left[k]]
            mark = first if first in ("that", "to", "if", "whether") else page.pos[page.left[k]]
            signs.plain.append(f"x:{dep}{side}{page.tag[k]} {mark}")
            signs.joined.append(f"x:{dep}{side}{mark}")
        if dep == "prep":
            for j in page.kids[k]:
                if page.dep[j] in ("pobj", "pcomp"):
                    signs.plain.append(f"w:{page.word[k]}+{_open_word(page, j)}")
                    signs.joined.append(f"w:{page.word[k]}+{page.pos[j]}")


def _subject(page: Page, i: int, signs: Signs) -> None:
    subject, steps = _nearest_subject(page, i)
    if subject is None:
        subject, steps = next((k for k in page.kids[i] if page.dep[k] == "poss"), None), 9
    if subject is None:
        signs.add("s=none")
        return
    kind = person_of(page, subject)
    signs.plain.append(f"s={kind}{min(steps, 1)}")
    signs.joined.append(f"s={kind}")
    signs.plain.append(f"se={page.ent[subject]} {page.pos[subject]} {page.dep[subject]}")
    if page.pos[subject] == "NOUN":
        signs.plain.append(f"sw={page.lemma[subject]}")


def _nearest_subject(page: Page, i: int) -> tuple[int | None, int]:
    """The subject of the word or of one it hangs on, and how far up that is."""
    top = i
    for steps in range(4):
        for k in page.kids[top]:
            if page.dep[k].startswith("nsubj"):
                return k, steps
        if page.dep[top] not in ("conj", "xcomp", "advcl", "acl", "relcl"):
            return None, steps
        top = page.head[top]
        if page.dep[top] == "ROOT" and page.pos[top] not in ("VERB", "AUX"):
            return None, steps
    return None, 4


def _around(page: Page, i: int, signs: Signs) -> None:
    first, last = page.paras[page.para[i]]
    for step in (-2, -1, 1, 2):
        k = i + step
        inside = first <= k < last
        word, tag = (_open_word(page, k), page.tag[k]) if inside else ("#", "#")
        found = (f"{step}w={word}", f"{step}t={tag}")
        signs.plain += found
        if -2 < step < 2:
            signs.joined += found
    before = page.word[max(first, i - 4) : i]
    for name, words in NEARBY:
        if not words.isdisjoint(before):
            signs.add(name)
    signs.plain.append(f"caps={_caps(page, i)}")


def _caps(page: Page, i: int) -> str:
    """Headline case, all capitals, or prose, told from the sentence around."""
    a, b = page.sents[page.sent[i]]
    a, b = max(a, i - 8), min(b, i + 8)
    words = page.n_words[b] - page.n_words[a]
    if words and page.n_upper[b] - page.n_upper[a] == words:
        return "all"
    capital = page.n_capital[b] - page.n_capital[a]
    return "title" if words > 3 and capital > 0.7 * words else "prose"


def _quotation(page: Page, i: int, signs: Signs, quoted: tuple[str, bool]) -> None:
    near, apart = quoted
    s = page.sent[i]
    signs.add(f"q={near}")
    mix = ["n", "p" if near else "n", "n"]
    if not apart:
        mix = [sentence_mix(page, s + step) for step in (-1, 0, 1)]
    inside = page.outer[i] >= 0 and not apart
    signs.plain += (f"qm={mix[1]}", f"qm={mix} in={inside}")
    if inside:
        signs.joined.append("in")
