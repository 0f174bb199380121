"""Figures: every row is in them, labels stay apart, article words stay words."""

from __future__ import annotations

import base64
import math
import random
import struct
from itertools import combinations, pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from matplotlib.text import Text

from storyanalysis.inquire.graph import relation_graph
from storyanalysis.inquire.sides import CLASSES, collapse
from storyanalysis.show import layout
from storyanalysis.show.bands import spread
from storyanalysis.show.edges import bundles
from storyanalysis.show.figure import figure_bytes, show_figure
from storyanalysis.show.graph_ring import arranged
from storyanalysis.show.plot_chains import plot_chains
from storyanalysis.show.plot_graph import plot_graph, plot_sides
from storyanalysis.show.plot_shape import plot_shape
from storyanalysis.show.plot_timeline import plot_timeline
from storyanalysis.show.plot_voices import plot_voices
from storyanalysis.show.style import description, printable
from storyanalysis.story import Story
from storyanalysis.tables import ACTORS, DATES, PLOVER_EVENTS, RELATIONS
from tests.made_story import HOSTILE, PLAIN, actor, empty_story, made_story, relation

mpl.use("Agg")

OF_STORY = [plot_voices, plot_timeline, plot_chains, plot_shape]
PLOTS = [*OF_STORY, lambda story, ax=None: plot_graph(story.graph(), ax=ax),
         lambda story, ax=None: plot_sides(story.graph(by="side"), ax=ax)]  # fmt: skip
NAMES = ["plot_voices", "plot_timeline", "plot_chains", "plot_shape", "plot_graph", "plot_sides"]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def invented(n_actors, n_relations, seed=1, n_sides=5):
    """A graph of many actors with long and short names."""
    pick = random.Random(seed)
    kinds = ["person", "person", "government", "media", "company"]
    actors = [
        actor(f"a{n}", name=f"{pick.choice(['Ana', 'Ministry for Trade and Industry of'])} {n}",
              kind=pick.choice(kinds), n_mentions=pick.randrange(1, 20),
              side=pick.choice([*(f"Side {k}" for k in range(n_sides)), None]))
        for n in range(n_actors)
    ]  # fmt: skip
    rows = []
    for n in range(n_relations):
        # a chain through all actors first, so that everyone is drawn
        ends = (n, n + 1) if n + 1 < n_actors else pick.sample(range(n_actors), 2)
        status = pick.choice(["asserted", "reported", "negated", "hypothetical"])
        event = pick.choice(sorted(PLOVER_EVENTS))
        rows.append(relation(f"r{n}", f"a{ends[0]}", f"a{ends[1]}", event, status=status))
    return relation_graph(ACTORS.frame(actors), RELATIONS.frame(rows))


def printed(ax):
    """Every word of the figure, its caption included."""
    return " ".join(" ".join(text.get_text().split()) for text in ax.figure.findobj(Text))


def texts(ax):
    unseen = set() if ax.axison else {*ax.xaxis.findobj(Text), *ax.yaxis.findobj(Text)}
    found = [text for text in ax.findobj(Text) if text.get_text().strip() and text.get_visible()]
    return [text for text in found if text not in unseen]


def overlapping(ax, of=lambda text: True):
    """Pairs of texts in the Axes that share more than half a pixel."""
    ax.figure.canvas.draw()
    found = [(t.get_text(), t.get_window_extent()) for t in texts(ax) if of(t)]
    return [
        (a, b)
        for (a, one), (b, two) in combinations(found, 2)
        if min(one.x1, two.x1) - max(one.x0, two.x0) > 0.5
        and min(one.y1, two.y1) - max(one.y0, two.y0) > 0.5
    ]


@pytest.mark.parametrize(("n_actors", "n_relations"), [(4, 5), (12, 14), (25, 30), (40, 45)])
@pytest.mark.parametrize("seed", [1, 2])
def test_no_two_labels_of_the_graph_overlap(n_actors, n_relations, seed):
    ax = plot_graph(invented(n_actors, n_relations, seed))
    assert overlapping(ax) == []


@pytest.mark.parametrize("n_sides", [1, 2, 5, 8, 12])
def test_no_two_labels_of_the_sides_overlap(n_sides):
    graph = invented(20, 24, n_sides=n_sides)
    ax = plot_sides(collapse(graph, "side"))
    assert overlapping(ax) == []
    circles = [patch for patch in ax.patches if isinstance(patch, Circle)]
    for one, two in combinations(circles, 2):
        apart = math.dist(one.center, two.center)
        assert apart > one.radius + two.radius


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_no_two_texts_of_a_figure_overlap_and_none_leaves_it(plot):
    ax = plot(made_story())
    assert overlapping(ax) == []
    whole = ax.figure.bbox
    for text in texts(ax):
        box = text.get_window_extent()
        assert box.x0 >= whole.x0 - 1, text
        assert box.x1 <= whole.x1 + 1, text
        assert box.y0 >= whole.y0 - 1, text
        assert box.y1 <= whole.y1 + 1, text


