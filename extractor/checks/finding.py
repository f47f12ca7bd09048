"""What a check finds, and numbers put into words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from msgspec import Struct, field

from extractor.checks.interval import ENDLESS, Interval
from extractor.models.figure import Figure
from extractor.text import Span

Severity = Literal["info", "warning", "error"]
SCALES = ((Decimal(10**9), "tỷ"), (Decimal(10**6), "triệu"))
CENT = Decimal("0.01")


class Finding(Struct, frozen=True):
    """Figures that cannot all be right, with the one line of arithmetic that shows it."""

    figures: tuple[int, ...]
    arithmetic: str
    # What the check's message is filled with.
    words: dict[str, str] = field(default_factory=dict)
    # Where it is, when it is not at figures; raw offsets.
    span: Span | None = None
    # When it is less grave than the check's other findings.
    severity: Severity | None = None


def say(value: Decimal, unit: str = "") -> str:
    """A number as Vietnamese papers write it, rounded to two decimals.

    >>> say(Decimal("24000000"), "VND"), say(Decimal("49.9816"), "%"), say(Decimal("1250"), "hộ")
    ('24 triệu đồng', '49,98%', '1.250 hộ')
    """
    if value == ENDLESS:
        return "∞"
    scale = ""
    if unit in ("VND", "USD"):
        unit = "đồng" if unit == "VND" else "USD"
        for size, word in SCALES:
            if value >= size:
                value, scale = value / size, f" {word}"
                break
    rounded = value.quantize(CENT, ROUND_HALF_UP) if value != value.to_integral_value() else value
    plain = f"{rounded.normalize():,f}".translate(str.maketrans(",.", ".,"))
    tail = unit if unit in ("%", "‰", "") else f" {unit}"
    return plain + scale + tail


def say_interval(interval: Interval, unit: str = "") -> str:
    """Its bounds, or the one value that it allows."""
    if interval.low == interval.high:
        return say(interval.low, unit)
    return f"{say(interval.low)}…{say(interval.high, unit)}"


def quote(figure: Figure) -> str:
    """The figure's own words on one line, in quotes."""
    return quote_text(figure.text)


def quote_text(words: str) -> str:
    """Words on one line, in quotes."""
    return f"«{' '.join(words.split())}»"
