"""How the report looks: one column of text, wide tables, light and dark, and on paper."""

from __future__ import annotations

from storyanalysis.markup import LIGHT, palette

__all__ = ["REPORT_STYLE"]

PAGE = """
body.sa-report{margin:0;background:var(--sa-bg);color:var(--sa-ink);font:15px/1.6 sans-serif}
.sa-report main,.sa-report header,.sa-report footer{max-width:62rem;margin:0 auto;padding:0 1.2rem}
.sa-report header{padding-top:1.6rem}
.sa-report h1{font:600 30px/1.25 Georgia,serif;margin:.2em 0}
.sa-report h2{font:600 21px/1.3 Georgia,serif;margin:2.2rem 0 .5rem;border-bottom:1px solid
var(--sa-line);padding-bottom:.15em}
.sa-report a{color:var(--sa-say)}
.sa-report nav ol{display:flex;flex-wrap:wrap;gap:.2em 1.2em;list-style:none;padding:0}
.sa-report nav ol,.sa-report .sa-about{color:var(--sa-soft);margin:.4em 0}
.sa-report p,.sa-report li{max-width:46rem}
.sa-report .sa-scroll{overflow-x:auto}
.sa-report table{border-collapse:collapse;font-size:13px;line-height:1.45;margin:.8em 0;
min-width:60%}
.sa-report caption{text-align:left;color:var(--sa-soft);padding-bottom:.3em}
.sa-report th,.sa-report td{text-align:left;vertical-align:top;padding:.3em .7em .3em 0;
border-bottom:1px solid var(--sa-line);overflow-wrap:anywhere;min-width:3.2em;max-width:26em}
.sa-report th{color:var(--sa-soft);font-weight:600}
.sa-report .sa-no{text-align:right;font-variant-numeric:tabular-nums;min-width:1.6em}
.sa-report td.sa-long{min-width:15em}
.sa-report th,.sa-report .sa-word,.sa-report .sa-no{white-space:nowrap}
.sa-report figure{margin:1em 0}
.sa-report figcaption{color:var(--sa-soft);font-size:13px;max-width:46rem}
.sa-report .sa-page{padding:0;max-width:46rem}
.sa-report .sa-legend details{display:none}
.sa-report dl{display:grid;grid-template-columns:max-content 1fr;gap:.3em 1.2em}
.sa-report dt{color:var(--sa-soft)}
.sa-report dd{margin:0;overflow-wrap:anywhere}
.sa-report footer{color:var(--sa-soft);font-size:13px;padding-bottom:2rem}
"""
# on paper: always light, nothing to click, no row and no figure cut in two
PAPER = """
@page{margin:16mm 14mm}
@media print{
body.sa-report,.sa-report .sa-page{LIGHT;-webkit-print-color-adjust:exact;
print-color-adjust:exact}
body.sa-report{font-size:10.5pt;background:#fff}
.sa-report main,.sa-report header,.sa-report footer{max-width:none;padding:0}
.sa-report nav,.sa-report .sa-legend p:nth-of-type(2){display:none}
.sa-report h2{break-after:avoid}
.sa-report tr,.sa-report figure,.sa-report dl{break-inside:avoid}
.sa-report thead{display:table-header-group}
.sa-report .sa-scroll{overflow:visible}
.sa-report table{font-size:8pt;width:100%;min-width:0}
.sa-report td,.sa-report th,.sa-report td.sa-long{max-width:none;min-width:0}
.sa-report img{max-height:220mm}
.sa-report a{color:inherit;text-decoration:none}
}
"""

REPORT_STYLE = palette("body.sa-report") + PAGE + PAPER.replace("LIGHT", LIGHT)
