"""A DataFrame of articles to one of records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from extractor.batch.worker import Job
from extractor.read.options import ReadOptions
from extractor.spark.batches import RESULT, extract_batches

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from extractor.engine import Tagger


def extract_dataframe(
    articles: DataFrame,
    *,
    keep: Sequence[str] = (),
    tagger: Tagger = "auto",
    patterns: Path | None = None,
    reading: ReadOptions | None = None,
) -> DataFrame:
    """One row for each article, in the same partitions: its record as JSON, or an error.

    `articles` has a column `text` and, if known, `title`, `published_at`, `source`, `publisher`
    and `author`; under other names with `reading=ReadOptions(fields={"text": "body"})`. Columns
    in `keep` are carried over. Nothing is computed before the result is used.
    """
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    job = Job(tagger, patterns, reading or ReadOptions())
    kept = [articles.schema[name] for name in keep]
    schema = StructType([*kept, *from_arrow_schema(pa.schema(RESULT.items())).fields])
    wanted = _wanted(articles.columns, job.reading, keep)
    return articles.select(*wanted).mapInArrow(
        partial(extract_batches, job=job, keep=tuple(keep)), schema
    )


def _wanted(columns: Iterable[str], reading: ReadOptions, keep: Sequence[str]) -> list[str]:
    """The columns that matter: Spark reads no others from its files."""
    from extractor.read.records import FIELDS

    names = {reading.fields.get(name, name).split(".")[0] for name in FIELDS} | set(keep)
    return [column for column in columns if column in names]
