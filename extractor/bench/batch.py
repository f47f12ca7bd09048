"""What workers bring, and what a longer run costs in memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.bench import child
from extractor.bench.line import Line
from extractor.bench.variation import write_archive

MEMORY_LIMIT = 20.0
SPEED_GOAL = 1.6
# What two workers may cost in all, beside one.
CPU_LIMIT = 1.15
NEVER = float("inf")
LOOP = "for number in range(20_000_000): number * number"
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
    seconds, used, outputs = {1: NEVER, 2: NEVER}, {1: NEVER, 2: NEVER}, set[bytes]()
    for _ in range(options.repeats):
        for workers in seconds:
            spent = child.run(archive, output, "--workers", str(workers))
            seconds[workers] = min(seconds[workers], spent.seconds)
            used[workers] = min(used[workers], spent.cpu_seconds)
            outputs.add(output.read_bytes())
    for workers, least in seconds.items():
        rate = options.articles / least
        yield Line("speed", f"articles per second, workers: {workers}", rate, "1/s")
    yield Line("speed", "processor time, one worker", used[1] / options.articles * 1000, "ms each")
    yield Line("speed", "processor time of two workers", used[2] / used[1], "× of one", CPU_LIMIT)
    yield Line("speed", "two plain loops are faster", _two_loops(), "×, what the machine gives")
    yield Line("speed", "two workers are faster", seconds[1] / seconds[2], "×")
    ratio = seconds[2] / seconds[1]
    yield Line("speed", "time of two workers", ratio, "× of one", 1 / SPEED_GOAL)
    yield Line("speed", "outputs that differ", len(outputs) - 1, "", 0)


def _two_loops() -> float:
    """How much faster two processes of plain Python are than one here and now."""
    least = {1: NEVER, 2: NEVER}
    for _ in range(3):
        for count in least:
            begun = time.monotonic()
            loops = [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(count)]
            for loop in loops:
                loop.wait()
            least[count] = min(least[count], (time.monotonic() - begun) / count)
    return least[1] / least[2]


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
