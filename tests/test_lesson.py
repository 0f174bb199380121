"""Lessons: fair questions, right keys, nothing given away, nothing broken by the text."""

import json
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis.cli import main
from storyanalysis.teach.cells import teacher_cells
from storyanalysis.teach.notebook import as_notebook, student_cells
from storyanalysis.teach.schema import ANSWERS, KINDS, QUESTIONS
from storyanalysis.teach.seen import SURE, Seen
from storyanalysis.teach.words import code_text, comment, html_text
from tests.lesson_help import HOSTILE, cells_of, run, source

FOUNDING = Path(__file__).parents[1] / "data" / "iraq-letter.txt"


@pytest.fixture(scope="module")
def story(nlp):
    return sa.analyze(FOUNDING, model=nlp)


@pytest.fixture(scope="module")
def lesson(story):
    return sa.make_lesson(story)


@pytest.fixture(scope="module")
def hostile(nlp):
    article = sa.Article.from_text(HOSTILE, published="2024-03-05", title="<b>*A* $1$ & `b`</b>")
    return sa.make_lesson(sa.analyze(article, model=nlp))


def student(lesson):
    return as_notebook(student_cells(teacher_cells(Seen(lesson.story), lesson.items)))


# --- which questions


def test_the_founding_story_gives_every_kind(lesson):
    assert set(lesson.questions["kind"]) == set(KINDS)
    assert len(lesson.items) == 12
    assert lesson.questions["number"].tolist() == list(range(1, 13))


def test_the_tables_follow_their_schemas(lesson, story):
    questions = QUESTIONS.check(lesson.questions)
    answers = ANSWERS.check(lesson.answers)
    assert set(answers["question_id"]) == set(questions["question_id"])
    assert answers["points"].sum() == questions["points"].sum() == lesson.points
    for row in questions.itertuples():
        assert story.article.text[row.start : row.end] == row.text


def test_the_chain_of_the_founding_story(lesson):
    keys = lesson.questions.query("kind == 'chain'")["key"].tolist()
    assert "Mark A. Milley > Jake Tapper" in keys
    assert "United States-led military coalition > Haaretz" in keys


def test_the_claim_taken_back_is_the_withdrawal(lesson):
    (row,) = lesson.questions.query("kind == 'revision'").itertuples()
    assert "it will pull out of the country" in row.key
    assert "was a mistake" in row.text


def test_the_date_needs_the_day_of_publication(lesson):
    (row,) = lesson.questions.query("kind == 'date'").itertuples()
    assert (row.text, row.key) == ("Sunday", "2020-01-05")
    assert "Monday, 6 January 2020" in row.ask


def test_only_sure_statements_are_asked_about(lesson, story):
    sure = set(story.statements.query("confidence >= @SURE")["statement_id"])
    sure |= set(
        story.statements[story.statements["rule"].str.startswith("corrected")]["statement_id"]
    )
    assert SURE > 0.8
    asked = [q for q in lesson.items if q.kind in ("speaker", "form", "chain")]
    assert asked
    assert {q.question_id.partition("-")[2] for q in asked} <= sure


def test_numbers_and_kinds_are_chosen(story):
    few = sa.make_lesson(story, n=3, kinds=["form", "speaker"])
    assert few.questions["kind"].tolist() == ["speaker", "speaker", "form"]
    assert len(sa.make_lesson(story, n=1).items) == 1


def test_forms_are_varied(story):
    forms = sa.make_lesson(story, kinds=["form"], n=2).questions["key"]
    assert forms.nunique() == 2


def test_the_same_story_gives_the_same_lesson(story, lesson, tmp_path):
    lesson.save(tmp_path / "a")
    sa.make_lesson(story).save(tmp_path / "b")
    for path in sorted((tmp_path / "a").rglob("*.*")):
        if path.is_file():
            other = tmp_path / "b" / path.relative_to(tmp_path / "a")
            assert path.read_bytes() == other.read_bytes()


def test_an_expression_asked_once_has_one_date(nlp):
    text = 'The mayor resigned on Sunday. On Sunday she left. "It rained," Ana Ruiz said Sunday.'
    found = sa.analyze(sa.Article.from_text(text, published="2020-01-06"), model=nlp)
    assert len(sa.make_lesson(found, kinds=["date"]).items) == 1


def test_an_anonymous_source_is_no_speaker_to_name(nlp):
    text = '"It is done," a person familiar with the talks said. "They shook hands," he said.'
    found = sa.analyze(sa.Article.from_text(text), model=nlp)
    with pytest.raises(sa.LessonError, match="nothing to ask"):
        sa.make_lesson(found, kinds=["speaker"])


