"""What several test modules need."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from storyanalysis.language import load_model

if TYPE_CHECKING:
    from spacy.language import Language

# tests measure what is computed now, and never write into the user's cache folder;
# also those that start other processes
os.environ["STORYANALYSIS_CACHE"] = "off"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The installed English pipeline, loaded once."""
    return load_model()
