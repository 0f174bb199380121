"""The frames of one story, all of which follow their schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from storyanalysis.tables import TABLES

__all__ = ["Frames"]


class Frames(Mapping[str, pd.DataFrame]):
    """Frames by name, in the order of :data:`storyanalysis.TABLES`; not to be changed.

    Parameters
    ----------
    frames : mapping
        For every table a frame that follows its schema, or a function without
        arguments that makes it when it is first asked for.
    """

    def __init__(
        self, frames: Mapping[str, pd.DataFrame] | Mapping[str, Callable[[], pd.DataFrame]]
    ) -> None:
        self._held: dict[str, pd.DataFrame | Callable[[], pd.DataFrame]]
        self._held = {name: frames[name] for name in TABLES}

    @classmethod
    def checked(cls, frames: Mapping[str, pd.DataFrame]) -> Frames:
        """Of frames that may be anybody's.

        Raises
        ------
        TableError
            If one does not follow its schema.
        """
        if isinstance(frames, cls):
            return frames
        return cls({name: table.check(frames[name]) for name, table in TABLES.items()})

    def __getitem__(self, name: str) -> pd.DataFrame:
        found = self._held[name]
        if not isinstance(found, pd.DataFrame):
            found = self._held[name] = found()
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
