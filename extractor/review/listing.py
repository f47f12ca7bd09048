"""Articles by what they hold: the conditions of the first page and of the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlalchemy.sql.functions import count

from extractor.review.search import holds_word, split_words
from extractor.store.schema import ARTICLES, FIGURES, ISSUES, UNREAD

LONGEST_HEADLINE = 200
# As much of a text as may hold its headline and a letter more.
OPENING = 240


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles: all conditions hold; the empty one takes all."""

    words: str = ""
    place: str = ""
    year: int | None = None
    indicator: str = ""
    severity: str = ""
    unread: bool = False

    def conditions(self, dialect: str) -> Iterator[ColumnElement[bool]]:
        article, figure = ARTICLES.c, FIGURES.c
        for word in split_words(self.words):
            yield or_(*(holds_word(one, word, dialect) for one in (article.title, article.text)))
        if self.place:
            here = or_(figure.place_name == self.place, figure.place_code == self.place)
            yield or_(
                article.place_name == self.place,
                article.place_code == self.place,
                article.id.in_(select(figure.article_id).where(here)),
            )
        if self.year:
            yield article.published_on.between(date(self.year, 1, 1), date(self.year, 12, 31))
        if self.indicator:
            found = select(figure.article_id).where(figure.indicator == self.indicator)
            yield article.id.in_(found)
        if self.severity:
            issue = ISSUES.c
            yield article.id.in_(select(issue.article_id).where(issue.severity == self.severity))
        if self.unread:
            yield article.id.in_(select(UNREAD.c.article_id))


class Line(NamedTuple):
    """An article in the list."""

    id: str
    title: str | None
    source: str | None
    publisher: str | None
    published_at: str | None
    place_name: str | None
    figures: int
    issues: int
    unread: int
    opening: str = ""

    @property
    def name(self) -> str | None:
        """The title, or the headline that the text begins with."""
        return self.title or headline(self.opening) or self.source


SORTS: dict[str, Any] = {
    "date": ARTICLES.c.published_on,
    "title": ARTICLES.c.title,
    "place": ARTICLES.c.place_name,
}


class Order(NamedTuple):
    """By which column, and which end first."""

    by: str
    down: bool = False


def list_articles(
    connection: Connection, wanted: Wanted, order: Order, limit: int, offset: int
) -> tuple[list[Line], int]:
    """The articles that fit, and how many there are in all."""
    article = ARTICLES.c
    where = list(wanted.conditions(connection.dialect.name))
    known = (article.id, article.title, article.source, article.publisher, article.published_at)
    owned = {name: _owned(table) for name, table in
             (("figures", FIGURES), ("issues", ISSUES), ("unread", UNREAD))}  # fmt: skip
    by = SORTS.get(order.by, owned.get(order.by, article.published_on))
    query = (
        select(
            *known,
            article.place_name,
            *(one.label(name) for name, one in owned.items()),
            func.substr(article.text, 1, OPENING),
        )
        .where(*where)
        .order_by((by.desc() if order.down else by.asc()).nulls_last(), article.id)
        .limit(limit)
        .offset(offset)
    )
    total = connection.execute(select(count()).select_from(ARTICLES).where(*where)).scalar_one()
    return [Line._make(row) for row in connection.execute(query)], total


def headline(text: str) -> str | None:
    """The first line of an article that has others, if it is no longer than headlines are.

    >>> headline("Xã A giảm nghèo\\nNgày 5/3, ...")
    'Xã A giảm nghèo'
    """
    first, _, rest = text.strip().partition("\n")
    return first.strip() if rest and 0 < len(first) <= LONGEST_HEADLINE else None


def _owned(table: Any) -> Any:
    owned = table.c.article_id == ARTICLES.c.id
    return select(count()).select_from(table).where(owned).scalar_subquery()


class Choice(NamedTuple):
    """A value that a filter may take, and how many rows have it."""

    value: str
    number: int


def choices(connection: Connection, column: Any, limit: int = 40) -> list[Choice]:
    """The commonest values of a column."""
    query = (
        select(column, count())
        .where(column.is_not(None))
        .group_by(column)
        .order_by(count().desc(), column)
        .limit(limit)
    )
    return [Choice(str(value), number) for value, number in connection.execute(query)]


def years(connection: Connection) -> list[int]:
    """The years in which articles were published, latest first."""
    year = func.substr(ARTICLES.c.published_at, 1, 4)
    query = select(year).where(ARTICLES.c.published_at.is_not(None)).distinct()
    return sorted(
        (int(y) for y in connection.execute(query).scalars() if y.isdigit()), reverse=True
    )


def texts_of(connection: Connection, ids: list[str]) -> dict[str, str]:
    """The texts of articles."""
    query = select(ARTICLES.c.id, ARTICLES.c.text).where(ARTICLES.c.id.in_(ids))
    return {row.id: row.text for row in connection.execute(query)}
