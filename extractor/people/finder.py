"""Every person of a text, with offices and mentions merged."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.mentions import Person
from extractor.rules import RuleSet
from extractor.text import Span, Text


class PeopleFinder:
    """Finds officials, other named people and authors."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    def find(self, text: Text, sentences: Sequence[Span]) -> list[Person]:
        return []
