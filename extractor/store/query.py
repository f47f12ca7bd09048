"""Questions to an archive: its articles, its figures, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, or_, select
from sqlalchemy.sql.functions import count

from extractor.store.schema import (
    ARTICLES,
    FIGURES,
    ISSUES,
    OFFICIALS,
    PARTS,
    RUNS,
)

PAGE = 500


class ArticleLine(NamedTuple):
    """An article in a list."""

    id: str
    title: str | None
    source: str | None
    publisher: str | None
    published_at: str | None
    place_name: str | None
    place_code: str | None
    figures: int
    officials: int
    issues: int


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles: all conditions hold; the empty filter takes all."""

    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    # Words of the title, the source or the text.
    words: str | None = None
    # Only articles in which a check found something.
    with_issues: bool = False

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        article = ARTICLES.c
        if self.since:
            yield article.published_on >= self.since
        if self.until:
            yield article.published_on <= self.until
        if self.publisher:
            yield article.publisher == self.publisher
        if self.words:
            columns = (article.title, article.source, article.text)
            yield or_(*(column.contains(self.words, autoescape=True) for column in columns))
        if self.with_issues:
            yield article.id.in_(select(ISSUES.c.article_id))


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Which figures: all conditions hold, each tuple means any of; the empty filter takes all."""

    indicators: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    # Codes or names of places.
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        figure = FIGURES.c
        for column, wanted in (
            (figure.indicator, self.indicators),
            (figure.topic, self.topics),
            (figure.kind, self.kinds),
            (figure.measure, self.measures),
            (figure.status, self.statuses),
            (figure.article_id, self.articles),
        ):
            if wanted:
                yield column.in_(wanted)
        if self.places:
            yield or_(figure.place_code.in_(self.places), figure.place_name.in_(self.places))
        if self.since:
            yield figure.period_end >= self.since
        if self.until:
            yield figure.period_start <= self.until


def list_articles(
    connection: Connection, wanted: ArticleFilter, limit: int | None, offset: int
) -> list[ArticleLine]:
    """The articles, newest first, those without a date last."""
    article = ARTICLES.c
    query = (
        select(
            article.id,
            article.title,
            article.source,
            article.publisher,
            article.published_at,
            article.place_name,
            article.place_code,
            *(_owned(table) for table in (FIGURES, OFFICIALS, ISSUES)),
        )
        .where(*wanted.conditions())
        .order_by(article.published_on.desc().nulls_last(), article.id)
        .limit(limit)
        .offset(offset)
    )
    return [ArticleLine(*row) for row in connection.execute(query)]


def _owned(table: Any) -> ColumnElement[int]:
    return (
        select(count())
        .select_from(table)
        .where(table.c.article_id == ARTICLES.c.id)
        .scalar_subquery()
    )


def find_figures(connection: Connection, wanted: FigureFilter) -> Iterator[RowMapping]:
    """The rows of figures with their sentence and article, in order of article and text."""
    yield from connection.execute(figures_query(wanted)).mappings()


def figures_query(wanted: FigureFilter) -> Select[Any]:
    """All columns of `figures`, `sentence`, and the article's title, source, publisher, date."""
    figure, article = FIGURES.c, ARTICLES.c
    length = figure.sentence_end - figure.sentence_start
    return (
        select(
            FIGURES,
            func.substr(article.text, figure.sentence_start + 1, length).label("sentence"),
            article.title,
            article.source,
            article.publisher,
            article.published_at,
            article.published_on,
        )
        .join_from(FIGURES, ARTICLES, figure.article_id == article.id)
        .where(*wanted.conditions())
        .order_by(figure.article_id, figure.start_char)
    )


def article_ids(connection: Connection) -> list[str]:
    """The ids of all articles, sorted."""
    return list(connection.execute(select(ARTICLES.c.id).order_by(ARTICLES.c.id)).scalars())


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: connection.execute(select(count()).select_from(table)).scalar_one()
        for table in (ARTICLES, *PARTS, RUNS)
    }


def summarise(connection: Connection) -> dict[str, dict[str, int | str | None]]:
    """Numbers of rows, first and last day, and figures and issues by what they are."""
    days = connection.execute(
        select(func.min(ARTICLES.c.published_on), func.max(ARTICLES.c.published_on))
    ).one()
    first, last = (day.isoformat() if day else None for day in days)
    return {
        "rows": dict(count_rows(connection)),
        "published": {"first": first, "last": last},
        "figures by indicator": _tally(connection, FIGURES.c.indicator),
        "issues by code": _tally(connection, ISSUES.c.code),
    }


def _tally(connection: Connection, column: Any) -> dict[str, int | str | None]:
    """How often each value stands in a column, most frequent first."""
    query = select(column, count()).group_by(column).order_by(count().desc(), column.nulls_last())
    return {value or "none": number for value, number in connection.execute(query)}
