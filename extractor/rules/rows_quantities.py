"""Rows of the files that numbers, units and comparators are read with."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extractor.rules.row import FormsRow, NonEmpty, Row


def _check_number(field: str, value: str) -> None:
    try:
        Decimal(value)
    except ArithmeticError as error:
        raise ValueError(
            f"field {field}: {value!r} is not a plain number such as 1000 or 0.5"
        ) from error


class UnitRow(FormsRow, frozen=True, kw_only=True):
    """What can be counted or measured."""

    kind: Literal["count", "measure", "percent", "multiple"] = "count"
    # Canonical unit; without it each form is its own unit.
    unit: str | None = None
    # Number words count it only in digits: «2 nước», but «hai nước» is a manner of speaking.
    digits_only: bool = False
    # «không còn hộ nghèo» is an explicit zero of it.
    zero: bool = False
    # «trên 3 tuyến» may say where, not how many.
    place: bool = False
    # «mỗi tháng», «hằng năm»: a stretch of time.
    duration: bool = False


class CurrencyRow(FormsRow, frozen=True, kw_only=True):
    """A currency as written, with what its form multiplies by («k» is a thousand đồng)."""

    currency: str
    times: str = "1"

    def check(self) -> None:
        super().check()
        _check_number("times", self.times)


class MagnitudeRow(FormsRow, frozen=True, kw_only=True):
    """A word that multiplies: «triệu», «tỷ»."""

    factor: str
    # Words after which the form is something else: «tỷ» before «lệ».
    not_before: list[str] = []
    # Needs a currency or a slash after it: «tr» in «5 tr đồng».
    money_only: bool = False

    def check(self) -> None:
        super().check()
        _check_number("factor", self.factor)


class NumeralRow(FormsRow, frozen=True, kw_only=True):
    """A number word and its part in a spoken number."""

    role: Literal[
        "digit", "after_ten", "ten", "tens", "hundred", "link", "point", "half", "plus_half",
        "vague", "dozen", "double",
    ]  # fmt: skip
    value: str = "0"
    not_before: list[str] = []
    not_after: list[str] = []

    def check(self) -> None:
        super().check()
        _check_number("value", self.value)


class ComparatorRow(FormsRow, frozen=True, kw_only=True):
    """Words beside a figure that bound it."""

    comparator: Literal["eq", "approx", "gt", "lt", "ge", "le"]
    side: Literal["left", "right"] = "left"
    # How far below and above the number the true value may lie, as a share of it.
    under: Decimal = Decimal(0)
    over: Decimal = Decimal(0)


class WordRow(Row, frozen=True, kw_only=True):
    """Words with one part in the grammar of figures, named by the row's `part`.

    Unlike the forms of other rows, a word may play several parts.
    """

    forms: NonEmpty

    part: Literal[
        "stop", "yearly", "zero", "range", "to_level", "date_left", "share_of", "one_left",
        "one_left_any", "one_harmed", "one_right", "size_left", "amount_left", "times_left",
        "date_head", "date_weak", "each_left", "rising", "announced", "list_mark", "part_mark",
        "carried", "shortened", "person_case", "child_case", "of_body", "field", "yielding",
        "loose_range", "paid", "graded", "bare_rate", "in_words", "kind_listed", "act_left",
        "having_left", "worth_left",
    ]  # fmt: skip
    # For `yearly`, `announced` and `bare_rate`: the unit that the form stands for.
    unit: str | None = None
