"""Records into the tables: what an article had there before is replaced, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from extractor.models import ArticleRecord
from extractor.store.merge import Known, join, known_of
from extractor.store.rows import Row, article_row, rows_of
from extractor.store.run import Run
from extractor.store.schema import ARTICLES, PARTS, RUNS

# SQLite before 3.32 takes at most 999 values in a statement.
MOST_IDS = 500
WRITERS = 0x766E666967  # «vnfig»: the lock that writers of one PostgreSQL database share


def save_records(
    connection: Connection, records: Iterable[ArticleRecord], run: Run | None = None
) -> None:
    """Insert records, replacing those of the same article; the caller's transaction holds it."""
    if connection.dialect.name == "postgresql":
        # One writer at a time, as on SQLite: what is stored decides what is written.
        connection.execute(select(func.pg_advisory_xact_lock(WRITERS)))
    records = list(records)
    stored = _stored(connection, [record.article.id for record in records])
    kept, chosen = _choose(records, stored)
    if run is not None:
        _upsert(connection, RUNS, [run.row()])
    _replace(connection, kept, chosen, run)
    for key in sorted(kept.keys() - chosen.keys()):
        if kept[key].mirrors != stored[key].mirrors:
            mirrors = list(kept[key].mirrors)
            connection.execute(update(ARTICLES).where(ARTICLES.c.id == key).values(mirrors=mirrors))


def _choose(
    records: Sequence[ArticleRecord], stored: dict[str, Known]
) -> tuple[dict[str, Known], dict[str, ArticleRecord]]:
    """What is known of each article's sources now, and the records to write."""
    kept: dict[str, Known] = {}
    chosen: dict[str, ArticleRecord] = {}
    for record in records:
        key, now = record.article.id, known_of(record.article)
        before = kept.get(key) or stored.get(key)
        kept[key], taken = join(before, now) if before else (now, True)
        if taken:
            chosen[key] = record
    return kept, chosen


def _stored(connection: Connection, ids: Sequence[str]) -> dict[str, Known]:
    found = ARTICLES.c
    wanted = (found.id, found.source, found.published_at, found.title, found.mirrors)
    known = {}
    for chunk in _chunks(ids):
        query = select(*wanted).where(found.id.in_(chunk))
        for key, source, published, title, mirrors in connection.execute(query):
            known[key] = Known(source, published, title, tuple(mirrors))
    return known


def _replace(
    connection: Connection,
    kept: dict[str, Known],
    chosen: dict[str, ArticleRecord],
    run: Run | None,
) -> None:
    run_id = run.id if run else None
    articles: list[Row] = []
    rows: dict[str, list[Row]] = defaultdict(list)
    for key in sorted(chosen):
        own = {"mirrors": list(kept[key].mirrors), "run_id": run_id}
        articles.append(article_row(chosen[key].article) | own)
        for name, found in rows_of(chosen[key]):
            rows[name] += found
    # The article's own row stays: what others keep about it hangs on it.
    _upsert(connection, ARTICLES, articles)
    for chunk in _chunks(sorted(chosen)):
        for table in reversed(PARTS):
            connection.execute(delete(table).where(table.c.article_id.in_(chunk)))
    for table in PARTS:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def _upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if not rows:
        return
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    changed = {column.name: statement.excluded[column.name] for column in table.c}
    del changed["id"]
    statement = statement.on_conflict_do_update(index_elements=["id"], set_=changed)
    connection.execute(statement, rows)


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(ids), MOST_IDS):
        yield ids[start : start + MOST_IDS]
