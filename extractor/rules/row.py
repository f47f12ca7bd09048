"""What every rule row has: an id, its forms, and the examples that prove it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from extractor.text import Span

ID = re.compile(r"[a-z0-9][a-z0-9_.]*")
BRACKET = re.compile(r"\[([^\[\]]+)\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


class Expected(NamedTuple):
    """What an example says must be found: where, and what its description must contain."""

    span: Span
    words: str


class Row(BaseModel):
    """One rule. Subclasses add the fields of their file."""

    # Empty lists are plain defaults, which pydantic copies: of a factory it would first read the
    # signature, and all rows together made every start wait for that.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    # The row's name, unique in its file; rows are kept in order of it.
    id: str
    # For the next linguist: why the row is as it is.
    note: str | None = None
    # Examples are read as if published on this day (ISO), or undated.
    published: str | None = None
    # Sentences with what must be found in them: «Còn [12 hộ](12 hộ) nghèo.»
    examples: list[str] = Field(default=[])
    # Sentences in which the row must find nothing.
    rejects: list[str] = Field(default=[])

    @field_validator("id")
    @classmethod
    def _id_is_plain(cls, value: str) -> str:
        if not ID.fullmatch(value):
            raise ValueError(f"id {value!r} may have only a-z, 0-9, '_' and '.'")
        return value

    @model_validator(mode="after")
    def _is_clean(self) -> Self:
        # One look at the whole row: a validator on every field doubles the time to start.
        for name, value in self.__dict__.items():
            texts = value if isinstance(value, list) else [value] if isinstance(value, str) else ()
            for text in texts:
                if text != text.strip() or not unicodedata.is_normalized("NFC", text):
                    raise ValueError(f"{name}: {text!r} has stray blanks or is not NFC")
        return self


class FormsRow(Row):
    """A rule that is recognised by literal forms, written in lower case."""

    # Words as they stand in text, in lower case; no form may stand in two rows.
    forms: list[str] = Field(min_length=1)

    @field_validator("forms")
    @classmethod
    def _forms_are_lower_case(cls, value: list[str]) -> list[str]:
        for form in value:
            if form != form.lower():
                raise ValueError(f"form {form!r} must be in lower case: text is compared that way")
        return value


def read_example(example: str) -> tuple[str, list[Expected]]:
    """The plain sentence and what must be found in it.

    >>> read_example("Toàn xã còn [1.250 hộ](1250 hộ) nghèo.")
    ('Toàn xã còn 1.250 hộ nghèo.', [Expected(span=Span(start=12, end=20), words='1250 hộ')])
    """
    plain: list[str] = []
    expected: list[Expected] = []
    reached = length = 0
    for match in BRACKET.finditer(example):
        plain += [example[reached : match.start()], match[1]]
        length += match.start() - reached
        expected.append(Expected(Span(length, length + len(match[1])), match[2]))
        length += len(match[1])
        reached = match.end()
    return "".join(plain) + example[reached:], expected
