"""All checks of one article, by the id of their rows."""

from __future__ import annotations

from extractor.checks import (
    bounds,
    days,
    digits,
    directions,
    moves,
    offices,
    parts,
    plans,
    poverty,
    repeats,
    shares,
    worth,
    years,
)
from extractor.checks.tuning import Check

MODULES = (
    bounds, days, digits, directions, moves, offices, parts, plans, poverty, repeats, shares,
    worth, years,
)  # fmt: skip
CHECKS: dict[str, Check] = {check.id: check for module in MODULES for check in module.CHECKS}
