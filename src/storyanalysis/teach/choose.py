"""Which questions a lesson asks: balanced over kinds, the surest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from storyanalysis.teach.ask_facts import ask_date, ask_edge
from storyanalysis.teach.ask_judgement import ask_imvain, ask_open
from storyanalysis.teach.ask_revision import ask_revision
from storyanalysis.teach.ask_voices import ask_chain, ask_form, ask_speaker
from storyanalysis.teach.schema import KINDS, Question
from storyanalysis.teach.seen import Seen

__all__ = ["WHY_NONE", "choose", "pools"]

ASK = {
    "speaker": ask_speaker,
    "form": ask_form,
    "chain": ask_chain,
    "date": ask_date,
    "edge": ask_edge,
    "revision": ask_revision,
    "imvain": ask_imvain,
    "open": ask_open,
}
ALIKE = {"date": 1}  # questions with the same answer in a lesson; of other kinds two
# why a story gives no question of a kind
WHY_NONE = {
    "speaker": "no statement has a speaker that is sure enough",
    "form": "no statement is sure enough in its form",
    "chain": "no statement surely came through somebody else's hands",
    "date": "no relative date has a value (is the day of publication given?)",
    "edge": "no sentence surely shows who does what to whom",
    "revision": "nothing is seen to be taken back by a later part of the page, or too few other "
    "sentences of the earlier part could be offered beside it",
    "imvain": "no source can be judged surely enough",
    "open": "nobody speaks in the story, and nothing is taken back",
}


def pools(seen: Seen) -> dict[str, list[Question]]:
    """Every question that can be asked of a story, by kind."""
    return {kind: ASK[kind](seen) for kind in KINDS}


def choose(pool: Mapping[str, Sequence[Question]], kinds: Sequence[str], n: int) -> list[Question]:
    """At most `n` questions: one of each kind, then another one of each, and so on.

    Within a kind different answers come before another question with the same
    answer, and words not asked about yet before those that are. The result is in
    the order of the lesson: by kind, then as the words stand in the text.
    """
    waiting = {kind: _ranked(pool[kind]) for kind in KINDS if kind in kinds}
    chosen: list[Question] = []
    while len(chosen) < n and any(waiting.values()):
        for left in waiting.values():
            if left and len(chosen) < n:
                chosen.append(_next(left, chosen))
                left.remove(chosen[-1])
    return sorted(chosen, key=lambda q: (KINDS.index(q.kind), q.marks, q.question_id))


def _next(left: Sequence[Question], chosen: Sequence[Question]) -> Question:
    """The surest with another answer than those before it, on other words if there are any."""
    answers = {(question.kind, question.variety) for question in chosen}
    marks = {mark for question in chosen for mark in question.marks}
    other = [question for question in left if (question.kind, question.variety) not in answers]
    fresh = [question for question in other or left if not marks & set(question.marks)]
    return (fresh or other or left)[0]


def _ranked(questions: Sequence[Question]) -> list[Question]:
    """The surest first; none of them with an answer that comes often."""
    met: Counter[str] = Counter()
    kept = []
    for question in sorted(questions, key=lambda q: (-q.sure, q.marks, q.question_id)):
        if met[question.variety] < ALIKE.get(question.kind, 2):
            kept.append(question)
        met[question.variety] += 1
    return kept
