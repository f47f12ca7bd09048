"""How far the words before a figure let its value lie."""

from __future__ import annotations

from decimal import Decimal

from extractor.checks.interval import ONE, ZERO, Margins
from extractor.rules import RuleSet
from extractor.rules.rows_quantities import ComparatorRow

# The longest comparator has so many syllables.
SYLLABLES = 4
TENTH = Decimal("0.1")
# Where the words are not found, a comparator is taken at its weakest.
WEAKEST = {
    "approx": Margins(TENTH, TENTH),
    "gt": Margins(ZERO, ONE),
    "lt": Margins(ONE, ZERO),
}


class MarginReader:
    """Looks up the margins that comparators have in their rows."""

    def __init__(self, rules: RuleSet) -> None:
        self._margins = {
            form: Margins(row.under, row.over)
            for row in rules.rows("comparators", ComparatorRow)
            if row.under or row.over
            for form in row.forms
        }

    def read(self, comparator: str, before: str) -> Margins | None:
        """The margins of the comparator at the end of the words before a figure."""
        words = before.split()[-SYLLABLES:]
        for first in range(len(words)):
            if found := self._margins.get(" ".join(words[first:])):
                return found
        return WEAKEST.get(comparator)
