"""Who is in the story: every mention, linked to one actor for each referent."""

from __future__ import annotations

from storyanalysis.extract.actors.find import find_actors
from storyanalysis.extract.actors.gazetteer import outlet_country
from storyanalysis.extract.actors.settle import settle_actors

__all__ = ["find_actors", "outlet_country", "settle_actors"]
