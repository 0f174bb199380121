"""Something to look at in a notebook: HTML, and the same in plain text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

__all__ = ["Markdown", "Shown", "as_written", "tag"]

# MathJax reads "$5 million to $6 million" as a formula unless told not to
NO_MATHS = "mathjax_ignore tex2jax_ignore"


@dataclass(frozen=True, repr=False)
class Shown:
    """Static HTML for notebooks and exported pages, plain text for terminals."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain


class Markdown(str):
    """A text in Markdown, which notebooks show formatted; a plain `str` elsewhere."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)


def tag(name: str, inner: str = "", **attributes: str) -> str:
    """An element with escaped attributes around `inner`, which is HTML already.

    >>> tag("span", escape("<b>"), class_="cue", title='a "cue"')
    '<span class="cue" title="a &quot;cue&quot;">&lt;b&gt;</span>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{inner}</{name}>"


def as_written(inner: str, class_: str) -> str:
    """HTML whose spaces and blank lines stay, also in notebooks that are exported.

    nbconvert passes pages through BeautifulSoup, which keeps blank lines between
    two elements in `pre` only. Browsers skip a line break right after the tag.
    """
    return tag("pre", f"\n{inner}" if inner.startswith("\n") else inner, class_=class_)
