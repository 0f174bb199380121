"""How marked text looks: colour and a second sign, in light and in dark."""

from __future__ import annotations

__all__ = ["STYLE"]

LIGHT = (
    "--sa-bg:#fff;--sa-ink:#1a1a1a;--sa-soft:#595959;--sa-line:#c8c8c8;"
    "--sa-say:#0072B2;--sa-say-bg:#0072b21f;--sa-cue:#8a4b00;--sa-cue-bg:#e69f0040;"
    "--sa-who:#00694c;--sa-when:#8a2f6b;--sa-when-bg:#cc79a733;--sa-claim-bg:#d55e0033"
)
DARK = (
    "--sa-bg:#161616;--sa-ink:#ececec;--sa-soft:#b0b0b0;--sa-line:#555;"
    "--sa-say:#56B4E9;--sa-say-bg:#56b4e92b;--sa-cue:#f0b840;--sa-cue-bg:#e69f003d;"
    "--sa-who:#3fd0a4;--sa-when:#eaa4cb;--sa-when-bg:#cc79a740;--sa-claim-bg:#d55e0059"
)
# JupyterLab says which theme it has; elsewhere the reader's system does
STYLE = (
    f".sa-page{{{LIGHT}}}"
    f"@media(prefers-color-scheme:dark){{.sa-page{{{DARK}}}}}"
    f'[data-jp-theme-light="true"] .sa-page{{{LIGHT}}}'
    f'[data-jp-theme-light="false"] .sa-page{{{DARK}}}'
    """
.sa-page{background:var(--sa-bg);color:var(--sa-ink);font:16px/1.75 Georgia,serif;padding:1em;
max-width:48em}
.sa-page mark{background:none;color:inherit;border-radius:2px;unicode-bidi:isolate}
.sa-page mark:focus{outline:3px solid var(--sa-say);outline-offset:1px}
.sa-page pre{white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;font:inherit;
color:inherit;background:none;margin:0;padding:0;border:0}
.sa-section{display:block;border-left:3px solid var(--sa-line);padding-left:.8em;margin:.2em 0}
.sa-section::before{content:attr(data-label);display:block;font:600 11px/1.6 sans-serif;
color:var(--sa-soft);letter-spacing:.06em;text-transform:uppercase}
.sa-page .sa-content{background:var(--sa-say-bg);border-bottom:2px solid var(--sa-say)}
.sa-page .sa-mixed{border-bottom-style:dashed}
.sa-page .sa-indirect{border-bottom-style:dotted}
.sa-page .sa-cue{background:var(--sa-cue-bg);color:var(--sa-cue);font-style:italic}
.sa-page .sa-source,.sa-page .sa-words{border:1px solid var(--sa-cue);padding:0 1px}
.sa-page .sa-actor{color:var(--sa-who);font-weight:600}
.sa-page .sa-date{background:var(--sa-when-bg);color:var(--sa-when);
border-bottom:3px double var(--sa-when)}
.sa-page .sa-claim{background:var(--sa-claim-bg);text-decoration:line-through}
.sa-page .sa-by{background:var(--sa-say-bg);border-bottom:2px solid var(--sa-say)}
.sa-page mark[data-n]::before{content:attr(data-n);font:600 10px/1 sans-serif;vertical-align:super;
padding-right:1px}
.sa-page mark[data-after]::after{content:attr(data-after);font:600 10px/1 sans-serif;
vertical-align:super;padding-left:1px}
.sa-legend{font:13px/1.7 sans-serif;border-top:1px solid var(--sa-line);margin-top:1em;
padding-top:.6em}
.sa-legend ol{columns:2;margin:.4em 0;padding-left:2em}
.sa-page.sa-evidence{padding-left:3em}
.sa-page mark[tabindex]:focus::after{content:" [" attr(title) "] ";font:12px/1.4 sans-serif;
vertical-align:baseline;background:var(--sa-ink);color:var(--sa-bg);padding:1px 4px}
.sa-evidence blockquote{margin:.2em 0 .9em;padding-left:.8em;border-left:3px solid var(--sa-line)}
.sa-label,.sa-legend li{unicode-bidi:isolate}
.sa-label{font:12px/1.5 sans-serif;color:var(--sa-soft);margin:0}
.sa-gap{color:var(--sa-soft)}
"""
)
