"""Numerals as values: digits with dots and commas, and numbers in words."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from extractor.rules.rows_quantities import NumeralRow

NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
# Longer runs are serial numbers, not amounts.
LONGEST = 24
# «1000.000 đồng» lost the mark before its first thousand.
LOST_MARK = re.compile(r"[1-9]\d{3,}\.000")
SYLLABLE = re.compile(r"[^\W\d_]+")


def parse_number(text: str, countable: bool = False) -> Decimal:
    """Read a Vietnamese numeral: dots group thousands, a comma marks decimals.

    A lone dot before any but three digits is a decimal point («2.5 tỷ»). Of `countable` things
    there are no fractions in thousandths, so a comma before three digits groups («14,917 hộ»).

    >>> parse_number("1.250,5"), parse_number("2.5"), parse_number("14,917", countable=True)
    (Decimal('1250.5'), Decimal('2.5'), Decimal('14917'))
    """
    if not NUMERAL.fullmatch(text) or len(text) > LONGEST:
        raise ValueError(f"{text!r} is not a Vietnamese numeral; write 12,5 or 12.500")
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return Decimal(text)
    if dots and commas:
        return _mixed(text)
    mark = "." if dots else ","
    groups = text.split(mark)
    if mark == "." and len(groups) == 2 and LOST_MARK.fullmatch(text):
        return Decimal("".join(groups))
    if _grouped(groups) and (mark == "." or len(groups) > 2 or countable):
        return Decimal("".join(groups))
    if len(groups) == 2:
        return Decimal(".".join(groups))
    raise ValueError(f"{text!r} has {len(groups)} groups, not all of three digits")


def _mixed(text: str) -> Decimal:
    """«41.818,8», or «1,234.5» as English writes it: the last mark is the decimal one."""
    last, other = (",", ".") if text.rfind(",") > text.rfind(".") else (".", ",")
    whole, _, fraction = text.rpartition(last)
    if last in whole or not _grouped(whole.split(other)):
        raise ValueError(f"{text!r} mixes dots and commas in no known way")
    return Decimal(f"{whole.replace(other, '')}.{fraction}")


def _grouped(groups: list[str]) -> bool:
    first, *rest = groups
    return 0 < len(first) <= 3 and first != "0" and all(len(group) == 3 for group in rest)


class Spoken(Struct, frozen=True):
    """A number in words, with where its words end and whether it ends in «phẩy …»."""

    value: Decimal
    end: int
    words: int


class Word(Struct, frozen=True):
    """What one number word means."""

    rule: str
    role: str
    value: Decimal
    not_before: frozenset[str]
    not_after: frozenset[str]


class SpokenNumerals:
    """Reads numbers below a thousand in words; magnitudes are the amounts' business."""

    def __init__(self, rows: tuple[NumeralRow, ...]) -> None:
        self.words = {
            form: Word(
                row.id,
                row.role,
                Decimal(row.value),
                frozenset(row.not_before),
                frozenset(row.not_after),
            )
            for row in rows
            for form in row.forms
        }

    def read(self, low: str, start: int) -> Spoken | None:
        """The number in words at `start`, as far as it goes; None where there is none.

        «một trăm hai mươi ba phẩy hai» reads as 123.2.
        """
        whole = self._below_thousand(low, start)
        if whole is None:
            return None
        mark = self._next(low, whole.end)
        if mark and mark[0].role == "point":
            return self._fraction(low, whole, mark[1])
        return whole

    def _fraction(self, low: str, whole: Spoken, at: int) -> Spoken:
        tail = self._below_thousand(low, at + (low[at : at + 1] == " "))
        if tail is None:
            return whole
        value = Decimal(f"{whole.value}.{tail.value}")
        return Spoken(value, tail.end, whole.words + tail.words + 1)

    def _below_thousand(self, low: str, start: int) -> Spoken | None:
        small = self._below_hundred(low, start)
        if small is None or small.value > 9:
            return small
        step = self._next(low, small.end)
        if not step or step[0].role != "hundred":
            return small
        hundreds = Spoken(small.value * 100, step[1], small.words + 1)
        return self._after_hundred(low, hundreds)

    def _after_hundred(self, low: str, hundreds: Spoken) -> Spoken:
        step = self._next(low, hundreds.end)
        if step is None:
            return hundreds
        word, end = step
        if word.role == "link" or (word.role == "after_ten" and not word.value):
            unit = self._next(low, end)
            if unit and unit[0].role in ("digit", "after_ten"):
                return Spoken(hundreds.value + unit[0].value, unit[1], hundreds.words + 2)
            return hundreds
        if word.role not in ("digit", "ten"):
            return hundreds
        rest = self._below_hundred(low, end - len(_word_before(low, end)))
        # «một trăm năm» is not finished: 105 is «một trăm linh năm», and 150 is «trăm rưỡi».
        if rest is None or rest.value < 10:
            return hundreds
        return Spoken(hundreds.value + rest.value, rest.end, hundreds.words + rest.words)

    def _below_hundred(self, low: str, start: int) -> Spoken | None:
        match = SYLLABLE.match(low, start)
        word = self.words.get(match.group()) if match else None
        if match is None or word is None or word.role not in ("digit", "ten"):
            return None
        first = Spoken(word.value, match.end(), 1)
        step = self._next(low, first.end)
        if step is None:
            return first
        if word.role == "ten":
            return self._with_unit(first, step)
        if step[0].role == "tens":
            tens = Spoken(first.value * 10, step[1], 2)
            unit = self._next(low, tens.end)
            return self._with_unit(tens, unit) if unit else tens
        if step[0].role == "after_ten" and step[0].value:
            return Spoken(first.value * 10 + step[0].value, step[1], 2)
        return first

    @staticmethod
    def _with_unit(tens: Spoken, step: tuple[Word, int]) -> Spoken:
        word, end = step
        if word.role in ("digit", "after_ten") and 0 < word.value < 10:
            return Spoken(tens.value + word.value, end, tens.words + 1)
        return tens

    def _next(self, low: str, end: int) -> tuple[Word, int] | None:
        """The number word after one blank, with its end."""
        if low[end : end + 1] != " ":
            return None
        match = SYLLABLE.match(low, end + 1)
        word = self.words.get(match.group()) if match else None
        return (word, match.end()) if match and word else None


def _word_before(low: str, end: int) -> str:
    """The run of letters that ends at `end`."""
    start = end
    while start and low[start - 1].isalpha():
        start -= 1
    return low[start:end]
