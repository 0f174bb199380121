"""HTML to paragraphs that know their place: in the source, and on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from storyanalysis.readers.markup import Tag, Word, attribute, scan
from storyanalysis.readers.reading import Passage, Piece, join

__all__ = ["PAGE", "Block", "Page", "Place", "find_blocks"]

# elements that begin a new paragraph (HTML Standard, section "Rendering", display: block)
BREAKS = frozenset(
    "address article aside blockquote body br center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu "
    "nav ol optgroup option p pre search section select summary table tbody td tfoot th thead "
    "tr ul".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# elements that hold several paragraphs which belong together
BOXES = frozenset("article aside blockquote body details div dl figure ol section td ul".split())
CELLS = frozenset(("td", "th"))
CLOSED_BY = {
    "p": BREAKS - {"br"},
    "li": frozenset({"li"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
MOST_CELL_WORDS = 8
DEEPEST = 500  # open elements; what is nested more deeply stands in the last of them
VALUES = re.compile(r"\"[^\"]*\"|'[^']*'")
HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)", re.IGNORECASE)
HIDING = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Place:
    """An open element: its name, class and id, and the element around it."""

    name: str
    label: str
    hidden: bool
    around: Place | None

    def walk(self) -> Iterator[Place]:
        """The element and those around it, the innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.around


PAGE = Place("html", "", hidden=False, around=None)


@dataclass(frozen=True)
class Block:
    """A paragraph of a page.

    Attributes
    ----------
    passage : Passage
        Its text, blanks collapsed as a browser does, and where it stands.
    place : Place
        The innermost element around it.
    """

    passage: Passage
    place: Place

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def box(self) -> Place:
        """The innermost element around it that holds several paragraphs."""
        return next((place for place in self.place.walk() if place.name in BOXES), PAGE)

    def inside(self, names: Container[str]) -> bool:
        return any(place.name in names for place in self.place.walk())

    def labels(self) -> Iterator[str]:
        """Class and id of the elements around it, the innermost first."""
        return (place.label for place in self.place.walk() if place.label)


@dataclass
class Page:
    """What :func:`find_blocks` has seen."""

    blocks: list[Block] = field(default_factory=list)
    links: int = 0
    images: int = 0
    tags: int = 0
    _words: list[Word] = field(default_factory=list)
    _open: list[Place] = field(default_factory=list)
    _names: Counter[str] = field(default_factory=Counter)

    def add(self, word: Word) -> None:
        self._words.append(word)

    def tag(self, tag: Tag) -> None:
        self.tags += 1
        if tag.name in BREAKS:
            self.flush()
        if tag.closes:
            self._close(tag.name)
        else:
            self.links += tag.name == "a" and "href" in tag.attributes.lower()
            self.images += tag.name == "img"
            self._enter(tag)

    def _enter(self, tag: Tag) -> None:
        while self._open and tag.name in CLOSED_BY.get(self._open[-1].name, ()):
            self._pop()
        if tag.name in VOID or tag.attributes.endswith("/") or len(self._open) >= DEEPEST:
            return
        given = tag.attributes
        around = self._open[-1] if self._open else PAGE
        label = f"{attribute(given, 'class')} {attribute(given, 'id')}".strip()[:200]
        hidden = around.hidden or bool(
            HIDDEN.search(VALUES.sub("", given)) or HIDING.search(attribute(given, "style"))
        )
        self._open.append(Place(tag.name, label, hidden, around))
        self._names[tag.name] += 1

    def _close(self, name: str) -> None:
        if not self._names[name]:
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        name = self._open.pop().name
        self._names[name] -= 1
        return name

    def flush(self) -> None:
        """The words since the last break become a paragraph."""
        passage = _passage(self._words)
        self._words = []
        if passage.text:
            self.blocks.append(Block(passage, self._open[-1] if self._open else PAGE))


def find_blocks(source: str) -> Page:
    """The paragraphs of a page or of a fragment of HTML, in their order.

    Notes
    -----
    Scripts, styles and comments are no text. What is hidden by a style sheet
    cannot be told; what hides itself (``hidden``, ``display: none``) can.
    """
    page = Page()
    for item in scan(source):
        if isinstance(item, Tag):
            page.tag(item)
        else:
            page.add(item)
    page.flush()
    page.blocks = list(_rows(page.blocks))
    return page


def _rows(blocks: Sequence[Block]) -> Iterator[Block]:
    """Rows of a table of figures become one paragraph; cells with text stay apart."""
    for row, group in groupby(blocks, _row):
        cells = list(group)
        short = all(len(cell.text.split()) <= MOST_CELL_WORDS for cell in cells)
        if row is None or not short or len({cell.place for cell in cells}) < len(cells):
            yield from cells
        else:
            text, pieces = join([cell.passage for cell in cells], " ")
            yield Block(Passage(text, pieces), row)


def _row(block: Block) -> Place | None:
    """The row of a table in which a paragraph is a cell."""
    row = block.place.around if block.place.name in CELLS else None
    return row if row is not None and row.name == "tr" else None


def _passage(words: Sequence[Word]) -> Passage:
    text: list[str] = []
    pieces: list[Piece] = []
    done = 0
    spaced = False
    for word in words:
        spaced = spaced or word.spaced
        if spaced and done:
            text.append(" ")
            done += 1
        start, done = done, done + len(word.text)
        text.append(word.text)
        _extend(pieces, (start, done, word.start, word.end), spaced)
        spaced = False
    return Passage("".join(text), tuple(pieces))


def _extend(pieces: list[Piece], new: Piece, spaced: bool) -> None:
    """Add a piece, or lengthen the last one if text and source run on side by side."""
    start, end, source_start, source_end = new
    if pieces:
        a, b, c, d = pieces[-1]
        even = b - a == d - c and end - start == source_end - source_start
        if even and start - b == source_start - d == int(spaced):
            pieces[-1] = (a, end, c, source_end)
            return
    pieces.append(new)
