"""An archive of records in a database: open, save, read back, ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine, RowMapping

from extractor.models import ArticleRecord
from extractor.store import query
from extractor.store.address import Address, StoreError, parse_address
from extractor.store.connect import open_engine, told
from extractor.store.load import load_records
from extractor.store.migrate import State, revision_of, state_of, upgrade
from extractor.store.query import ArticleFilter, ArticleLine, FigureFilter
from extractor.store.run import Run
from extractor.store.save import save_records

AT_ONCE = 100


class Archive:
    """A database of the present schema; `engine` is for those who add tables of their own."""

    def __init__(self, address: Address, engine: Engine) -> None:
        self.address = address
        self.engine = engine

    @classmethod
    def open(cls, place: str | Address, create: bool = False) -> Self:
        """The archive at a path or URL; raises StoreError with the cure.

        With `create`, an empty database gets the tables and a missing SQLite file is made.
        """
        address = parse_address(place) if isinstance(place, str) else place
        if address.path and not create and not address.path.is_file():
            raise StoreError(f"{address}: there is no such database; extract with -o {address}")
        engine = open_engine(address)
        try:
            with told(address):
                _check(address, engine, create)
        except BaseException:
            engine.dispose()
            raise
        return cls(address, engine)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self, records: Iterable[ArticleRecord], run: Run | None = None) -> None:
        """Write records in one transaction: all or none; articles already there are replaced."""
        with self.writing() as connection:
            save_records(connection, records, run)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write."""
        with told(self.address), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database."""
        with told(self.address), self.engine.connect() as connection, connection.begin():
            yield connection

    def record(self, article_id: str) -> ArticleRecord | None:
        """The record of an article, equal to what was written."""
        with self.reading() as connection:
            return next(load_records(connection, [article_id]), None)

    def records(self) -> Iterator[ArticleRecord]:
        """All records, in the order of their ids."""
        with self.reading() as connection:
            ids = query.article_ids(connection)
            for start in range(0, len(ids), AT_ONCE):
                yield from load_records(connection, ids[start : start + AT_ONCE])

    def articles(
        self, wanted: ArticleFilter | None = None, limit: int | None = None, offset: int = 0
    ) -> list[ArticleLine]:
        """The articles that fit, newest first."""
        with self.reading() as connection:
            return query.list_articles(connection, wanted or ArticleFilter(), limit, offset)

    def figures(self, wanted: FigureFilter | None = None) -> Iterator[RowMapping]:
        """The figures that fit, each with its sentence and where it was read."""
        with self.reading() as connection:
            yield from query.find_figures(connection, wanted or FigureFilter())

    def summary(self) -> dict[str, dict[str, int | str | None]]:
        """Numbers of rows, first and last day, and figures and issues by what they are."""
        with self.reading() as connection:
            return query.summarise(connection)

    def count_rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.reading() as connection:
            return query.count_rows(connection)


def upgrade_archive(place: str) -> tuple[str | None, str | None]:
    """Bring a database to the present schema; its revision before and after."""
    address = parse_address(place)
    engine = open_engine(address)
    try:
        with told(address):
            with engine.connect() as connection:
                state, before = state_of(connection), revision_of(connection)
            if state in (State.foreign, State.newer):
                raise StoreError(f"{address}: {FAULTS[state]}")
            upgrade(engine)
            with engine.connect() as connection:
                return before, revision_of(connection)
    finally:
        engine.dispose()


def _check(address: Address, engine: Engine, create: bool) -> None:
    with engine.connect() as connection:
        state = state_of(connection)
    if state is State.empty and create:
        upgrade(engine)
    elif state is not State.current:
        raise StoreError(f"{address}: {FAULTS[state]}")


FAULTS = {
    State.empty: "is an empty database; extract into it, or run vnfigures db upgrade",
    State.foreign: "holds tables of another program under names of ours; give another database",
    State.older: "has the tables of an older version; run vnfigures db upgrade",
    State.newer: "has the tables of a newer version; install a newer vnfigures",
}
