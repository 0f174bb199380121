"""An archive that was built: its tables, and questions to them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyanalysis.archive.commit import parts
from storyanalysis.archive.inputs import SETTINGS
from storyanalysis.archive.progress import Pace
from storyanalysis.archive.schemas import ARCHIVE_TABLES, arrow_schema
from storyanalysis.errors import ArchiveError
from storyanalysis.readers.reading import counted

if TYPE_CHECKING:
    import dask.dataframe as dd
    import pandas as pd
    import pyarrow.dataset as pds

    from storyanalysis.story import Story

__all__ = ["FORMAT", "VERSION", "Archive", "open_archive", "read_settings"]

FORMAT = "storyanalysis archive"
VERSION = 1
INSTALL = 'pip install "storyanalysis[archive]"'


@dataclass(frozen=True, repr=False)
class Archive:
    """Tables of many articles; made by `build`, found again by `open`.

    Attributes
    ----------
    path : Path
        The dataset. Its folders are tables that pandas, Dask and DuckDB open too.
    settings : dict
        What it was made with.
    pace : Pace or None
        Counts of the run that just built it.
    """

    path: Path
    settings: dict[str, Any] = field(repr=False)
    pace: Pace | None = None

    def files(self, name: str) -> list[str]:
        """The Parquet files of a table, in the order of their batches.

        Parameters
        ----------
        name : str
            A table of a story, ``articles`` or ``errors``.

        Returns
        -------
        list of str
            Their paths; none before a run has written any.

        Raises
        ------
        ArchiveError
            If there is no table of that name.
        """
        if name not in ARCHIVE_TABLES:
            raise ArchiveError(f"no table {name!r}; tables: {', '.join(ARCHIVE_TABLES)}")
        return [str(path) for path in parts(self.path, name)]

    def dataset(self, name: str) -> pds.Dataset:
        """A table as an Arrow dataset; nothing is read yet.

        Parameters
        ----------
        name : str
            A table of a story, ``articles`` or ``errors``.

        Returns
        -------
        pyarrow.dataset.Dataset

        Raises
        ------
        ArchiveError
            If there is no table of that name.
        """
        import pyarrow.dataset as pds

        return pds.dataset(self.files(name), schema=arrow_schema(name), format="parquet")

    def table(
        self,
        name: str,
        *,
        columns: list[str] | None = None,
        filters: pds.Expression | None = None,
    ) -> pd.DataFrame:
        """A table in memory, or what is asked for of it.

        Parameters
        ----------
        name : str
            A table of a story, ``articles`` or ``errors``.
        columns : list of str, optional
            Only these.
        filters : pyarrow.dataset.Expression, optional
            Only these rows: ``pyarrow.dataset.field("form") == "direct"``.

        Returns
        -------
        DataFrame
            The columns of a story's table, behind ``article_id``.

        Raises
        ------
        ArchiveError
            If there is no table of that name.
        """
        frame: pd.DataFrame = (
            self.dataset(name).to_table(columns=columns, filter=filters).to_pandas()
        )
        return frame

    def dask(self, name: str) -> dd.DataFrame:
        """A table as a Dask dataframe, one partition a file; nothing is read yet.

        Parameters
        ----------
        name : str
            A table of a story, ``articles`` or ``errors``.

        Returns
        -------
        dask.dataframe.DataFrame

        Raises
        ------
        ArchiveError
            If Dask is not installed, or there is no such table or nothing in it yet.
        """
        try:
            import dask.dataframe as dd
        except ImportError as error:
            raise ArchiveError(f"Dask is not installed: {INSTALL}") from error
        if not (files := self.files(name)):
            raise ArchiveError(f"{self.path} has no articles yet")
        frame: dd.DataFrame = dd.read_parquet(files)
        return frame

    def sql(self, query: str) -> pd.DataFrame:
        """Ask the tables in SQL, by their names.

        >>> archive.sql("SELECT kind, count(*) AS n FROM actors GROUP BY kind")  # doctest: +SKIP

        Parameters
        ----------
        query : str
            A query in the dialect of DuckDB.

        Returns
        -------
        DataFrame
            The answer.

        Raises
        ------
        ArchiveError
            If DuckDB is not installed.
        duckdb.Error
            If DuckDB cannot answer the query; it says why.
        """
        try:
            import duckdb
        except ImportError as error:
            raise ArchiveError(f"DuckDB is not installed: {INSTALL}") from error
        with duckdb.connect() as connection:
            for name in ARCHIVE_TABLES:
                if files := self.files(name):
                    connection.read_parquet(files).create_view(name)
                else:
                    connection.from_arrow(arrow_schema(name).empty_table()).create_view(name)
            frame: pd.DataFrame = connection.sql(query).df()
        return frame

    @property
    def articles(self) -> pd.DataFrame:
        """The articles: metadata, counts and notes, without their texts."""
        columns = [c.name for c in ARCHIVE_TABLES["articles"].columns if c.name != "text"]
        return self.table("articles", columns=columns)

    @property
    def errors(self) -> pd.DataFrame:
        """The articles that could not be read or analysed, and why."""
        return self.table("errors")

    def story(self, article_id: str) -> Story:
        """One article's story, with its text, evidence and plots.

        Parameters
        ----------
        article_id : str
            Its key in table ``articles``.

        Returns
        -------
        Story
            As it was analysed; nothing is computed anew.

        Raises
        ------
        ArchiveError
            If the archive has no such article.
        """
        import pandas as pd
        import pyarrow.dataset as pds

        from storyanalysis.article import Article
        from storyanalysis.story import Story
        from storyanalysis.tables import TABLES

        own = pds.field("article_id") == article_id
        found = self.table("articles", filters=own)
        if found.empty:
            raise ArchiveError(f"{self.path} has no article {article_id!r}: see .articles")
        about: dict[str, Any] = {
            str(key): None if pd.isna(value) else value for key, value in found.iloc[0].items()
        }
        day = about["published"] and about["published"].date()
        names = {name: about[name] for name in ("title", "outlet", "url", "author")}
        article = Article(about["text"], published=day, **names)
        frames = {}
        for name, table in TABLES.items():
            dtypes = {column.name: column.dtype for column in table.columns}
            rows = self.table(name, filters=own).drop(columns="article_id")
            frames[name] = rows.astype(dtypes)
        notes = tuple((about["notes"] or "").splitlines())
        return Story(article, frames, self.settings["model"], notes)

    def __repr__(self) -> str:
        read, failed = (self.dataset(name).count_rows() for name in ("articles", "errors"))
        return f"<Archive: {counted(read, 'article')}, {failed:,} that failed>"


def open_archive(path: str | Path) -> Archive:
    """Open an archive that `build` made; a run may be adding to it.

    Parameters
    ----------
    path : str or Path
        The folder that was given as `out`.

    Returns
    -------
    Archive

    Raises
    ------
    ArchiveError
        If the folder holds none, or one of a newer version.
    """
    root = Path(path).absolute()
    return Archive(root, read_settings(root))


def read_settings(root: Path) -> dict[str, Any]:
    """What the archive was made with.

    Raises
    ------
    ArchiveError
        If it is no archive, or one of a newer version.
    """
    path = root / SETTINGS
    try:
        settings: Any = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ArchiveError(f"{root} holds no archive: give the folder that was built") from None
    except (OSError, ValueError, RecursionError) as error:
        raise ArchiveError(f"{path} cannot be read ({error}): build the archive anew") from error
    if not isinstance(settings, dict) or settings.get("format") != FORMAT:
        raise ArchiveError(f"{path} is of something else: give the folder that was built")
    version = settings.get("version")
    if (
        not isinstance(version, int)
        or version > VERSION
        or not {"package", "model"} <= set(settings)
    ):
        raise ArchiveError(
            f"{path} has format version {version}, this package reads up to {VERSION}: update "
            "storyanalysis"
        )
    return settings
