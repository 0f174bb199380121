"""The page before its words are parsed: paragraphs and sections.

Sections are told by marks that newsrooms put on a page ("Update:", "Original
story follows", "Correction:", "Read more"), listed in
``lexicons/layout_markers.csv`` and ``lexicons/layout_words.csv``, and by place:
a headline stands first, a deck below it, sign-offs last.
"""

from storyanalysis.extract.layout.find import find_sections
from storyanalysis.extract.layout.paragraphs import find_paragraphs
from storyanalysis.extract.layout.top import DATELINE

__all__ = ["DATELINE", "find_paragraphs", "find_sections"]
