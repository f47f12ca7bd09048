"""What every rule row has: an id, its forms, and the examples that prove it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from extractor.text import Span

ID = re.compile(r"[a-z0-9][a-z0-9_.]*")
BRACKET = re.compile(r"\[([^\[\]]+)\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


class Expected(NamedTuple):
    """What an example says must be found: where, and what its description must contain."""

    span: Span
    words: str


# A list that must not be empty.
NonEmpty = Annotated[list[str], Meta(min_length=1)]


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule. Subclasses add the fields of their file."""

    # The row's name, unique in its file; rows are kept in order of it.
    id: str
    # For the next linguist: why the row is as it is.
    note: str | None = None
    # Examples are read as if published on this day (ISO), or undated.
    published: str | None = None
    # Sentences with what must be found in them: «Còn [12 hộ](12 hộ) nghèo.»
    examples: list[str] = []
    # Sentences in which the row must find nothing.
    rejects: list[str] = []

    def check(self) -> None:
        """Raises ValueError for what the types of the fields do not tell."""
        if not ID.fullmatch(self.id):
            raise ValueError(f"id {self.id!r} may have only a-z, 0-9, '_' and '.'")
        for name in self.__struct_fields__:
            _check_clean(name, _texts(getattr(self, name)))


class FormsRow(Row, frozen=True, kw_only=True):
    """A rule that is recognised by literal forms, written in lower case."""

    # Words as they stand in text, in lower case; no form may stand in two rows.
    forms: NonEmpty

    def check(self) -> None:
        super().check()
        check_lower_case("forms", self.forms)


def check_lower_case(field: str, forms: Iterable[str]) -> None:
    """Raises ValueError for a form that could never be met: text is compared in lower case."""
    if wrong := [form for form in forms if form != form.lower()]:
        raise ValueError(
            f"field {field}: {wrong[0]!r} must be in lower case: text is compared that way"
        )


def _check_clean(field: str, texts: list[str]) -> None:
    # A field is looked at as a whole: there are tens of thousands of texts.
    stripped = [text.strip() for text in texts]
    if stripped == texts and unicodedata.is_normalized("NFC", "\n".join(texts)):
        return
    for text in texts:
        if text != text.strip() or not unicodedata.is_normalized("NFC", text):
            raise ValueError(f"field {field}: {text!r} has stray blanks or is not NFC")


def _texts(value: object) -> list[str]:
    """All texts of a field, however deep they lie in it."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        flat = not value or isinstance(value[0], str)
        return value if flat else [text for inner in value for text in _texts(inner)]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    return []


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
