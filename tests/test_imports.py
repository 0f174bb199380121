"""Imports run one way, down a short list, and importing the package stays quick."""

import ast
import subprocess
import sys
from pathlib import Path

import storyanalysis

ROOT = Path(storyanalysis.__file__).parent

# a module imports only from its own part and from those above it
ORDER = [
    "errors",
    "markup",
    "schema",
    "tables",
    "frames",
    "lexicons",
    "readers",
    "article",
    "wordforms",
    "pipeline",
    "language",
    "extract.layout",
    "extract.sentences",
    "extract.quotes",
    "extract.words",
    "extract.places",
    "extract.attribution",
    "extract.actors",
    "extract.statements",
    "extract.dates",
    "extract.relations",
    "inquire",
    "show",
    "keep",
    "story",
    "analysis",
    "many",
    "teach",
    "archive",
    "cli",
    "__main__",
]


def part_of(module):
    """The part of ORDER that a dotted module name (without the package) belongs to."""
    return next((p for p in ORDER if module == p or module.startswith(p + ".")), None)


def imported(tree):
    """Modules of ours that are imported at run time, anywhere in the file."""
    for node in tree.body if isinstance(tree, ast.Module) else [tree]:
        yield from _imported(node)


def _imported(node):
    if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
        return
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("storyanalysis"):
        module = node.module.removeprefix("storyanalysis").lstrip(".")
        if module:
            yield module
        else:
            yield from (alias.name for alias in node.names if not alias.name.startswith("__"))
    for child in ast.iter_child_nodes(node):
        yield from _imported(child)


def modules():
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name not in ("__init__", "extract"):
            yield name, path


def test_every_module_has_a_place_in_the_order():
    assert [n for n, _ in modules() if part_of(n) is None and n not in ("inquire", "show")] == []


def test_imports_run_downwards():
    backward = []
    for name, path in modules():
        for target in imported(ast.parse(path.read_text(encoding="utf-8"))):
            here, there = part_of(name), part_of(target)
            if there and here and ORDER.index(there) > ORDER.index(here):
                backward.append((name, target))
    assert backward == []


def test_only_the_language_door_opens_spacy():
    openers = []
    for name, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) == "spacy.load":
                openers.append(name)
    assert openers == ["language"]


def test_importing_loads_no_heavy_library():
    code = (
        "import sys, storyanalysis; "
        "print([m for m in ('spacy', 'matplotlib', 'networkx', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    for name in storyanalysis.__all__:
        assert getattr(storyanalysis, name) is not None
    assert sorted(storyanalysis.__all__) == sorted(set(storyanalysis.__all__))
    assert set(storyanalysis._LAZY) | {"__version__"} == set(storyanalysis.__all__)
