"""Every date and period of a text, as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.mentions import Timex
from extractor.rules import RuleSet
from extractor.text import Span, Text


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written, before its year is settled."""

    span: Span
    rule: str
    priority: int = 2


class DateFinder:
    """Finds dates, and resolves them against the publication date and the years nearby."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    def find(self, text: Text) -> list[DateMention]:
        """Every date as written; competing readings are settled by the caller."""
        return []

    def resolve(
        self,
        text: Text,
        sentences: Sequence[Span],
        mentions: Sequence[DateMention],
        published: date | None,
    ) -> list[Timex]:
        """The mentions that stood, as days; never from today's date."""
        return []
