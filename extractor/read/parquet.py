"""A row of a Parquet file is one article."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.article import Article
from extractor.read.archives import seekable
from extractor.read.fault import Fault, FaultError
from extractor.read.options import Given, ReadOptions
from extractor.read.records import FIELDS, record_article

BATCH = 500


def read_parquet(given: Given, options: ReadOptions) -> Iterator[Article | Fault]:
    """The articles of a table, of which only the columns that matter are read."""
    try:
        table = pq.ParquetFile(seekable(given))
    except (pa.ArrowException, OSError) as error:
        raise FaultError(
            Fault(given.place, f"is no whole Parquet file ({error})", "fetch it again")
        ) from error
    names = table.schema_arrow.names
    wanted = {options.fields.get(name, name).split(".")[0] for name in FIELDS} & set(names)
    text = options.fields.get("html") or options.fields.get("text", "text")
    if text.split(".")[0] not in wanted:
        raise FaultError(
            Fault(
                given.place,
                f"has no column {text} (columns: {', '.join(names)[:120]})",
                "name the article's column 'text', or say --field text=NAME",
            )
        )
    number = 0
    for batch in table.iter_batches(batch_size=BATCH, columns=sorted(wanted)):
        for row in batch.to_pylist():
            number += 1
            try:
                yield record_article(row, f"{given.place}:{number}", options)
            except FaultError as error:
                yield error.fault
