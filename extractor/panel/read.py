"""A panel from an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from extractor.panel.cells import Panel, fill_cells
from extractor.panel.columns import By
from extractor.panel.observation import (
    Observation,
    Place,
    Under,
    keep_one_unit,
    read_observations,
)
from extractor.panel.restated import under_successors
from extractor.places.lookup import find_units
from extractor.rules import default_rules
from extractor.rules.rows_indicators import IndicatorRow
from extractor.store.archive import Archive
from extractor.store.query import FigureFilter

# What a place has or does; changes, plan percentages and norms are no values of it.
MEASURES = ("level", "flow", "share", "ratio", "per_unit")
STATUSES = ("actual", "estimate")


class PanelError(ValueError):
    """There can be no such panel; the message gives the cure."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the panel shows; no places means all."""

    indicator: str
    places: tuple[str, ...] = ()
    by: By = "year"
    statuses: tuple[str, ...] = STATUSES
    # The day whose units those that are gone by then are shown under; None: each by itself.
    under: date | None = None


def read_panel(archive: Archive, asked: Question) -> tuple[Panel, Counter[str]]:
    """The panel, and how many figures were left out for each reason."""
    row = find_indicator(asked.indicator)
    wanted = FigureFilter(
        indicators=(row.id,), measures=MEASURES, statuses=asked.statuses or STATUSES
    )
    left_out: Counter[str] = Counter()
    found = read_observations(archive.figures(wanted), left_out)
    if asked.under is not None:
        found = under_successors(found, asked.under)
    if asked.places:
        found = iter(_of_places(found, asked.places))
    kept = keep_one_unit(found, left_out)
    cells = fill_cells(kept, asked.by, row.stock, left_out)
    return Panel(row.id, kept[0].unit if kept else "", tuple(cells)), left_out


def find_indicator(name: str) -> IndicatorRow:
    """The row of an indicator; raises PanelError with names that are like it."""
    rows = {row.id: row for row in default_rules().rows("indicators", IndicatorRow)}
    if name in rows:
        return rows[name]
    near = get_close_matches(name, rows, n=3, cutoff=0.4)
    raise PanelError(
        f"--indicator {name!r} is unknown"
        + (f"; did you mean {', '.join(near)}?" if near else "")
        + " (vnfigures rules list indicators shows all)"
    )


def _of_places(observations: Iterable[Observation], names: tuple[str, ...]) -> list[Observation]:
    """Those of a place with one of these names or codes, or of a unit so called; of what is gone
    also by the unit that it stands under."""
    codes = {unit.code for name in names for unit in find_units(name)}
    plain = {name.lower() for name in names}

    def is_asked(place: Place | Under | None) -> bool:
        return place is not None and (place.code in codes or place.name.lower() in plain)

    return [one for one in observations if is_asked(one.place) or is_asked(one.place.under)]
