"""Where a database is: an SQLite file, by its path or as sqlite:///…, or a PostgreSQL server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SQLITE, POSTGRESQL = "sqlite:///", "postgresql://"
# What others write for the same.
SPELLINGS = ("postgresql+psycopg://", "postgres://")
PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^@]*@")
PASSWORD_WORD = re.compile(r"(?<=[?&]password=)[^&]*")


class StoreError(Exception):
    """A database cannot be used as asked; the message says where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Address:
    """A database; as a string it never shows a password."""

    url: str
    path: Path | None = None

    def __str__(self) -> str:
        return str(self.path) if self.path else hide_password(self.url)


def is_url(place: str) -> bool:
    """Whether `place` names a database rather than a file."""
    return place.startswith((SQLITE, POSTGRESQL, *SPELLINGS))


def parse_address(place: str) -> Address:
    """The address that a path or a URL gives; raises StoreError.

    >>> parse_address("sqlite:///kho/figures.db").path
    PosixPath('kho/figures.db')
    """
    for spelling in SPELLINGS:
        if place.startswith(spelling):
            place = POSTGRESQL + place.removeprefix(spelling)
    if place.startswith(POSTGRESQL):
        if find_spec("psycopg") is None:
            raise StoreError("PostgreSQL needs psycopg; pip install 'vnfigures[postgres]'")
        return Address("postgresql+psycopg://" + place.removeprefix(POSTGRESQL))
    if place.startswith(SQLITE):
        return _file(place, place.removeprefix(SQLITE))
    if "://" in place:
        raise StoreError(
            f"{hide_password(place)}: no such kind of database;"
            " give a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"
        )
    return _file(place, place)


def _file(place: str, path: str) -> Address:
    # A file that lives in memory would be gone when the program ends.
    if not path or path == ":memory:":
        raise StoreError(f"{place}: names no file; write sqlite:///figures.db")
    return Address(f"{SQLITE}{path}", Path(path))


def hide_password(url: str) -> str:
    """The URL as it may be shown.

    >>> hide_password("postgresql://an:secret@db/news")
    'postgresql://an:***@db/news'
    """
    shown = PASSWORD_WORD.sub("***", PASSWORD.sub(r"\1:***@", url))
    return shown.replace("+psycopg://", "://", 1)