def test_a_short_story_says_why_it_is_short(nlp):
    text = "Rain fell in Vale on Sunday. “Nobody was hurt,” Mayor Ana Ruiz said."
    short = sa.make_lesson(sa.analyze(sa.Article.from_text(text), model=nlp))
    assert 0 < len(short.items) < 12
    assert any(f"{len(short.items)} of 12" in note for note in short.notes)
    assert any("'revision'" in note for note in short.notes)
    assert "revision" not in set(short.questions["kind"])


def test_a_story_with_nothing_raises(nlp):
    bare = sa.analyze(sa.Article.from_text("Rain fell. Grass grew."), model=nlp)
    with pytest.raises(sa.LessonError, match="nothing to ask about"):
        sa.make_lesson(bare)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"n": 0}, "one question"),
        ({"kinds": ["spaeker"]}, "spaeker"),
        ({"kinds": []}, "at least one kind"),
        ({"kinds": "speaker"}, "kinds is a list"),
    ],
)
def test_wrong_arguments_name_the_fix(story, wrong, words):
    with pytest.raises(sa.LessonError, match=words):
        sa.make_lesson(story, **wrong)


# --- notebooks


def test_the_key_has_full_marks_and_the_blank_none(lesson, tmp_path, capsys):
    lesson.save(tmp_path)
    key = run(cells_of(tmp_path / "teacher/iraq-letter/iraq-letter.ipynb"))
    graded = {f"q{n:02}-check": q.points for n, q in enumerate(lesson.items, 1) if q.kind != "open"}
    assert key == graded
    assert "nothing is written yet" not in capsys.readouterr().out
    cells = cells_of(tmp_path / "student/iraq-letter/iraq-letter.ipynb")
    assert run(cells) == {}
    assert capsys.readouterr().out.count("nothing is written yet") == sum(
        len(q.parts) for q in lesson.items if q.kind != "open"
    )
    hidden = cells_of(tmp_path / "teacher/iraq-letter/iraq-letter.ipynb")
    for cell, blank in zip(hidden, cells, strict=True):
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = blank["source"]
    assert set(run(hidden).values()) == {0}


def test_other_wordings_count(lesson, tmp_path, capsys):
    lesson.save(tmp_path)
    cells = cells_of(tmp_path / "teacher/iraq-letter/iraq-letter.ipynb")
    typed = {"2020-01-05": "Jan. 5th, 2020", "Mark A. Milley > Jake Tapper": "milley -> CNN"}
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            text = source(cell)
            for answer, other in typed.items():
                text = text.replace(f"'{answer}'", f"'{other}'")
            cell["source"] = [text]
    assert sum(run(cells).values()) == sum(q.points for q in lesson.items if q.kind != "open")


def test_the_student_notebook_does_not_depend_on_the_answers(lesson, story):
    other = {
        "questions": [
            {
                "id": q.question_id,
                "why": "zzz reason",
                "parts": [
                    {"part": p.name, "answer": _other(p), "accept": []}
                    for p in q.parts
                    if p.match != "rubric"
                ],
            }
            | ({"model": "zzz model"} if q.kind == "open" else {})
            for q in lesson.items
        ]
    }
    changed = lesson.with_answers(other)
    assert changed.answers["answer"].dropna().ne(lesson.answers["answer"].dropna()).all()
    assert student(changed) == student(lesson)
    assert "zzz" not in student(changed)


def _other(part):
    if part.options:
        return next(letter for letter, _ in part.options if letter != part.answer)
    return "1999-09-09" if part.match == "date" else "Nobody > Nowhere"


def test_student_notebooks_hold_no_regions_of_the_key(lesson, hostile):
    for made in (lesson, hostile):
        text = student(made)
        assert "BEGIN" not in text
        assert "score(\\n" not in text
        assert "Why:" not in text


def test_metadata_of_graded_cells(lesson):
    cells = json.loads(student(lesson))["cells"]
    marked = [c["metadata"]["nbgrader"] for c in cells if "nbgrader" in c["metadata"]]
    assert len({m["grade_id"] for m in marked}) == len(marked)
    assert sum(m.get("points", 0) for m in marked) == lesson.points
    assert all(m["schema_version"] == 3 and len(m["checksum"]) == 32 for m in marked)
    assert len({c["id"] for c in cells}) == len(cells)


# --- hostile text


