"""Every reference of a text."""

from __future__ import annotations

from extractor.mentions import NonFigure
from extractor.rules import RuleSet
from extractor.text import Text


class ReferenceFinder:
    """Finds document numbers, ordinals, numbered names, contacts, page chrome, …"""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    def find(self, text: Text) -> list[NonFigure]:
        return []
