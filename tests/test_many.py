"""Streams of articles: the stories of `analyze`, the parse of spaCy, lazily and in order."""

import io
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis import pipeline
from storyanalysis.analysis import tables_of
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.frames import Frames
from storyanalysis.language import parse, parse_many
from storyanalysis.pipeline import annotated

TEXTS = (
    "Mayor denies blame\n\nMayor Ana Ruiz said on Monday that the bridge is safe. Let's go!\n",
    "“We're gonna win,” Paul Osei, of the Ferry Workers Union, told the Harbour Post.\n\nY'all know.",
    "There is a plan. He ain't going, the minister said.\n\n\n  \nIraq accused Iran of an attack.",
    "Rain",
    "12:05\n\nIt can't be, she'd said. They've gotten it; nothin' doin'.\n\n11:50\n\nIs there hope?",
)
ATTRIBUTES = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB"]
PROSE = st.lists(
    st.sampled_from(
        "the Ana Ruiz said that is n't 's there let 's going gon na Iraq , . “ ” \n 2020 It was "
        "children better \u00a0 é 😀 do does had NATO".split(" ")
    ),
    max_size=40,
).map(" ".join)


@pytest.fixture(scope="module")
def articles():
    return [
        sa.Article.from_text(text, published="2024-05-08", outlet=outlet)
        for text, outlet in zip(TEXTS, ["Reuters", None, "The Daily", None, "BBC"], strict=True)
    ]


@pytest.fixture(scope="module")
def stories(articles):
    return [sa.analyze(article) for article in articles]


def assert_same(one, other):
    assert one.article == other.article
    assert (one.model, one.notes) == (other.model, other.notes)
    for name in sa.TABLES:
        pd.testing.assert_frame_equal(one.table(name), other.table(name))


def same_tokens(one, other):
    return (
        (one.to_array(ATTRIBUTES) == other.to_array(ATTRIBUTES)).all()
        and [t.is_sent_start for t in one] == [t.is_sent_start for t in other]
        and [t.lemma_ for t in one] == [t.lemma_ for t in other]
    )


@pytest.mark.parametrize("size", [1, 2, 5, 16])
def test_a_stream_gives_the_stories_of_analyze(articles, stories, size):
    streamed = list(sa.analyze_many(articles, batch_size=size))
    for one, other in zip(streamed, stories, strict=True):
        assert_same(one, other)


def test_steps_give_frames_that_follow_their_schemas(articles, nlp):
    for article in articles:
        doc = parse(article.text, find_paragraphs(article.text), nlp)
        Frames.checked(tables_of(article, doc))


def test_articles_are_read_as_they_are_needed(articles):
    read = []

    def reading():
        for article in articles * 4:
            read.append(article)
            yield article

    stream = sa.analyze_many(reading(), batch_size=3)
    assert read == []
    next(stream)
    assert len(read) == 3


def test_paths_and_articles_may_be_mixed(articles, stories, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(TEXTS[3], encoding="utf-8")
    first, second = sa.analyze_many([path, articles[0]])
    assert first.article.path == str(path)
    assert_same(second, stories[0])


def test_a_bad_article_is_an_error_or_is_left_out(articles, tmp_path):
    mixed = [articles[0], tmp_path / "none.txt", articles[1]]
    with pytest.raises(sa.ArticleError, match=r"none\.txt"):
        list(sa.analyze_many(mixed))
    failed = []
    told = sa.analyze_many(mixed, on_error=lambda source, error: failed.append((source, error)))
    assert [story.article for story in told] == [articles[0], articles[1]]
    assert [source for source, _ in failed] == [tmp_path / "none.txt"]
    assert isinstance(failed[0][1], sa.ArticleError)


def test_an_article_that_breaks_the_parser_does_not_take_its_batch_along(
    articles, stories, monkeypatch
):
    make = pipeline.annotated

    def breaking(texts, nlp):
        for doc in make(texts, nlp):
            if "Iraq" in doc.text:
                raise RuntimeError("broken")
            yield doc

    monkeypatch.setattr("storyanalysis.language.annotated", breaking)
    failed = []
    told = list(sa.analyze_many(articles, on_error=lambda source, _: failed.append(source)))
    assert failed == [articles[2]]
    for one, other in zip(told, [s for i, s in enumerate(stories) if i != 2], strict=True):
        assert_same(one, other)


def test_known_stories_come_from_the_cache_in_their_places(articles, stories, tmp_path):
    for article in articles[1::2]:
        sa.analyze(article, cache=tmp_path)
    streamed = list(sa.analyze_many(articles, cache=tmp_path, batch_size=2))
    for one, other in zip(streamed, stories, strict=True):
        assert_same(one, other)
    assert len(list(tmp_path.rglob("*.story"))) == len(articles)


def test_batches_have_articles(articles):
    with pytest.raises(ValueError, match="give 1 or more"):
        sa.analyze_many(articles, batch_size=0)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("terminal", "progress", "shown"),
    [(True, None, True), (False, None, False), (True, False, False), (False, True, True)],
)
def test_a_bar_is_shown_where_somebody_looks_on(monkeypatch, articles, terminal, progress, shown):
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    # tqdm reads TQDM_DISABLE when it is imported; `make test` sets it
    for name in [name for name in sys.modules if name.split(".")[0] == "tqdm"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    monkeypatch.setattr(sys, "stderr", Terminal() if terminal else io.StringIO())
    list(sa.analyze_many(articles[3:4], progress=progress))
    assert ("1/1" in sys.stderr.getvalue()) == shown


@pytest.mark.parametrize("size", [1, 3, 300])
def test_the_parse_is_that_of_spacy(nlp, monkeypatch, size):
    monkeypatch.setattr(pipeline, "BATCH", size)
    for one, other in zip(annotated(TEXTS, nlp), nlp.pipe(TEXTS), strict=True):
        assert same_tokens(one, other)


@given(st.lists(PROSE, max_size=4))
@settings(max_examples=40, deadline=None)
def test_so_it_is_of_any_text(nlp, texts):
    for one, other in zip(annotated(texts, nlp), nlp.pipe(texts), strict=True):
        assert same_tokens(one, other)


def test_words_learned_before_change_nothing(nlp):
    first = [doc.to_array(ATTRIBUTES) for doc in annotated(TEXTS, nlp)]
    list(annotated(["He said there is hope.", "Let's see what they're doin'."], nlp))
    for before, doc in zip(first, annotated(TEXTS, nlp), strict=True):
        assert (before == doc.to_array(ATTRIBUTES)).all()


def test_words_are_known_again_after_spacy_forgot_them(nlp):
    text = "The flimwams snorkled, zorbing unhurriedly."
    with nlp.memory_zone():
        lemmas = [token.lemma_ for doc in annotated([text], nlp) for token in doc]
    assert [token.lemma_ for doc in annotated([text], nlp) for token in doc] == lemmas


def test_a_pipeline_with_other_parts_goes_through_spacy(nlp):
    import spacy

    other = spacy.load(nlp.path)
    other.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "plan"}])
    (doc,) = annotated(["There is a plan."], other)
    assert [ent.text for ent in doc.ents] == ["plan"]
    assert same_tokens(doc, other("There is a plan."))


def test_texts_keep_their_offsets_in_a_stream(nlp):
    texts = [(text, find_paragraphs(text)) for text in TEXTS]
    for (text, paragraphs), doc in zip(texts, parse_many(texts, nlp), strict=True):
        assert doc.text == text
        assert same_tokens(doc, parse(text, paragraphs, nlp))
