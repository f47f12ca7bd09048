"""What has been done, and how much of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Counts:
    """Articles with a record, their figures, failures, and what was passed over by reason."""

    articles: int = 0
    figures: int = 0
    faults: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, more: Counts) -> None:
        self.articles += more.articles
        self.figures += more.figures
        self.faults += more.faults
        self.skipped.update(more.skipped)

    def fields(self) -> dict[str, Any]:
        return {
            "articles": self.articles,
            "figures": self.figures,
            "faults": self.faults,
            "skipped": dict(sorted(self.skipped.items())),
        }

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Counts:
        return cls(**{**fields, "skipped": Counter(fields["skipped"])})
