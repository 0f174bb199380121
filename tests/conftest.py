"""What several test modules need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storyanalysis.language import load_model

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The installed English pipeline, loaded once."""
    return load_model()
