"""Tokens copied from spaCy, and the tagger's arrays made of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.extract.attribution.grid import DEEPEST, OUTSIDE, Grid
from storyanalysis.extract.attribution.keys import TEMPLATE_SHIFT, TEMPLATES, KeyIndex
from storyanalysis.extract.attribution.page import read_page
from storyanalysis.extract.attribution.signs import cue_signs, feature_name, lemma_and_sign
from storyanalysis.extract.attribution.weights import packaged_weights
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.extract.words import words_of
from storyanalysis.language import parse

TEXT = (
    "The mayor of Ashford and two aides, who had quarrelled, said on Monday: “We'll see.”\n\n"
    "“Nothing,” she added -- after a pause -- “is settled, and 40 people told the Post so.”\n"
)
PLAIN = ("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "is_stop")
RELATED = ("children", "lefts", "rights", "ancestors", "conjuncts")


@pytest.fixture(scope="module")
def doc(nlp):
    return parse(TEXT, find_paragraphs(TEXT), nlp)


def test_words_say_what_spacy_says(doc):
    words = words_of(doc)
    assert words.text == TEXT
    assert words_of(doc) is words
    for word, token in zip(words, doc, strict=True):
        assert [getattr(word, name) for name in PLAIN] == [getattr(token, name) for name in PLAIN]
        for name in RELATED:
            assert [w.i for w in getattr(word, name)] == [t.i for t in getattr(token, name)], name
        assert [w.i for w in word.subtree] == sorted(t.i for t in token.subtree)
        assert (word.left_edge.i, word.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert (word.head.i, len(word)) == (token.head.i, len(token))
        first, last = words.sentence(word.i)
        assert first == token.sent.start
        assert last == token.sent.end


def test_stretches_of_characters_are_read_as_spacy_reads_them(doc):
    words = words_of(doc)
    for start in range(len(TEXT)):
        for end in range(start + 1, min(start + 60, len(TEXT))):
            span = doc.char_span(start, end, alignment_mode="expand")
            tokens = words.touching(start, end)
            assert list(tokens) == list(range(span.start, span.end))
            if tokens:
                assert words.at(start, end).i == span.root.i


def test_an_empty_text_has_no_words(nlp):
    words = words_of(nlp.make_doc(""))
    assert len(words) == 0
    assert words.text == ""
    assert not words.touching(0, 1)


def way(page, i, t):
    """The steps from one token to another, by walking; None between two trees."""
    up, above = [], {}
    at = i
    while at not in above:
        above[at] = len(above)
        up.append(2 * known(page, at) + 1)
        at = page.head[at]
    down = []
    while t not in above:
        if page.head[t] == t:
            return None
        down.append(2 * known(page, t) + 2)
        t = page.head[t]
    return up[: above[t]] + down[::-1]


def known(page, i):
    return packaged_weights().vocabulary.numbers("dep", [page.dep[i]])[0]


def test_ways_through_the_tree_are_those_one_walks(doc):
    page = read_page(doc, find_paragraphs(TEXT))
    grid = Grid(page, packaged_weights().vocabulary)
    pairs = [(i, t) for i in range(len(page)) for t in range(len(page))]
    paths = grid.paths(*np.array(pairs).T)
    for k, (i, t) in enumerate(pairs):
        walked = way(page, i, t)
        steps = [OUTSIDE, 0, 0] if walked is None else [*walked, 0, 0, 0][:3]
        assert [int(step[k]) for step in paths.steps] == steps
        assert paths.length[k] == (9 if walked is None else min(len(walked), 9))


def test_a_tree_of_any_depth_has_few_levels(doc):
    page = read_page(doc, find_paragraphs(TEXT))
    deep = type(page)(**{**vars(page), "head": [max(i - 1, 0) for i in range(len(page))]})
    grid = Grid(deep, packaged_weights().vocabulary)
    assert len(grid.levels) <= DEEPEST + 1
    (one, two, three) = grid.paths(np.array([2]), np.array([0])).steps
    assert (one[0], two[0], three[0]) == (2 * known(page, 2) + 1, 2 * known(page, 1) + 1, 0)


keys = st.builds(
    lambda number, value: number << TEMPLATE_SHIFT | value,
    st.integers(0, len(TEMPLATES) - 1),
    st.integers(0, 40),
)


@given(st.sets(keys), st.lists(st.integers(0, 40), min_size=1, max_size=5))
def test_weights_are_found_by_key(known_keys, tokens):
    ordered = np.array(sorted(known_keys), dtype=np.int64)
    values = np.arange(1, 3 * len(ordered) + 1, dtype=np.float32).reshape(-1, 3)
    table = dict(zip(ordered.tolist(), values.tolist(), strict=True))
    numbers = np.arange(len(TEMPLATES))
    asked = np.array(tokens)[:, None] | numbers << TEMPLATE_SHIFT
    expected = [np.sum([table.get(k, [0.0] * 3) for k in row], axis=0) for row in asked.tolist()]
    assert KeyIndex(ordered, values).sums(asked).tolist() == np.array(expected).tolist()


def test_names_of_features_tell_lemma_and_sign(doc):
    page = read_page(doc, find_paragraphs(TEXT))
    for i in (i for i in range(len(page)) if page.pos[i]):
        signs = cue_signs(page, i)
        for sign in signs.joined:
            assert lemma_and_sign(feature_name(signs.lemma, sign)) == (signs.lemma, sign)
        for sign in signs.plain:
            assert lemma_and_sign(sign) == (None, sign)
