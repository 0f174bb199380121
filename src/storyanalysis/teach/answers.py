"""The answers as data: written for the teacher to edit, and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from storyanalysis.article import decode
from storyanalysis.errors import ArticleError, LessonError
from storyanalysis.readers.yamls import fault
from storyanalysis.teach.checker import plain, read_dates
from storyanalysis.teach.schema import Part, Question

__all__ = ["apply_answers", "read_answers", "written"]

HEAD = """\
# The answers of this lesson, to edit. Then build the notebooks and sheets anew:
#     storyanalysis lesson FILE --out FOLDER --answers answers.yaml --overwrite
# You may change `ask`, `why`, `model`, and of every part `answer`, `accept`, `points` and, in a
# rubric, `criterion`. The order of the entries is the order of the lesson; an entry that you
# delete is not asked. In chains, > stands between hops and | between names of the same hop.
"""
OF_QUESTION = frozenset(("id", "kind", "ask", "why", "model", "parts"))
OF_PART = frozenset(("part", "answer", "accept", "points", "options", "criterion"))
MOST_POINTS = 100


def written(questions: Sequence[Question], about: str) -> str:
    """The answers as YAML, with a comment that says what may be changed."""
    entries = {"lesson": about, "questions": [_entry(question) for question in questions]}
    text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=96)
    return HEAD + str(text)


def _entry(question: Question) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": question.question_id,
        "kind": question.kind,
        "ask": question.ask,
        "parts": [_part(part) for part in question.parts],
        "why": question.why,
    }
    return entry | ({"model": question.model} if question.kind == "open" else {})


def _part(part: Part) -> dict[str, Any]:
    if part.match == "rubric":
        return {"part": part.name, "criterion": part.ask, "points": part.points}
    written: dict[str, Any] = {"part": part.name}
    if part.options:
        written["options"] = dict(part.options)
    written["answer"] = part.answer
    if not part.options:
        written["accept"] = list(part.accept)
    return written | {"points": part.points}


def read_answers(source: str | Path | Mapping[str, Any]) -> tuple[list[Any], str]:
    """The entries of an answers file (or of its content), and its name for messages.

    Raises
    ------
    LessonError
        If the file cannot be read or holds no list of questions.
    """
    where = "the answers given" if isinstance(source, Mapping) else str(source)
    data: Any = source if isinstance(source, Mapping) else _read(Path(source))
    entries = data.get("questions") if isinstance(data, Mapping) else None
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise LessonError(
            f"{where} has no list 'questions': give an answers.yaml that a lesson was saved with"
        )
    return entries, where


def _read(path: Path) -> Any:
    try:
        text = decode(path.read_bytes(), str(path))
        # the base loader keeps "n" and "2020-01-05" as the texts they are
        data = yaml.load(text, Loader=yaml.BaseLoader)
        # a few lines of names for names of names would stand for billions of entries
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise LessonError(f"{path} has an alias (*name): write the words themselves")
        return data
    except OSError as error:
        raise LessonError(
            f"{path} cannot be read ({error.strerror or error}): name an answers.yaml"
        ) from error
    except ArticleError as error:
        raise LessonError(f"{path} is empty or not a text file: name an answers.yaml") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise LessonError(f"{path} is not YAML: {fault(error)}") from error
    except RecursionError:
        raise LessonError(f"{path} is nested too deeply to be answers") from None


def apply_answers(
    entries: Sequence[Any], where: str, pool: Mapping[str, Question]
) -> tuple[Question, ...]:
    """The questions that the entries name, with their answers.

    Raises
    ------
    LessonError
        If an entry names no question of the story, one that is there already, or
        has an answer that cannot be one; the message names the entry and the fix.
    """
    found: dict[str, Question] = {}
    for number, entry in enumerate(entries, start=1):
        key = str(entry.get("id"))
        here = f"{where}, entry {number} ({key})"
        if key not in pool:
            raise LessonError(f"{here}: the story gives no such question; delete the entry")
        if key in found:
            raise LessonError(f"{here}: the question is there twice; delete one of the two")
        found[key] = _changed(pool[key], entry, here)
    if not found:
        raise LessonError(f"{where} names no question: leave at least one entry in it")
    return tuple(found.values())


def _changed(question: Question, entry: Mapping[str, Any], here: str) -> Question:
    _no_others(entry, OF_QUESTION, here)
    ask, why = (_text(entry, key, getattr(question, key), here) for key in ("ask", "why"))
    model = _text(entry, "model", question.model, here) if question.kind == "open" else ""
    given = entry.get("parts", [])
    if not isinstance(given, list) or not all(isinstance(part, Mapping) for part in given):
        raise LessonError(f"{here}: 'parts' is a list of parts; see another entry")
    by_name = {str(part.get("part")): part for part in given}
    names = [part.name for part in question.parts]
    if unknown := sorted(set(by_name) - set(names)):
        raise LessonError(f"{here}: no part {unknown[0]!r}; its parts are {', '.join(names)}")
    parts = tuple(_changed_part(p, by_name.get(p.name, {}), here) for p in question.parts)
    return replace(question, parts=parts, model=model, ask=ask, why=why)


def _changed_part(part: Part, entry: Mapping[str, Any], here: str) -> Part:
    _no_others(entry, OF_PART, here)
    points = str(entry.get("points", part.points))
    if not (points.isascii() and points.isdecimal() and 0 < int(points) <= MOST_POINTS):
        raise LessonError(f"{here}: points are {points!r}; write a number from 1 to {MOST_POINTS}")
    if part.match == "rubric":
        return replace(part, points=int(points), ask=_text(entry, "criterion", part.ask, here))
    accept = entry.get("accept", list(part.accept))
    if not isinstance(accept, list | tuple) or not all(isinstance(item, str) for item in accept):
        raise LessonError(f"{here}: 'accept' is a list of texts, like [Milley, Mark Milley]")
    answer = _text(entry, "answer", part.answer, here)
    for text in (answer, *accept):
        _can_be_right(part, text, here)
    return replace(part, answer=answer, accept=tuple(accept), points=int(points))


def _can_be_right(part: Part, text: str, here: str) -> None:
    letters = [letter for letter, _ in part.options]
    if part.match == "choice" and text not in letters:
        raise LessonError(f"{here}: {text!r} is none of the letters {', '.join(letters)}")
    if part.match == "date" and not read_dates(text):
        raise LessonError(f"{here}: {text!r} is no date; write it like 2020-01-31")
    if not all(plain(name) for name in text.split(">")):
        raise LessonError(f"{here}: {text!r} holds a name without letters")


def _no_others(entry: Mapping[str, Any], known: frozenset[str], here: str) -> None:
    if others := sorted(str(key) for key in entry if key not in known):
        raise LessonError(f"{here}: unknown key {others[0]!r}; known: {', '.join(sorted(known))}")


def _text(entry: Mapping[str, Any], key: str, default: str, here: str) -> str:
    value = entry.get(key, default)
    if not isinstance(value, str):
        raise LessonError(f"{here}: {key!r} is a text; write it in quotation marks")
    return value
