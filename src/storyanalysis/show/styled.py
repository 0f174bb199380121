"""Styled tables without the article's own HTML in them."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

__all__ = ["styled_html"]

# what a Styler writes with: cells, and the labels and names of rows and columns
WRITERS = (
    "_display_funcs",
    "_display_funcs_index",
    "_display_funcs_columns",
    "_display_funcs_index_names",
    "_display_funcs_column_names",
)
# look-alikes for what would end a text in a style sheet or in an attribute
TOOLTIP = str.maketrans({'"': "”", "'": "’", "<": "‹", ">": "›", "\\": "∖", "\n": " "})


def styled_html(styler: Styler) -> str | None:
    """What a pandas Styler shows, with every text in it as text.

    A Styler takes cells for HTML once a ``.format`` is given without ``escape``,
    and labels, names, captions and tooltips always. Here no text makes a tag;
    ``hyperlinks="html"`` gives its tags to read. What was escaped already stays
    as it is. The styler given is not changed.
    """
    html: str | None = _guarded(styler)._repr_html_()
    return html


def _guarded(styler: Any) -> Any:
    safe = copy.deepcopy(styler)
    for name in WRITERS:
        setattr(safe, name, _guarded_writers(getattr(safe, name)))
    safe.caption = _as_text(safe.caption)
    if safe.tooltips is not None:
        safe.tooltips = copy.deepcopy(safe.tooltips)
        safe.tooltips.tt_data = safe.tooltips.tt_data.map(
            lambda text: text.translate(TOOLTIP) if isinstance(text, str) else text
        )
    safe.concatenated = [_guarded(other) for other in safe.concatenated]
    return safe


def _guarded_writers(writers: Any) -> defaultdict[Any, Callable[[Any], Any]]:
    """The same functions, but what they write has no tags."""

    def guard(write: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda value: _as_text(write(value))

    default = writers.default_factory
    guarded = {place: guard(write) for place, write in writers.items()}
    return defaultdict(lambda: guard(default()), guarded)


def _as_text(written: Any) -> Any:
    """A text without tags; ampersands stay, as they may belong to what is escaped already."""
    if isinstance(written, str):
        return written.replace("<", "&lt;").replace(">", "&gt;")
    if isinstance(written, tuple | list):  # a caption with its short form
        return tuple(_as_text(part) for part in written)
    return written
