"""Tables of figures: on the terminal, as Markdown and CSV, and one plot."""

from __future__ import annotations

import csv
from pathlib import Path

from rich.console import Console
from rich.table import Table


class Report:
    """Figures of one run, in one folder."""

    def __init__(self, folder: Path, machine: str) -> None:
        self.folder, self.machine = folder, machine
        self.parts: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def table(self, title: str, columns: tuple[str, ...], rows: list[tuple]) -> None:
        """Print a table, and keep it."""
        shown = Table(title=title, title_justify="left")
        for column in columns:
            shown.add_column(column)
        cells = [[_cell(value) for value in row] for row in rows]
        for row in cells:
            shown.add_row(*row)
        Console().print(shown)
        lines = ["| " + " | ".join(row) + " |" for row in (columns, ["---"] * len(columns), *cells)]
        self.parts += [f"## {title}", "\n".join(lines)]
        name = "".join(c if c.isalnum() else "-" for c in title.split(" (")[0].lower())
        with (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([columns, *rows])

    def plot_growth(self, points: list[tuple[int, float]]) -> None:
        """Seconds by words, beside a straight line."""
        import matplotlib

        matplotlib.use("Agg")
        import matplotlib.pyplot as plt

        counts, seconds = zip(*points, strict=True)
        each = seconds[-1] / counts[-1]
        fig, ax = plt.subplots(figsize=(6, 4), layout="constrained")
        ax.loglog(counts, seconds, "o-", label="sa.analyze")
        ax.loglog(counts, [each * n for n in counts], ":", color="0.5", label="in proportion")
        ax.set(xlabel="words in the article", ylabel="CPU seconds")
        ax.set_title("Time of one analysis by length", loc="left")
        ax.legend(frameon=False)
        ax.spines[["top", "right"]].set_visible(False)
        fig.savefig(self.folder / "growth.png", dpi=150)
        plt.close(fig)
        self.parts.append("![Time by length](growth.png)")

    def write(self, name: str) -> None:
        """All tables as one page."""
        head = f"# Speed\n\nMeasured in one run on {self.machine}. Ratios are what counts."
        page = "\n\n".join([head, *self.parts]) + "\n"
        (self.folder / name).write_text(page, encoding="utf-8")


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}" if value >= 0.1 else f"{value:.5f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
