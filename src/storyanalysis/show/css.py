"""How marked text looks: colour and a second sign, in light and in dark."""

from __future__ import annotations

from storyanalysis.markup import palette

__all__ = ["STYLE", "inline", "mark_rules"]

# JupyterLab takes style sheets out of notebooks that are not trusted, and leaves these styles:
# middle tones that can be read on white and on black. The style sheet overrules them.
INLINE = {
    "sa-direct": "background-color:#0072b226;border-bottom:2px solid #2a8fc7",
    "sa-mixed": "background-color:#0072b226;border-bottom:2px dashed #2a8fc7",
    "sa-indirect": "background-color:#0072b226;border-bottom:2px dotted #2a8fc7",
    "sa-cue": "background-color:#e69f0040;font-style:italic",
    "sa-source": "border:1px solid #b8781f",
    "sa-words": "border:1px solid #b8781f",
    "sa-actor": "font-weight:600",
    "sa-date": "background-color:#cc79a740;border-bottom:3px double #b8639a",
    "sa-claim": "background-color:#d55e0040;text-decoration:line-through",
    "sa-by": "background-color:#0072b226;border-bottom:2px solid #2a8fc7",
}
INLINE["sa-content"] = INLINE["sa-direct"]

RULES = """
.sa-section{border-left:3px solid var(--sa-line);padding-left:.8em;margin:.2em 0}
ROOT .sa-part{font:600 11px/1.6 sans-serif;color:var(--sa-soft);letter-spacing:.06em;
text-transform:uppercase;user-select:none;-webkit-user-select:none}
ROOT .sa-content,ROOT .sa-by{background:var(--sa-say-bg)!important;
border-bottom:2px solid var(--sa-say)!important}
ROOT .sa-mixed{border-bottom-style:dashed!important}
ROOT .sa-indirect{border-bottom-style:dotted!important}
ROOT .sa-cue{background:var(--sa-cue-bg)!important;color:var(--sa-cue)!important;
font-style:italic}
ROOT .sa-source,ROOT .sa-words{border:1px solid var(--sa-cue)!important;padding:0 1px}
ROOT .sa-actor{color:var(--sa-who)!important;font-weight:600}
ROOT .sa-date{background:var(--sa-when-bg)!important;color:var(--sa-when)!important;
border-bottom:3px double var(--sa-when)!important}
ROOT .sa-claim{background:var(--sa-claim-bg)!important;text-decoration:line-through}
"""


def mark_rules(root: str) -> str:
    """How marks look inside of the selector `root`, which has our palette."""
    return RULES.replace("ROOT", root)


STYLE = (
    palette(".sa-page")
    + mark_rules(".sa-page")
    + """
.sa-page{background:var(--sa-bg);color:var(--sa-ink);font:16px/1.75 Georgia,serif;padding:1em;
max-width:48em;overflow-wrap:anywhere}
.sa-page .sa-m{border-radius:2px;unicode-bidi:isolate}
.sa-page .sa-m:focus{outline:3px solid var(--sa-say);outline-offset:1px}
.sa-page pre{white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;font:inherit!important;
color:inherit;background:none;margin:0;padding:0;border:0}
.sa-between{display:block;height:.9em;overflow:hidden}
.sa-page .sa-n{font:600 10px/1 sans-serif;vertical-align:super;padding:0 1px;user-select:none;
-webkit-user-select:none}
.sa-legend{font:13px/1.7 sans-serif;border-top:1px solid var(--sa-line);margin-top:1em;
padding-top:.6em}
.sa-legend ol,.sa-legend ul{columns:2 17em;column-gap:2em;margin:.4em 0;padding-left:2em}
.sa-legend li{break-inside:avoid}
.sa-legend summary{cursor:pointer;font-weight:600}
.sa-page.sa-evidence{padding-left:3em}
.sa-page .sa-m[tabindex]:focus::after{content:" [" attr(title) "] ";font:12px/1.4 sans-serif;
vertical-align:baseline;background:var(--sa-ink);color:var(--sa-bg);padding:1px 4px}
.sa-evidence blockquote{margin:.2em 0 .9em;padding-left:.8em;border-left:3px solid var(--sa-line)}
.sa-label,.sa-legend li{unicode-bidi:isolate}
.sa-label{font:12px/1.5 sans-serif;color:var(--sa-soft);margin:0}
.sa-gap{color:var(--sa-soft)}
"""
)


def inline(classes: str) -> str:
    """The style of a mark of these classes where there is no style sheet."""
    return INLINE.get(classes.split()[-1], "")
