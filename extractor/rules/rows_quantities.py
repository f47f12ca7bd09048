"""Rows of the files that numbers, units and comparators are read with."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, field_validator

from extractor.rules.row import FormsRow, Row


def _check_number(value: str) -> str:
    try:
        Decimal(value)
    except ArithmeticError as error:
        raise ValueError(f"{value!r} is not a plain number such as 1000 or 0.5") from error
    return value


class UnitRow(FormsRow):
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


class CurrencyRow(FormsRow):
    """A currency as written, with what its form multiplies by («k» is a thousand đồng)."""

    currency: str
    times: str = "1"

    _number = field_validator("times")(_check_number)


class MagnitudeRow(FormsRow):
    """A word that multiplies: «triệu», «tỷ»."""

    factor: str
    # Words after which the form is something else: «tỷ» before «lệ».
    not_before: list[str] = Field(default=[])
    # Needs a currency or a slash after it: «tr» in «5 tr đồng».
    money_only: bool = False

    _number = field_validator("factor")(_check_number)


class NumeralRow(FormsRow):
    """A number word and its part in a spoken number."""

    role: Literal[
        "digit", "after_ten", "ten", "tens", "hundred", "link", "point", "half", "plus_half",
        "vague", "dozen", "double",
    ]  # fmt: skip
    value: str = "0"
    not_before: list[str] = Field(default=[])
    not_after: list[str] = Field(default=[])

    _number = field_validator("value")(_check_number)


class ComparatorRow(FormsRow):
    """Words beside a figure that bound it."""

    comparator: Literal["eq", "approx", "gt", "lt", "ge", "le"]
    side: Literal["left", "right"] = "left"
    # How far below and above the number the true value may lie, as a share of it.
    under: Decimal = Field(default=Decimal(0), strict=False)
    over: Decimal = Field(default=Decimal(0), strict=False)


class WordRow(Row):
    """Words with one part in the grammar of figures, named by the row's `part`.

    Unlike the forms of other rows, a word may play several parts.
    """

    forms: list[str] = Field(min_length=1)

    part: Literal[
        "stop", "yearly", "zero", "range", "to_level", "date_left", "share_of", "one_left",
        "one_left_any", "one_harmed", "one_right", "size_left", "amount_left", "times_left",
        "date_head", "date_weak", "each_left", "rising", "announced", "list_mark", "part_mark",
        "carried", "shortened", "person_case",
    ]  # fmt: skip
    # For `yearly` and `announced`: the unit that the form stands for.
    unit: str | None = None
