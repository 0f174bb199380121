"""The pages of the documentation are complete and say what the code says."""

from pathlib import Path

import yaml

from storyanalysis.show.dictionary import dictionary_page

ROOT = Path(__file__).parents[1]


def chapters():
    contents = yaml.safe_load((ROOT / "docs" / "_toc.yml").read_text(encoding="utf-8"))
    return [contents["root"], *(c["file"] for p in contents["parts"] for c in p["chapters"])]


def test_the_dictionary_is_made_from_the_schemas():
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert page == dictionary_page(), (
        "run: python -m storyanalysis.show.dictionary > docs/tables.md"
    )


def test_every_notebook_and_page_is_in_the_contents():
    pages = [*(ROOT / "docs").glob("*.md"), *(ROOT / "notebooks").glob("*.ipynb")]
    found = {str(path.relative_to(ROOT).with_suffix("")) for path in pages}
    assert found <= set(chapters())


def test_the_contents_name_only_what_is_there():
    for chapter in chapters():
        assert any((ROOT / f"{chapter}{ending}").is_file() for ending in (".md", ".ipynb")), chapter
