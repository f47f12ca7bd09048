"""The fields that people may correct, and the form their values have."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from extractor.models import Figure
from extractor.models.base import BaselineKind, Comparator, Direction, Measure, Status

KINDS = ("count", "money", "percent", "measure", "ratio", "multiple")
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "comparator": get_args(Comparator),
    "measure": get_args(Measure),
    "direction": get_args(Direction),
    "status": get_args(Status),
    "baseline": get_args(BaselineKind),
}
NUMBERS = ("value", "value_max", "denominator")
WORDS = ("unit", "indicator", "subject", "action", "of", "actor", "fund_source", "attribution")
FIELDS = ("value", "value_max", "denominator", "unit", "kind", "comparator", "indicator",
          "subject", "action", "measure", "direction", "status", "period", "baseline", "place",
          "per", "of", "actor", "fund_source", "attribution")  # fmt: skip
# Every figure has these.
NEEDED = ("kind", "unit", "comparator", "measure", "status")
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
LONGEST = 500


class FieldError(ValueError):
    """A field is not known, or its value is not of its form."""


def parse_value(field: str, given: str) -> str | None:
    """The value in the one form in which it is kept; raises FieldError.

    >>> parse_value("value", "1.250,5")
    '1250.5'
    >>> parse_value("period", "2022")
    '2022-01-01/2022-12-31'
    """
    given = given.strip()
    if field not in FIELDS or len(given) > LONGEST:
        raise FieldError(field)
    if not given:
        if field in NEEDED:
            raise FieldError(field)
        return None
    if field in CHOICES and given not in CHOICES[field]:
        raise FieldError(given)
    if field in NUMBERS:
        return _number(given)
    return _period(given) if field == "period" else given


def _number(given: str) -> str:
    # As Vietnamese writes it, unless there is a single dot that cannot group thousands.
    plain = given.replace(" ", "")
    if not re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise FieldError(given) from error
    if not value.is_finite() or value < 0:
        raise FieldError(given)
    return format(value, "f")


def _period(given: str) -> str:
    first, slash, last = given.partition("/")
    start, end = _days(first), _days(last if slash else first)
    if end[1] < start[0]:
        raise FieldError(given)
    return f"{start[0]}/{end[1]}"


def _days(given: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day."""
    found = DAY.fullmatch(given.strip())
    if not found:
        raise FieldError(given)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        start = date(year or 1, month or 1, day or 1)
        last = month or 12
        return start, start if day else date(start.year, last, monthrange(start.year, last)[1])
    except ValueError as error:
        raise FieldError(given) from error


def shown_value(figure: Mapping[str, Any], field: str) -> str | None:
    """A field of a figure, as JSON has it, in the form in which corrections are kept."""
    value = figure.get(field)
    if value is None:
        return None
    make: dict[str, Callable[[Any], str | None]] = {
        "period": lambda period: f"{period['start'] or ''}/{period['end'] or ''}",
        "baseline": lambda baseline: str(baseline["kind"]),
        "place": lambda place: str(place["name"]),
        "per": "/".join,
    }
    return make[field](value) if field in make else str(value)


def laid_over(figure: dict[str, Any], fields: Mapping[str, str | None]) -> dict[str, Any]:
    """The figure with corrected fields."""
    return figure | {name: _as_json(name, value, figure) for name, value in fields.items()}


def _as_json(field: str, value: str | None, figure: Mapping[str, Any]) -> Any:
    if value is None:
        return None
    if field == "period":
        start, _, end = value.partition("/")
        known = figure.get("period") or {}
        as_of = known.get("as_of", start == end)
        return {"start": start or None, "end": end or None, "as_of": as_of and start == end}
    if field == "baseline":
        return {"kind": value, "start": None, "end": None}
    if field == "place":
        known = figure.get("place") or {}
        return known if known.get("name") == value else {"name": value, "level": "none"}
    return value.split("/") if field == "per" else value


def as_json(figure: Figure) -> dict[str, Any]:
    """The figure as the record's JSON has it."""
    return figure.model_dump(mode="json")
