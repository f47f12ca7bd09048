"""Figures of many articles: in a table, by indicator over time, and people by their offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, Double, Select, and_, cast, distinct, func, select
from sqlalchemy.sql.functions import count

from extractor.models import Figure
from extractor.review.listing import OPENING, Order
from extractor.review.search import conditions_on
from extractor.store.load import figure_fields
from extractor.store.query import FigureFilter, figures_query
from extractor.store.schema import ARTICLES, FIGURES, MENTIONS, OFFICIALS, POSITIONS

ANY_FIGURE: TypeAdapter[Figure] = TypeAdapter(Figure)
SPAN = {"start_char": "start", "end_char": "end"}
SORTS: dict[str, Any] = {
    "text": FIGURES.c.start_char,
    "value": cast(FIGURES.c.value, Double),
    "indicator": FIGURES.c.indicator,
    "place": FIGURES.c.place_name,
    "period": FIGURES.c.period_end,
    "status": FIGURES.c.status,
    "measure": FIGURES.c.measure,
    "published": ARTICLES.c.published_on,
    "title": ARTICLES.c.title,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with where it was read."""

    figure: Figure
    article_id: str
    sentence: str
    title: str | None
    source: str | None
    publisher: str | None
    published_at: str | None
    # How the article begins: its headline, where nobody gave its title.
    opening: str = ""


def find(
    connection: Connection, wanted: FigureFilter, order: Order, limit: int, offset: int
) -> tuple[list[Found], int]:
    """The figures that fit, and how many there are in all."""
    opening = func.substr(ARTICLES.c.text, 1, OPENING).label("opening")
    query = figures_query(wanted).add_columns(opening).order_by(None)
    total = connection.execute(
        select(count()).select_from(FIGURES).where(*wanted.conditions())
    ).scalar_one()
    if order.by in SORTS:
        by = SORTS[order.by]
        query = query.order_by((by.desc() if order.down else by.asc()).nulls_last())
    query = query.order_by(FIGURES.c.article_id, FIGURES.c.start_char)
    return list(_found(connection, query.limit(limit).offset(offset))), total


def _found(connection: Connection, query: Select[Any]) -> Iterator[Found]:
    columns = [column.name for column in FIGURES.c if column.name != "article_id"]
    for row in connection.execute(query).mappings():
        fields = figure_fields({SPAN.get(name, name): row[name] for name in columns})
        yield Found(
            ANY_FIGURE.validate_python(fields),
            row["article_id"],
            row["sentence"],
            row["title"],
            row["source"],
            row["publisher"],
            row["published_at"],
            row["opening"],
        )


class IndicatorLine(NamedTuple):
    """An indicator, how often it was read, where and when."""

    id: str
    figures: int
    places: int
    first: date | None
    last: date | None


def list_indicators(connection: Connection) -> list[IndicatorLine]:
    """All indicators that were read, the commonest first."""
    figure = FIGURES.c
    query = (
        select(
            figure.indicator,
            count(),
            count(distinct(figure.place_name)),
            func.min(figure.period_start),
            func.max(figure.period_end),
        )
        .where(figure.indicator.is_not(None))
        .group_by(figure.indicator)
        .order_by(count().desc(), figure.indicator)
    )
    return [IndicatorLine(*row) for row in connection.execute(query)]


class PersonLine(NamedTuple):
    """A name, and when and how often it was read."""

    name: str
    articles: int
    first: date | None
    last: date | None


def list_people(
    connection: Connection, words: str, limit: int, offset: int
) -> tuple[list[PersonLine], int]:
    """People who hold an office in some article, by name."""
    person, article = OFFICIALS.c, ARTICLES.c
    where = [person.role == "mentioned"]
    if words:
        where += conditions_on(person.name, words, connection.dialect.name)
    query = (
        select(
            person.name,
            count(distinct(person.article_id)),
            func.min(article.published_on),
            func.max(article.published_on),
        )
        .join_from(OFFICIALS, ARTICLES, person.article_id == article.id)
        .where(*where)
        .group_by(person.name)
        .order_by(count(distinct(person.article_id)).desc(), person.name)
    )
    total = connection.execute(select(count(distinct(person.name))).where(*where)).scalar_one()
    return [
        PersonLine(*row) for row in connection.execute(query.limit(limit).offset(offset))
    ], total


class OfficeLine(NamedTuple):
    """An office of a person as one article has it; `office` is None where it names none."""

    office: str | None
    organization: str | None
    level: str | None
    place: str | None
    article_id: str
    official_id: str
    title: str | None
    published_at: str | None
    published_on: date | None
    at: int | None


def offices_of(connection: Connection, name: str) -> list[OfficeLine]:
    """Every office of a name in every article, earliest first."""
    person, office, article = OFFICIALS.c, POSITIONS.c, ARTICLES.c
    same = and_(person.article_id == office.article_id, person.id == office.official_id)
    at = (
        select(func.min(MENTIONS.c.start_char))
        .where(MENTIONS.c.article_id == person.article_id, MENTIONS.c.official_id == person.id)
        .scalar_subquery()
    )
    query = (
        select(
            office.text,
            office.organization,
            office.level,
            office.place_name,
            person.article_id,
            person.id,
            article.title,
            article.published_at,
            article.published_on,
            at,
        )
        .join_from(OFFICIALS, ARTICLES, person.article_id == article.id)
        .outerjoin(POSITIONS, same)
        .where(person.name == name)
        .order_by(article.published_on.asc().nulls_last(), person.article_id, office.number)
    )
    return [OfficeLine._make(row) for row in connection.execute(query)]
