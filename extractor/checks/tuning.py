"""A check as the engine runs it: its function and the row that tunes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec import Struct

from extractor.checks.finding import Finding
from extractor.checks.sheet import Sheet
from extractor.checks.words import Words
from extractor.rules.rows_checks import CheckRow


class Tuning:
    """A row's limits and words, ready for use."""

    def __init__(self, row: CheckRow) -> None:
        self.row = row
        self.limits: dict[str, Decimal] = row.limits
        self.words = {name: Words(forms) for name, forms in row.lists.items()}
        self.forms = {name: frozenset(forms) for name, forms in row.lists.items()}
        self._gates = {name: _shortest(forms) for name, forms in row.lists.items()}

    def opens(self, gate: str, low: str) -> bool:
        """Whether a form of the list stands somewhere in the article."""
        return any(form in low for form in self._gates[gate])

    def whole(self, name: str) -> int:
        """A limit that is a whole number: letters, days."""
        return int(self.limits[name])


def _shortest(forms: list[str]) -> list[str]:
    """The forms that are in no other way found: «tổng» speaks for «tổng trị giá»."""
    return [form for form in forms if not any(o != form and o in form for o in forms)]


Run = Callable[[Sheet, Tuning], Iterator[Finding]]


class Check(Struct, frozen=True):
    """A check of one article, and what its row must give."""

    id: str
    run: Run
    # Names that its messages may use in braces.
    words: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    # A list of which the article must have a form at all: most articles are done with that.
    gate: str | None = None


class Tuned(Struct, frozen=True):
    """A check with its row."""

    check: Check
    tuning: Tuning
