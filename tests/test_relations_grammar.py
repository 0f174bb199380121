"""The grammar behind relations: lexicon, clauses, roles, on hand-built parses and odd text."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from storyanalysis import lexicons
from storyanalysis.extract.relations import find_relations
from storyanalysis.extract.relations.cast import Cast
from storyanalysis.extract.relations.clauses import governors, is_negated, modals, objects, subjects
from storyanalysis.extract.relations.fit import CHECKS
from storyanalysis.extract.relations.lexicon import frames, noun_frames, nouns_of
from storyanalysis.extract.relations.voice import is_passive
from storyanalysis.tables import (
    ACTORS,
    DATES,
    MENTIONS,
    PLOVER_EVENTS,
    RELATIONS,
    SENTENCES,
    SPANS,
    STATEMENTS,
)

VOCAB = English().vocab
SLOTS = {"obj", "iobj", "clause", "below"}
OTHER_FLAGS = set(
    "recip alone must actor weak both swap split force crowd state found give answer patient "
    "speech physical light clausal legal foreign weapon rejoin".split()
)


def doc_of(rows):
    """A Doc of (word, lemma, tag, pos, dep, head index) rows."""
    words, lemmas, tags, pos, deps, heads = (list(column) for column in zip(*rows, strict=True))
    spaces = [i + 1 < len(words) and words[i + 1] not in ".," for i in range(len(words))]
    starts = [i == 0 for i in range(len(words))]
    return Doc(
        VOCAB, words=words, spaces=spaces, lemmas=lemmas, tags=tags, pos=pos, deps=deps,
        heads=heads, sent_starts=starts,
    )  # fmt: skip


PASSIVE = [
    ("Togo", "Togo", "NNP", "PROPN", "nsubjpass", 2),
    ("was", "be", "VBD", "AUX", "auxpass", 2),
    ("attacked", "attack", "VBN", "VERB", "ROOT", 2),
    ("by", "by", "IN", "ADP", "agent", 2),
    ("Benin", "Benin", "NNP", "PROPN", "pobj", 3),
    (".", ".", ".", "PUNCT", "punct", 2),
]
CONTROL = [
    ("Togo", "Togo", "NNP", "PROPN", "nsubj", 1),
    ("urged", "urge", "VBD", "VERB", "ROOT", 1),
    ("Benin", "Benin", "NNP", "PROPN", "dobj", 1),
    ("to", "to", "TO", "PART", "aux", 5),
    ("not", "not", "RB", "PART", "neg", 5),
    ("bomb", "bomb", "VB", "VERB", "xcomp", 1),
    ("Ghana", "Ghana", "NNP", "PROPN", "dobj", 5),
    (".", ".", ".", "PUNCT", "punct", 1),
]


def texts(tokens):
    return [token.text for token in tokens]


def test_a_passive_turns_subject_and_agent():
    verb = doc_of(PASSIVE)[2]
    assert is_passive(verb)
    assert (texts(subjects(verb)), texts(objects(verb))) == (["Benin"], ["Togo"])


def test_the_object_of_urge_is_the_subject_of_its_infinitive():
    doc = doc_of(CONTROL)
    assert texts(subjects(doc[5])) == ["Benin"]
    assert texts(subjects(doc[1])) == ["Togo"]
    assert [g.text for g, _ in governors(doc[5])] == ["urged"]


def test_negation_belongs_to_its_own_verb():
    doc = doc_of(CONTROL)
    assert is_negated(doc[5])
    assert not is_negated(doc[1])


def test_the_object_of_promise_is_not():
    rows = [list(row) for row in CONTROL]
    rows[1][:2] = ["promised", "promise"]
    assert texts(subjects(doc_of(rows)[5])) == ["Togo"]


def test_modals_are_shared_by_coordinated_verbs():
    doc = doc_of(
        [
            ("They", "they", "PRP", "PRON", "nsubj", 2),
            ("may", "may", "MD", "AUX", "aux", 2),
            ("attack", "attack", "VB", "VERB", "ROOT", 2),
            ("and", "and", "CC", "CCONJ", "cc", 2),
            ("kill", "kill", "VB", "VERB", "conj", 2),
            ("them", "they", "PRP", "PRON", "dobj", 4),
        ]
    )
    assert modals(doc[4]) == {"may"}


def tables(doc, names):
    """Tables for a one-sentence article with named countries."""
    mentions, actors = [], []
    for name, country in names.items():
        start = doc.text.index(name)
        mentions.append(
            {
                "mention_id": f"m{start}",
                "actor_id": name.lower(),
                "kind": "name",
                "start": start,
                "end": start + len(name),
                "text": name,
                "sentence_id": "n0",
                "status": "linked",
                "rule": "test",
            }
        )
        actors.append(
            {
                "actor_id": name.lower(),
                "name": name,
                "kind": "country",
                "country": country,
                "n_mentions": 1,
                "n_statements": 0,
                "start": start,
                "rule": "test",
            }
        )
    sentence = {"sentence_id": "n0", "section_id": "s0", "paragraph": 0, "start": 0,
                "end": len(doc.text), "text": doc.text}  # fmt: skip
    return SENTENCES.frame([sentence]), MENTIONS.frame(mentions), ACTORS.frame(actors)


EMPTY = (STATEMENTS.frame([]), SPANS.frame([]), DATES.frame([]))


def test_a_hand_built_sentence_gives_its_row():
    doc = doc_of(PASSIVE)
    found = find_relations(doc, *tables(doc, {"Togo": "TGO", "Benin": "BEN"}), *EMPTY)
    (row,) = found.itertuples()
    assert (row.source_id, row.event, row.target_id) == ("benin", "ASSAULT", "togo")
    assert (row.text, row.cue, row.status) == ("Togo was attacked by Benin", "attacked", "asserted")
    assert row.relation_id == "r0_26"


def test_no_mention_no_relation():
    doc = doc_of(PASSIVE)
    found = find_relations(doc, *tables(doc, {}), *EMPTY)
    pd.testing.assert_frame_equal(found, RELATIONS.frame([]))


def test_inputs_are_not_changed():
    doc = doc_of(PASSIVE)
    given_tables = tables(doc, {"Togo": "TGO", "Benin": "BEN"})
    copies = [table.copy(deep=True) for table in given_tables]
    find_relations(doc, *given_tables, *EMPTY)
    for before, after in zip(copies, given_tables, strict=True):
        pd.testing.assert_frame_equal(before, after)


def test_a_cast_finds_the_actor_behind_a_modifier():
    doc = doc_of(
        [
            ("the", "the", "DT", "DET", "det", 2),
            ("Togo", "Togo", "NNP", "PROPN", "compound", 2),
            ("report", "report", "NN", "NOUN", "ROOT", 2),
        ]
    )
    _, mentions, actors = tables(doc, {"Togo": "TGO"})
    (filler,) = Cast(doc, mentions, actors).actors_of(doc[2])
    assert (filler.actor, filler.how) == ("togo", "modifier")


def test_both_within_the_subject_looks_before_it():
    """The subject that holds "both countries" is no hint at whom they are."""
    doc = doc_of(
        [
            ("Observers", "observer", "NNS", "NOUN", "nsubj", 4),
            ("from", "from", "IN", "ADP", "prep", 0),
            ("both", "both", "DT", "DET", "det", 3),
            ("countries", "country", "NNS", "NOUN", "pobj", 1),
            ("met", "meet", "VBD", "VERB", "ROOT", 4),
        ]
    )
    _, mentions, actors = tables(doc, {})
    assert Cast(doc, mentions, actors).actors_of(doc[3]) == []


def test_every_frame_names_a_known_event_slot_and_flag():
    for verb, uses in frames().items():
        for use in uses:
            assert use.event in PLOVER_EVENTS or use.event == "none", verb
            assert all(slot in SLOTS or slot.isalpha() for slot in use.slots), verb
            assert use.flags <= OTHER_FLAGS | set(CHECKS), (verb, use.flags)
    assert {frame.event for frame in noun_frames().values()} <= set(PLOVER_EVENTS)


def test_every_class_a_frame_asks_for_has_nouns():
    for row in lexicons.rows("relation_verbs"):
        for part in filter(None, row["object"].split("|")):
            name = part.rpartition(":")[2]
            if name.startswith("@") and name not in ("@actor", "@person"):
                assert nouns_of(name[1:]), (row["verb"], name)


def test_every_event_has_many_words():
    for event in PLOVER_EVENTS:
        verbs = [verb for verb, uses in frames().items() if any(u.event == event for u in uses)]
        assert len(verbs) >= 10, event


WORDS = st.lists(
    st.sampled_from(
        "Iran Israel the to attack attacked threatened denied that not if unless said accused of "
        "with between and two countries talks sanctions lifted on by will could Mayor Ruiz her "
        "“ ” . , \n\n \u202e 北京 😀 's its must demanded told strike imposed \t".split(" ")
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_odd_text_gives_a_sound_table(words):
    import storyanalysis as sa

    text = " ".join(words)
    if not text.strip():
        return
    story, again = (sa.analyze(sa.Article.from_text(text)) for _ in range(2))
    RELATIONS.check(story.relations)
    pd.testing.assert_frame_equal(story.relations, again.relations)
    known = set(story.actors["actor_id"])
    for row in story.relations.itertuples():
        assert text[row.start : row.end] == row.text
        ends = {end for end in (row.source_id, row.target_id) if isinstance(end, str)}
        assert ends
        assert ends <= known
        assert row.source_id is not row.target_id


@pytest.mark.parametrize("text", ["", " "])
def test_an_empty_doc_gives_an_empty_table(text):
    doc = Doc(VOCAB, words=[text] if text else [])
    sentences = SENTENCES.frame([])
    found = find_relations(doc, sentences, MENTIONS.frame([]), ACTORS.frame([]), *EMPTY)
    assert found.empty
