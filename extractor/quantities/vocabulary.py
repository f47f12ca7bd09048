"""The words that quantities are read with, compiled from the rule files."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from extractor.lexicon import Lexicon
from extractor.quantities.numerals import SpokenNumerals
from extractor.rules import RuleSet
from extractor.rules.rows_quantities import (
    ComparatorRow,
    CurrencyRow,
    MagnitudeRow,
    NumeralRow,
    UnitRow,
    WordRow,
)

ONE = Decimal(1)


class Unit(Struct, frozen=True):
    """What a number counts or measures."""

    rule: str
    kind: str
    name: str
    times: Decimal = ONE
    digits_only: bool = False
    zero: bool = False
    place: bool = False
    duration: bool = False


class Magnitude(Struct, frozen=True):
    """A word that multiplies."""

    rule: str
    factor: Decimal
    not_before: frozenset[str]
    money_only: bool


class Vocabulary:
    """Units, magnitudes, number words, comparators and the small words of the grammar."""

    def __init__(self, rules: RuleSet) -> None:
        self.units = Lexicon(_units(rules))
        self.magnitudes = Lexicon(
            (form, _magnitude(row))
            for row in rules.rows("magnitudes", MagnitudeRow)
            for form in row.forms
        )
        self.spoken = SpokenNumerals(rules.rows("numerals", NumeralRow))
        comparators = rules.rows("comparators", ComparatorRow)
        self.left = {
            form: (row.comparator, row.id)
            for row in comparators
            if row.side == "left"
            for form in row.forms
        }
        self.right = Lexicon(
            (form, row.comparator)
            for row in comparators
            if row.side == "right"
            for form in row.forms
        )
        self._words = rules.rows("figure_words", WordRow)
        self.yearly = Lexicon(self._standing_for("yearly"))
        self.announced = dict(self._standing_for("announced"))
        self.bare_rates = dict(self._standing_for("bare_rate"))

    def _standing_for(self, part: str) -> list[tuple[str, str]]:
        """The forms of one part, each with the unit that it stands for."""
        return [
            (form, row.unit or form)
            for row in self._words
            if row.part == part
            for form in row.forms
        ]

    def part(self, name: str) -> frozenset[str]:
        """The words with one part in the grammar."""
        return frozenset(form for row in self._words if row.part == name for form in row.forms)


def _magnitude(row: MagnitudeRow) -> Magnitude:
    return Magnitude(row.id, Decimal(row.factor), frozenset(row.not_before), row.money_only)


def _units(rules: RuleSet) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for row in rules.rows("units", UnitRow):
        for form in row.forms:
            units[form] = Unit(
                row.id,
                row.kind,
                row.unit or form,
                digits_only=row.digits_only,
                zero=row.zero,
                place=row.place,
                duration=row.duration,
            )
    for money in rules.rows("currencies", CurrencyRow):
        for form in money.forms:
            units[form] = Unit(money.id, "money", money.currency, Decimal(money.times))
    return units


@lru_cache(maxsize=4)
def vocabulary(rules: RuleSet) -> Vocabulary:
    """The vocabulary of a rule set, compiled once for all finders."""
    return Vocabulary(rules)
