"""`vnfigures extract --engine spark`: a source read by a cluster, its parts put in order."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.counts import Counts
from extractor.batch.worker import Job
from extractor.spark.pieces import Part, cut_source

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

DEFAULT_MASTER = "local[*]"
# A task is started this often before the job fails; on one machine Spark never tries again
# unless it is told so.
TRIES = 4
# Tasks for each processor: a lost one costs little, a slow one does not keep the rest waiting.
TASKS = 4
LOCAL = re.compile(r"local(\[[^,\]]*\])?")


class SparkError(RuntimeError):
    """Spark cannot be used, or the job failed; the message gives the cure."""


def check_spark() -> None:
    """Raises SparkError where Spark or Java is missing."""
    for module in ("pyspark", "pyarrow"):
        if find_spec(module) is None:
            raise SparkError(f"--engine spark needs {module}; pip install 'vnfigures[spark]'")
    java = os.environ.get("JAVA_HOME")
    if not (java and Path(java, "bin", "java").exists()) and shutil.which("java") is None:
        raise SparkError(
            "--engine spark needs Java 17 or newer; apt-get install default-jre-headless,"
            " or set JAVA_HOME"
        )


def master_with_retries(master: str) -> str:
    """The address of the cluster; on this machine with failed tasks tried again.

    >>> master_with_retries("local[2]")
    'local[2,4]'
    """
    if not LOCAL.fullmatch(master):
        return master
    return f"local[{master[6:-1] or '1'},{TRIES}]"


@contextmanager
def open_session(master: str | None) -> Iterator[SparkSession]:
    """A session whose workers run this Python."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("vnfigures").config("spark.log.level", "ERROR")
    # Under spark-submit the cluster is known already.
    if master or "SPARK_ENV_LOADED" not in os.environ:
        builder = builder.master(master_with_retries(master or DEFAULT_MASTER))
    if master is None or LOCAL.match(master):
        builder = builder.config("spark.ui.enabled", "false")
    if not sys.stderr.isatty():
        builder = builder.config("spark.ui.showConsoleProgress", "false")
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def extract_source(session: SparkSession, paths: tuple[str, ...], job: Job) -> DataFrame:
    """One row for each article of paths that all machines see, in the order of the source."""
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema

    from extractor.spark.batches import PLACE, RESULT, extract_pieces

    pieces: list[Part] = list(cut_source(paths, job.reading))
    schema = from_arrow_schema(pa.schema({**PLACE, **RESULT}.items()))
    tasks = min(len(pieces), TASKS * session.sparkContext.defaultParallelism)
    numbers = session.range(0, len(pieces), 1, max(1, tasks))
    read = partial(extract_pieces, pieces=pieces, job=job, folder=str(Path.cwd()))
    return numbers.mapInArrow(read, schema)


def write_dataset(rows: DataFrame, place: str) -> None:
    """Parquet files in a folder, of which none is to be seen before all are done."""
    try:
        rows.write.mode("overwrite").parquet(place)
    except Exception as error:
        reason = next((line for line in str(error).splitlines() if line.strip()), "no reason")
        raise SparkError(f"the job failed ({reason[:300]}); nothing was written") from error


def put_in_order(folder: Path, records: Path, errors: Path) -> Counts:
    """The rows of a dataset as the files that one machine would have written."""
    import pyarrow.parquet as pq

    from extractor.spark.batches import UNREADABLE

    counts, last = Counts(), (-1, -1)
    with records.open("wb") as good, errors.open("wb") as bad:
        for part in sorted(folder.glob("part-*.parquet")):
            for batch in pq.ParquetFile(part).iter_batches(batch_size=500):
                for row in batch.to_pylist():
                    place = (row.pop("piece"), row.pop("number"))
                    if place <= last:
                        raise SparkError(f"{part}: row {place} comes after {last}")
                    last = place
                    if row["error"] == UNREADABLE:
                        counts.skipped[row["problem"]] += 1
                    elif row["error"]:
                        counts.faults += 1
                        bad.write(_failure(row))
                    else:
                        counts.articles += 1
                        counts.figures += row["figures"]
                        good.write(row["record"].encode() + b"\n")
        for stream in (good, bad):
            stream.flush()
            os.fsync(stream.fileno())
    return counts


def _failure(row: dict[str, Any]) -> bytes:
    from extractor.batch.articles import Failure
    from extractor.read import Fault

    fault = Fault(row["source"], row["problem"], row["cure"])
    return Failure(fault, row["error"], row["traceback_id"], row["traceback"]).line()
