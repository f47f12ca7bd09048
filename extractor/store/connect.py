"""Engines for both databases, with the settings that make them behave alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from extractor.store.address import SQLITE, Address, StoreError, hide_password

# Seconds that one process waits for another to finish writing the same SQLite file.
PATIENCE = 30


def open_engine(address: Address) -> Engine:
    """An engine that keeps foreign keys and begins transactions when told to."""
    if address.path is None:
        return create_engine(_url(address), pool_pre_ping=True)
    # The path is no URL: a «?» or «%» in a file's name is part of the name.
    engine = create_engine(
        URL.create("sqlite", database=str(address.path)), connect_args={"timeout": PATIENCE}
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _url(address: Address) -> URL:
    try:
        return make_url(address.url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{address}: is no database URL; {hide_password(str(error))}") from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions do not take in changes of the schema; ours do.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Any) -> None:
    # A writer takes its turn at once: two that read first and then write would block each other.
    turn = " IMMEDIATE" if connection.get_execution_options().get("writes") else ""
    connection.exec_driver_sql("BEGIN" + turn)


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turns what the database complains about into a StoreError that says where and why."""
    try:
        yield
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise StoreError(f"{address}: {hide_password(reason)}; {_cure(address, error)}") from error


def _cure(address: Address, error: DBAPIError) -> str:
    if "not a database" in str(error.orig):
        return "give another file"
    if isinstance(error, OperationalError):
        if address.url.startswith(SQLITE):
            return "check path, rights and room on the disk"
        return "check that the server runs and that the URL names user, host and database"
    return "nothing of this batch was written"
