"""Rows of checks: how grave each is, what it says, and the numbers and words it is tuned by."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extractor.rules.row import Row, check_lower_case


class CheckRow(Row, frozen=True, kw_only=True):
    """One check of what articles say; its code in records is the id in capitals.

    An example marks every figure (or stretch) that the finding names: «Có [8 hộ](C1) nghèo, trong
    đó [9 hộ](C1) người già.» A reject is a text in which the check finds nothing.
    """

    # What is wrong, in a few words, in Vietnamese and in English.
    title: str
    title_en: str
    # How sure one can be that the article is wrong; figures that are only about right lower it.
    severity: Literal["info", "warning", "error"]
    # One sentence for the reader; the names in braces are filled with the finding's figures.
    message: str
    message_en: str
    # Whether it compares articles with one another.
    across: bool = False
    # Numbers that it is tuned by: distances in letters, days, shares.
    limits: dict[str, Decimal] = {}
    # Words that it looks for, or that silence it.
    lists: dict[str, list[str]] = {}
    # Several articles, each «2023-01-05: text», in which it finds something together.
    series: list[list[str]] = []
    # Several articles in which it must find nothing.
    series_rejects: list[list[str]] = []

    def check(self) -> None:
        super().check()
        for name, forms in self.lists.items():
            check_lower_case(f"lists.{name}", forms)
