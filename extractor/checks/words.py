"""Lists of forms sought in short stretches of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

LETTER = r"[^\W\d_]"


class Words:
    """Lower-case forms; a form is found only where its syllables begin and end."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = tuple(forms)

    @cached_property
    def _found(self) -> re.Pattern[str]:
        # Compiled when first asked for: most articles wake few checks, and start-up is dear.
        longest_first = sorted(self._forms, key=len, reverse=True)
        forms_or = "|".join(map(re.escape, longest_first)) or r"(?!)"
        return re.compile(rf"(?<!{LETTER})(?:{forms_or})(?!{LETTER})")

    def find(self, low: str, start: int = 0) -> tuple[int, int] | None:
        """Where the first form stands at or after `start`."""
        match = self._found.search(low, start)
        return match.span() if match else None

    def last(self, low: str) -> tuple[int, int] | None:
        """Where the last form stands."""
        span = None
        for match in self._found.finditer(low):
            span = match.span()
        return span

    def inside(self, low: str) -> bool:
        return self._found.search(low) is not None

    def open(self, low: str) -> bool:
        """Whether one stands at the beginning, after blanks and commas."""
        at = len(low) - len(low.lstrip(" ,"))
        return self._found.match(low, at) is not None

    def close(self, low: str) -> bool:
        """Whether one stands at the end, before blanks."""
        bare = low.rstrip()
        span = self.last(bare[-40:])
        return span is not None and span[1] == len(bare[-40:])
