"""The widget: the page in the browser, the choice in both, the chosen rows in Python."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from storyanalysis.errors import StoryError
from storyanalysis.markup import palette, tag
from storyanalysis.show.css import mark_rules
from storyanalysis.show.display import Shown
from storyanalysis.show.live.links import Choice, linked_rows
from storyanalysis.show.live.page import page_of
from storyanalysis.show.reader import read
from storyanalysis.show.words import count, first_few, listed

if TYPE_CHECKING:
    import pandas as pd

    from storyanalysis.story import Story

__all__ = ["Explorer"]

HERE = Path(__file__).parent
ROOT = ".sa-live"
# tables of which rows are chosen, and their keys
KEYS = {
    "actors": "actor_id",
    "mentions": "mention_id",
    "statements": "statement_id",
    "dates": "date_id",
    "relations": "relation_id",
}
COUNTED = {"mentions": "mention", "statements": "statement", "dates": "date",
           "relations": "relation"}  # fmt: skip
CHOICES = ("actor", "speaker", "section", "first", "last", "row")


class Explorer(anywidget.AnyWidget):
    """The annotated article in JupyterLab: what is chosen lights up and comes back as rows.

    Made by ``story.explore()``. Choose by mouse, by keyboard or from Python:
    every part of the choice is an attribute that may be set, and what is shown
    has all of them. An empty string chooses everything.

    Attributes
    ----------
    actor, speaker : str
        An ``actor_id``: whatever has to do with the actor; or what stands in the
        words of this speaker, ``"(nobody named)"`` for those of nobody.
    section : str
        A ``section_id``.
    first, last : str
        Days as YYYY-MM-DD: what is dated to this span, either end left open.
    row : str
        The key of a statement, date or relation: it and what belongs to it.
    selected : list of str
        The keys of all rows chosen, table by table.
    told : str
        The same in words.
    """

    _esm = HERE / "widget.js"
    _css = palette(ROOT) + mark_rules(ROOT) + (HERE / "widget.css").read_text(encoding="utf-8")

    page = traitlets.Dict().tag(sync=True)
    actor = traitlets.Unicode().tag(sync=True)
    speaker = traitlets.Unicode().tag(sync=True)
    section = traitlets.Unicode().tag(sync=True)
    first = traitlets.Unicode().tag(sync=True)
    last = traitlets.Unicode().tag(sync=True)
    row = traitlets.Unicode().tag(sync=True)
    selected = traitlets.List(traitlets.Unicode()).tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)

    def __init__(self, story: Story) -> None:
        self._story = story
        self._links = linked_rows(story)
        page = page_of(story)
        # what may be chosen, and what it is called
        self._names = {
            name: {str(item["id"]): str(item["label"]) for item in page[f"{name}s"]}
            for name in ("actor", "speaker", "section")
        }
        rows = [linked.key for table in self._links.values() for linked in table]
        said = {mark["row"]: mark["label"] for mark in page["marks"]}
        self._names["row"] = {key: said.get(key, key) for key in rows}
        super().__init__(page=page)
        self._choose()

    @traitlets.validate("actor", "speaker", "section", "row")
    def _known_only(self, proposal: Any) -> str:
        name, value = proposal["trait"].name, str(proposal["value"])
        known = self._names[name]
        if value and value not in known:
            raise StoryError(
                f"this story has no {name} {value!r}; it has {first_few(list(known), 5) or 'none'}"
            )
        return value

    @traitlets.validate("first", "last")
    def _days_only(self, proposal: Any) -> str:
        value = str(proposal["value"])
        try:
            return value and dt.date.fromisoformat(value).isoformat()
        except ValueError:
            name = proposal["trait"].name
            raise StoryError(
                f"{name} is {value!r}: write the day as YYYY-MM-DD, like 2020-01-06"
            ) from None

    @traitlets.observe(*CHOICES)
    def _on_choice(self, _change: Any) -> None:
        self._choose()

    def _choose(self) -> None:
        """Work out anew which rows are chosen, and say it."""
        choice = Choice(**{name: getattr(self, name) for name in CHOICES})
        if choice == Choice():
            self.selected, self.told = [], "Nothing is chosen: everything is shown."
            return
        found = {
            name: [linked.key for linked in table if choice.fits(linked)]
            for name, table in self._links.items()
        }
        named = [key for key in (self.actor, self.speaker) if key in self._names["actor"]]
        self.selected = [*dict.fromkeys(named), *(key for keys in found.values() for key in keys)]
        counts = listed(count(len(found[name]), word) for name, word in COUNTED.items())
        self.told = f"{self._in_words()}: {counts}."

    def _in_words(self) -> str:
        """What was chosen, by its names."""
        names = {"actor": "", "speaker": "said by ", "section": "in ", "row": ""}
        parts = [
            lead + self._names[name][value]
            for name, lead in names.items()
            if (value := getattr(self, name))
        ]
        days = [f"{word} {day}" for word, day in (("from", self.first), ("to", self.last)) if day]
        return "; ".join([*parts, *([" ".join(["dated", *days])] if days else [])])

    def selection(self) -> dict[str, pd.DataFrame]:
        """The rows chosen, table by table: actors, mentions, statements, dates, relations.

        Returns
        -------
        dict of str to DataFrame
            Every table is there, empty where nothing of it is chosen; each is
            rows of the story's own table, as ``story.evidence`` takes them.
        """
        chosen = set(self.selected)
        tables = {name: self._story.table(name) for name in KEYS}
        return {
            name: table[table[KEYS[name]].isin(chosen)].reset_index(drop=True)
            for name, table in tables.items()
        }

    def __repr__(self) -> str:
        return f"<Explorer {self.page['title']}: {self.told}>"

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The live view, and the static reader for pages in which nothing is alive."""
        live, metadata = super()._repr_mimebundle_() or ({}, {})
        return {**live, "text/plain": repr(self), "text/html": read(self._story).html}, metadata

    def _ipython_display_(self) -> None:
        """Show the live view, and below it, for when there is no kernel, the static reader.

        Viewers that know widgets show nothing else of an output that has one, and
        without its kernel that is an empty place or an error. The reader is an
        output of its own, which the live view hides as long as it is alive.
        """
        from IPython.display import display

        bundle, metadata = self._repr_mimebundle_()
        display({**bundle, "text/html": ""}, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]
        still = read(self._story)
        display(Shown(tag("div", still.html, class_="sa-still"), repr(self)))  # type: ignore[no-untyped-call]
