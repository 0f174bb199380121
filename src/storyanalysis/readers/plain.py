"""Plain text, with or without YAML front matter."""

from __future__ import annotations

from storyanalysis.readers.decode import decode
from storyanalysis.readers.metadata import split_front_matter
from storyanalysis.readers.reading import Reading, Source, sound

__all__ = ["read_plain"]


def read_plain(source: Source) -> Reading:
    """The text as it stands; front matter is cut off."""
    whole = sound(decode(source.data, source.where))
    metadata, text = split_front_matter(whole, source.where)
    cut = len(whole) - len(text)
    return Reading(text, metadata, ((0, len(text), cut, len(whole)),))
