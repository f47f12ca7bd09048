"""`vnfigures places`: official units by name or code, and what took them in."""

from __future__ import annotations

from datetime import date

from extractor.cli.speak import DONE, MISUSED, PROBLEMS, say
from extractor.places.lookup import find_units
from extractor.places.successors import restate
from extractor.places.units import REFORM, Unit, gazetteer


def run_places(query: str, on: str | None, successor: bool) -> int:
    """The exit code: 1 when there is no such unit, 2 when the date is none."""
    try:
        day = date.fromisoformat(on) if on else None
    except ValueError:
        say(f"--on is {on!r}; give an ISO date such as 2025-07-01")
        return MISUSED
    units = find_units(query, None if successor else day)
    if not units:
        say(f"{query}: no such unit" + (f" on {day}" if day else ""))
        return PROBLEMS
    for unit in units:
        print("\t".join((unit.code, _whole_name(unit), _days(unit))))
        if successor:
            _print_successors(unit, day or REFORM)
    return DONE


def _print_successors(unit: Unit, on: date) -> None:
    """One line for each unit that holds what `unit` was, none for a unit still in force."""
    if unit.holds_on(on):
        return
    answers = restate(unit.code, on, unit.until)
    if not answers:
        print("\t".join(("", "", "", "none", f"{unit.full_name}: không có đơn vị kế tục")))
    for restated in answers:
        place = restated.place
        print("\t".join(("", place.code or "", place.name, restated.share, restated.note)))


def _whole_name(unit: Unit) -> str:
    return ", ".join(one.full_name for one in (unit, *gazetteer().above(unit)))


def _days(unit: Unit) -> str:
    """«2025-07-01..», «..2025-06-30»."""
    return f"{unit.since or ''}..{unit.until or ''}"
