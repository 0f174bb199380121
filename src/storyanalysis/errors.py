"""What can go wrong, as a tree::

    StoryError
    ├── ArticleError    a file or text that cannot be read as an article
    ├── ModelError      no English spaCy pipeline, or one without the parts we need
    ├── TableError      a frame that breaks its declared schema
    ├── LexiconError    a lexicon file with a missing column or a doubled entry
    ├── CorrectionError a corrections file that cannot be read, or a malformed entry in it
    ├── StoredError     a saved story that cannot be opened, or a file that cannot be written
    ├── ArchiveError    an archive that cannot be built or opened, or input that is not fit for it
    └── LessonError     a lesson that cannot be made of a story, or answers that do not fit it

Wrong input raises one of these, with the file and the fix in the message.
Hard text never raises: it gives a row with a ``status`` that says so.
"""

from __future__ import annotations

__all__ = [
    "ArchiveError",
    "ArticleError",
    "CorrectionError",
    "LanguageWarning",
    "LessonError",
    "LexiconError",
    "ModelError",
    "StoredError",
    "StoryError",
    "TableError",
]


class StoryError(Exception):
    """Base of every error that storyanalysis raises on purpose."""


class ArticleError(StoryError):
    """A file, folder or text that cannot be read as an article."""


class ModelError(StoryError):
    """No usable English spaCy pipeline is installed."""


class TableError(StoryError):
    """A frame that does not follow its declared schema."""


class LexiconError(StoryError):
    """A lexicon file that breaks its own rules."""


class CorrectionError(StoryError):
    """A corrections file that cannot be read, or an entry that is none of the forms."""


class StoredError(StoryError):
    """A saved story that cannot be opened, or a file that cannot be written."""


class ArchiveError(StoryError):
    """An archive that cannot be built or opened, or input that is not fit for it."""


class LessonError(StoryError):
    """A lesson that cannot be made of a story, or answers that do not fit it."""


class LanguageWarning(UserWarning):
    """The text does not look like English; the tables may mean little."""
