"""When a field of a paired part is right."""

from __future__ import annotations

from typing import Any

from extractor.evaluate.annotation import Part
from extractor.evaluate.pairing import plain

# All of these must be right for the frame of a figure to be right.
FRAME = ("unit", "comparator", "indicator", "measure", "direction", "status")
# Judged in every gold; the others only where the gold states them somewhere.
FIGURE_FIELDS = (*FRAME, "period", "subject")
MORE_FIGURE_FIELDS = (
    "baseline",
    "per",
    "place",
    "topic",
    "action",
    "of",
    "actor",
    "fund_source",
    "attribution",
)
DATE_FIELDS = ("role", "granularity", "resolution")
MORE_DATE_FIELDS = ("time", "part_of_day", "calendar")
REFERENCE_FIELDS = ("class",)
OFFICIAL_FIELDS = ("role",)
MORE_OFFICIAL_FIELDS = ("honorific", "rank")
# Words of these fields are right when half of them are.
SOFT = frozenset({"subject", "action", "of", "actor", "fund_source", "attribution"})
# What a part that does not state the field means.
DEFAULTS = {"calendar": "solar"}


def field_value(part: Part, name: str) -> Any:
    value = part.get(name)
    return DEFAULTS.get(name) if value is None else value


def same_field(name: str, predicted: Part, gold: Part) -> bool:
    """Whether a field of two parts that belong together says the same."""
    ours, theirs = field_value(predicted, name), field_value(gold, name)
    if name == "unit":
        return plain(ours) == plain(theirs)
    if name in SOFT:
        return same_words(ours, theirs)
    if name == "period":
        return _ends(ours) == _ends(theirs)
    if ours is None or theirs is None:
        return ours is theirs
    if name == "baseline":
        return bool(ours["kind"] == theirs["kind"])
    if name == "place":
        return _same_unit(ours, theirs)
    if name == "per":
        return sorted(map(plain, ours)) == sorted(map(plain, theirs))
    return bool(ours == theirs)


def same_words(ours: str | None, theirs: str | None) -> bool:
    """Whether at least half of the words are common (F1 of the two sets).

    >>> same_words("hộ nghèo của xã", "hộ nghèo"), same_words("hộ", "người nghèo")
    (True, False)
    """
    left, right = set(plain(ours).split()), set(plain(theirs).split())
    return 2 * len(left & right) >= 0.5 * (len(left) + len(right))


def _ends(period: Part | None) -> tuple[Any, Any]:
    known = period or {}
    return known.get("start"), known.get("end")


def _same_unit(ours: Part, theirs: Part) -> bool:
    codes = ours.get("code"), theirs.get("code")
    return codes[0] == codes[1] if all(codes) else plain(ours["name"]) == plain(theirs["name"])
