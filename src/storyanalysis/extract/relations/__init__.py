"""Who does what to whom: PLOVER events between the actors of an article."""

from __future__ import annotations

from storyanalysis.extract.relations.find import find_relations

__all__ = ["find_relations"]