@pytest.mark.parametrize("seed", range(5))
def test_the_arrows_stand_for_every_relation_once(seed):
    graph = invented(12, 40, seed)
    drawn = bundles(graph)
    assert sum(bundle.n for bundle in drawn) == graph.number_of_edges()
    assert len({(b.source, b.target, b.name) for b in drawn}) == len(drawn)
    assert {b.name for b in drawn} <= set(CLASSES)
    caption = description(plot_graph(graph)).caption
    assert caption.startswith("40 relations between 12 actors.")


def test_every_actor_is_in_the_figure_or_named_as_left_alone():
    story = made_story()
    ax = plot_graph(story.graph())
    written = printed(ax)
    for name in story.actors["name"]:
        assert name in written
    assert "Left out: 1 relation without a named source or target." in written


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_article_words_are_printed_as_they_stand(plot, names):
    ax = plot(made_story(names))
    assert all(not text.get_parse_math() and not text.get_usetex() for text in ax.findobj(Text))
    assert figure_bytes(ax, "png").startswith(b"\x89PNG")
    assert figure_bytes(ax, "svg").startswith(b"<?xml")


def test_money_is_money_and_no_formula():
    ax = plot_timeline(made_story())
    ax.figure.canvas.draw()
    assert any("$5 million to $6 million" in text.get_text() for text in texts(ax))


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_an_empty_story_says_so(plot):
    ax = plot(empty_story())
    assert isinstance(ax, Axes)
    words = " ".join(text.get_text() for text in texts(ax))
    assert words.startswith(("No ", "This story has no"))
    assert description(ax).alt == words


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_the_axes_given_are_the_axes_returned(plot):
    figure, axes = plt.subplots(1, 2, figsize=(14, 5))
    assert plot(made_story(), ax=axes[1]) is axes[1]
    assert len(figure.axes) == 2
    assert plt.get_fignums() == [figure.number]
    assert not axes[0].has_data()


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_the_same_story_gives_the_same_bytes_and_tables_stay(plot):
    story = made_story()
    before = {name: frame.copy() for name, frame in story.frames.items()}
    one, two = (figure_bytes(plot(story), "svg") for _ in range(2))
    assert one == two
    assert all(before[name].equals(frame) for name, frame in story.frames.items())


def test_voices_count_every_statement():
    story = made_story()
    ax = plot_voices(story)
    assert sum(bar.get_width() for bar in ax.patches) == len(story.statements)
    assert "(nobody named)" in [label.get_text() for label in ax.get_yticklabels()]
    assert description(ax).caption.endswith("1 statement without a speaker.")


def test_chains_say_who_stands_between():
    ax = plot_chains(made_story())
    words = [text.get_text() for text in texts(ax)]
    assert {"Radio Vale", "Ana Ruiz", "nobody named"} <= set(words)
    assert "nobody named (1)" in words


def test_the_timeline_says_what_each_date_is_and_which_has_none():
    ax = plot_timeline(made_story())
    words = printed(ax)
    assert "“Sunday” = 2024-05-19" in words
    assert "Without a day: “3 p.m.”." in words
    ticks = [label.get_text() for label in ax.get_xticklabels()]
    assert ticks == ["2024-05-14", "2024-05-19"]  # publication first, as it is in the legend
    assert "published 2024-05-14" in words


def dated(*days):
    """The made-up story with other dates: pairs of first and last day, and precision."""
    story = made_story()
    row = story.dates.iloc[0].to_dict()
    rows = [
        row | {"date_id": f"d{n}", "first": pd.Timestamp(first), "last": pd.Timestamp(last),
               "precision": precision}
        for n, (first, last, precision) in enumerate(days)
    ]  # fmt: skip
    return Story(story.article, {**story.frames, "dates": DATES.frame(rows)})


def test_a_few_dates_are_all_named_on_the_axis():
    few = [("2024-05-13", "2024-05-19", "week"), ("2024-03-01", "2024-03-31", "month")]
    ticks = {label.get_text() for label in plot_timeline(dated(*few)).get_xticklabels()}
    assert ticks >= {"2024-03", "2024-05-14", "2024-05-19"}  # the week's end is named, too
    years = [("1902-01-01", "1902-12-31", "year"), ("1970-01-01", "1979-12-31", "decade")]
    ticks = {label.get_text() for label in plot_timeline(dated(*years)).get_xticklabels()}
    assert ticks == {"1902", "1970s", "2024-05-14"}


