"""A lesson on a story: questions, answers, notebooks and sheets to print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from storyanalysis.errors import LessonError
from storyanalysis.keep.files import write_file
from storyanalysis.story import Story
from storyanalysis.teach.answers import apply_answers, read_answers, written
from storyanalysis.teach.cells import teacher_cells
from storyanalysis.teach.choose import WHY_NONE, choose, pools
from storyanalysis.teach.guide import heading
from storyanalysis.teach.notebook import as_notebook, nbgrader_config, student_cells
from storyanalysis.teach.schema import ANSWERS, KINDS, QUESTIONS, Question
from storyanalysis.teach.seen import Seen
from storyanalysis.teach.sheet import sheet

__all__ = ["Lesson", "make_lesson"]

TOLD = ("kind", "level", "ask", "points", "key", "why")  # columns as the question has them
ANSWERS_FILE = "answers.yaml"


@dataclass(frozen=True, repr=False, eq=False)
class Lesson:
    """Questions on a story with their answers; made by :func:`storyanalysis.make_lesson`.

    Attributes
    ----------
    story : Story
        What the questions are about.
    items : tuple of Question
        The questions in their order; :attr:`questions` and :attr:`answers` are the
        same as tables.
    notes : tuple of str
        What the teacher should know: which kinds of questions the story does not give.
    """

    story: Story
    items: tuple[Question, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name of letters, digits and hyphens, for folders and files."""
        article = self.story.article
        words = Path(article.path).stem if article.path else heading(article)
        return re.sub(r"[^a-z0-9]+", "-", words.casefold())[:40].strip("-") or "lesson"

    @property
    def points(self) -> int:
        """Points for all questions together."""
        return sum(question.points for question in self.items)

    @property
    def questions(self) -> pd.DataFrame:
        """Table ``questions``: one row a question."""
        return QUESTIONS.frame(
            self._row(number, question) for number, question in enumerate(self.items, start=1)
        )

    def _row(self, number: int, question: Question) -> dict[str, Any]:
        start, end = question.marks[0] if question.marks else (0, 0)
        told = {name: getattr(question, name) for name in TOLD}
        place = {"start": start, "end": end, "text": self.story.article.text[start:end]}
        return {"question_id": question.question_id, "number": number} | told | place

    @property
    def answers(self) -> pd.DataFrame:
        """Table ``answers``: one row a part of an answer, or a line of a rubric."""
        return ANSWERS.frame(
            {
                "question_id": question.question_id,
                "part": part.name,
                "ask": part.ask,
                "match": part.match,
                "options": "\n".join(f"{a}: {b}" for a, b in part.options) or None,
                "answer": part.answer or None,
                "accept": "\n".join(part.accept) or None,
                "points": part.points,
            }
            for question in self.items
            for part in question.parts
        )

    def with_answers(self, answers: str | Path | Mapping[str, Any]) -> Lesson:
        """The lesson with answers that a teacher edited; this one stays as it is.

        Parameters
        ----------
        answers : str, Path or mapping
            An ``answers.yaml`` that :meth:`save` wrote, or its content.

        Returns
        -------
        Lesson
            With the questions that the answers list, in their order.

        Raises
        ------
        LessonError
            If it cannot be read, or an entry does not fit the lesson.
        """
        entries, where = read_answers(answers)
        pool = {question.question_id: question for question in self.items}
        return replace(self, items=apply_answers(entries, where, pool))

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write notebooks, answers and sheets to `folder`, which is then a course of nbgrader's.

        Parameters
        ----------
        folder : str or Path
            Gets ``teacher/NAME/NAME.ipynb`` with the key, ``student/NAME/NAME.ipynb``
            without it, ``answers.yaml``, ``worksheet.html``, ``key.html`` and
            ``nbgrader_config.py``.
        overwrite : bool
            Replace an ``answers.yaml`` there that says something else.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        LessonError
            If the folder holds answers that were edited since, and `overwrite` is false.
        StoredError
            If a file cannot be written.
        """
        folder = Path(folder)
        seen = Seen(self.story)
        cells = teacher_cells(seen, self.items)
        files = {
            f"teacher/{self.name}/{self.name}.ipynb": as_notebook(cells),
            f"student/{self.name}/{self.name}.ipynb": as_notebook(student_cells(cells)),
            "worksheet.html": sheet(seen, self.items, self.notes, key=False),
            "key.html": sheet(seen, self.items, self.notes, key=True),
            "nbgrader_config.py": nbgrader_config(self.name),
        }
        if not self._is_kept(folder / ANSWERS_FILE, overwrite):
            files[ANSWERS_FILE] = written(self.items, self.name)
        for name, content in files.items():
            write_file(folder / name, content)
        return folder

    def _is_kept(self, path: Path, overwrite: bool) -> bool:
        """Does the file there say the same already, perhaps with the teacher's comments?"""
        if not path.is_file():
            return False
        try:
            if self.with_answers(path).items == self.items:
                return True
        except LessonError:
            pass  # answers of another lesson
        if not overwrite:
            raise LessonError(
                f"{path} holds other answers than this lesson: build the lesson from them "
                "(answers=, or --answers), replace them (overwrite=True, or --overwrite), or "
                "name another folder"
            )
        return False

    def __repr__(self) -> str:
        return f"<Lesson {self.name}: {len(self.items)} questions, {self.points} points>"


