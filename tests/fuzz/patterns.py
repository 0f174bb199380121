"""Every regular expression the package compiles, and texts that may keep one busy for ever.

A pattern is put to texts of growing length that are made to fail it: one unit again and
again (blanks, digits, quotes, months ...), and pieces taken from its own repeated parts.
Time that grows faster than the text is told by a ratio, and is the processor's, so neither
a slow machine nor a busy one fails anything.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
import pkgutil
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

UNITS = [
    " ", "\n", "\t", " \n", "\r\n", "\u00a0", "1", "12", "1,", "1.", "1:", "1/", "1-", "2020-", '"', "“", "”",
    "'", "’", "‘", "/", "\\", "//", "http://", "[", "]", "[[", "](", "(", ")", "{", "<", ">", "<a ", "<!--", "</",
    "&", "&#", "&#x", "January ", "Jan. 1, ", "May", "Monday, ", "A", "A ", "Aa ", "A.", "A. ", "A, ", "Aa", "a",
    "a ", "ab ", "a.", "a, ", "a-", "a'", "a’", "-", "- ", "—", "--", " - ", ".", "...", "…", ",", ", ", ";", ":",
    ": ", "!", "?", "*", "**", "*a ", "_", "__", "#", "# ", "|", "~", "=", "=?", "@", "a@", "%", "%a", "$", "\0",
    "\ufffd", "é", "中", "😀", "\u200b", "the ", "not ", "said ", "was ", "by ", "By A", "update ", "Update: ",
    "the \n", "a\n", "aA", "1a", "a1", "(a)", "(a) ", "[a]", "“a” ", "'a' ", '"a" ',
]  # fmt: skip
ENDS = ("", "\0", "\n!")
FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII
STEP = 8  # a text is that many times longer than the one before
FEW = 12  # repetitions that cost no time to speak of
FLOOR = 0.005  # seconds; less than this is noise
# time per character may grow by this much from one length to the next; a quadratic
# pattern's grows by STEP
ALLOWED = 4.0
NEVER = 1e6
LONGEST_WAIT = 20.0  # seconds; what takes longer never ends
# every text grows to this length, by when a square shows; it grows on only if its time has
# last grown more than itself
LONG = 131_072
STEADY = 1.5
# modules whose patterns are put to the head of a paragraph or of a file
HEADS = frozenset(
    {
        "storyanalysis.extract.layout.parts",
        "storyanalysis.readers.find",
        "storyanalysis.readers.put_back",
    }
)
HEADED = {"layout_markers": "storyanalysis.extract.layout.parts"}


class Used(NamedTuple):
    """A pattern and the module that compiles it."""

    module: str
    source: str
    flags: int
    is_bytes: bool

    @property
    def pattern(self) -> re.Pattern[Any]:
        source: Any = self.source.encode("latin-1") if self.is_bytes else self.source
        return re.compile(source, self.flags & FLAGS)


def used_patterns() -> list[Used]:
    """The patterns of the whole package, those of the lexicons too; asked of a new process."""
    command = [sys.executable, "-W", "ignore", str(Path(__file__)), "--list"]
    told = subprocess.run(command, capture_output=True, check=True, timeout=300).stdout
    return [Used(*row) for row in json.loads(told)]


def _collect() -> list[Used]:
    """Listen to the compiler while every module is imported and stories are analysed."""
    found: dict[Used, None] = {}
    plain = re._compile  # type: ignore[attr-defined]

    def listen(pattern: Any, flags: int) -> re.Pattern[Any]:
        compiled: re.Pattern[Any] = plain(pattern, flags)
        module = _caller(sys._getframe(1))
        if module.startswith("storyanalysis") and not isinstance(pattern, re.Pattern):
            source, is_bytes = compiled.pattern, isinstance(compiled.pattern, bytes)
            text = source.decode("latin-1") if is_bytes else source
            found[Used(module, text, compiled.flags, is_bytes)] = None
        return compiled

    re._compile = listen  # type: ignore[attr-defined]
    import storyanalysis as sa

    for module in pkgutil.walk_packages(sa.__path__, "storyanalysis."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):  # an extra that is not installed
                importlib.import_module(module.name)
    _use(sa)
    return [*found, *_of_lexicons({used.source for used in found})]


def _of_lexicons(known: set[str]) -> Iterator[Used]:
    """Patterns of lexicons that no story needed."""
    from storyanalysis import lexicons

    for name in lexicons.names():
        # the rules of dates are a language of their own, and become patterns all at once
        for row in lexicons.rows(name) if name != "date_rules" else ():
            if "pattern" in row and row["pattern"] not in known:
                module = HEADED.get(name, f"storyanalysis.lexicons ({name})")
                yield Used(module, row["pattern"], int(re.IGNORECASE), False)


def _caller(frame: FrameType | None) -> str:
    while frame and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def _use(sa: Any) -> None:
    """Some patterns are compiled when they are first needed."""
    data = Path(__file__).parents[2] / "data"
    for path in [data / "iraq-letter.txt", *sorted((data / "stories").glob("*.txt"))]:
        story = sa.analyze(path, cache=False)
    story.read()
    story._repr_html_()


def texts(pattern: re.Pattern[Any], ends: Sequence[str]) -> Iterator[Callable[[int], str]]:
    """Functions that make a hostile text of about a given length."""
    for unit in UNITS:
        for end in ends:
            yield lambda n, unit=unit, end=end: unit * (n // len(unit)) + end
    for before, pump in pumps(pattern):
        for end in ends:
            yield lambda n, a=before, b=pump, end=end: a + b * (n // len(b)) + end
            yield lambda n, a=before, b=pump, end=end: (a + b * 3) * (n // len(a + b * 3)) + end


def pumps(pattern: re.Pattern[Any]) -> set[tuple[str, str]]:
    """(what stands before it, a text for it) of everything that the pattern may repeat."""
    found: set[tuple[str, str]] = set()
    _sample(_tree(pattern), "", found)
    return {(before, pump) for before, pump in found if pump}


def _tree(pattern: re.Pattern[Any]) -> Any:
    parser = importlib.import_module("re._parser")
    return parser.parse(pattern.pattern, pattern.flags & FLAGS)


def _repeats(item: Any) -> Iterator[Any]:
    """How often each of the repeated parts may stand."""
    if isinstance(item, tuple) and len(item) == 2 and "REPEAT" in str(item[0]):
        yield item[1][1]
    if isinstance(item, (tuple, list)) or hasattr(item, "data"):
        for part in item:
            yield from _repeats(part)


def _sample(items: Any, before: str, found: set[tuple[str, str]]) -> str:
    """A text that the items match, or nearly; repeated parts are noted on the way."""
    made = ""
    for code, value in items:
        made += _one(str(code), value, before + made, found)
    return made


def _ways(items: Any) -> Iterator[list[Any]]:
    """The items with each of their first alternatives: two that fit the same words take turns."""
    items = list(items)
    at = next((k for k, (code, _) in enumerate(items) if str(code) == "BRANCH"), None)
    if at is None:
        yield items
        return
    for branch in items[at][1][1]:
        yield [*items[:at], *branch, *items[at + 1 :]]


def _one(code: str, value: Any, before: str, found: set[tuple[str, str]]) -> str:
    if code == "LITERAL":
        return chr(value)
    if code == "NOT_LITERAL":
        return "a" if value != ord("a") else "b"
    if code == "ANY":
        return "a"
    if code == "IN":
        return _member(value)
    if code in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        piece = _sample(inner, before, found)
        if int(most) > 1:
            found |= {(before, _sample(way, before, set())) for way in _ways(inner)}
        return piece * max(int(least), 1 if int(most) else 0)
    if code == "SUBPATTERN":
        return _sample(value[-1], before, found)
    if code == "ATOMIC_GROUP":
        return _sample(value, before, found)
    if code == "BRANCH":
        samples = [
            _sample(branch, before, found) for branch in value[1]
        ]  # all, for what they repeat
        return samples[0]
    if code == "ASSERT" and value[0] > 0:
        _sample(value[1], before, found)
    return ""


CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}


def _member(value: Any) -> str:
    """A character of a class."""
    negated = str(value[0][0]) == "NEGATE"
    if negated:
        inside = {chr(v) for code, v in value if str(code) == "LITERAL"}
        return next(c for c in "a .,A1\n" if c not in inside)
    code, first = value[0]
    if str(code) == "RANGE":
        return chr(first[0])
    if str(code) == "CATEGORY":
        return CLASSES.get(str(first), "!")
    return chr(first)


class SlowError(Exception):
    """The alarm went off."""


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """End what never ends; the matcher looks at signals as it goes."""

    def ring(*_: Any) -> None:
        raise SlowError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def is_anchored(used: Used) -> bool:
    """Whether its module asks the pattern for a match at one place only, never for a search."""
    if used.module in HEADS:
        return True
    if " " in used.module:  # of a lexicon
        return False
    module = sys.modules.get(used.module) or importlib.import_module(used.module)
    names = [
        name
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and value.pattern == used.pattern.pattern
    ]
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    asked = {how for name in names for how in re.findall(rf"\b{name}\.(\w+)\(", source)}
    if names and not asked:  # it is handed on to a function of the module
        asked = set(re.findall(r"\.(match|fullmatch|search|finditer|findall|sub)\(", source))
    return bool(asked) and asked <= {"match", "fullmatch"}


def is_bounded(used: Used) -> bool:
    """Whether nothing in the pattern may be repeated more than a few times."""
    return all(int(most) <= FEW for most in _repeats(_tree(used.pattern)))


def everywhere(pattern: re.Pattern[Any], text: Any) -> None:
    """Look at every place of the text."""
    for _ in pattern.finditer(text):
        pass


def at_start(pattern: re.Pattern[Any], text: Any) -> None:
    """Look at the first place only."""
    pattern.match(text)
    pattern.fullmatch(text)


def time_of(used: Used, text: str) -> float:
    """Seconds to use the pattern on the text in the way its module does; ``NEVER`` if it does not end."""
    use = at_start if is_anchored(used) else everywhere
    given: Any = text.encode("utf-8", "replace") if used.is_bytes else text
    pattern = used.pattern
    began = time.process_time()
    try:
        with alarm(LONGEST_WAIT):
            use(pattern, given)
    except SlowError:
        return NEVER
    return time.process_time() - began


def growth(used: Used, make: Callable[[int], str], lengths: Sequence[int]) -> float:
    """By how much the time per character grows at most from one length to the next."""
    worst, before, last = 1.0, 0.0, 0.0
    for length in lengths:
        if length > LONG and last < STEADY:
            break
        text = make(length)
        took = time_of(used, text)
        if took >= NEVER:
            return NEVER
        if before and took > FLOOR and took / before > STEP * ALLOWED:
            # once more: something else may have kept the processor's own memory busy
            took = min(took, *(time_of(used, text) for _ in range(4)))
        if before and took > FLOOR:
            last = took / before / STEP
            worst = max(worst, last)
        if worst > ALLOWED:
            break
        before = max(took, FLOOR / STEP)
    return worst


def slowest(used: Used, lengths: Sequence[int], ends: Sequence[str] = ENDS) -> tuple[float, str]:
    """The worst growth of a pattern, and the head of the text that it came with."""
    worst = (1.0, "")
    if is_bounded(used):
        return worst
    for make in texts(used.pattern, ends):
        worst = max(worst, (growth(used, make, lengths), make(40)))
        if worst[0] > ALLOWED:
            break
    return worst


def main() -> None:
    """The long run, of some ten minutes: texts of up to a million characters."""
    lengths = [32 * STEP**n for n in range(6)]
    failed = 0
    found = used_patterns()
    for used in found:
        factor, head = slowest(used, lengths)
        if factor > ALLOWED:
            failed += 1
            sys.stdout.write(f"{factor:8.1f} {used.module} {used.source[:80]!r} on {head!r}\n")
    sys.stdout.write(f"{len(found)} patterns, {failed} slower than their text is long\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        sys.stdout.write(json.dumps(_collect()))
    else:
        main()
