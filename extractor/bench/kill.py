"""The proof that nothing is lost: a run killed again and again ends as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.batch.shards import MOST_UNITS
from extractor.bench import child
from extractor.bench.line import Line
from extractor.bench.variation import write_archive


@dataclass(frozen=True, slots=True)
class KillOptions:
    """How large a run, how often it is hit, and by what chance."""

    articles: int = 5000
    kills: int = 10
    workers: int = 2
    seed: int = 1
    folder: Path | None = None


def measure_kills(options: KillOptions) -> Iterator[Line]:
    """One run left alone, one killed at random moments and begun again, and what differs."""
    with TemporaryDirectory(dir=options.folder) as folder:
        archive, calm, hit = (Path(folder) / name for name in ("in.jsonl", "calm", "hit"))
        calm.mkdir()
        hit.mkdir()
        write_archive(archive, options.articles, options.seed)
        words = ("--workers", str(options.workers), "--format", "jsonl")
        spent = child.run(archive, calm / "out.jsonl", *words)
        yield Line("kill", "uninterrupted run", spent.seconds, "s")
        kills = _Killing(options)
        kills.run(archive, hit / "out.jsonl", words)
        yield Line("kill", "parents killed", kills.parents, "times")
        yield Line("kill", "workers killed", kills.workers, "times")
        yield Line("kill", "kills missing", options.kills - kills.parents - kills.workers, "", 0)
        yield Line("kill", "workers that outlived their parent", kills.orphans, "", 0)
        yield from _differences(calm / "out.jsonl", hit / "out.jsonl", options.articles)


class _Killing:
    """Runs that are killed, parent or worker, until they have been hit often enough."""

    def __init__(self, options: KillOptions) -> None:
        self._chance = random.Random(options.seed)
        shards = options.articles // MOST_UNITS
        # How many shards are done when the blow falls, so that every blow meets a run at work.
        self._moments = sorted(self._chance.randrange(shards) for _ in range(options.kills))
        self.parents = self.workers = self.orphans = 0

    def run(self, archive: Path, output: Path, words: tuple[str, ...]) -> None:
        code: int | None = None
        while code != 0:
            process = child.start(archive, output, *words)
            self._hit(process, output.with_name(output.name + ".manifest.json.part"))
            code = process.wait()
            if code > 0:
                raise RuntimeError(output.with_name(output.name + ".log").read_text()[-500:])

    def _hit(self, process: subprocess.Popen[bytes], manifest: Path) -> None:
        """Strike until the parent is dead or no moment is left."""
        while self._moments and process.poll() is None:
            workers = child.children(process.pid)
            if not workers or _shards_done(manifest) < self._moments[0]:
                time.sleep(0.005)
                continue
            del self._moments[0]
            time.sleep(self._chance.uniform(0, 0.3))
            if self._chance.random() < 0.5:
                self._hit_worker(self._chance.choice(workers))
            else:
                self._hit_parent(process)

    def _hit_worker(self, worker: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
            self.workers += 1

    def _hit_parent(self, process: subprocess.Popen[bytes]) -> None:
        workers = child.children(process.pid)
        process.kill()
        self.parents += process.wait() == -signal.SIGKILL
        self.orphans += _outliving(workers)


def _shards_done(manifest: Path) -> int:
    try:
        return manifest.read_bytes().count(b"\n") - 1
    except OSError:
        return -1


def _outliving(workers: list[int]) -> int:
    """How many are still there after the time that a shard may take."""
    until = time.monotonic() + 30
    while time.monotonic() < until and any(map(child.alive, workers)):
        time.sleep(0.1)
    return sum(map(child.alive, workers))


def _differences(calm: Path, hit: Path, articles: int) -> Iterator[Line]:
    theirs, ours = calm.read_bytes(), hit.read_bytes()
    yield Line("kill", "records missing", articles - theirs.count(b"\n"), "", 0)
    yield Line("kill", "size of the output", len(theirs), "bytes")
    yield Line("kill", "outputs that differ by a byte", int(theirs != ours), "", 0)
    left = sorted(path.name for path in hit.parent.iterdir() if path.name.endswith(".part"))
    yield Line("kill", "files left behind", len(left), "", 0)
