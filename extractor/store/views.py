"""Views that an analyst would want; they are code, not history, and made anew at each upgrade."""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Select,
    and_,
    cast,
    distinct,
    func,
    inspect,
    not_,
    or_,
    select,
    text,
)

from extractor.store.schema import ARTICLES, FIGURES, OFFICIALS, POSITIONS

# Words before an office that its holder no longer has.
FORMER = ("nguyên ", "Nguyên ", "cựu ", "Cựu ")


def _sentence() -> ColumnElement[str]:
    """The words of the figure's sentence."""
    start, end = FIGURES.c.sentence_start, FIGURES.c.sentence_end
    return func.substr(ARTICLES.c.text, start + 1, end - start)


def observations() -> Select[tuple[object, ...]]:
    """Place × period × indicator × value, with where it was read."""
    figure, article = FIGURES.c, ARTICLES.c
    return (
        select(
            figure.indicator,
            figure.place_code,
            figure.place_name,
            figure.place_level,
            figure.period_start,
            figure.period_end,
            figure.as_of,
            figure.value,
            figure.value_max,
            # For sorting and plots; the exact value is beside it.
            cast(figure.value, Double).label("value_float"),
            figure.vnd,
            figure.unit,
            figure.per,
            figure.measure,
            figure.direction,
            figure.status,
            figure.comparator,
            figure.certainty,
            figure.subject,
            figure.part_of,
            figure.text.label("quote"),
            _sentence().label("sentence"),
            article.title,
            article.source,
            article.publisher,
            article.published_on,
            figure.article_id,
            figure.id.label("figure_id"),
            figure.start_char,
            figure.end_char,
        )
        .join_from(FIGURES, ARTICLES, figure.article_id == article.id)
        .where(figure.indicator.is_not(None), figure.value.is_not(None))
    )


def officials_in_office() -> Select[tuple[object, ...]]:
    """Person, title, unit, and the first and last day of publication that shows them so."""
    person, office, article = OFFICIALS.c, POSITIONS.c, ARTICLES.c
    former = or_(*(func.substr(office.text, 1, len(word)) == word for word in FORMER))
    known = (
        person.name,
        office.title,
        office.organization,
        office.level,
        office.place_name,
        office.place_code,
    )
    return (
        select(
            *known,
            func.min(article.published_on).label("first_seen"),
            func.max(article.published_on).label("last_seen"),
            func.count(distinct(article.id)).label("articles"),
        )
        .join_from(
            OFFICIALS,
            POSITIONS,
            and_(person.article_id == office.article_id, person.id == office.official_id),
        )
        .join(ARTICLES, article.id == person.article_id)
        .where(not_(former))
        .group_by(*known)
    )


VIEWS = {"observations": observations, "officials_in_office": officials_in_office}


def create_views(connection: Connection) -> None:
    """Make the views on tables of the present schema."""
    for name, query in VIEWS.items():
        sql = query().compile(connection, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {sql}")


def drop_views(connection: Connection) -> None:
    """Remove what views of ours there are."""
    present = inspect(connection).get_view_names()
    for name in VIEWS.keys() & set(present):
        connection.execute(text(f"DROP VIEW {name}"))
