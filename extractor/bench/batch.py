"""What workers bring, and what a longer run costs in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.bench import child
from extractor.bench.line import Line
from extractor.bench.variation import write_archive

MEMORY_LIMIT = 20.0
SPEED_GOAL = 1.6
# For memory the number of articles matters: headline and first sentences of each will do.
LEAD = 300


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How many articles for speed and for memory, and how often to take turns."""

    articles: int = 5000
    many: int = 50000
    repeats: int = 3
    folder: Path | None = None


def measure_batch(options: BatchOptions) -> Iterator[Line]:
    """One worker against two, taking turns; then memory of a short and of a long run."""
    with TemporaryDirectory(dir=options.folder) as folder:
        archive, output = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        write_archive(archive, options.articles)
        yield from _measure_speed(archive, output, options)
        if options.many:
            yield from _measure_memory(archive, output, options)


def _measure_speed(archive: Path, output: Path, options: BatchOptions) -> Iterator[Line]:
    best = {1: float("inf"), 2: float("inf")}
    outputs = set()
    for _ in range(options.repeats):
        for workers in best:
            spent = child.run(archive, output, "--workers", str(workers))
            best[workers] = min(best[workers], spent.seconds)
            outputs.add(output.read_bytes())
    for workers, seconds in best.items():
        rate = options.articles / seconds
        yield Line("speed", f"articles per second, workers: {workers}", rate, "1/s")
    ratio = best[2] / best[1]
    yield Line("speed", "two workers are faster", 1 / ratio, "×")
    yield Line("speed", "time of two workers", ratio, "× of one", 1 / SPEED_GOAL)
    yield Line("speed", "outputs that differ", len(outputs) - 1, "", 0)


def _measure_memory(archive: Path, output: Path, options: BatchOptions) -> Iterator[Line]:
    write_archive(archive, options.articles, most=LEAD)
    few = child.run(archive, output, "--workers", "2")
    write_archive(archive, options.many, most=LEAD)
    many = child.run(archive, output, "--workers", "2")
    for articles, spent in ((options.articles, few), (options.many, many)):
        yield Line("memory", f"peak of the parent, {articles} articles", spent.parent_mb, "MB")
        yield Line("memory", f"peak of a worker, {articles} articles", spent.worker_mb, "MB")
    yield Line("memory", f"seconds for {options.many} articles", many.seconds, "s")
    grown = many.worker_mb - few.worker_mb
    yield Line("memory", "a worker's growth", grown, "MB", MEMORY_LIMIT)
    yield Line("memory", "the parent's growth", many.parent_mb - few.parent_mb, "MB", MEMORY_LIMIT)
