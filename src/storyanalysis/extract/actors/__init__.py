"""Who is in the story: every mention, linked to one actor for each referent."""

from __future__ import annotations

from storyanalysis.extract.actors.find import find_actors, settle_actors

__all__ = ["find_actors", "settle_actors"]
