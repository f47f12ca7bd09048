"""`vnfigures panel`: one indicator, place × period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.speak import DONE, MISUSED, PROBLEMS, plural, say
from extractor.store.address import StoreError

if TYPE_CHECKING:
    from extractor.panel.cells import Panel
    from extractor.panel.columns import By

NEEDS = {
    ".csv": None,
    ".parquet": ("pyarrow", "parquet"),
    ".png": ("matplotlib", "plot"),
    ".svg": ("matplotlib", "plot"),
}


@dataclass(frozen=True, slots=True)
class PanelRequest:
    """What the command line asked for."""

    database: str
    indicator: str
    places: tuple[str, ...]
    by: By
    statuses: tuple[str, ...]
    output: Path | None
    wide: bool
    # Whether units that are gone stand under those that hold them, and on which day (ISO).
    successor: bool = False
    on: str | None = None


def run_panel(request: PanelRequest) -> int:
    """The exit code: 1 when there is nothing to show, 2 when the question is none."""
    from extractor.panel.read import PanelError, Question, read_panel
    from extractor.store.archive import Archive

    try:
        _check_output(request)
        under = _under(request)
        asked = Question(request.indicator, request.places, request.by, request.statuses, under)
        with Archive.open(request.database) as archive:
            panel, left_out = read_panel(archive, asked)
    except (PanelError, StoreError) as error:
        say(str(error))
        return MISUSED
    _tell_left_out(left_out)
    _tell_gone(panel)
    if not panel.cells:
        say(f"{request.indicator}: no figure states a value for a place and a period")
        return PROBLEMS
    try:
        _write(panel, request)
    except OSError as error:
        say(f"{request.output}: cannot be written ({error.strerror}); check path and rights")
        return MISUSED
    return DONE


def _under(request: PanelRequest) -> date | None:
    """The day whose units are asked for; by default the first of the present ones."""
    from extractor.panel.read import PanelError
    from extractor.places.units import REFORM

    if request.on and not request.successor:
        raise PanelError("--on goes with --successor: the day whose units are asked for")
    try:
        day = date.fromisoformat(request.on) if request.on else REFORM
    except ValueError as error:
        raise PanelError(f"--on is {request.on!r}; give an ISO date such as 2025-07-01") from error
    return day if request.successor else None


def _check_output(request: PanelRequest) -> None:
    from extractor.panel.read import PanelError

    output = request.output
    if output is None:
        return
    suffix = output.suffix.lower()
    if suffix not in NEEDS:
        raise PanelError(f"{output}: give a file named {', '.join(NEEDS)}")
    if request.wide and suffix != ".csv":
        raise PanelError("--wide is for .csv and for the screen")
    needed = NEEDS[suffix]
    if needed and find_spec(needed[0]) is None:
        raise PanelError(f"{suffix} needs {needed[0]}; pip install 'vnfigures[{needed[1]}]'")


def _tell_left_out(left_out: Counter[str]) -> None:
    if left_out:
        reasons = ", ".join(f"{count:,} × {reason}" for reason, count in left_out.most_common())
        say(f"{plural(left_out.total(), 'figure')} left out: {reasons}")


def _write(panel: Panel, request: PanelRequest) -> None:
    from extractor.panel.files import wide_rows, write_csv, write_parquet

    output = request.output
    if output is None:
        _print_table(wide_rows(panel))
        return
    words = _tally(panel)
    if output.suffix.lower() == ".csv":
        write_csv(panel, output, request.wide)
    elif output.suffix.lower() == ".parquet":
        write_parquet(panel, output)
    else:
        from extractor.panel.plot import draw_panel
        from extractor.panel.read import find_indicator

        name = find_indicator(panel.indicator).name
        drawn = draw_panel(panel, f"{name} ({panel.indicator})", output)
        if drawn < len(panel.places):
            words += f", {drawn} of them drawn: those with most periods"
    say(f"{words} → {output}")


def _tally(panel: Panel) -> str:
    contradicted = sum(bool(cell.conflicting) for cell in panel.cells)
    words = f"{plural(len(panel.cells), 'cell')}, {plural(len(panel.places), 'place')}"
    return words + (f", {contradicted:,} contradicted" if contradicted else "")


def _tell_gone(panel: Panel) -> None:
    """What must be said wherever figures of units that are gone are shown."""
    gone = len({place[:2] for place in panel.places if place.under})
    if gone:
        say(
            f"{plural(gone, 'unit')} gone: shown under what holds them now, each in a row of its"
            " own; nothing is summed"
        )


def _print_table(rows: Iterable[list[str]]) -> None:
    """Tabs between: it is pasted into a spreadsheet, or cut and sorted."""
    for row in rows:
        print("\t".join(" ".join(cell.split()) for cell in row))
