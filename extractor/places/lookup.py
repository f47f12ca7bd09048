"""Units by a written name or code."""

from __future__ import annotations

from datetime import date

from extractor.places.units import Unit, gazetteer
from extractor.places.vocabulary import KIND_LEVELS


def find_units(query: str, on: date | None = None) -> list[Unit]:
    """The units that `query` may mean: a code, a name, or a name with what it is part of.

    «Việt Hưng» finds all of that name, «phường Việt Hưng, Long Biên» the one in Long Biên. With
    `on`, only units in force on that day.
    """
    places = gazetteer()
    if query.isdigit() and len(query) in (2, 3, 5):
        found = places.coded(query)
    else:
        name, *around = [part.strip() for part in query.split(",") if part.strip()] or [""]
        found = _named(name)
        for container in around:
            uppers = _named(container)
            found = [unit for unit in found if any(places.within(unit, up) for up in uppers)]
    return [unit for unit in found if on is None or unit.holds_on(on)]


def _named(name: str) -> list[Unit]:
    """Units of that name; with a type word first those of that kind, and only those if any."""
    places = gazetteer()
    low = name.lower()
    for kind in KIND_LEVELS:
        if low.startswith(kind + " "):
            units = places.named(name[len(kind) + 1 :])
            return [unit for unit in units if unit.kind == kind] or units
    return places.named(name)
