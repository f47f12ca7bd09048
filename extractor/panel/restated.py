"""Figures of units that are gone, under the units that hold them now: marked, never summed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from extractor.panel.observation import Observation, Place, Under
from extractor.places.successors import restate
from extractor.places.units import Unit, gazetteer


def under_successors(observations: Iterable[Observation], on: date) -> Iterator[Observation]:
    """What is said of a unit that is gone by `on`, once under each unit that holds it then.

    A unit that was divided comes under each that took a part of it in. What is said of units that
    are not gone by then, or that no table knows, stays as it is.
    """
    known: dict[tuple[Place, date | None], list[Place]] = {}
    for one in observations:
        unit = _unit_of(one.place, one.end)
        if unit is None or unit.until is None or unit.until >= on:
            yield one
            continue
        key = (one.place, unit.until)
        if key not in known:
            known[key] = list(_now(one.place, unit, on))
        for place in known[key] or [one.place]:
            yield one._replace(place=place)


def _now(place: Place, unit: Unit, on: date) -> Iterator[Place]:
    for restated in restate(unit.code, on, unit.until):
        under = Under(restated.place.code, restated.place.name, restated.share)
        yield place._replace(under=under)


def _unit_of(place: Place, day: date) -> Unit | None:
    """The unit of that code and name, of several the one in force on `day`, else the last."""
    if place.code is None:
        return None
    units = [unit for unit in gazetteer().coded(place.code) if unit.full_name == place.name]
    there = [unit for unit in units if unit.holds_on(day)]
    return next(iter([*there, *reversed(units)]), None)
