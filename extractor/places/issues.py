"""What could not be settled about an article's places, as issues."""

from __future__ import annotations

from typing import Any

from extractor.places.scope import Places
from extractor.places.settle import Settled
from extractor.places.units import Gazetteer, Unit
from extractor.text import Text

SHOWN = 4


def place_issues(places: Places, text: Text, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """One issue for each name that stays ambiguous, and for each unit not in force on the day."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for settled in places.mentions:
        if settled.unit is None and (settled.open or settled.gone):
            key = (settled.mention.full_name.lower(), settled.mention.level)
            if key not in found:
                found[key] = _issue(settled, text, gazetteer)
    return list(found.values())


def _issue(settled: Settled, text: Text, gazetteer: Gazetteer) -> dict[str, Any]:
    raw = text.raw_span(settled.span)
    name = settled.mention.full_name
    if settled.gone:
        code, message = "place_not_in_force", f"{name}: vào ngày đăng bài không có đơn vị này"
    else:
        code = "place_ambiguous"
        where = "; ".join(_whole_name(unit, gazetteer) for unit in settled.open[:SHOWN])
        more = len(settled.open) - SHOWN
        message = f"{name} có thể là: {where}" + (f" và {more} nơi khác" if more > 0 else "")
    return {
        "code": code,
        "severity": "info",
        "message": message,
        "figures": [],
        "start": raw.start,
        "end": raw.end,
    }


def _whole_name(unit: Unit, gazetteer: Gazetteer) -> str:
    names = [one.full_name for one in (unit, *gazetteer.above(unit))]
    return f"{', '.join(names)} ({unit.code})"
