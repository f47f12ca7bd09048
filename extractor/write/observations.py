"""Figures as flat rows with typed columns, for files that are tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from extractor.models import ArticleRecord, Figure
from extractor.store.rows import figure_row
from extractor.write.sdmx import obs_status, time_period, unit_measure

Row = dict[str, Any]
Kind = Literal["text", "integer", "decimal", "date", "boolean", "list"]
SDMX = "http://purl.org/linked-data/sdmx/2009/"


class Column(NamedTuple):
    """A column: its name, what it holds, and the concept of SDMX that it is."""

    name: str
    kind: Kind = "text"
    concept: str | None = None
    # What stands between the parts of a list where a cell holds text.
    glue: str = " "


def _columns(kind: Kind, names: str) -> list[Column]:
    return [Column(name, kind) for name in names.split()]


# The article and the figure are the key; then SDMX; then the record's own fields.
COLUMNS = (
    *_columns("text", "article figure"),
    Column("REF_AREA", "text", "dimension#refArea"),
    Column("TIME_PERIOD", "text", "dimension#timePeriod"),
    Column("OBS_VALUE", "decimal", "measure#obsValue"),
    Column("UNIT_MEASURE", "text", "attribute#unitMeasure"),
    Column("UNIT_MULT", "integer", "attribute#unitMult"),
    Column("OBS_STATUS", "text", "attribute#obsStatus"),
    *_columns("integer", "start end"),
    *_columns("text", "text kind"),
    *_columns("decimal", "value value_max denominator"),
    *_columns("integer", "vnd vnd_max"),
    *_columns("text", "unit unit_text comparator indicator topic action subject measure"),
    *_columns("text", "direction status"),
    *_columns("date", "period_start period_end"),
    *_columns("boolean", "as_of"),
    *_columns("text", "baseline"),
    *_columns("date", "baseline_start baseline_end"),
    Column("per", "list", glue="/"),
    *_columns("text", "of about part_of place place_level place_code"),
    *_columns("text", "actor fund_source attribution cue certainty"),
    Column("rules", "list"),
    *_columns("integer", "sentence_start sentence_end"),
    *_columns("text", "sentence title source publisher published_at"),
)
RENAMED = {
    "id": "figure", "start_char": "start", "end_char": "end", "place_name": "place",
}  # fmt: skip


def observation_rows(record: ArticleRecord) -> Iterator[Row]:
    """One row a figure, in text order: values as Decimal, date, bool, list; keys as `COLUMNS`."""
    article = record.article
    known = {
        "article": article.id,
        "title": article.title,
        "source": article.source,
        "publisher": article.publisher,
        "published_at": article.published_at,
    }
    for figure in record.figures:
        own = {RENAMED.get(name, name): value for name, value in figure_row(figure).items()}
        sentence = article.text[figure.sentence.start : figure.sentence.end]
        yield known | own | _concepts(figure) | {"sentence": sentence}


def _concepts(figure: Figure) -> Row:
    place, period = figure.place, figure.period
    return {
        # A unit without an official code is known by its name.
        "REF_AREA": place and (place.code or place.name),
        "TIME_PERIOD": period and time_period(period.start, period.end),
        "OBS_VALUE": figure.value,
        "UNIT_MEASURE": unit_measure(figure),
        # Values are in base units: đồng, not million đồng.
        "UNIT_MULT": 0,
        "OBS_STATUS": obs_status(figure),
    }
