"""Paragraphs and sections of made-up pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.extract.layout import find_paragraphs, find_sections
from storyanalysis.extract.layout.labels import read_label
from storyanalysis.inquire.ages import section_ages

STORY = (
    "The ferry line said on Monday that it would stop night crossings in May.\n\n"
    "Passengers wrote to the council. “We work nights,” their letter said.\n\n"
    "The council will meet on Thursday to hear both sides, a clerk said.\n"
)


def kinds(text, **metadata):
    table = find_sections(text, find_paragraphs(text), **metadata)
    return list(zip(table["kind"], table["text"].str[:20], strict=True))


def just_kinds(text, **metadata):
    return [kind for kind, _ in kinds(text, **metadata)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry line ends night crossings\n\n" + STORY, ["headline", "body"]),
        (
            "Ferry line ends night crossings\nCouncil to meet\n\n" + STORY,
            ["headline", "deck", "body"],
        ),
        (
            "Ferry line ends night crossings\n\nBy Ana Ruiz\n\n" + STORY,
            ["headline", "boilerplate", "body"],
        ),
        (
            "Ferry line ends crossings\n\nUpdate, 3 p.m.: The line takes it back.\n\n" + STORY,
            ["headline", "update", "original"],
        ),
        (
            "Ferry line ends crossings\n\nUpdate to story below:\n\nThe line takes it back.\n\n"
            "It said so at noon.\n\nOriginal story follows.\n\n" + STORY,
            ["headline", "update", "original"],
        ),
        (
            "Correction: The line runs two ferries. It has no third.\n\nFerry line ends crossings\n\n"
            "By Ana Ruiz\nUpdated May 1, 2024, 3:20 p.m.\n\n" + STORY,
            ["correction", "headline", "boilerplate", "original"],
        ),
        (
            "Ferry line keeps crossings\n\nThe ferry line took it back at noon.\n\nEarlier:\n\n"
            + STORY,
            ["headline", "update", "original"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nCorrection: The line is not a firm.\n",
            ["headline", "original", "correction"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nUPDATE: The line has taken it back.\n\n"
            "A spokesman said so.\n",
            ["headline", "original", "update"],
        ),
        (
            "Ferry dispute: live\n\n10:40 a.m. The council meets.\n\nMore soon.\n\n"
            "9:15 a.m. Doors open.\n",
            ["headline", "entry", "entry"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nRead more\n\n© 2024 The Harbour Post",
            ["headline", "body", "boilerplate", "boilerplate"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nAdvertisement\n\n" + STORY,
            ["headline", "body", "boilerplate", "body"],
        ),
        (
            "Ferry line ends crossings\n\nEditor's note\n\nThis report first said that three boats "
            "stop. The line has since put the number at two.\n\n" + STORY,
            ["headline", "update", "original"],
        ),
        (
            "Ferry line ends crossings\n\nEditor's note\n\nThis report first said that three boats "
            "stop. We regret the error.\n\n" + STORY,
            ["headline", "correction", "original"],
        ),
        (STORY, ["body"]),
        ("One line only", ["body"]),
    ],
)
def test_sections_of_a_page(text, expected):
    assert just_kinds(text) == expected


def test_the_outlets_name_at_the_end_is_no_story():
    text = "Ferry line ends crossings\n\n" + STORY + "\nThe Harbour Post"
    assert just_kinds(text, outlet="The Harbour Post")[-1] == "boilerplate"
    assert just_kinds(text)[-1] == "body"


def test_an_entry_carries_its_time():
    text = "Live\n\n10:40 a.m. The council meets.\n\n9:15 a.m. Doors open.\n"
    table = find_sections(text, find_paragraphs(text))
    assert table["label"].tolist()[1:] == ["10:40 a.m.", "9:15 a.m."]


def test_wrapped_lines_are_one_paragraph():
    wrapped = (
        "The ferry line said on Monday that it\nwould stop night crossings in May, and\n"
        "passengers wrote to the council about\nit at once.\n\nThe council will meet on Thursday to\n"
        "hear both sides.\n"
    )
    assert len(find_paragraphs(wrapped)) == 2
    assert len(find_paragraphs("First line.\nSecond line.\nThird line.\nFourth line.\n")) == 4


@given(st.text(alphabet=st.sampled_from('Aa b.\n:“”’"-1UPDATE©'), max_size=300))
def test_sections_cover_every_letter_in_order(text):
    paragraphs = find_paragraphs(text)
    table = find_sections(text, paragraphs)
    covered = [False] * len(text)
    end = 0
    for row in table.itertuples():
        assert row.start >= end
        assert text[row.start : row.end] == row.text
        covered[row.start : row.end] = [True] * (row.end - row.start)
        end = row.end
    assert all(c or ch.isspace() for c, ch in zip(covered, text, strict=True))


UPDATES = [
    "UPDATED 5:40pm: The line takes it back.",
    "UPDATE, Wednesday: The line takes it back.",
    "Update 2, 7.45 pm: The line takes it back.",
    "UPDATE 9 p.m.: The line takes it back.",
    "UPDATE (6 p.m. Thursday): The line takes it back.",
    "LATEST (Saturday, noon): The line takes it back.",
    "Latest: The line takes it back.",
    "[Update, 3 May 2024: The line takes it back.]",
    "Since this story was first published, the line has taken it back.",
    "RETRACTED, 3 p.m.: The line takes it back.",
    "Editors’ note: The line takes it back.",
]
ORIGINALS = [
    "Original story:",
    "We reported earlier:",
    "As first reported:",
    "Our earlier story:",
    "EARLIER:",
    "The original report read:",
    "The story we published on Monday night follows.",
    "Earlier story, Monday 9 p.m.:",
]
CORRECTIONS = [
    "Correction: The line is not a firm.",
    "Clarification, 12 June: The line is not a firm.",
    "[Clarification: The line is not a firm.]",
    "For the record: The line is not a firm.",
    "A correction was made on 3 May: the line is not a firm.",
    "* This article was amended on 3 May. The line is not a firm.",
    "This story has since been corrected. The line is not a firm.",
    "An earlier version of this article misstated the name of the line.",
    "We apologise for the error: the line is not a firm.",
]


@pytest.mark.parametrize("mark", UPDATES)
def test_marks_of_updates(mark):
    text = f"Ferry line ends crossings\n\n{mark}\n\nOriginal story:\n\n{STORY}"
    assert just_kinds(text) == ["headline", "update", "original"]


@pytest.mark.parametrize("mark", ORIGINALS)
def test_marks_of_originals(mark):
    text = (
        f"Ferry line ends crossings\n\nUpdate: It is off.\n\nThe line said so.\n\n{mark}\n\n{STORY}"
    )
    assert just_kinds(text) == ["headline", "update", "original"]


@pytest.mark.parametrize("mark", CORRECTIONS)
def test_marks_of_corrections(mark):
    text = f"Ferry line ends crossings\n\n{STORY}\n\n{mark}\n"
    assert just_kinds(text) == ["headline", "original", "correction"]


@pytest.mark.parametrize(
    "first",
    [
        "Since publication of her first book she has lived in Ghent, her agent said.",
        "Earlier on Monday, police said the road was open.",
        "As reported in the Gazette on Monday, the mayor has left the town for good.",
        "The latest crossing left at noon, a clerk said.",
        "An earlier report said the bridge was unsafe.",
        "Correction fluid was found on three of the ballots, a clerk said.",
        "At 9.15 the first boat left the harbour.",
    ],
)
def test_words_of_a_story_are_no_marks(first):
    assert just_kinds(f"Ferry line ends crossings\n\n{STORY}\n\n{first}\n") == ["headline", "body"]


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("0915 GMT", "1010 GMT"),
        ("9.15am:", "10.30am:"),
        ("15h30", "16h20"),
        ("15:04 –", "15:09 –"),
        ("[3.20pm]", "[4.05pm]"),
        ("3:20 PM ET", "4:05 PM ET"),
        ("Wed 07:05 CDT —", "Wed 09:40 CDT —"),
        ("Noon:", "1.30pm:"),
    ],
)
def test_clock_times_of_live_pages(early, late):
    text = f"Ferry dispute: live\n\n{early} Doors open.\n\n{late} The council meets.\n"
    assert just_kinds(text) == ["headline", "entry", "entry"]


def test_a_rule_parts_the_update_from_the_story():
    update = "Update: It is off.\n\nThe line said so at noon on Monday."
    text = f"Ferry line ends crossings\n\n{update}\n\n* * *\n\n{STORY}"
    assert just_kinds(text) == ["headline", "update", "boilerplate", "original"]


def test_a_footnote_belongs_to_an_asterisk_above():
    note = "* The line has since told us that it misread its own survey."
    assert just_kinds(f"Half of crossings to end*\n\n{STORY}\n\n{note}\n")[-1] == "correction"
    assert "correction" not in just_kinds(f"Half of crossings to end\n\n{STORY}\n\n{note}\n")


def test_the_only_paragraph_above_an_update_is_no_deck():
    text = "Ferry line ends crossings\n\nThe line ends them in May.\n\nUpdate: It is off.\n"
    assert just_kinds(text) == ["headline", "original", "update"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("+++ Update, 4.20 p.m. +++ All the ferries sail.", "update"),
        ("[Added at 18:15] All the ferries sail.", "update"),
        ("UPDATED FIGURES, Tuesday 16 March, 9 a.m. — Two ferries sail.", "update"),
        ("THIS REPORT HAS BEEN WITHDRAWN. No ferry was sold.", "update"),
        ("*** NEW DETAILS *** No ferry was sold.", "update"),
        ("The story as it stood at noon:", "original"),
        ("The original story appears below.", "original"),
        ("THE ARTICLE AS PUBLISHED ON SATURDAY", "original"),
        ("EARLIER (9.10am): The ferry line denied it.", "original"),
        ("Clarification and correction: The line has two ferries.", "correction"),
        ("(Amended, 3 May) The line has two ferries.", "correction"),
    ],
)
def test_labels_in_any_words_tell_how_old_a_part_is(line, kind):
    assert read_label(line).kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "New ferries: the council votes on Monday.",
        "Earlier this week the council met.",
        "The company updated its forecast — to nobody's surprise.",
        "We have been here before: the ferry line was sold twice.",
        "Correction officers — there are nine — went on strike.",
        "Ana Ruiz: It was published in May.",
        "",
    ],
)
def test_sentences_are_no_labels(line):
    assert read_label(line) is None


def test_timed_paragraphs_above_an_earlier_story_are_its_updates():
    page = (
        "Ferry line in talks\n\n5.30pm: The line says yes.\n\n2pm: The rival says yes.\n\n"
        "EARLIER (9.10am): The ferry line denied on Monday that it was in talks.\n\n" + STORY
    )
    assert just_kinds(page) == ["headline", "update", "update", "original"]


def test_clock_times_in_brackets_begin_entries():
    page = "Ferry dispute: live\n\n[0620] Doors open.\n\n[0655] The council meets.\n"
    assert just_kinds(page) == ["headline", "entry", "entry"]


def test_when_it_was_first_published_begins_no_older_part():
    page = (
        "Ferry line ends crossings\n\nUpdate at noon: The line takes it back.\n\n" + STORY
        + "\nThis story was first published at 9 a.m. on Monday.\n"
    )  # fmt: skip
    assert just_kinds(page) == ["headline", "update", "original", "boilerplate"]


def test_a_list_belongs_to_its_heading():
    page = "Ferry dispute\n\nLatest\n\n- The line says yes\n- The rival says yes\n\n" + STORY
    assert [kind for kind, text in kinds(page)][:3] == ["headline", "update", "original"]


def test_an_update_ends_where_the_story_says_what_the_headline_says():
    page = (
        "Ferry line ends all night crossings to Orde\n\nUPDATE, 6 p.m.: The line takes it back.\n\n"
        "It said so in a letter to the council.\n\n"
        "ORDE - The ferry line said on Monday it would end all night crossings in May.\n\n" + STORY
    )
    assert [text for kind, text in kinds(page) if kind == "original"] == ["ORDE - The ferry lin"]


@pytest.mark.parametrize(
    "note",
    [
        "(This Nov. 3 story has been corrected to fix the month in paragraph 2)",
        "This version corrects the month in the second paragraph.",
        "An article on Monday about ferries misstated the month in which crossings end.",
        "The headline on an earlier version of this article was wrong.",
        "This article originally stated that the crossings would end in May.",
        "We first reported that the crossings would end in May. They end in June.",
        "Editor's note: We regret the error about May.",
        "EDITOR’S NOTE (May 3, 2024): The Post withdraws the claim that crossings end in May.",
    ],
)
def test_notes_on_errors_are_corrections(note):
    page = "Ferry line ends crossings\n\n{}\n\n{}"
    assert just_kinds(page.format(STORY, note)) == ["headline", "original", "correction"]
    assert just_kinds(page.format(note, STORY)) == ["headline", "correction", "original"]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("Wed 3 Jan, 16:52", "Wed 3 Jan, 16:10"),
        ("Posted 4:52 p.m.", "Posted 4:10 p.m."),
        ("• 16:52", "• 16:10"),
        ("16:52h", "16:10h"),
        ("LIVE 16:52", "LIVE 16:10"),
        ("1 hr 13 min ago", "2 hrs ago"),
        ("Day 2, 16:52", "Day 2, 16:10"),
    ],
)
def test_entries_begin_with_times_of_any_form(later, earlier):
    page = f"Ferry dispute: live\n\n{later}\nIt is off.\n\n{earlier}\nDoors are open.\n"
    table = find_sections(page, find_paragraphs(page))
    assert list(table["kind"]) == ["headline", "entry", "entry"]
    ages = section_ages(table)
    assert ages[table["section_id"][1]] > ages[table["section_id"][2]]


def test_a_time_under_the_headline_is_no_entry():
    page = f"Ferry line ends crossings\n\nPosted 4:52 p.m.\n\n{STORY}"
    assert just_kinds(page) == ["headline", "boilerplate", "body"]


@pytest.mark.parametrize(
    "line",
    ["By Ana Ruiz and Tom" + " the" * 90 + " ás", "Text: Ana Ruiz" + " And And" * 60 + " ás"],
)
def test_a_line_that_is_almost_a_byline_takes_no_time(line):
    """Words that could be read in two ways each took time that doubled with every word."""
    found = just_kinds("Ferry line ends crossings\n\n" + line + "\n\n" + STORY)
    assert found[0] == "headline"
