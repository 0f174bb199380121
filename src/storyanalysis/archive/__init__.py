"""Many articles: analysed with Dask into one Parquet dataset, and asked questions.

>>> import storyanalysis as sa
>>> archive = sa.archive.build("news/**/*.txt", "out/archive")  # doctest: +SKIP
>>> archive.sql("SELECT outlet, count(*) AS n FROM articles GROUP BY outlet")  # doctest: +SKIP
"""

from __future__ import annotations

from storyanalysis.archive.builder import build
from storyanalysis.archive.dataset import Archive
from storyanalysis.archive.dataset import open_archive as open  # noqa: A004

__all__ = ["Archive", "build", "open"]
