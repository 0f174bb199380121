"""A story taken apart: its tables, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.article import Article
from storyanalysis.errors import TableError
from storyanalysis.frames import Frames
from storyanalysis.tables import CORRECTIONS

if TYPE_CHECKING:
    import networkx as nx

    from storyanalysis.inquire.agreement import Agreement
    from storyanalysis.show.display import Shown
    from storyanalysis.show.live.widget import Explorer

__all__ = ["Story", "load_story"]


@dataclass(frozen=True, repr=False, eq=False)
class Story:
    """An article and the tables made of it; made by :func:`storyanalysis.analyze`.

    Every table is an attribute and a copy: changing it does not change the
    story. Columns are declared in :mod:`storyanalysis.tables`.

    Attributes
    ----------
    article : Article
        What was read.
    frames : mapping of str to DataFrame
        The tables by name, in the order of :data:`storyanalysis.TABLES`, as they are
        and no copies: :meth:`table` gives one.
    model : str
        The spaCy pipeline, name and version.
    notes : tuple of str
        What the reader of the tables should know ("no publication date ...").
    computed_frames, correction_rows : optional
        The tables before corrections and table ``corrections``, where there are
        any; read them as :attr:`computed` and :attr:`corrections`.
    """

    article: Article
    frames: Mapping[str, pd.DataFrame] = field(repr=False)
    model: str = ""
    notes: tuple[str, ...] = ()
    computed_frames: Mapping[str, pd.DataFrame] | None = field(default=None, repr=False)
    correction_rows: pd.DataFrame | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "frames", Frames.checked(self.frames))

    def table(self, name: str) -> pd.DataFrame:
        """A copy of the table called `name`.

        Parameters
        ----------
        name : str
            One of :data:`storyanalysis.TABLES`.

        Returns
        -------
        DataFrame

        Raises
        ------
        TableError
            If there is no such table.
        """
        if name not in self.frames:
            raise TableError(f"there is no table {name!r}: choose one of {', '.join(self.frames)}")
        return self.frames[name].copy(deep=False)  # copy-on-write keeps the original safe

    @property
    def sections(self) -> pd.DataFrame:
        """Table ``sections``: the parts of the page."""
        return self.table("sections")

    @property
    def sentences(self) -> pd.DataFrame:
        """Table ``sentences``: the sentences."""
        return self.table("sentences")

    @property
    def actors(self) -> pd.DataFrame:
        """Table ``actors``: who acts or speaks."""
        return self.table("actors")

    @property
    def mentions(self) -> pd.DataFrame:
        """Table ``mentions``: the words that name or describe actors."""
        return self.table("mentions")

    @property
    def statements(self) -> pd.DataFrame:
        """Table ``statements``: what was said, and by whom."""
        return self.table("statements")

    @property
    def spans(self) -> pd.DataFrame:
        """Table ``spans``: the words of each statement: source, cue and content."""
        return self.table("spans")

    @property
    def relays(self) -> pd.DataFrame:
        """Table ``relays``: who passes statements on."""
        return self.table("relays")

    @property
    def dates(self) -> pd.DataFrame:
        """Table ``dates``: the time expressions, and the days they cover."""
        return self.table("dates")

    @property
    def relations(self) -> pd.DataFrame:
        """Table ``relations``: who does what to whom."""
        return self.table("relations")

    @property
    def revisions(self) -> pd.DataFrame:
        """Table ``revisions``: claims of the earlier version, and what became of them."""
        return self.table("revisions")

    @property
    def sources(self) -> pd.DataFrame:
        """Table ``sources``: the sources, judged by the news-literacy test IMVAIN."""
        return self.table("sources")

    @property
    def corrections(self) -> pd.DataFrame:
        """What became of an analyst's corrections: applied, stale or refused, and why."""
        if self.correction_rows is None:
            return CORRECTIONS.frame([])
        return self.correction_rows.copy(deep=False)

    @property
    def computed(self) -> Story:
        """The story as it was computed, without any correction by an analyst."""
        if self.correction_rows is None:
            return self
        from storyanalysis.inquire.corrections import notes_of

        told = notes_of(self.correction_rows)
        notes = tuple(note for note in self.notes if note not in told)
        return Story(self.article, self.computed_frames or self.frames, self.model, notes)

    def correct(self, corrections: str | Path | Sequence[Mapping[str, Any]]) -> Story:
        """The story with an analyst's corrections on top; this one stays as it is.

        Parameters
        ----------
        corrections : str, Path or list of dict
            A YAML file, or its entries as a list (see ``docs/corrections.md``).

        Returns
        -------
        Story
            With :attr:`corrections` of both, where this one has some already.

        Raises
        ------
        CorrectionError
            If the file cannot be read or an entry is malformed. Entries that do
            not fit the story are no error: see :attr:`corrections`.
        """
        from storyanalysis.inquire.corrections import apply_corrections, notes_of, read_corrections

        entries, before = read_corrections(corrections), self.corrections
        if not entries:
            return self
        done = apply_corrections(self.frames, entries, self.article.text, first=len(before) + 1)
        report = CORRECTIONS.check(pd.concat([before, done.corrections], ignore_index=True))
        computed = self.computed
        return replace(
            self,
            frames=done.frames,
            notes=computed.notes + notes_of(report),
            computed_frames=computed.frames,
            correction_rows=report,
        )

    def graph(
        self, by: str | None = None, *, claimed_by: str | None = None
    ) -> nx.MultiDiGraph[str]:
        """The relation graph: actors (or sides) as nodes, relations as edges.

        Parameters
        ----------
        by : {"side", "country"}, optional
            Put all actors of one side or country into one node.
        claimed_by : str, optional
            Only what this actor claims (an ``actor_id``), or what the outlet says
            itself (:data:`storyanalysis.OWN_VOICE`).

        Returns
        -------
        networkx.MultiDiGraph

        Raises
        ------
        TableError
            If `by` is no grouping or `claimed_by` no actor.

        See Also
        --------
        storyanalysis.inquire.graph.relation_graph : the attributes of nodes and edges
        """
        from storyanalysis.inquire.graph import relation_graph

        return relation_graph(self.actors, self.relations, self.dates, by=by, claimed_by=claimed_by)

    def chains(self) -> pd.DataFrame:
        """The way of every statement from its first speaker to the reader.

        Returns
        -------
        DataFrame
            One row a statement: `speaker`, `relays`, `hops`, `starts` {named,
            document, anonymous, nobody}, `path` (the chain in words), and what
            the statement is: keys, `form`, `content`, `start`, `end`.
        """
        from storyanalysis.inquire.chains import chains

        return chains(self.statements, self.relays, self.actors)

    def read(self) -> Shown:
        """The article with speakers, statements and dates marked, to look at.

        Returns
        -------
        Shown
            HTML in a notebook (attribute `html`), plain text elsewhere (`plain`).
        """
        from storyanalysis.show.reader import read

        return read(self)

    def evidence(self, rows: pd.DataFrame | pd.Series[Any]) -> Shown:
        """The words in context that rows of any of the tables rest on.

        Parameters
        ----------
        rows : DataFrame or Series
            Rows of a table of the story, or of an answer made of them.

        Returns
        -------
        Shown
            HTML in a notebook (attribute `html`), plain text elsewhere (`plain`).

        Raises
        ------
        TableError
            If the rows point to no words, or to words of another story.
        """
        from storyanalysis.show.evidence import evidence

        return evidence(self, rows)

    def explore(self) -> Explorer:
        """The article alive in JupyterLab: pick an actor, a speaker, a part, a span of days.

        What belongs to the choice lights up, and comes back as rows from
        :meth:`Explorer.selection`.

        Returns
        -------
        Explorer
            A widget.

        Raises
        ------
        StoryError
            If the package ``anywidget`` is not installed.
        """
        from storyanalysis.show.live import explore

        return explore(self)

    def save(self, folder: str | Path) -> Path:
        """Write the story to `folder`; :func:`storyanalysis.load_story` reads it back.

        Parameters
        ----------
        folder : str or Path
            Files of an earlier save are replaced; other files stay.

        Returns
        -------
        Path
            The folder: the text, and every table as Parquet and CSV.

        Raises
        ------
        StoredError
            If it cannot be written.
        """
        from storyanalysis.keep.folder import save_story

        return save_story(self, folder)

    def export(self, path: str | Path, format: str | None = None) -> Path:  # noqa: A002
        """Write the story for another program: CSV, JSON, RDF, TimeML, brat, graphs ...

        Parameters
        ----------
        path : str or Path
            The file, or for formats of several files the folder.
        format : str, optional
            One of ``storyanalysis.keep.formats.FORMATS`` (see
            ``docs/formats-out.md``); without it, the ending of `path` tells.

        Returns
        -------
        Path
            The file or folder.

        Raises
        ------
        StoryError
            If the format is unknown or something cannot be written.
        """
        from storyanalysis.keep.export import export_story

        return export_story(self, path, format=format)

    def report(self, path: str | Path) -> Path:
        """Write the story as one HTML page that needs nothing else, to read or to print.

        Parameters
        ----------
        path : str or Path
            The page, like ``report.html``.

        Returns
        -------
        Path
            The page.

        Raises
        ------
        StoredError
            If it cannot be written.
        """
        from storyanalysis.keep.files import write_file
        from storyanalysis.show.report import report_page

        return write_file(path, report_page(self))

    def agreement(self, gold: Story | Mapping[str, Any] | str | Path) -> Agreement:
        """How far the tables agree with those that an analyst says are right.

        Parameters
        ----------
        gold : Story, mapping, str or Path
            A corrected story or that of another annotator, the folder of a saved
            one, or rows, given or in a JSON file (``docs/agreement.md``).

        Returns
        -------
        Agreement
            Precision, recall and F1 of each table, and what differs.

        Raises
        ------
        StoryError
            If `gold` cannot be read, or is of another text.
        """
        from storyanalysis.inquire.agreement import agreement, view_of_story
        from storyanalysis.keep.gold import read_gold

        text = self.article.text
        return agreement(view_of_story(text, self.frames), read_gold(gold, text))

    def _repr_html_(self) -> str:
        from storyanalysis.show.card import story_card

        return story_card(self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(frame)} {name}" for name, frame in self.frames.items())
        return f"<Story {self.article.title or self.article.path or ''!s}: {counts}>"


def load_story(folder: str | Path) -> Story:
    """Read back a story that :meth:`Story.save` wrote.

    Parameters
    ----------
    folder : str or Path
        The folder; stories of older versions of the package open too.

    Returns
    -------
    Story
        As it was saved, corrections included.

    Raises
    ------
    StoredError
        If the folder holds no saved story, or one that cannot be read.
    """
    from storyanalysis.keep.folder import load_parts

    return Story(*load_parts(folder))
