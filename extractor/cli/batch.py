"""`vnfigures extract --workers`: a whole archive, gone on with where it was broken off."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from extractor.batch.counts import Counts
from extractor.batch.errors import TooManyErrorsError
from extractor.batch.journal import JournalError
from extractor.batch.pool import PoolError
from extractor.batch.run import Batch, UnitSource, run_batch
from extractor.batch.shards import MOST_BYTES, MOST_UNITS
from extractor.batch.worker import Job, Result
from extractor.cli.counted import counted, counted_skips
from extractor.cli.progress import Progress, open_progress
from extractor.cli.speak import DONE, INTERRUPTED, MISUSED, PROBLEMS, plural, say
from extractor.read import ReadOptions, Source
from extractor.store.address import StoreError
from extractor.store.run import present_run
from extractor.write import Target

if TYPE_CHECKING:
    from extractor.batch.articles import Unit
    from extractor.cli.extract import Articles, Request

AGAIN = "give the same command again to go on from there"
# Seconds between two lines about the progress in a log of JSON.
TELL_EVERY = 5.0


@dataclass(slots=True)
class Told:
    """Tells people, or the programs that watch the run, how it goes."""

    source: Articles
    progress: Progress
    as_json: bool
    counts: Counts = field(default_factory=Counts)
    before: Counts = field(default_factory=Counts)
    begun: float = field(default_factory=time.monotonic)
    start: int = 0
    told: float = 0.0

    def note(self, words: str) -> None:
        self.progress.say(words)

    def resumed(self, counts: Counts, shards: int) -> None:
        self.counts.add(counts)
        self.before.add(counts)
        # What an earlier run did tells nothing about the speed of this one.
        self.begun, self.start = time.monotonic(), self.source.done
        self.note(f"going on after {counted(counts)}")

    def result(self, result: Result) -> None:
        self.counts.add(result.counts)
        for line in result.errors.decode().splitlines():
            self._failure(line)
        self.progress.show(self.source.done, f"{counted(self.counts)}, {self.rate():,.0f}/s")
        if self.as_json and time.monotonic() - self.told > TELL_EVERY:
            self.told = time.monotonic()
            say(counted(self.counts), "progress", **self.facts())

    def _failure(self, line: str) -> None:
        row = json.loads(line)
        words = f"{row['source']}: {row['problem']}; {row['cure']}"
        if self.as_json:
            del row["traceback"]
            say(words, "failure", **row)
        else:
            self.progress.say(words.encode("utf-8", "backslashreplace").decode())

    def rate(self) -> float:
        """Articles per second of this run."""
        spent = time.monotonic() - self.begun
        return (self.counts.articles - self.before.articles) / spent if spent else 0.0

    def facts(self) -> dict[str, Any]:
        spent, done = time.monotonic() - self.begun, self.source.done - self.start
        left = self.source.total - self.source.done
        return {
            **self.counts.fields(),
            "seconds": round(spent, 1),
            "articles_per_second": round(self.rate(), 1),
            "bytes_read": self.source.done,
            "bytes_total": self.source.total,
            "seconds_left": round(left * spent / done, 1) if done > 0 and left >= 0 else None,
        }


def run_batch_command(
    request: Request,
    target: Target,
    reading: ReadOptions,
    open_articles: Callable[[ReadOptions], Articles],
) -> int:
    """The exit code: 0 done, 1 some articles failed or it was broken off, 2 misused, 130 Ctrl-C."""
    batch = _batch(request, target, reading)
    # Whether two articles are the same is known only of what has been read.
    source = open_articles(replace(reading, raw=request.dedup == "off"))
    with open_progress(source.total, to_terminal=False, threads=False) as progress:
        told = Told(source, progress, request.scale.log_format == "json")
        return _run(batch, _Units(source), told)


def _run(batch: Batch, units: UnitSource, told: Told) -> int:
    try:
        done = run_batch(batch, units, told)
    except KeyboardInterrupt:
        say(f"interrupted after {counted(told.counts)}; {AGAIN}", "interrupted", **told.facts())
        return INTERRUPTED
    except JournalError as error:
        say(str(error), "error")
        return MISUSED
    except TooManyErrorsError as error:
        say(f"{error}: stopped after {counted(told.counts)}; {AGAIN}", "error", **told.facts())
        return PROBLEMS
    except (PoolError, StoreError) as error:
        say(f"{error}; stopped after {counted(told.counts)}; {AGAIN}", "error", **told.facts())
        return PROBLEMS
    except OSError as error:
        words = f"{batch.target}: cannot be written ({error.strerror})"
        say(f"{words} after {counted(told.counts)}; {AGAIN}", "error", **told.facts())
        return PROBLEMS
    told.counts = done
    workers = plural(batch.workers, "worker")
    facts = told.facts()
    pace = f"{facts['seconds']:,} s, {workers}, {told.rate():,.0f} articles/s"
    say(f"{counted(done)} in {pace} → {batch.target}", "summary", **facts)
    if skipped := counted_skips(done):
        say(skipped, "skipped")
    return PROBLEMS if done.faults else DONE


def _batch(request: Request, target: Target, reading: ReadOptions) -> Batch:
    run = present_run(request.tagger, request.patterns)
    return Batch(
        target=target,
        job=Job(request.tagger, request.patterns, reading),
        settings=batch_settings(request, target, reading),
        workers=request.scale.workers or 1,
        max_errors=request.scale.max_errors,
        run=run if target.address else None,
    )


def batch_settings(request: Request, target: Target, reading: ReadOptions) -> dict[str, Any]:
    """All that decides what comes out, as the manifest keeps it."""
    run = present_run(request.tagger, request.patterns)
    return {
        "vnfigures": run.program,
        "run": run.id,
        "rules": run.rules,
        "schema_version": run.schema_version,
        "tagger": request.tagger,
        "output": str(target),
        "form": target.form,
        "inputs": [path.encode("utf-8", "backslashreplace").decode() for path in request.paths],
        "dedup": request.dedup,
        "reading": _described_reading(reading),
        "shards_of": [MOST_UNITS, MOST_BYTES],
    }


def _described_reading(reading: ReadOptions) -> dict[str, Any]:
    values = {one.name: getattr(reading, one.name) for one in fields(reading)}
    del values["raw"], values["skip"]
    values["fields"] = dict(values["fields"])
    values["selectors"] = values["selectors"] and str(values["selectors"])
    return values


class _Units:
    """A source as the batch takes it: bytes where it can be, articles where they are compared."""

    def __init__(self, source: Articles) -> None:
        self._source = source

    @property
    def skipped(self) -> Counter[str]:
        return self._source.skipped

    def take(self) -> Iterator[Unit | None]:
        return self._source.take() if isinstance(self._source, Source) else iter(self._source)
