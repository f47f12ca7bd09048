"""The values that a figure may truly have: its comparator and its rounding taken at their word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, Protocol

NUMERAL = re.compile(r"\d+(?:\.\d{3})*(?:[.,](\d+))?")
HALF = Decimal("0.5")
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
ENDLESS = Decimal("Infinity")


class Interval(NamedTuple):
    """All values from `low` to `high`, both included.

    >>> Interval(Decimal(2), Decimal(3)) + Interval(Decimal(10), Decimal(20))
    Interval(low=Decimal('12'), high=Decimal('23'))
    """

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether a value exists that both allow."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: object) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, other: Interval) -> Interval:
        """The products; both are of amounts, which are never negative."""
        return Interval(_product(self.low, other.low), _product(self.high, other.high))

    def percent_of(self, other: Interval) -> Interval:
        """100 × this / other; an `other` that may be zero leaves it endless."""
        low = HUNDRED * self.low / other.high if ZERO < other.high < ENDLESS else ZERO
        high = HUNDRED * self.high / other.low if other.low > ZERO else ENDLESS
        return Interval(low, high)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of all."""
    low = high = ZERO
    for interval in intervals:
        low += interval.low
        high += interval.high
    return Interval(low, high)


def _product(left: Decimal, right: Decimal) -> Decimal:
    # Zero times anything is zero here, times endless too.
    return left * right if left and right else ZERO


class Written(Protocol):
    """What the interval of a figure depends on."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def value_max(self) -> Decimal | None: ...
    @property
    def comparator(self) -> str: ...


class Margins(NamedTuple):
    """How far, as a share of the value, words such as «gần» and «hơn» let it lie."""

    under: Decimal
    over: Decimal


def last_digit(figure: Written) -> Decimal:
    """What one unit of the last written digit is worth: 0,1 triệu in «2,4 triệu đồng».

    Counts and sums written out in full are exact: zero.
    """
    value = figure.value
    match = NUMERAL.search(figure.text)
    if not value or match is None:
        return ZERO if value is None or figure.kind != "percent" else ONE
    written = Decimal(re.sub(r"[.,]", "", match.group()))
    if not written:
        return ZERO
    scale = value / written
    if NUMERAL.search(figure.text, match.end()) and figure.value_max is None:
        # «1 tỷ 200 triệu»: the zeros at the end of the whole are not written digits.
        return ONE.scaleb(max(0, _zeros(value)))
    full = scale == ONE and figure.kind in ("count", "money", "ratio") and not match[1]
    return ZERO if full else scale


def _zeros(value: Decimal) -> int:
    digits = format(value.to_integral_value(), "f")
    return len(digits) - len(digits.rstrip("0"))


def interval_of(figure: Written, margins: Margins | None = None) -> Interval | None:
    """What the figure's true value may be; None where the text is vague."""
    value = figure.value
    if value is None:
        return None
    step = last_digit(figure)
    rounding = step * HALF
    comparator = figure.comparator
    if comparator == "range":
        return Interval(value - rounding, (figure.value_max or value) + rounding)
    if comparator in ("ge", "le"):
        return Interval(value, ENDLESS) if comparator == "ge" else Interval(ZERO, value + rounding)
    if comparator == "eq" or margins is None:
        return Interval(value - rounding, value + rounding)
    under = max(step, value * margins.under) if margins.under else ZERO
    over = max(step, value * margins.over) if margins.over else ZERO
    return Interval(max(ZERO, value - under), value + over)
