"""Separators and blanks inside numbers that may have been misplaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.finding import Finding, quote
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Check, Tuning

# A comma before three digits, as English writes thousands.
COMMA_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d,])")
DOT_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?!\d)")


def check_separators(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«18.498 hộ; 15.483 hộ; 14,917 hộ»: a comma among dots, where nothing can be split."""
    dotted: frozenset[str] = frozenset()
    for number, figure in enumerate(sheet.figures):
        if "," not in figure.text or figure.kind not in ("count", "ratio"):
            continue
        whole = figure.kind == "ratio" or figure.unit not in tuning.forms["divisible"]
        scaled = tuning.words["magnitudes"].inside(figure.text.lower())
        if not whole or scaled or not COMMA_THOUSANDS.search(figure.text):
            continue
        if figure.kind == "ratio" and figure.unit in tuning.forms["divisible"]:
            continue
        dotted = dotted or _dotted_units(sheet)
        if figure.unit in dotted:
            yield Finding((number,), quote(figure), {"stated": quote(figure)})


def _dotted_units(sheet: Sheet) -> frozenset[str]:
    """The units of which some figure has dots between thousands."""
    return frozenset(
        figure.unit
        for figure in sheet.figures
        if "." in figure.text and DOT_THOUSANDS.search(figure.text)
    )


CHECKS = (Check("c21", check_separators, ("stated",), (), ("divisible", "magnitudes")),)
