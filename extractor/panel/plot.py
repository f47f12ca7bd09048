"""A panel as a picture: a line a place, with a bar where sources contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib

from extractor.panel.cells import Cell, Panel
from extractor.panel.observation import Place
from extractor.write.partial import partial_path, settle

matplotlib.use("Agg")

from matplotlib.figure import Figure  # the backend is chosen first

# More lines than this nobody can tell apart; those with most cells are drawn.
MOST_LINES = 10
# With more columns than these the axis says the years alone.
MOST_TICKS = 15
SIZE = (9.0, 5.0)
# Drawn with a hollow mark.
UNSURE = "estimate"


def draw_panel(panel: Panel, title: str, path: Path) -> int:
    """Draw into a .png or .svg file; how many places were drawn."""
    counts = dict.fromkeys(panel.places, 0)
    for cell in panel.cells:
        counts[cell.place] += 1
    drawn = sorted(counts, key=lambda place: (-counts[place], place.name))[:MOST_LINES]
    picture = Figure(figsize=SIZE, layout="constrained")
    axes = picture.subplots()
    for place in drawn:
        _draw_line(axes, [cell for cell in panel.cells if cell.place == place])
    if len(panel.periods) <= MOST_TICKS:
        axes.set_xticks(*zip(*panel.periods, strict=True), rotation=30, ha="right")
    axes.set_title(title)
    axes.set_ylabel(panel.unit)
    axes.margins(x=0.05)
    axes.grid(axis="y", alpha=0.3)
    axes.legend(frameon=False, fontsize="small")
    partial = partial_path(path)
    form = path.suffix.lstrip(".").lower()
    # No date and no version: the same panel is the same picture.
    stamp = {"Software": None} if form == "png" else {"Date": None, "Creator": None}
    with matplotlib.rc_context({"svg.hashsalt": "vnfigures"}):
        picture.savefig(partial, format=form, dpi=150, metadata=stamp)
    settle(path)
    return len(drawn)


def _name(place: Place) -> str:
    """«xã A → phường B» for a unit that is gone."""
    return f"{place.name} → {place.under.name}" if place.under else place.name


def _draw_line(axes: Any, cells: list[Cell]) -> None:
    days = [cell.period.until for cell in cells]
    values = [float(cell.chosen.value) for cell in cells]
    (line,) = axes.plot(days, values, marker="o", label=_name(cells[0].place))
    for cell, day, value in zip(cells, days, values, strict=True):
        if cell.chosen.status == UNSURE or cell.conflicting:
            axes.plot([day], [value], marker="o", markerfacecolor="white", color=line.get_color())
        if cell.conflicting:
            bounds = [float(bound) for bound in cell.bounds]
            axes.plot([day, day], bounds, marker="_", color=line.get_color(), linewidth=1)
