"""A parsed article as plain lists: what the rules and the tagger look at.

Reading a token's attributes one by one from spaCy costs more than all else here,
so they are copied once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from storyanalysis.extract.attribution.seams import mended
from storyanalysis.extract.quotes import Quote, find_quotes
from storyanalysis.extract.words import mended_lemmas, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["MARKS", "Page", "read_page"]

MARKS = frozenset(['"', "“", "”", "''", "``", "'", "‘", "’", "«", "»", "„", "`", "‟", "″"])


@dataclass(frozen=True)
class Page:
    """Tokens, tree, sentences, paragraphs and quotations of one article.

    Every list has an item a token. `left` and `right` are the edges of a token's
    subtree (both inclusive). `para` and `paras` join a paragraph with the quotation in
    the next one that it announces or leaves open; `lines` are the paragraphs before that.
    `outer` and `inner` are indices into `quotes` of the quotation (of level 0 and 1) that
    holds the token, or -1.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]  # lower case
    shape: list[str]  # as written
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    ent: list[str]
    sent: list[int]
    sents: list[tuple[int, int]]
    para: list[int]
    paras: list[tuple[int, int]]
    lines: list[tuple[int, int]]
    quotes: list[Quote]
    outer: list[int]
    inner: list[int]
    is_word: list[bool]
    spans: list[tuple[int, int]]  # of each quotation, in tokens
    n_outer: list[int]  # quoted tokens before each token (and one item more)
    n_inner: list[int]
    n_words: list[int]  # and words, words with a capital, words in capitals
    n_capital: list[int]
    n_upper: list[int]
    mix: list[str]  # of each sentence: quoted not at all "n", in part "p", as a whole "f"

    def __len__(self) -> int:
        return len(self.word)


def read_page(doc: Doc, paragraphs: Sequence[tuple[int, int]]) -> Page:
    """Copy what is needed of a Doc, and find its quotations."""
    words = words_of(doc)
    text, columns = words.text, words.columns
    start, shape = columns["idx"], columns["orth"]
    end = [a + len(word) for a, word in zip(start, shape, strict=True)]
    is_space = columns["is_space"]
    quotes = find_quotes(text, paragraphs)
    tree = mended(columns, quotes, text)
    head = tree["head"]
    sent, sents = _sentences(tree["sent_start"])
    left, right, kids = _tree(head)
    para, paras = _paragraphs(start, _blocks(text, paragraphs, quotes))
    outer, inner, spans = _quoted(start, end, quotes)
    is_word = [
        not (blank or word in MARKS) and any(map(str.isalnum, word))
        for blank, word in zip(is_space, shape, strict=True)
    ]
    return Page(
        text=text,
        start=start,
        end=end,
        word=columns["lower"],
        shape=shape,
        lemma=mended_lemmas(columns["lower"], [lemma.lower() for lemma in columns["lemma"]]),
        tag=columns["tag"],
        pos=columns["pos"],
        dep=tree["dep"],
        head=head,
        kids=kids,
        left=left,
        right=right,
        ent=columns["ent_type"],
        sent=sent,
        sents=sents,
        para=para,
        paras=paras,
        lines=_paragraphs(start, paragraphs)[1],
        quotes=quotes,
        outer=outer,
        inner=inner,
        is_word=is_word,
        spans=spans,
        n_outer=_running(state >= 0 for state in outer),
        n_inner=_running(state >= 0 for state in inner),
        n_words=_running(is_word),
        n_capital=_running(word and s[0].isupper() for word, s in zip(is_word, shape, strict=True)),
        n_upper=_running(word and s.isupper() for word, s in zip(is_word, shape, strict=True)),
        mix=[_mix(outer[a:b], is_word[a:b]) for a, b in sents],
    )


def _running(flags: Iterable[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))


def _mix(states: list[int], is_word: list[bool]) -> str:
    if max(states) < 0:
        return "n"
    words = [state >= 0 for state, word in zip(states, is_word, strict=True) if word]
    if not any(words):
        return "n"
    return "f" if all(words) else "p"


def _sentences(first: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """Sentence of each token, and the sentences as half-open token ranges."""
    starts = [i for i, flag in enumerate(first) if flag == 1 or i == 0]
    stops = [*starts[1:], len(first)]
    sents = list(zip(starts, stops, strict=True)) if first else []
    sent = [k for k, (a, b) in enumerate(sents) for _ in range(a, b)]
    return sent, sents


def _blocks(
    text: str, paragraphs: Sequence[tuple[int, int]], quotes: Sequence[Quote]
) -> list[tuple[int, int]]:
    """Paragraphs, joined where one ends in a colon or an open quotation and the next
    begins with the quotation announced or carried on.
    """
    opening = {quote.start: quote for quote in quotes if not quote.level}
    blocks: list[tuple[int, int]] = []
    for start, end in paragraphs:
        quote = opening.get(start)
        announced = bool(blocks) and text[blocks[-1][1] - 1] == ":"
        if blocks and quote and (quote.continues or announced):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _paragraphs(
    start: list[int], paragraphs: Sequence[tuple[int, int]]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Paragraph of each token, and the paragraphs as half-open token ranges."""
    n = len(start)
    edges = [0, *(bisect_left(start, a) for a, _ in paragraphs[1:]), n]
    paras = [(a, b) if a < b else (n, 0) for a, b in pairwise(edges)]
    para = [k for k, (a, b) in enumerate(paras) for _ in range(a, b)]
    return para, paras


def _tree(head: list[int]) -> tuple[list[int], list[int], list[list[int]]]:
    """Edges of each subtree and the children of each token, leaves first."""
    n = len(head)
    leaf: list[int] = []  # one for all: most tokens have no children
    kids = [leaf] * n
    for i, h in enumerate(head):
        if h != i:
            if kids[h] is leaf:
                kids[h] = [i]
            else:
                kids[h].append(i)
    left, right = list(range(n)), list(range(n))
    waiting = [len(k) for k in kids]
    ready = [i for i in range(n) if not waiting[i]]
    while ready:
        i = ready.pop()
        h = head[i]
        if h == i:
            continue
        left[h] = min(left[h], left[i])
        right[h] = max(right[h], right[i])
        waiting[h] -= 1
        if not waiting[h]:
            ready.append(h)
    return left, right, kids


def _quoted(
    start: list[int], end: list[int], quotes: list[Quote]
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """For each token the outer and inner quotation it lies in, and the reverse."""
    outer, inner = [-1] * len(start), [-1] * len(start)
    spans = []
    for k, quote in enumerate(quotes):
        a = max(bisect_right(start, quote.start) - 1, 0)
        if a < len(start) and end[a] <= quote.start:
            a += 1
        b = bisect_right(start, quote.end - 1)
        spans.append((a, b))
        states = inner if quote.level else outer
        states[a:b] = [k] * (b - a)
    return outer, inner, spans
