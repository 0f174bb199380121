"""What notebooks call before anything else, and the numbers beside a graph."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

from storyanalysis.show.notebook import OPTIONS, edge_table, setup_notebook
from storyanalysis.show.styled import styled_html
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


EVIL = "<img src=x onerror=alert(1)>"


def evil_frame():
    frame = pd.DataFrame({EVIL: [EVIL, "a & b"]}, index=pd.Index([EVIL, "x"], name=EVIL))
    return frame.rename_axis(columns=EVIL)


@pytest.mark.parametrize(
    "style",
    [
        lambda styler: styler,
        lambda styler: styler.format(precision=1).format_index(precision=1),
        lambda styler: styler.format(str).format_index(str, axis=1),
        lambda styler: styler.relabel_index([EVIL], axis=1),
        lambda styler: styler.set_caption(EVIL),
        lambda styler: styler.set_caption((EVIL, EVIL)),
        lambda styler: styler.concat(evil_frame().style.format(precision=1)),
        lambda styler: styler.set_tooltips(evil_frame().map(lambda _: f'"}}</style>{EVIL}')),
        lambda styler: styler.set_tooltips(
            evil_frame().map(lambda _: f'">{EVIL}'), as_title_attribute=True
        ),
    ],
)
def test_a_styled_table_shows_text_as_text(style):
    styler = style(evil_frame().style)
    before = styler.to_html()
    html = styled_html(styler)
    assert "<img" not in html
    assert html.count("</style>") == 1
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert styler.to_html() == before, "the table given is not changed"


@pytest.mark.usefixtures("untouched")
def test_what_was_escaped_is_not_escaped_again():
    setup_notebook()
    html = styled_html(evil_frame().style)
    assert "&amp;lt;" not in html
    assert "a &amp; b" in html


def test_styles_and_numbers_stay():
    frame = pd.DataFrame({"n": [1.25, 2.5]})
    html = styled_html(frame.style.format(precision=1).highlight_max(color="yellow"))
    assert ">2.5</td>" in html
    assert "background-color: yellow" in html


def test_a_notebook_shows_styled_tables_by_it(untouched, monkeypatch):
    from IPython.core.formatters import DisplayFormatter

    class Shell:
        display_formatter = DisplayFormatter()

    monkeypatch.setattr("IPython.core.getipython.get_ipython", Shell)
    monkeypatch.setattr("IPython.display.display", lambda *_: None)
    setup_notebook()
    shown, _ = Shell.display_formatter.format(evil_frame().style.format(precision=1))
    assert "<img" not in shown["text/html"]