def test_a_hostile_text_gives_questions(hostile):
    assert len(hostile.items) >= 5
    assert {"speaker", "form", "chain", "date"} <= set(hostile.questions["kind"])


def test_a_hostile_text_never_breaks_the_python(hostile, tmp_path, capsys):
    hostile.save(tmp_path)
    name = hostile.name
    cells = cells_of(tmp_path / f"teacher/{name}/{name}.ipynb")
    auto = sum(q.points for q in hostile.items if q.kind != "open")
    assert sum(run(cells).values()) == auto
    assert run(cells_of(tmp_path / f"student/{name}/{name}.ipynb")) == {}


def test_a_hostile_text_shows_as_it_is(hostile, tmp_path):
    hostile.save(tmp_path)
    name = hostile.name
    pages = [
        (tmp_path / page).read_text(encoding="utf-8") for page in ("worksheet.html", "key.html")
    ]
    for kind in ("student", "teacher"):
        cells = cells_of(tmp_path / f"{kind}/{name}/{name}.ipynb")
        pages.append("\n".join(source(c) for c in cells if c["cell_type"] == "markdown"))
    for page in pages:
        soup = BeautifulSoup(page, "html.parser")
        assert not soup.find(["script", "img", "a"])
        words = " ".join(soup.get_text().split())
        assert "<script>alert(1)</script>" in words
        assert "[here](javascript:alert)" in words
        assert "### BEGIN SOLUTION of the $5 million to $6 million question" in words
        assert "\\\\no\\\\ to <b>$x_1$</b> and **that**" in words


def test_markdown_cells_leave_article_text_in_one_html_line(hostile):
    """A blank line would end the HTML, and Markdown would read on."""
    for cell in teacher_cells(Seen(hostile.story), hostile.items):
        for line in cell["source"].split("\n") if cell["cell_type"] == "markdown" else ():
            if "alert" in line:
                assert line.startswith("<div ")
                assert line.endswith("</div>")
                assert "$" not in line
                assert "`" not in line
                assert "\\" not in line


@given(st.text())
def test_any_text_survives_as_html(text):
    shown = BeautifulSoup(f"<p>{html_text(text)}</p>", "html.parser")
    plain = text.encode("utf-8", "replace").decode("utf-8")
    assert "\n" not in html_text(text)
    kept = [c for c in plain if not c.isspace() and c.isprintable()]
    assert [c for c in shown.get_text() if not c.isspace() and c.isprintable()] == kept


@given(st.text() | st.sampled_from(["BEGIN SOLUTION", '"""', "\\", "### END HIDDEN TESTS"]))
def test_any_text_survives_as_python(text):
    assert eval(code_text(text)) == text
    assert "BEGIN SOLUTION" not in code_text(text)
    assert len(f"#{comment(text)}".splitlines()) == 1


# --- answers as data


@pytest.fixture
def saved(lesson, tmp_path):
    lesson.save(tmp_path)
    return tmp_path / "answers.yaml"


def edit(path, change):
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data["questions"])
    path.write_text(yaml.safe_dump(data), encoding="utf-8")


def test_answers_as_they_were_give_the_same_lesson(story, lesson, saved):
    assert lesson.with_answers(saved).items == lesson.items
    assert sa.make_lesson(story, answers=saved).items == lesson.items
    assert sa.make_lesson(story, answers=saved, n=1).items == lesson.items


def test_a_teacher_edits_answers_order_and_points(story, saved):
    def change(questions):
        questions.reverse()
        del questions[1:]
        questions.append(
            {
                "id": "date-d152_158",
                "ask": "When did they vote?",
                "parts": [{"part": "answer", "answer": "6 January 2020", "points": 5}],
            }
        )

    edit(saved, change)
    made = sa.make_lesson(story, answers=saved)
    assert made.questions["kind"].tolist() == ["open", "date"]
    assert made.questions["points"].tolist()[1] == 5
    assert made.questions["ask"].tolist()[1] == "When did they vote?"
    assert made.questions["key"].tolist()[1] == "6 January 2020"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"id": "speaker-s1_2"}, "no such question"),
        ({"id": "date-d152_158", "answr": "x"}, "unknown key 'answr'"),
        ({"id": "date-d152_158", "ask": ["x"]}, "'ask' is a text"),
        ({"id": "date-d152_158", "parts": [{"part": "answer", "answer": "soon"}]}, "no date"),
        ({"id": "date-d152_158", "parts": [{"part": "answer", "points": "0"}]}, "points"),
        ({"id": "date-d152_158", "parts": [{"part": "x"}]}, "no part 'x'"),
        ({"id": "date-d152_158", "parts": "x"}, "list of parts"),
        ({"id": "imvain-donald-trump", "parts": [{"part": "named", "answer": "q"}]}, "letters y, n"),
        ({"id": "chain-s563_720", "parts": [{"part": "answer", "answer": "A > "}]}, "without letters"),
        ({"id": "chain-s563_720", "parts": [{"part": "answer", "accept": "A"}]}, "list of texts"),
    ],
)  # fmt: skip
def test_answers_that_do_not_fit_name_entry_and_fix(story, entry, words):
    with pytest.raises(sa.LessonError, match=words) as caught:
        sa.make_lesson(story, answers={"questions": [entry]})
    assert "entry 1" in str(caught.value)


