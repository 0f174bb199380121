"""What notebooks call before anything else, and the numbers beside a graph."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

from storyanalysis.show.notebook import OPTIONS, edge_table, setup_notebook
from tests.made_story import HOSTILE, PLAIN, empty_story, made_story


@pytest.fixture
def untouched():
    """Options as they were, afterwards."""
    kept = [item for name in OPTIONS for item in (name, pd.get_option(name))]
    with pd.option_context(*kept), mpl.rc_context():
        yield


@pytest.mark.usefixtures("untouched")
def test_money_stays_money_and_article_text_is_no_html():
    setup_notebook()
    frame = pd.DataFrame({"text": ["$5 million to $6 million", "<img src=x onerror=alert(1)>"]})
    html = frame._repr_html_()
    assert "mathjax_ignore" in html or "tex2jax_ignore" in html
    assert "<img" not in html
    assert mpl.rcParams["text.parse_math"] is False
    assert pd.get_option("styler.format.escape") == "html"


@pytest.mark.usefixtures("untouched")
def test_long_words_are_shown():
    setup_notebook()
    words = "word " * 40 + "end"
    assert words in pd.DataFrame({"text": [words]})._repr_html_()


@pytest.mark.parametrize("by", [None, "side", "country"])
@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_every_relation_of_the_graph_is_counted_once(by, names):
    story = made_story(names)
    graph = story.graph(by=by)
    table = edge_table(graph)
    assert table["n"].sum() == graph.graph["n_relations"] - graph.graph["left_out"]
    assert table["n"].is_monotonic_decreasing
    labels = set(dict(graph.nodes(data="label")).values())
    assert set(table["source"]) | set(table["target"]) <= labels
    assert not table["events"].str.contains("if:|not:").any()


def test_no_relation_gives_an_empty_table_with_its_columns():
    table = edge_table(empty_story().graph())
    assert list(table) == ["source", "target", "kind", "n", "events"]
    assert table.empty
    assert table["n"].dtype == "int64"
