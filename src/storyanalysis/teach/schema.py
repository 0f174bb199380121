"""What a question is, and the two tables of a lesson."""

from __future__ import annotations

from dataclasses import dataclass

from storyanalysis.tables import Column, Table

__all__ = ["ANSWERS", "KINDS", "QUESTIONS", "Part", "Question"]

# in the order of the lesson: from reading to judging
KINDS = ("speaker", "form", "chain", "date", "edge", "revision", "imvain", "open")
MATCHES = ("name", "chain", "date", "choice", "rubric")


@dataclass(frozen=True)
class Part:
    """One thing to write down, or one line of a rubric.

    `accept` holds what counts as right beside `answer`. In a chain, ``>`` stands
    between two hops and ``|`` between two names of one hop. `options` are letters
    with their meanings.
    """

    name: str
    ask: str
    match: str
    answer: str = ""
    accept: tuple[str, ...] = ()
    points: int = 1
    options: tuple[tuple[str, str], ...] = ()

    @property
    def right(self) -> list[str]:
        """Everything that counts as right."""
        return list(dict.fromkeys([self.answer, *self.accept]))

    @property
    def told(self) -> str:
        """The answer in words, with the meaning of its letter."""
        meaning = dict(self.options).get(self.answer)
        return self.answer if meaning is None else f"{self.answer} ({meaning})"


@dataclass(frozen=True)
class Question:
    """A question, the words it is about, and its answer.

    `windows` are the stretches of the article that it shows, `marks` the stretches
    marked in them. `sure` and `variety` serve the choice of questions.
    """

    question_id: str
    kind: str
    ask: str
    parts: tuple[Part, ...]
    why: str
    level: int = 1
    windows: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    model: str = ""
    sure: float = 1.0
    variety: str = ""

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def key(self) -> str:
        """The answer in words."""
        if self.kind == "open":
            return self.model
        several = len(self.parts) > 1
        return "; ".join(f"{p.name}: {p.told}" if several else p.told for p in self.parts)


QUESTIONS = Table(
    "questions",
    "a question of the lesson",
    (
        Column("question_id", "str", "key; stays when other questions come or go"),
        Column("number", "int", "its number in the lesson, from 1"),
        Column("kind", "str", "what it trains", words=KINDS),
        Column("level", "int", "1 read, 2 connect, 3 judge"),
        Column("ask", "str", "the question"),
        Column("start", "int", "first character of the words it is about"),
        Column("end", "int", "character after the last"),
        Column("text", "str", "those words; empty where it is about the whole story"),
        Column("points", "int", "points for a right answer"),
        Column("key", "str", "the answer in words"),
        Column("why", "str", "what the answer rests on"),
    ),
    key="question_id",
)
ANSWERS = Table(
    "answers",
    "one part of an answer, or one line of a rubric",
    (
        Column("question_id", "str", "the question it belongs to"),
        Column("part", "str", "its name within the question"),
        Column("ask", "str", "what to write, or what the rubric asks for"),
        Column("match", "str", "how an answer is compared", words=MATCHES),
        Column("options", "str", "letters to choose from, with their meanings", null=True),
        Column("answer", "str", "the answer", null=True),
        Column("accept", "str", "what else counts as right, one a line", null=True),
        Column("points", "int", "points for it"),
    ),
)
