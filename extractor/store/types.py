"""Column types that hold the same values exactly on SQLite and PostgreSQL."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Dialect, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

# PostgreSQL's text holds no NUL, and SQLite's functions stop at one. Its stand-in is a code point
# that Unicode keeps for a program's own use; it is one for one, so that offsets stay true.
NUL, STAND_IN = "\x00", "\ufdd0"


class ExactDecimal(TypeDecorator[Decimal]):
    """Every digit as written: NUMERIC on PostgreSQL, text on SQLite, whose NUMERIC is a float."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        exact = Numeric() if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(exact)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Words(TypeDecorator[str]):
    """Text of any kind; a NUL is kept as its stand-in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return without_nul(value) if value else value

    def process_literal_param(self, value: str | None, dialect: Dialect) -> str:
        return without_nul(value or "")


class WordList(TypeDecorator[list[str]]):
    """A list of strings as JSON, which both databases can look into."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        form = JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(form(none_as_null=True))

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> list[str] | None:
        return None if value is None else [without_nul(word) for word in value]


def without_nul(text: str) -> str:
    """The text with stand-ins for its NULs."""
    return text.replace(NUL, STAND_IN)