@pytest.mark.parametrize("text", ["- a", "questions: x", "questions: []", "a: [", "questions: [1]"])
def test_a_file_that_is_none_names_itself(story, tmp_path, text):
    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(sa.LessonError, match=r"answers\.yaml"):
        sa.make_lesson(story, answers=path)
    with pytest.raises(sa.LessonError, match="missing"):
        sa.make_lesson(story, answers=tmp_path / "missing.yaml")


def test_edited_answers_are_not_overwritten(story, lesson, saved):
    edit(saved, lambda questions: questions.pop())
    kept = saved.read_text(encoding="utf-8")
    with pytest.raises(sa.LessonError, match="other answers"):
        lesson.save(saved.parent)
    assert saved.read_text(encoding="utf-8") == kept
    sa.make_lesson(story, answers=saved).save(saved.parent)
    assert saved.read_text(encoding="utf-8") == kept  # comments and layout stay
    lesson.save(saved.parent, overwrite=True)
    assert lesson.with_answers(saved).items == lesson.items


# --- sheets and command


def test_the_worksheet_gives_nothing_away_and_the_key_all(lesson, tmp_path):
    lesson.save(tmp_path)
    sheets = {
        name: BeautifulSoup((tmp_path / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        for name in ("worksheet", "key")
    }
    words = {name: " ".join(soup.get_text().split()) for name, soup in sheets.items()}
    assert "2020-01-05" in words["key"]
    assert "2020-01-05" not in words["worksheet"]
    assert "Why:" not in words["worksheet"]
    assert "Model answer" not in words["worksheet"]
    for soup in sheets.values():
        assert len(soup.find_all("section")) == len(lesson.items)
        assert not soup.find(["script", "link", "img"])
        assert soup.html["lang"] == "en"


def test_the_command(tmp_path, capsys):
    out = tmp_path / "out"
    command = ["lesson", str(FOUNDING), "--out", str(out)]
    assert main([*command, "--questions", "2", "--kinds", "date, chain"]) == 0
    assert "2 questions, 3 points" in capsys.readouterr().err
    assert (out / "student/iraq-letter/iraq-letter.ipynb").is_file()
    assert main(command) == 2  # there are other answers already
    assert "--overwrite" in capsys.readouterr().err
    assert main([*command, "--answers", str(out / "answers.yaml")]) == 0
    assert main([*command, "--kinds", "nonsense", "--overwrite"]) == 2
    assert "nonsense" in capsys.readouterr().err


PLAN = Path(__file__).parents[1] / "docs" / "lesson-plan.md"


def test_the_lesson_plan_says_what_the_command_gives(story, tmp_path):
    plan = PLAN.read_text(encoding="utf-8")
    command = next(line for line in plan.splitlines() if line.startswith("storyanalysis lesson"))
    words = command.split()
    kinds = words[words.index("--kinds") + 1].split(",")
    made = sa.make_lesson(story, n=int(words[words.index("--questions") + 1]), kinds=kinds)
    assert set(made.questions["kind"]) == set(kinds)
    folder = made.save(tmp_path)
    named = [line.split("`")[1] for line in plan.splitlines() if line.startswith("| `")]
    assert named
    assert all((folder / name).is_file() for name in named)
    (rubric,) = (q for q in made.items if q.kind == "open")
    assert len(rubric.parts) == rubric.points == 3  # "three lines, a point each"


def test_the_paragraphs_that_the_plan_names(story):
    seen = Seen(story)
    places = {"Original story follows": 7, "it will pull out": 8, "Tapper": 5, "Trump told": 14}
    for words, number in places.items():
        assert seen.paragraph(story.article.text.index(words)) == number
