"""Something to look at in a notebook: HTML, and the same in plain text."""

from __future__ import annotations

from dataclasses import dataclass

from storyanalysis.markup import tag

__all__ = ["Markdown", "Shown", "as_written"]

# for notebooks that are not trusted, in which JupyterLab breaks lines of `pre` inside of words
AS_WRITTEN = "white-space:pre-wrap;word-break:normal;overflow-wrap:break-word;font-family:serif"


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


def as_written(inner: str, class_: str) -> str:
    """HTML whose spaces and blank lines stay, also in notebooks that are exported.

    nbconvert passes pages through BeautifulSoup, which keeps blank lines between
    two elements in `pre` only. Browsers skip a line break right after the tag.
    """
    inner = f"\n{inner}" if inner.startswith("\n") else inner
    return tag("pre", inner, class_=class_, style=AS_WRITTEN)
