"""Every quantity of a text."""

from __future__ import annotations

from extractor.mentions import Quantity
from extractor.rules import RuleSet
from extractor.text import Text


class QuantityFinder:
    """Finds counts, money, percentages, measures, ratios and multiples."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    def find(self, text: Text) -> list[Quantity]:
        return []
