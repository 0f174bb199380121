"""What every piece of our HTML shares: escaped tags, colours for light and dark, a card.

Nothing in it needs scripts or anything from elsewhere. The text of an article
is untrusted: it comes into a page through :func:`html.escape` and :func:`tag` only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

__all__ = ["NO_MATHS", "article_card", "card", "palette", "tag"]

OPENING = 420  # characters of the article on its card

# MathJax reads "$5 million to $6 million" as a formula unless told not to
NO_MATHS = "mathjax_ignore tex2jax_ignore"

# where JupyterLab has colours for page, ink and lines, they are taken, whatever its theme
LIGHT = (
    "--sa-bg:var(--jp-layout-color0,#fff);--sa-ink:var(--jp-content-font-color0,#1a1a1a);"
    "--sa-soft:#595959;--sa-line:var(--jp-border-color1,#c8c8c8);"
    "--sa-say:#0072B2;--sa-say-bg:#0072b21f;--sa-cue:#8a4b00;--sa-cue-bg:#e69f0040;"
    "--sa-who:#00694c;--sa-when:#8a2f6b;--sa-when-bg:#cc79a733;--sa-claim-bg:#d55e0033;--sa-claim:#b34700"
)
DARK = (
    "--sa-bg:var(--jp-layout-color0,#161616);--sa-ink:var(--jp-content-font-color0,#ececec);"
    "--sa-soft:#b0b0b0;--sa-line:var(--jp-border-color1,#555);"
    "--sa-say:#56B4E9;--sa-say-bg:#56b4e92b;--sa-cue:#f0b840;--sa-cue-bg:#e69f003d;"
    "--sa-who:#3fd0a4;--sa-when:#eaa4cb;--sa-when-bg:#cc79a740;--sa-claim-bg:#d55e0059;--sa-claim:#f08040"
)
CARD = """
.sa-card{background:var(--sa-bg);color:var(--sa-ink);border:1px solid var(--sa-line);
border-radius:4px;padding:.8em 1.1em;margin:.3em 0;max-width:46em;font:14px/1.55 sans-serif;
overflow-wrap:anywhere}
.sa-card p{margin:0}
.sa-card .sa-title b{font-weight:600}
.sa-card .sa-kind{font:600 11px/1.6 sans-serif;letter-spacing:.06em;text-transform:uppercase;
color:var(--sa-soft)}
.sa-card .sa-title{font:600 19px/1.35 Georgia,serif;margin:.1em 0 .5em}
.sa-card dl{display:grid;grid-template-columns:max-content 1fr;gap:.3em 1em;margin:0}
.sa-card dl>dt,.sa-card dl>dd{float:none;width:auto;margin:0}
.sa-card dt{color:var(--sa-soft);font-weight:400}
.sa-card dd{margin:0;unicode-bidi:isolate}
.sa-card ol,.sa-card ul{margin:0;padding-left:1.3em}
.sa-card blockquote{font:15px/1.6 Georgia,serif;margin:.6em 0 0;padding:0 0 0 .8em;
border-left:3px solid var(--sa-line);white-space:pre-line;color:inherit}
.sa-card .sa-foot{color:var(--sa-soft);font-size:12px;margin-top:.7em}
.sa-bar{background:var(--sa-say)!important;border-radius:1px}
"""


def tag(name: str, inner: str = "", **attributes: str) -> str:
    """An element with escaped attributes around `inner`, which is HTML already.

    >>> tag("span", escape("<b>"), class_="cue", title='a "cue"')
    '<span class="cue" title="a &quot;cue&quot;">&lt;b&gt;</span>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{inner}</{name}>"


def palette(selector: str) -> str:
    """A style sheet that gives everything in `selector` our colours, as ``--sa-...``.

    JupyterLab says which theme it has; elsewhere the reader's system does.
    """
    return (
        f"{selector}{{{LIGHT}}}"
        f"@media(prefers-color-scheme:dark){{{selector}{{{DARK}}}}}"
        f'[data-jp-theme-light="true"] {selector}{{{LIGHT}}}'
        f'[data-jp-theme-light="false"] {selector}{{{DARK}}}'
    )


def card(kind: str, title: str, facts: Iterable[tuple[str, str]], below: str = "") -> str:
    """A card of static HTML: what it is, a title, and facts with their names.

    Parameters
    ----------
    kind, title : str
        Plain text.
    facts : iterable of (str, str)
        A name in plain text, and HTML; without HTML the fact is left out.
    below : str
        HTML under the facts.
    """
    rows = "".join(tag("dt", escape(name)) + tag("dd", inner) for name, inner in facts if inner)
    named = tag("b", escape(title))  # bold also where style sheets are taken away
    head = tag("p", escape(kind), class_="sa-kind") + tag("p", named, class_="sa-title")
    inner = head + (tag("dl", rows) if rows else "") + below
    page = tag("div", inner, class_=f"sa-card {NO_MATHS}", role="group", aria_label=kind)
    return tag("style", palette(".sa-card") + CARD) + page


def article_card(text: str, title: str | None, known: Mapping[str, Any]) -> str:
    """An article on a card: what is known about it, its length and its first lines.

    Parameters
    ----------
    text : str
        With at least one word in it.
    title : str, optional
        Without it, the first line stands for it.
    known : mapping
        Names and values; those without a value are left out.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = title or lines[0]
    facts = [(name, escape(str(value))) for name, value in known.items() if value]
    length = f"{len(text.split()):,} words, {len(text):,} characters"
    opening = "\n".join(line for line in lines if line != title)
    if len(opening) > OPENING:
        opening = opening[: opening.rfind(" ", 0, OPENING)] + " …"
    below = tag("blockquote", escape(opening)) if opening else ""
    return card("Article", title, [*facts, ("Length", length)], below)
