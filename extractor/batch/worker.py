"""What a worker does: a shard in, lines out, until the parent is gone."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Iterable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.articles import Failure, Unit, read_unit
from extractor.batch.counts import Counts
from extractor.batch.engines import engine_for
from extractor.batch.shards import Shard
from extractor.read.options import ReadOptions, Skip

if TYPE_CHECKING:
    from extractor.engine import Extractor, Tagger


@dataclass(frozen=True, slots=True)
class Job:
    """All that decides what becomes of an article; it travels to the workers."""

    tagger: Tagger = "auto"
    patterns: Path | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)


@dataclass(slots=True)
class Result:
    """What became of a shard: lines of records, lines of failures, and their numbers."""

    number: int
    records: bytes
    errors: bytes
    counts: Counts


def read_shard(engine: Extractor, number: int, units: Iterable[Unit], job: Job) -> Result:
    """What becomes of some units of the source: a pure function of them, the rules and the job."""
    records, errors, counts = list[bytes](), list[bytes](), Counts()
    for unit in units:
        for outcome in read_unit(engine, unit, job.reading):
            if isinstance(outcome, Failure):
                counts.faults += 1
                errors.append(outcome.line())
            elif isinstance(outcome, Skip):
                counts.skipped[outcome.reason] += 1
            else:
                counts.articles += 1
                counts.figures += len(outcome.figures)
                records.append(outcome.model_dump_json(by_alias=True).encode() + b"\n")
    return Result(number, b"".join(records), b"".join(errors), counts)


def work(connection: Connection, foreign: list[Connection], job: Job) -> None:
    """Read shards until the other end is closed, as it is when the parent is killed."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Ends of the parent's that came over with the fork: open here, they would hide its death.
    for one in foreign:
        one.close()
    engine = engine_for(job.tagger, job.patterns)
    while True:
        try:
            shard: Shard = pickle.loads(connection.recv_bytes())
            result = read_shard(engine, shard.number, shard.units, job)
            connection.send_bytes(pickle.dumps(result, protocol=5))
        except (EOFError, OSError):
            return
