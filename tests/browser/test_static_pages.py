"""Cards, the reader and evidence as plain pages: in both themes, by keyboard, without a network."""

from __future__ import annotations

import pytest

from tests.browser.lab import watched_page
from tests.browser.sight import CONTRAST
from tests.browser.stories import BAIT
from tests.made_story import PLAIN, made_story

PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>'
    '<meta name="color-scheme" content="light dark"><body>{}</body></html>'
)


@pytest.fixture(params=[PLAIN, BAIT], ids=["plain", "hostile"], scope="module")
def pages(request, tmp_path_factory):
    """Everything static that a story shows, as files."""
    story = made_story(request.param)
    shown = {
        "card": story._repr_html_(),
        "article": story.article._repr_html_(),
        "reader": story.read().html,
        "evidence": "".join(story.evidence(frame).html for frame in story.frames.values()),
        "live": story.explore()._repr_mimebundle_()[0]["text/html"],
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, html in shown.items():
        (folder / f"{name}.html").write_text(PAGE.format(html), encoding="utf-8")
    return [folder / f"{name}.html" for name in shown]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_and_nothing_runs(browser, pages, scheme):
    for path in pages:
        with watched_page(browser, color_scheme=scheme, offline=True) as (page, watch):
            page.goto(path.as_uri())
            assert page.evaluate(f"({CONTRAST})(document.body)") == [], path.name
            assert page.evaluate("() => window.ran") is None
            assert page.locator("script, img, iframe, a, [onerror]").count() == 0
            assert watch.foreign == []


def test_the_tab_key_goes_from_mark_to_mark(browser, pages):
    reader = next(path for path in pages if path.stem == "reader")
    with watched_page(browser) as (page, _):
        page.goto(reader.as_uri())
        told = []
        for _ in range(page.locator(".sa-m[tabindex]").count()):
            page.keyboard.press("Tab")
            told.append(page.evaluate(
                "() => getComputedStyle(document.activeElement, '::after').content"
            ))  # fmt: skip
        for kind in ("Statement 1, direct", "Actor 1:", "Date: 2024-05-19"):
            assert any(kind in words for words in told), kind


def test_nothing_is_wider_than_a_small_screen(browser, pages):
    for path in pages:
        with watched_page(browser) as (page, _):
            page.set_viewport_size({"width": 380, "height": 700})
            page.goto(path.as_uri())
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= 380, path.name
