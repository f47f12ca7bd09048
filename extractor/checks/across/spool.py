"""Facts of a whole archive, sorted on disk: memory does not grow with the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from types import TracebackType
from typing import Self, TypeVar

from extractor.checks.across.facts import Fact

T = TypeVar("T")
SCHEMA = """
CREATE TABLE facts (grp TEXT, kind TEXT, day TEXT, article TEXT, size REAL, line TEXT);
CREATE TABLE seats (grp TEXT, day TEXT, article TEXT, name TEXT, line TEXT);
"""
AT_ONCE = 1000
# No more facts of one group are compared with one another than these, the oldest first.
MOST = 5000


class Spool:
    """A temporary database that goes with the process."""

    def __init__(self) -> None:
        # An empty name is SQLite's temporary file: kept in memory only while it is small.
        self._base = sqlite3.connect("")
        self._base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        self._facts: list[tuple[str, str, str, str, float, str]] = []
        self._seats: list[tuple[str, str, str, str, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def add(self, fact: Fact) -> None:
        # The size is only for sorting: values themselves stay exact, in the line.
        sized = fact.status == "actual" and fact.unit != "%"
        sort = f"{fact.indicator}|{fact.unit}|{fact.level}" if sized else ""
        size = float(fact.value)
        day, line = fact.published, fact.dump()
        self._facts.append((fact.group, sort, day, fact.article, size, line))
        if len(self._facts) >= AT_ONCE:
            self._flush()

    def add_seat(self, group: str, fact: tuple[str, str, str], line: str) -> None:
        """A holder: `fact` is day, article and name."""
        self._seats.append((group, *fact, line))
        if len(self._seats) >= AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._base.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)", self._facts)
        self._base.executemany("INSERT INTO seats VALUES (?, ?, ?, ?, ?)", self._seats)
        self._facts, self._seats = [], []

    def groups(self) -> Iterator[list[Fact]]:
        """The facts of each group told more than once, in the order of publication."""
        self._flush()
        query = "SELECT grp, line FROM facts ORDER BY grp, day, article, line"
        yield from _groups(self._base.execute(query), Fact.load)

    def seats(self) -> Iterator[list[str]]:
        """The lines of each seat held more than once, in the order of publication."""
        self._flush()
        query = "SELECT grp, line FROM seats ORDER BY grp, day, article, line"
        yield from _groups(self._base.execute(query), str)

    def outliers(self, least: int, factor: float) -> Iterator[tuple[Fact, float]]:
        """Facts that lie `factor` times above or below the median of their sort, and the median."""
        self._flush()
        self._base.execute("CREATE INDEX IF NOT EXISTS by_kind ON facts (kind, size)")
        sorts = self._base.execute(
            "SELECT kind, count(*) FROM facts WHERE kind != '' AND size > 0"
            " GROUP BY kind HAVING count(*) >= ? ORDER BY kind",
            (least,),
        ).fetchall()
        for kind, count in sorts:
            (median,) = self._base.execute(
                "SELECT size FROM facts WHERE kind = ? AND size > 0 ORDER BY size LIMIT 1 OFFSET ?",
                (kind, count // 2),
            ).fetchone()
            found = self._base.execute(
                "SELECT line FROM facts WHERE kind = ? AND size > 0 AND (size > ? OR size < ?)"
                " ORDER BY day, article, line",
                (kind, median * factor, median / factor),
            )
            yield from ((Fact.load(line), median) for (line,) in found)


def _groups(rows: Iterable[tuple[str, str]], load: Callable[[str], T]) -> Iterator[list[T]]:
    """The lines of each group that has more than one, the first ones of very long groups."""
    for _, members in groupby(rows, key=itemgetter(0)):
        loaded = [load(line) for _, line in islice(members, MOST)]
        if len(loaded) > 1:
            yield loaded
