"""Rows of checks: how grave each is, what it says, and the numbers and words it is tuned by."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from extractor.rules.row import Row


class CheckRow(Row):
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
    limits: dict[str, Decimal] = Field(default_factory=dict)
    # Words that it looks for, or that silence it.
    lists: dict[str, list[str]] = Field(default_factory=dict)
    # Several articles, each «2023-01-05: text», in which it finds something together.
    series: list[list[str]] = Field(default_factory=list)
    # Several articles in which it must find nothing.
    series_rejects: list[list[str]] = Field(default_factory=list)

    @field_validator("limits", mode="before")
    @classmethod
    def _limits_are_exact(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {name: Decimal(str(limit)) for name, limit in value.items()}

    @model_validator(mode="after")
    def _is_clean(self) -> Self:
        nested = [self.lists.values(), self.series, self.series_rejects]
        plain = [value for value in self.__dict__.values() if isinstance(value, str)]
        lists = [self.examples, self.rejects, *(inner for outer in nested for inner in outer)]
        for text in (*plain, *(text for texts in lists for text in texts)):
            if text != text.strip() or not unicodedata.is_normalized("NFC", text):
                raise ValueError(f"{text!r} has stray blanks or is not NFC")
        return self

    @field_validator("lists")
    @classmethod
    def _lists_are_lower_case(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        for form in (form for forms in value.values() for form in forms):
            if form != form.lower():
                raise ValueError(f"{form!r} must be in lower case: text is compared that way")
        return value
