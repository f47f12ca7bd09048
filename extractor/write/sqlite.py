"""Records in an SQLite file: plain tables, one transaction an article."""

from __future__ import annotations

from errno import EIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    insert,
)
from sqlalchemy.exc import DBAPIError

from extractor.models import ArticleRecord
from extractor.write.partial import partial_path, settle
from extractor.write.rows import (
    DATES,
    FIGURES,
    OFFICIALS,
    POSITIONS,
    Row,
    date_rows,
    figure_rows,
    official_rows,
    position_rows,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _table(metadata: MetaData, name: str, columns: str) -> Table:
    """A table whose rows belong to an article, with columns as `rows` spells them."""
    return Table(
        name,
        metadata,
        Column("article", Integer, ForeignKey("articles.article"), primary_key=True),
        *(
            Column(
                column.rstrip("#*"),
                Integer if column.endswith("#") else Text,
                primary_key="*" in column,
            )
            for column in columns.split()
        ),
    )


METADATA = MetaData()
ARTICLES = Table(
    "articles",
    METADATA,
    # The same text may come twice, from two sources: the id of a text is no key.
    Column("article", Integer, primary_key=True),
    *(Column(name, Text) for name in ("id", "source", "title", "published_at", "publisher")),
    Column("text", Text, nullable=False),
)
TABLES = {
    _table(METADATA, "figures", FIGURES): figure_rows,
    _table(METADATA, "dates", DATES): date_rows,
    _table(METADATA, "officials", OFFICIALS): official_rows,
    _table(METADATA, "positions", POSITIONS): position_rows,
}


def _do_not_wait(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


class SqliteSink:
    """Fills a new database; decimals are text, sums of money also whole đồng (`vnd`)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written = 0
        partial = partial_path(path)
        partial.unlink(missing_ok=True)
        self._engine = create_engine(f"sqlite:///{partial}")
        # The file is new and gets its name at the end: waiting for the disk would protect nothing.
        event.listen(self._engine, "connect", _do_not_wait)
        METADATA.create_all(self._engine)

    def write(self, record: ArticleRecord) -> None:
        self._written += 1
        try:
            with self._engine.begin() as connection:
                self._insert(connection, record)
        except DBAPIError as error:
            raise OSError(EIO, str(error.orig)) from error

    def _insert(self, connection: Connection, record: ArticleRecord) -> None:
        key = {"article": self._written}
        article = record.article.model_dump(exclude={"place"})
        connection.execute(insert(ARTICLES), key | article)
        for table, rows_of in TABLES.items():
            rows: list[Row] = [key | row for row in rows_of(record)]
            if rows:
                connection.execute(insert(table), rows)

    def finish(self) -> None:
        self._engine.dispose()
        settle(self._path)

    def leave(self) -> Path | None:
        self._engine.dispose()
        return partial_path(self._path)
