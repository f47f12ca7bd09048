"""Records read back from the tables, as they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from extractor.article import article_id
from extractor.models import ArticleRecord
from extractor.store import schema
from extractor.store.types import NUL, STAND_IN

Row = dict[str, Any]
# The column that gives the record's order.
ORDER = {
    schema.FIGURES: ("start_char",),
    schema.DATES: ("start_char",),
    schema.OFFICIALS: ("number",),
    schema.POSITIONS: ("official_id", "number"),
    schema.MENTIONS: ("official_id", "number"),
    schema.REFERENCES: ("number",),
    schema.UNREAD: ("number",),
    schema.ISSUES: ("number",),
    schema.ISSUE_FIGURES: ("issue", "number"),
}
SPAN = {"start_char": "start", "end_char": "end"}
PLACE = ("place_name", "place_level", "place_code")


def load_records(connection: Connection, ids: Sequence[str]) -> Iterator[ArticleRecord]:
    """The records of these articles that there are, in the order of `ids`."""
    articles = schema.ARTICLES
    found = {
        row["id"]: dict(row)
        for row in connection.execute(select(articles).where(articles.c.id.in_(ids))).mappings()
    }
    parts = {table: _by_article(connection, table, ids) for table in schema.PARTS}
    for key in ids:
        if key in found:
            rows = {table: of_article.get(key, []) for table, of_article in parts.items()}
            yield ArticleRecord.model_validate(_with_nul(_record(found[key], rows)))


def _by_article(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, list[Row]]:
    query = select(table).where(table.c.article_id.in_(ids))
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in connection.execute(
        query.order_by(*(table.c[name] for name in ORDER[table]))
    ).mappings():
        fields = {SPAN.get(name, name): value for name, value in row.items()}
        rows[fields.pop("article_id")].append(fields)
    return rows


def _record(article: Row, rows: dict[Table, list[Row]]) -> Row:
    del article["published_on"], article["run_id"]
    return {
        "article": _placed(article),
        "figures": [figure_fields(row) for row in rows[schema.FIGURES]],
        "dates": rows[schema.DATES],
        "officials": _officials(rows),
        "references": [_numberless(row) for row in rows[schema.REFERENCES]],
        "unread": [_numberless(row) for row in rows[schema.UNREAD]],
        "issues": _issues(rows),
    }


def figure_fields(row: Row) -> Row:
    """A row of figures, its owner taken away, as the record has it."""
    period = {"start": row.pop("period_start"), "end": row.pop("period_end")}
    as_of = row.pop("as_of")
    baseline = {
        "kind": row.pop("baseline"),
        "start": row.pop("baseline_start"),
        "end": row.pop("baseline_end"),
    }
    sentence = {"start": row.pop("sentence_start"), "end": row.pop("sentence_end")}
    del row["vnd"], row["vnd_max"]
    return _placed(row) | {
        "period": None if as_of is None else period | {"as_of": as_of},
        "baseline": baseline if baseline["kind"] else None,
        "sentence": sentence,
    }


def _officials(rows: dict[Table, list[Row]]) -> list[Row]:
    owned: dict[Table, dict[str, list[Row]]] = {}
    for table in (schema.POSITIONS, schema.MENTIONS):
        owned[table] = defaultdict(list)
        for row in rows[table]:
            owned[table][row.pop("official_id")].append(_numberless(row))
    return [
        _numberless(person)
        | {
            "positions": [_placed(row) for row in owned[schema.POSITIONS][person["id"]]],
            "mentions": owned[schema.MENTIONS][person["id"]],
        }
        for person in rows[schema.OFFICIALS]
    ]


def _issues(rows: dict[Table, list[Row]]) -> list[Row]:
    figures: dict[int, list[str]] = defaultdict(list)
    for row in rows[schema.ISSUE_FIGURES]:
        figures[row["issue"]].append(row["figure_id"])
    return [
        _numberless(issue) | {"figures": figures[issue["number"]]} for issue in rows[schema.ISSUES]
    ]


def _numberless(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "number"}


def _placed(row: Row) -> Row:
    """The row with its three columns of a place made one field."""
    name, level, code = (row.pop(column) for column in PLACE)
    place = {"name": name, "level": level, "code": code} if level is not None else None
    return row | {"place": place}


def _with_nul(record: Row) -> Row:
    """The record with its NULs, if that is what its text's id says; see `types.STAND_IN`."""
    article = record["article"]
    if not any(STAND_IN in word for word in article.values() if isinstance(word, str)):
        return record
    if article_id(article["text"].replace(STAND_IN, NUL)) != article["id"]:
        return record
    restored: Row = _replace(record)
    return restored


def _replace(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(STAND_IN, NUL)
    if isinstance(value, dict):
        return {key: _replace(inner) for key, inner in value.items()}
    return [_replace(inner) for inner in value] if isinstance(value, list) else value
