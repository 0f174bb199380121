"""Who says what: source, cue and content of every attribution in a text."""

from __future__ import annotations

from storyanalysis.extract.attribution.find import DEFAULT, Attribution, find_attributions

__all__ = ["DEFAULT", "Attribution", "find_attributions"]
