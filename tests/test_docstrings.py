"""Everything public says what it takes, what it gives back, and what its fields are."""

import dataclasses
import inspect
import re

import pytest

import storyanalysis as sa

CLASSES = (
    sa.Article,
    sa.Story,
    sa.Comparison,
    sa.VersionDiff,
    sa.Agreement,
    sa.Lesson,
    sa.archive.Archive,
)
FUNCTIONS = {
    name: value
    for module in (sa, sa.archive)
    for name in module.__all__
    # what is told of a story takes the story and gives Markdown, all alike
    if inspect.isfunction(value := getattr(module, name)) and not name.startswith("tell_")
} | {
    f"{cls.__name__}.{name}": value
    for cls in CLASSES
    for name, value in inspect.getmembers(
        cls, lambda v: inspect.isfunction(v) or inspect.ismethod(v)
    )
    if not name.startswith("_")
}
PROPERTIES = {
    f"{cls.__name__}.{name}": value
    for cls in CLASSES
    for name, value in vars(cls).items()
    if isinstance(value, property)
}


def section(value, *titles):
    """The lines of a numpydoc section of a docstring; none if it has no such section."""
    parts = re.split(r"(?m)^(\w[\w ]*)\n-{3,}\n", inspect.getdoc(value) or "")
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return next((found[title] for title in titles if title in found), "")


def named(text):
    """The names that the entries of a section begin with."""
    heads = re.findall(r"(?m)^([a-z_, ]+?)(?: : .*)?$", text)
    return {name for head in heads for name in head.split(", ")}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_parameters_and_results_are_described(name):
    signature = inspect.signature(FUNCTIONS[name])
    assert set(signature.parameters) - {"self"} <= named(section(FUNCTIONS[name], "Parameters"))
    if signature.return_annotation not in (None, "None"):
        assert section(FUNCTIONS[name], "Returns", "Yields")


@pytest.mark.parametrize("cls", CLASSES)
def test_fields_are_described(cls):
    told = named(section(cls, "Parameters", "Attributes"))
    assert {field.name for field in dataclasses.fields(cls)} <= told


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties_are_described(name):
    assert PROPERTIES[name].__doc__
