"""Corrections by an analyst: a YAML file of entries, applied on top of computed tables."""

from __future__ import annotations

from storyanalysis.inquire.corrections.apply import Corrected, apply_corrections, notes_of
from storyanalysis.inquire.corrections.forms import Entry
from storyanalysis.inquire.corrections.read import SIDECAR, read_corrections, sidecar_of

__all__ = [
    "SIDECAR",
    "Corrected",
    "Entry",
    "apply_corrections",
    "notes_of",
    "read_corrections",
    "sidecar_of",
]