def make_lesson(
    story: Story,
    *,
    n: int = 12,
    kinds: Sequence[str] = KINDS,
    answers: str | Path | Mapping[str, Any] | None = None,
) -> Lesson:
    """Make a lesson of a story: questions whose answers its tables are sure of.

    Parameters
    ----------
    story : Story
    n : int
        How many questions at most.
    kinds : sequence of str
        Which kinds: speaker, form, chain, date, edge, revision, imvain, open.
    answers : str, Path or mapping, optional
        Answers that a teacher edited (``answers.yaml``): they say which questions
        are asked, in which order, and what is right; `n` and `kinds` do not count then.

    Returns
    -------
    Lesson

    Raises
    ------
    LessonError
        If the story gives no question at all, an argument is wrong, or the answers
        do not fit the story.

    Notes
    -----
    IMVAIN is the source test of the Center for News Literacy, Stony Brook University.
    The other kinds of questions follow the tables: attribution, time, relations,
    revisions. Rows of low confidence, and such that a reader may read otherwise
    (an ambiguous *she*, "ten years ago", scare quotes), are not asked about.
    """
    _check_arguments(n, kinds)
    pool = pools(Seen(story))
    if answers is not None:
        every = {q.question_id: q for questions in pool.values() for q in questions}
        entries, where = read_answers(answers)
        return Lesson(story, apply_answers(entries, where, every), story.notes)
    chosen = choose(pool, kinds, n)
    if not chosen:
        reasons = "; ".join(WHY_NONE[kind] for kind in KINDS if kind in kinds)
        where = story.article.path or "the story"
        raise LessonError(
            f"{where} gives nothing to ask about ({reasons}): take a story in which people speak"
        )
    missing = [kind for kind in KINDS if kind in kinds and not pool[kind]]
    notes = [f"no question of kind {kind!r}: {WHY_NONE[kind]}" for kind in missing]
    if len(chosen) < n:
        notes.insert(0, f"{len(chosen)} of {n} questions: the story surely gives no more")
    return Lesson(story, tuple(chosen), (*story.notes, *notes))


def _check_arguments(n: int, kinds: Sequence[str]) -> None:
    if not isinstance(n, int) or n < 1:
        raise LessonError(f"n is {n!r}: ask for one question at least")
    given = [kinds] if isinstance(kinds, str) else list(kinds)
    if unknown := [kind for kind in given if kind not in KINDS]:
        raise LessonError(f"no kind of question {unknown[0]!r}: there are {', '.join(KINDS)}")
    if not given or isinstance(kinds, str):
        raise LessonError("kinds is a list with at least one kind, like ['speaker', 'form']")