def test_names_of_many_days_stay_apart():
    days = [(f"2024-05-{n:02}", f"2024-05-{n:02}", "day") for n in range(1, 29)]
    ax = plot_timeline(dated(*days, ("1970-01-01", "1979-12-31", "decade")))
    ax.figure.canvas.draw()
    labels = ax.get_xticklabels()
    assert {"1970s", "2024-05-14", "2024-05-28"} <= {label.get_text() for label in labels}
    boxes = sorted(label.get_window_extent().extents.tolist() for label in labels)
    assert all(one[2] < two[0] for one, two in pairwise(boxes))


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_long_names_do_not_push_the_legend_out_of_the_figure(plot):
    long = {key: f"The {name} of the Upper and Lower Valley" for key, name in PLAIN.items()}
    ax = plot(made_story(long))
    ax.figure.canvas.draw()
    box, whole = ax.get_legend().get_window_extent(), ax.figure.bbox
    assert box.x0 >= whole.x0
    assert box.x1 <= whole.x1
    assert box.y0 >= whole.y0


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_the_caption_is_printed_at_the_foot_and_cut_off_where_it_stands_as_text(plot):
    ax = plot(made_story())
    words = description(ax)
    assert " ".join(words.caption.split()) in printed(ax)
    assert words.strip > 0
    ax.figure.canvas.draw()
    (caption,) = ax.figure.texts
    box = caption.get_window_extent()
    assert box.y0 > 0
    assert box.y1 <= words.strip * ax.figure.dpi
    assert ax.get_tightbbox().y0 >= box.y1  # nothing else stands in the strip
    whole, cut = (size_of(figure_bytes(ax, "png", caption=c)) for c in (True, False))
    assert whole[0] == cut[0]
    assert whole[1] - cut[1] == pytest.approx(words.strip * 144, abs=2)
    assert size_of(picture(show_figure(ax))) == cut


def size_of(png):
    """Width and height in pixels, as a PNG's header says."""
    return struct.unpack(">II", png[16:24])


def picture(shown):
    return base64.b64decode(shown.html.partition("base64,")[2].partition('"')[0])


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_a_figure_that_is_not_ours_keeps_its_size(plot):
    figure, axes = plt.subplots(1, 2, figsize=(14, 5))
    plot(made_story(), ax=axes[0])
    assert figure.get_size_inches().tolist() == [14, 5]
    assert description(axes[0]).caption
    assert not figure.texts


def test_the_shape_names_every_kind_of_section():
    words = [text.get_text() for text in texts(plot_shape(made_story()))]
    assert {"headline", "update", "original"} <= set(words)


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 40)), max_size=8),
)
def test_names_beside_each_other_do_not_overlap(wanted):
    wanted = sorted(wanted)
    found = spread(wanted, 0, 100)
    assert len(found) == len(wanted)
    edge = -1e-9
    for place, (_, width) in zip(found, wanted, strict=True):
        if place is not None:
            assert place - width / 2 >= edge - 1e-9
            edge = place + width / 2
    assert edge <= 100 + 1e-9
    if sum(width for _, width in wanted) <= 100:
        assert None not in found


@pytest.mark.parametrize("n_sides", range(1, 10))
def test_arrows_between_sides_stay_in_their_room(n_sides):
    drawn = bundles(collapse(invented(20, 24, n_sides=n_sides), "side"))
    nodes = list(dict.fromkeys(node for b in drawn for node in (b.source, b.target)))
    links = [(b.source, b.target) for b in drawn if b.source != b.target]
    places, curves, radius = arranged(layout.ring(nodes, links), drawn, (7.8, 5.0), 0.4)
    points = np.vstack([*curves, *places.values()])
    assert (points >= -0.01).all()
    assert (points <= np.array([7.8, 5.0]) + 0.01).all()
    assert 0 < radius <= 0.4


def test_the_shape_has_a_lane_for_each_speaker():
    story = made_story()
    ax = plot_shape(story)
    lanes = [label.get_text() for label in ax.get_yticklabels()]
    assert lanes[0] == "Sections"
    assert {"Ana Ruiz", "Southmark", "(nobody named)", "Dates", "Revised claims"} <= set(lanes)
    contents = (story.spans["role"] == "content").sum()
    assert sum(bar.get_height() == pytest.approx(0.6) for bar in ax.patches) == contents


def test_show_figure_keeps_alt_text_and_caption():
    ax = plot_graph(made_story(HOSTILE).graph())
    shown = show_figure(ax)
    assert plt.get_fignums() == []
    html = shown._repr_html_()
    assert html.count("<img ") == 1
    assert "<script" not in html
    assert 'onerror="' not in html
    assert "alt=" in html
    assert html.count("<figcaption>") == 1
    assert repr(shown).startswith("[Figure] 4 relations")
    assert 'alt="&lt;b&gt;"' in show_figure(plot_voices(made_story()), alt="<b>").html


def test_letters_the_font_lacks_become_boxes():
    assert printable("Ana 北 $5 \u202eback") == "Ana □ $5 □back"


def test_two_columns_hold_everyone_once():
    sides = {f"n{k}": f"side {k % 4}" for k in range(23)}
    links = [(f"n{k}", f"n{(7 * k) % 23}") for k in range(1, 23)]
    left, right = layout.columns(sides, links)
    nodes = [node for group in [*left, *right] for node in group.nodes]
    assert sorted(nodes) == sorted(sides)
    assert all(sides[node] == g.name for g in [*left, *right] for node in g.nodes)
    assert abs(layout.height_of(left) - layout.height_of(right)) < 10


def test_one_large_side_is_shared_between_the_columns():
    left, right = layout.columns({f"n{k}": "one" for k in range(10)}, [("n0", "n1")])
    assert {len(left[0].nodes), len(right[0].nodes)} == {5}
    assert ("n0" in left[0].nodes) != ("n1" in left[0].nodes)
