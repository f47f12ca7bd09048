"""Rows of `references.toml` and `reference_tails.toml`: numerals that count nothing."""

from __future__ import annotations

from typing import Literal

from extractor.rules.row import FormsRow

Kind = Literal[
    "document", "ordinal", "name", "contact", "chrome", "model", "age", "clock", "score", "list",
    "other",
]  # fmt: skip


class ReferenceRow(FormsRow, frozen=True, kw_only=True):
    """Words that make the numeral beside them a name, a document, an ordinal, …

    `shape` says what stands beside the form: `number` («thôn 5», «tổ số 3, 4 và 7»), `code`
    («Nghị quyết số 13/2017/NQ-HĐND»), `ordinal` («lần thứ 2»), `amount` (the form, then a number
    whose unit belongs to it: «kỷ niệm 79 năm»), `contact` («điện thoại: 0218 3909 192»), `line`
    (all that follows on the line: an address), `clock` («lúc 8 giờ 30»), `base` (a number with its
    unit that others are counted per: «cứ 100 học sinh»), `milestone` («Km 25+300»), `scale`
    («1/500»), `named` (a name in capitals, then its number: «cầu Rạch Chanh 2»), `literal` (the
    form itself).
    """

    kind: Kind
    shape: Literal[
        "number", "code", "ordinal", "amount", "contact", "line", "clock", "base", "milestone",
        "scale", "named", "literal",
    ]  # fmt: skip
    # The numeral counts after all when such a unit follows it: any unit, a `thing` only («thôn 5
    # hộ», but «thôn 5 người dân …»), or a measure, money or per cent only («chương trình 135
    # triệu đồng», but «Quốc lộ 6 đoạn …»).
    gives_way: Literal["never", "measure", "thing", "unit"] = "never"
    # The form stays outside the reference: «kỷ niệm [79 năm]».
    outside: bool = False
    # Of «12 lớp 10» the form is counted, and only the number after it names something.
    counted: bool = False
    # Over 2 it outranks dates, over 1 figures.
    priority: int = 3
    # Words before the form after which it is none: «các», «mỗi».
    not_after: list[str] = []


class ReferenceTailRow(FormsRow, frozen=True, kw_only=True):
    """Words that make the number before them a reference: «504 lượt xem», «46 tuổi»."""

    kind: Kind
    # Words before the number after which it is none.
    not_after: list[str] = []
    # How the form begins that belongs to the reference: «79 năm» of «79 năm ngày thành lập».
    only: str | None = None
    # Larger numbers count: «4 tại chỗ» is a motto, «40 tại chỗ» is not.
    below: int | None = None
