"""The tokens of a parsed text as plain Python objects, read from spaCy once.

Asking spaCy for attributes, heads and children token by token costs more than all
else that the rules do with them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, overload

from storyanalysis import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Word", "Words", "mended_lemmas", "words_of"]

KEY = "storyanalysis.words"  # where a Doc keeps them, in its user data
STRINGS = ("orth", "lower", "lemma", "tag", "pos", "dep", "ent_type")
NUMBERS = ("head", "idx", "spacy", "sent_start", "is_stop", "like_num", "is_space", "is_punct")
Columns = dict[str, list[Any]]


class Word:
    """A token with the attributes of spaCy's ``Token`` that the rules ask for."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "is_stop",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    is_sent_start: bool
    is_stop: bool
    like_num: bool
    doc: list[Word]  # all tokens of the text
    head: Word
    children: list[Word]

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def nbor(self, step: int = 1) -> Word:
        """The token so many places further on."""
        return self.doc[self.i + step]

    @property
    def lefts(self) -> list[Word]:
        """Children before the token."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Word]:
        """Children behind the token."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> list[Word]:
        """The token and all below it, in order."""
        found: list[Word] = [self]
        for word in found:
            found += word.children
        return sorted(found, key=lambda word: word.i)

    @property
    def left_edge(self) -> Word:
        """First token of the subtree."""
        return self.subtree[0]

    @property
    def right_edge(self) -> Word:
        """Last token of the subtree."""
        return self.subtree[-1]

    @property
    def ancestors(self) -> list[Word]:
        """The tokens above, nearest first."""
        found: list[Word] = []
        word = self
        while word.head is not word:
            word = word.head
            found.append(word)
        return found

    @property
    def conjuncts(self) -> list[Word]:
        """What the token is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found += [child for child in word.rights if child.dep_ == "conj"]
        return [word for word in found if word is not self]


class Words(Sequence[Word]):
    """The tokens of a text.

    `columns` holds their attributes as lists of one item a token: the text of a token
    as ``orth``, its head as an index.
    """

    def __init__(self, doc: Doc) -> None:
        self.columns = _columns(doc)

    def __len__(self) -> int:
        return len(self.columns["head"])

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        return self._all[index]

    @cached_property
    def text(self) -> str:
        """The whole text."""
        blanks = (" " if spaced else "" for spaced in self.columns["spacy"])
        return "".join(chain.from_iterable(zip(self.columns["orth"], blanks, strict=True)))

    def touching(self, start: int, end: int) -> range:
        """Indices of the tokens that touch the characters from `start` to `end`."""
        starts = self.columns["idx"]
        first = max(bisect_right(starts, start) - 1, 0)
        if starts and starts[first] + len(self.columns["orth"][first]) <= start:
            first += 1  # the blank behind a token is no part of it
        return range(first, bisect_left(starts, end))

    def sentence(self, index: int) -> tuple[int, int]:
        """Token indices, half-open, of the sentence that holds the token at `index`."""
        first = self.columns["sent_start"]
        start, end = index, index + 1
        while start > 0 and first[start] != 1:
            start -= 1
        while end < len(first) and first[end] != 1:
            end += 1
        return start, end

    def at(self, start: int, end: int) -> Word:
        """The token that heads what touches the characters from `start` to `end`."""
        return self.root(self.touching(start, end))

    def root(self, tokens: range) -> Word:
        """The token nearest the root of the sentence, the first of several."""
        heads = self.columns["head"]
        tops = [i for i in tokens if heads[i] == i or heads[i] not in tokens]
        if len(tops) > 1:
            tops.sort(key=self._height)
        return self[tops[0] if tops else tokens[0]]

    def _height(self, i: int) -> tuple[bool, bool, int]:
        """Sorts roots first, loose marks and blanks last."""
        word = self[i]
        if word.head is word:
            return False, False, 0
        if not word.children and (self.columns["is_space"][i] or self.columns["is_punct"][i]):
            return True, True, 0
        return True, False, len(word.ancestors)

    @cached_property
    def _all(self) -> list[Word]:
        return _linked(self.columns)


def words_of(doc: Doc) -> Words:
    """The tokens of a Doc, which keeps them: it must not be changed from here on."""
    if KEY not in doc.user_data:
        doc.user_data[KEY] = Words(doc)
    found: Words = doc.user_data[KEY]
    return found


def _columns(doc: Doc) -> Columns:
    table = doc.to_array([name.upper() for name in (*STRINGS, *NUMBERS)]).T
    columns: Columns = {}
    known: dict[int, str] = {0: ""}
    strings = doc.vocab.strings
    for name, ids in zip(STRINGS, table.tolist(), strict=False):
        for value in set(ids) - known.keys():
            known[value] = strings[value]
        columns[name] = [known[value] for value in ids]
    for name, values in zip(NUMBERS, table[len(STRINGS) :].astype("int64").tolist(), strict=True):
        columns[name] = values
    columns["lemma"] = mended_lemmas(columns["lower"], columns["lemma"])
    columns["head"] = [i + offset for i, offset in enumerate(columns["head"])]
    return columns


@cache
def _slips() -> dict[str, dict[str, str]]:
    """Lemmas that the lemmatizer gives by mistake: by lemma, the words and what they are of."""
    found: dict[str, dict[str, str]] = {}
    for row in lexicons.rows("lemma_fixes"):
        found.setdefault(row["lemma"], {})[row["word"]] = row["mended"]
    return found


def mended_lemmas(words: list[str], lemmas: list[str]) -> list[str]:
    """Lemmas without the lemmatizer's known slips ("fined" is of no "fin")."""
    slips = _slips()
    return [
        slips[lemma].get(word, lemma) if lemma in slips else lemma
        for word, lemma in zip(words, lemmas, strict=True)
    ]


def _linked(columns: Columns) -> list[Word]:
    """One object a token, each with its head and its children."""
    words = [Word() for _ in columns["head"]]
    leaf: list[Word] = []  # one for all: most tokens have no children
    rows = zip(*(columns[name] for name in (*STRINGS, *NUMBERS)), strict=True)
    for i, (word, row) in enumerate(zip(words, rows, strict=True)):
        word.i, word.doc, word.children = i, words, leaf
        word.text, word.lower_, word.lemma_, word.tag_, word.pos_ = row[:5]
        word.dep_, word.ent_type_, head, word.idx, spaced, first = row[5:11]
        word.head, word.whitespace_ = words[head], " " if spaced else ""
        word.is_sent_start, word.is_stop, word.like_num = first == 1, bool(row[11]), bool(row[12])
    for word in words:
        head = word.head
        if head is word:
            continue
        if head.children is leaf:
            head.children = [word]
        else:
            head.children.append(word)
    return words
