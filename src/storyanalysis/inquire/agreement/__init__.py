"""How well a story's tables agree with those of an analyst, or of another annotator."""

from __future__ import annotations

from storyanalysis.inquire.agreement.result import Agreement, pooled
from storyanalysis.inquire.agreement.score import agreement
from storyanalysis.inquire.agreement.views import View, view_of_gold, view_of_story

__all__ = ["Agreement", "View", "agreement", "pooled", "view_of_gold", "view_of_story"]
