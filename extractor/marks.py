"""A record's spans with a short label each: what spaCy and the page renderer show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.models import ArticleRecord

GROUPS = ("figures", "dates", "officials")


class Mark(NamedTuple):
    """article.text[start:end] as shown to people; `id` leads back to the record."""

    start: int
    end: int
    group: str
    label: str
    id: str


def list_marks(record: ArticleRecord) -> list[Mark]:
    """All figures, dates, names and offices of a record, in text order."""
    return sorted([*_figures(record), *_dates(record), *_officials(record)])


def _figures(record: ArticleRecord) -> Iterator[Mark]:
    for figure in record.figures:
        yield Mark(figure.start, figure.end, "figures", figure.kind, figure.id)


def _dates(record: ArticleRecord) -> Iterator[Mark]:
    for date in record.dates:
        yield Mark(date.start, date.end, "dates", date.role, date.id)


def _officials(record: ArticleRecord) -> Iterator[Mark]:
    for official in record.officials:
        for mention in official.mentions:
            yield Mark(mention.start, mention.end, "officials", "name", official.id)
        for position in official.positions:
            yield Mark(position.start, position.end, "officials", "position", official.id)
