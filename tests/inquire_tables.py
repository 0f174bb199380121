"""Tables by hand, for tests of what never sees a parse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from storyanalysis.article import Article
from storyanalysis.story import Story
from storyanalysis.tables import (
    ACTORS,
    DATES,
    MENTIONS,
    RELATIONS,
    RELAYS,
    REVISIONS,
    SECTIONS,
    SENTENCES,
    SOURCES,
    SPANS,
    STATEMENTS,
)


@dataclass
class Page:
    """A page put together part by part; statements are found by their words."""

    parts: list[tuple[str, str | None, list[str]]]
    said: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    relations: pd.DataFrame = field(default_factory=lambda: RELATIONS.frame([]))

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(sentences) for _, _, sentences in self.parts)

    def sections(self) -> pd.DataFrame:
        rows, start = [], 0
        for kind, label, sentences in self.parts:
            text = " ".join(sentences)
            rows.append(
                {
                    "section_id": f"c{start}_{start + len(text)}",
                    "kind": kind,
                    "start": start,
                    "end": start + len(text),
                    "text": text,
                    "label": label,
                    "rule": "test",
                }
            )
            start += len(text) + 2
        return SECTIONS.frame(rows)

    def sentences(self) -> pd.DataFrame:
        rows, at = [], 0
        for number, (section, part) in enumerate(
            zip(self.sections().itertuples(), self.parts, strict=True)
        ):
            for sentence in part[2]:
                start = self.text.index(sentence, at)
                at = start + len(sentence)
                rows.append(
                    {
                        "sentence_id": f"n{start}_{at}",
                        "section_id": section.section_id,
                        "paragraph": number,
                        "start": start,
                        "end": at,
                        "text": sentence,
                    }
                )
        return SENTENCES.frame(rows)

    def _where(self, row: dict[str, Any]) -> int:
        return self.text.index(row["content"], self.text.index(row.get("near", row["content"])))

    def statements(self) -> pd.DataFrame:
        rows = []
        for row in self.said:
            start = self._where(row)
            end = start + len(row["content"])
            sentence = self.sentences().query("start <= @start < end").iloc[0]
            speaker = row.get("speaker")
            rows.append(
                {
                    "statement_id": f"s{start}_{end}",
                    "speaker_id": speaker,
                    "addressee_id": row.get("to"),
                    "cue": row.get("cue", "said"),
                    "cue_stance": row.get("stance", "neutral"),
                    "form": row.get("form", "indirect"),
                    "content": row["content"],
                    "start": start,
                    "end": end,
                    "section_id": sentence["section_id"],
                    "sentence_id": sentence["sentence_id"],
                    "hops": int("via" in row),
                    "status": row.get("status", "attributed" if speaker else "unattributed"),
                    "confidence": 1.0,
                    "rule": "test",
                }
            )
        return STATEMENTS.frame(rows)

    def spans(self) -> pd.DataFrame:
        rows = []
        for row, statement in zip(self.said, self.statements().itertuples(), strict=True):
            found = [("content", row["content"], statement.start)]
            for role in ("source", "cue"):
                if role in row and row[role] in self.text:
                    sentence = self.sentences().set_index("sentence_id").loc[statement.sentence_id]
                    at = self.text.find(row[role], int(sentence["start"]))
                    found.append((role, row[role], at))
            rows += [
                {
                    "statement_id": statement.statement_id,
                    "role": role,
                    "start": start,
                    "end": start + len(text),
                    "text": text,
                }
                for role, text, start in found
            ]
        return SPANS.frame(rows)

    def relays(self) -> pd.DataFrame:
        rows = []
        for row, statement in zip(self.said, self.statements().itertuples(), strict=True):
            if "via" in row:
                name = self.people.get(row["via"], {}).get("name", row["via"])
                start = self.text.index(name)
                rows.append(
                    {
                        "statement_id": statement.statement_id,
                        "hop": 1,
                        "actor_id": row["via"] if row["via"] in self.people else None,
                        "start": start,
                        "end": start + len(name),
                        "text": name,
                        "rule": "test",
                    }
                )
        return RELAYS.frame(rows)

    def actors(self) -> pd.DataFrame:
        return ACTORS.frame(
            {
                "actor_id": actor,
                "name": row["name"],
                "kind": row.get("kind", "person"),
                "side": row.get("side"),
                "role": row.get("role"),
                "n_mentions": 1,
                "n_statements": sum(said.get("speaker") == actor for said in self.said),
                "start": max(self.text.find(row["name"]), 0),
                "rule": "test",
            }
            for actor, row in self.people.items()
        )

    def mentions(self) -> pd.DataFrame:
        rows = []
        for actor, row in self.people.items():
            at = self.text.find(row["name"])
            while at >= 0:
                end = at + len(row["name"])
                sentence = self.sentences().query("start <= @at < end").iloc[0]
                rows.append(
                    {
                        "mention_id": f"m{at}_{end}",
                        "actor_id": actor,
                        "kind": "name",
                        "start": at,
                        "end": end,
                        "text": row["name"],
                        "sentence_id": sentence["sentence_id"],
                        "status": "linked",
                        "rule": "test",
                    }
                )
                at = self.text.find(row["name"], end)
        return MENTIONS.frame(rows)

    def story(self, outlet: str | None) -> Story:
        frames = {
            "sections": self.sections(),
            "sentences": self.sentences(),
            "mentions": self.mentions(),
            "actors": self.actors(),
            "statements": self.statements(),
            "spans": self.spans(),
            "relays": self.relays(),
            "dates": DATES.frame([]),
            "relations": self.relations,
            "revisions": REVISIONS.frame([]),
            "sources": SOURCES.frame([]),
        }
        return Story(Article.from_text(self.text, outlet=outlet), frames)
