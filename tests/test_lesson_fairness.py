"""What is not asked, since a careful reader could answer otherwise."""

import pytest

import storyanalysis as sa
from storyanalysis.teach.choose import pools
from storyanalysis.teach.seen import Seen


@pytest.fixture
def asked(nlp):
    """The questions that a text gives, by kind."""

    def ask(text, published="2020-01-08"):
        return pools(Seen(sa.analyze(sa.Article.from_text(text, published=published), model=nlp)))

    return ask


def keys(questions):
    return {question.key for question in questions}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Ruiz came in. “We lost the vote,” she said.", "Ana Ruiz"),
        ("“We lost the vote,” Ana Ruiz said.", "Ana Ruiz"),
        ("Ana Ruiz met Eva Stone. “We lost the vote,” she said.", None),
        ("Ana Ruiz's lawyers lost. “We lost the vote,” they said.", None),
        ("“We lost the vote,” Ana Ruiz's report said.", "Ana Ruiz's report"),
        ("“We lost the vote,” sources said.", None),
        ("“We lost the vote,” a person familiar with the talks said.", None),
    ],
)
def test_speakers_that_the_words_show(asked, text, speaker):
    assert keys(asked(text)["speaker"]) <= ({speaker} if speaker else set())
    assert bool(asked(text)["speaker"]) == (speaker is not None)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“We lost the vote on the harbour,” Ana Ruiz said.", "direct"),
        ("Ana Ruiz said that the council “lost the whole vote” on the harbour.", "mixed"),
        ("Ana Ruiz said that the council lost the vote on the harbour.", "indirect"),
        ("Ana Ruiz said that the council lost the “vote” on the harbour.", None),  # irony?
        ("“We lost “the vote” on the harbour,” Ana Ruiz said.", None),  # where does it end?
    ],
)
def test_forms_that_the_page_shows(asked, text, form):
    found = {question.variety for question in asked(text)["form"]}
    assert found == ({form} if form else set())


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Sunday", "2020-01-05"),
        ("yesterday", "2020-01-07"),
        ("last month", "2019-12"),
        ("on December 3", "2019-12-03"),
        ("ten years ago", None),
        ("in the very next month", None),
        ("today", None),
        ("recently", None),
        ("in 2009", None),  # nothing to work out
    ],
)
def test_dates_that_all_work_out_alike(asked, words, value):
    found = keys(asked(f"The council met Ana Ruiz {words}. It talked for a while.")["date"])
    assert found == ({value} if value else set())


def test_dates_in_a_quotation_are_not_asked(asked):
    assert asked("“We met on Sunday,” Ana Ruiz said.")["date"] == []
    assert asked("The council met on Sunday.", published=None)["date"] == []


@pytest.mark.parametrize(
    ("text", "arrow"),
    [
        ("Iran attacked Iraq.", ("Iran", "Iraq", "b")),
        ("Iraq was attacked by Iran.", ("Iran", "Iraq", "b")),
        ("Iraqi forces rely on the United States for weapons.", None),
        ("Iran did not attack Iraq.", None),
        ("Iran may attack Iraq.", None),
        ("Troops attacked Iraq.", None),
        ("Elias Nordahl would fly to England on Saturday for a medical.", None),
        ("The radio said that Ana Ruiz would fly back to Iran on Saturday.", None),
        ("China sent 20 fighter jets toward Taiwan.", ("China", "Taiwan")),
    ],
)
def test_arrows_that_all_draw_alike(asked, text, arrow):
    opening = "The ministers met in the old town. Nobody knows what they said.\n\n"
    found = {tuple(part.answer for part in q.parts) for q in asked(opening + text)["edge"]}
    assert found == ({arrow} if arrow else set())


def verdicts(questions):
    return {part.name: part.answer for question in questions for part in question.parts}


def test_sources_are_judged_where_the_text_tells(asked):
    stake = asked("“We never sold the blankets,” said Piers Aldous, a spokesman for Lumenest.")
    assert verdicts(stake["imvain"])["independent"] == "n"
    expert = asked("“Our climate is changing fast,” said Eva Stone, a professor of physics.")
    assert "independent" not in verdicts(expert["imvain"])
    witness = asked("“I saw the boat sink,” said Eva Stone, the mayor of Vale.")
    assert "verifies" not in verdicts(witness["imvain"])


def test_no_question_on_what_was_taken_back_without_an_update(asked):
    text = "Ana Ruiz said the vote was lost. “That was a mistake,” Eva Stone said."
    assert asked(text)["revision"] == []


def test_who_passes_words_on_is_not_missing_and_people_come_before_countries(nlp):
    text = (
        "“We lost the vote in Iraq,” Ana Ruiz said, according to Paul Stone of the council in "
        "Iran. Eva Berg had fought over the vote, and Iraq had paid for it. The Vale Echo counted."
    )
    article = sa.Article.from_text(text, published="2020-01-08", outlet="The Vale Echo")
    asked = pools(Seen(sa.analyze(article, model=nlp)))["open"]
    (missing,) = [question.model for question in asked if question.question_id == "open-missing"]
    assert missing.index("Eva Berg") < missing.index("Iraq")
    assert "Ruiz" not in missing
    assert "Stone" not in missing
    assert "Echo" not in missing
