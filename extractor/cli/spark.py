"""`vnfigures extract --engine spark`."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from extractor.batch.counts import Counts
from extractor.batch.errors import TooManyErrorsError, check_errors
from extractor.batch.files import Files, deliver, settle
from extractor.batch.worker import Job
from extractor.cli.batch import batch_settings
from extractor.cli.counted import counted, counted_skips
from extractor.cli.speak import DONE, INTERRUPTED, MISUSED, PROBLEMS, say
from extractor.read import ReadOptions
from extractor.spark.job import (
    SparkError,
    check_spark,
    extract_source,
    open_session,
    put_in_order,
    write_dataset,
)
from extractor.store.address import StoreError
from extractor.store.run import present_run
from extractor.write import Target

if TYPE_CHECKING:
    from extractor.cli.extract import Request


def run_spark_command(request: Request, target: Target | None, reading: ReadOptions) -> int:
    """The exit code: 0 done, 1 some articles or the job failed, 2 misused, 130 Ctrl-C."""
    begun = time.monotonic()
    try:
        check_spark()
    except SparkError as error:
        say(str(error), "error")
        return MISUSED
    try:
        if target is None:
            return _write_dataset(request, reading)
        counts = _run(request, target, reading)
    except KeyboardInterrupt:
        say("interrupted; nothing was written", "interrupted")
        return INTERRUPTED
    except (SparkError, StoreError, TooManyErrorsError) as error:
        say(str(error), "error")
        return PROBLEMS
    except OSError as error:
        say(f"{target}: cannot be written ({error.strerror})", "error")
        return PROBLEMS
    seconds = round(time.monotonic() - begun, 1)
    say(f"{counted(counts)} in {seconds} s → {target}", "summary", **counts.fields())
    if skipped := counted_skips(counts):
        say(skipped, "skipped")
    return PROBLEMS if counts.faults else DONE


def _write_dataset(request: Request, reading: ReadOptions) -> int:
    """Spark's own files, for those who go on with Spark."""
    job = Job(request.tagger, request.patterns, reading)
    with open_session(request.scale.master) as session:
        write_dataset(extract_source(session, request.paths, job), str(request.output))
    say(f"done → {request.output}", "summary")
    return DONE


def _run(request: Request, target: Target, reading: ReadOptions) -> Counts:
    files = Files.of(target)
    folder = files.records.with_name(files.records.name + ".spark")
    job = Job(request.tagger, request.patterns, reading)
    try:
        with open_session(request.scale.master) as session:
            write_dataset(extract_source(session, request.paths, job), str(folder.resolve()))
        counts = put_in_order(folder, files.records, files.errors)
        check_errors(counts.faults, request.scale.max_errors)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    run = present_run(request.tagger, request.patterns) if target.address else None
    deliver(target, files, run)
    settle(target, files, batch_settings(request, target, reading) | counts.fields())
    return counts
