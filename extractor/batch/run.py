"""A whole archive: begun or gone on with, shard after shard, then given its name."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from extractor.batch.articles import Unit
from extractor.batch.counts import Counts
from extractor.batch.errors import check_errors
from extractor.batch.files import Files, deliver, settle
from extractor.batch.grow import Output
from extractor.batch.journal import Journal
from extractor.batch.pool import DEFAULT_START, Pool, StartMethod
from extractor.batch.shards import Shard, cut
from extractor.batch.worker import Job, Result
from extractor.store.run import Run
from extractor.write import Target

# A power cut costs at most the work of so many seconds; a killed process costs none of it.
SYNC_EVERY = 2.0


class Listener(Protocol):
    """Who is told how the run goes."""

    def note(self, words: str) -> None:
        """Something that people should know."""

    def result(self, result: Result) -> None:
        """A shard has been written."""

    def resumed(self, counts: Counts, shards: int) -> None:
        """The work of an earlier run is taken over."""


class UnitSource(Protocol):
    """What is to be read, in an order that is always the same."""

    @property
    def skipped(self) -> Counter[str]:
        """What was passed over although nothing is wrong with it, by reason."""

    def take(self) -> Iterator[Unit | None]:
        """The articles, faults and bytes of it; None is a sign of life."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What to do; only `job`, `settings` and the source decide what comes out."""

    target: Target
    job: Job
    settings: dict[str, Any]
    workers: int = 1
    max_errors: int | None = None
    run: Run | None = None
    start: StartMethod = DEFAULT_START


def run_batch(batch: Batch, source: UnitSource, listener: Listener) -> Counts:
    """Do it all, or what is left of it; raises OSError, JournalError, TooManyErrorsError."""
    files = Files.of(batch.target)
    journal = Journal(files.journal, batch.settings)
    try:
        if journal.complete is None:
            _read_all(batch, cut(source.take()), journal, listener)
            journal.finish(source.skipped)
        deliver(batch.target, files, batch.run)
        settle(batch.target, files, batch.settings | journal.counts().fields())
        files.journal.unlink()
    finally:
        journal.close()
    return journal.counts()


def _read_all(batch: Batch, shards: Iterator[Shard], journal: Journal, listener: Listener) -> None:
    files = Files.of(batch.target)
    output = Output(files.records, files.errors)
    try:
        with Pool(batch.workers, batch.job, listener.note, batch.start) as pool:
            rest = _skip_done(shards, journal, output, listener)
            writer = Writer(journal, output, batch.max_errors)
            writer.check_errors()
            for result in writer.written(pool, rest):
                listener.result(result)
                writer.check_errors()
    finally:
        output.close()


def _skip_done(
    shards: Iterator[Shard], journal: Journal, output: Output, listener: Listener
) -> Iterator[Shard]:
    """The shards that are still to be done; what is there but no longer fits is dropped."""
    before = len(journal.entries)
    good, same, following = output.verify(journal.entries), 0, None
    for shard in shards:
        following = shard
        if same == good or shard.digest != journal.entries[same].digest:
            break
        same, following = same + 1, None
    if same < before:
        listener.note(
            f"{before - same} of {before} finished shards do not fit the input or the output"
            " any more; they are read again"
        )
        journal.keep(same)
    output.go_back(journal.entries)
    if same:
        listener.resumed(journal.counts(), same)
    return chain([following] if following else [], shards)


class Writer:
    """Writes results behind one another, and notes each in the manifest."""

    def __init__(self, journal: Journal, output: Output, max_errors: int | None) -> None:
        self._journal = journal
        self._output = output
        self._most = max_errors
        self._faults = journal.counts().faults
        self._digests: dict[int, str] = {}

    def written(self, pool: Pool, shards: Iterator[Shard]) -> Iterator[Result]:
        """The results of shards, each as soon as it is in the output."""
        synced = time.monotonic()
        try:
            for result in pool.results(self._remember(shards), len(self._journal.entries)):
                entry = self._output.write(self._digests.pop(result.number), result)
                self._journal.add(entry)
                self._faults += result.counts.faults
                yield result
                if time.monotonic() - synced > SYNC_EVERY:
                    self._sync()
                    synced = time.monotonic()
        finally:
            self._sync()

    def _remember(self, shards: Iterator[Shard]) -> Iterator[Shard]:
        for shard in shards:
            self._digests[shard.number] = shard.digest
            yield shard

    def _sync(self) -> None:
        # In this order: the manifest never knows of what the disk does not have.
        self._output.sync()
        self._journal.sync()

    def check_errors(self) -> None:
        check_errors(self._faults, self._most)
