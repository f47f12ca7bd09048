"""Pure functions from Arrow batches to Arrow batches, for Spark and for anything else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from extractor.batch.articles import Failure, read_article, read_unit
from extractor.batch.engines import engine_for
from extractor.batch.worker import Job
from extractor.read.fault import Fault, FaultError
from extractor.read.options import Skip
from extractor.read.records import FIELDS, record_article
from extractor.spark.pieces import Part, Piece, open_piece

if TYPE_CHECKING:
    from extractor.engine import Extractor
    from extractor.models import ArticleRecord

Row = dict[str, Any]
Batches = Iterator[pa.RecordBatch]
# One row an article: its record as JSON, or why there is none. The names stand for Spark too.
RESULT: dict[str, pa.DataType] = {
    "source": pa.string(),
    "article_id": pa.string(),
    "record": pa.string(),
    "figures": pa.int64(),
    "error": pa.string(),
    "problem": pa.string(),
    "cure": pa.string(),
    "traceback_id": pa.string(),
    "traceback": pa.string(),
}
PLACE = {"piece": pa.int64(), "number": pa.int64()}
# Records in a batch that goes back: some 5 kB each.
AT_ONCE = 200
UNREADABLE = "Skip"


def extract_batches(batches: Batches, job: Job, keep: Sequence[str] = ()) -> Batches:
    """One row for each row, in the same order: records, or errors; never raises for a row.

    Rows have `text` and, if known, `title`, `published_at`, `source`, `publisher`, `author`.
    Columns in `keep` are carried over.
    """
    engine = engine_for(job.tagger, job.patterns)
    for batch in batches:
        wanted = {job.reading.fields.get(name, name).split(".")[0] for name in FIELDS}
        present = batch.select([name for name in batch.schema.names if name in wanted])
        rows = [_row(_read_row(engine, row, job)) for row in present.to_pylist()]
        arrays = [batch.column(name) for name in keep]
        arrays += [pa.array([row[name] for row in rows], kind) for name, kind in RESULT.items()]
        yield pa.RecordBatch.from_arrays(arrays, names=[*keep, *RESULT])


def extract_pieces(
    batches: Batches, pieces: Sequence[Part], job: Job, folder: str | None = None
) -> Batches:
    """The records of pieces of a source, whose numbers are the rows, in order.

    What was passed over is a row too, of the error «Skip». Relative paths are below `folder`:
    a worker stands where Spark was started, not where the command was given.
    """
    if folder and Path(folder).is_dir():
        os.chdir(folder)
    engine = engine_for(job.tagger, job.patterns)
    rows: list[Row] = []
    for batch in batches:
        for at in batch.column(0).to_pylist():
            for number, outcome in enumerate(_outcomes(engine, pieces[at], job)):
                rows.append({"piece": at, "number": number, **_row(outcome)})
                if len(rows) == AT_ONCE:
                    yield _batch(rows)
                    rows = []
    if rows:
        yield _batch(rows)


def _outcomes(engine: Extractor, piece: Part, job: Job) -> Iterator[ArticleRecord | Failure | Skip]:
    if not isinstance(piece, Piece):
        yield Failure(piece) if isinstance(piece, Fault) else piece
        return
    source = open_piece(piece, job.reading)
    for unit in source.take():
        yield from read_unit(engine, unit, job.reading)
    for reason, count in sorted(source.skipped.items()):
        for _ in range(count):
            yield Skip(piece.path, reason)


def _read_row(engine: Extractor, row: Mapping[str, Any], job: Job) -> ArticleRecord | Failure:
    where = str(row.get("source") or row.get("id") or "article")
    try:
        article = record_article(row, where, job.reading)
    except FaultError as error:
        return Failure(error.fault)
    except Exception as error:
        return Failure(Fault(where, f"is no article ({error})", "check the columns of the table"))
    return read_article(engine, article)


def _row(outcome: ArticleRecord | Failure | Skip) -> Row:
    row: Row = dict.fromkeys(RESULT)
    if isinstance(outcome, Failure):
        # Half characters of a file's name have no place in Arrow.
        found = outcome.row().items()
        return row | {
            key: value and value.encode("utf-8", "backslashreplace").decode()
            for key, value in found
        }
    if isinstance(outcome, Skip):
        return row | {"source": outcome.place, "error": UNREADABLE, "problem": outcome.reason}
    article = outcome.article
    record = outcome.model_dump_json(by_alias=True)
    figures = len(outcome.figures)
    return row | {
        "source": article.source,
        "article_id": article.id,
        "record": record,
        "figures": figures,
    }


def _batch(rows: list[Row]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema({**PLACE, **RESULT}.items()))
