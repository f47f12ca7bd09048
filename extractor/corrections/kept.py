"""Corrections in the database: added and read, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from extractor.corrections.correction import Correction
from extractor.store.schema import CORRECTIONS
from extractor.store.types import NUL, STAND_IN

SPAN = {"start_char": "start", "end_char": "end"}


def add_corrections(connection: Connection, corrections: Sequence[Correction]) -> None:
    """Keep corrections, in this order."""
    rows = []
    for correction in corrections:
        row = asdict(correction)
        del row["number"]
        row["start_char"], row["end_char"] = row.pop("start"), row.pop("end")
        rows.append(row)
    if rows:
        connection.execute(insert(CORRECTIONS), rows)


def corrections_of(connection: Connection, article_id: str) -> list[Correction]:
    """All corrections of an article, oldest first."""
    wanted = CORRECTIONS.c.article_id == article_id
    query = select(CORRECTIONS).where(wanted).order_by(CORRECTIONS.c.number)
    return [_correction(dict(row)) for row in connection.execute(query).mappings()]


def corrected_articles(connection: Connection) -> list[str]:
    """The ids of all articles that somebody corrected, sorted."""
    column = CORRECTIONS.c.article_id
    return list(connection.execute(select(column).distinct().order_by(column)).scalars())


def all_corrections(connection: Connection) -> Iterator[Correction]:
    """All corrections, latest first."""
    query = select(CORRECTIONS).order_by(CORRECTIONS.c.number.desc())
    for row in connection.execute(query).mappings():
        yield _correction(dict(row))


def _correction(row: dict[str, Any]) -> Correction:
    fields = {SPAN.get(name, name): value for name, value in row.items()}
    for name, value in fields.items():
        if isinstance(value, str):
            fields[name] = value.replace(STAND_IN, NUL)
    return Correction(**fields)
