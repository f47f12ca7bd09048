"""Workers that may die at any moment: shards in, results out in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Literal, cast

from extractor.batch.articles import Failure, Unit
from extractor.batch.counts import Counts
from extractor.batch.engines import engine_for
from extractor.batch.shards import Shard
from extractor.batch.worker import Job, Result, work
from extractor.read.fault import Fault
from extractor.read.raw import Raw

StartMethod = Literal["fork", "spawn"]
# A forked worker starts at once and shares the rules; elsewhere than on Linux forking is unsafe.
DEFAULT_START: StartMethod = "fork" if sys.platform == "linux" else "spawn"
# Shards that may be finished before the one that is next in the output, for each worker.
AHEAD = 4
# Deaths over the same shard, or the same article, before that is held to be the cause.
DEATHS = 3
# Deaths before any worker has done anything.
HOPELESS = 10


class PoolError(RuntimeError):
    """Workers cannot be kept alive; the message says what was seen."""


class Worker:
    """A process and the shard in its hands."""

    def __init__(self, job: Job, start: StartMethod, others: Iterable[Worker]) -> None:
        context: Any = multiprocessing.get_context(start)
        self.connection, theirs = context.Pipe()
        foreign = [self.connection, *(other.connection for other in others)]
        self.process: BaseProcess = context.Process(
            target=work, args=(theirs, foreign if start == "fork" else [], job), daemon=True
        )
        self.process.start()
        theirs.close()
        self.shard: Shard | None = None

    def give(self, shard: Shard) -> bool:
        """False when the worker is dead."""
        self.shard = shard
        try:
            cast(Connection, self.connection).send_bytes(pickle.dumps(shard, protocol=5))
        except OSError:
            return False
        return True

    def take(self) -> Result | None:
        """The result, once there is something to receive; None when the worker is dead."""
        try:
            result: Result = pickle.loads(cast(Connection, self.connection).recv_bytes())
        except (EOFError, OSError):
            return None
        self.shard = None
        return result

    def end(self) -> int | None:
        """Kill it if it is alive; the exit code, negative for a signal."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        return self.process.exitcode


class Pool:
    """`count` workers; a dead one is replaced and its shard given out again."""

    def __init__(
        self,
        count: int,
        job: Job,
        note: Callable[[str], None],
        start: StartMethod = DEFAULT_START,
    ) -> None:
        self._job = job
        self._start = start
        self._note = note
        self._workers: list[Worker] = []
        self._deaths: Counter[int] = Counter()
        self._done = 0
        self._finished: dict[int, Result] = {}
        self._most = AHEAD * count
        if start == "fork":
            _load(job)
        for _ in range(count):
            self._workers.append(self._new())

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def results(self, shards: Iterable[Shard], first: int = 0) -> Iterator[Result]:
        """The results of all shards, in their order; memory holds a few for each worker."""
        source, ready, drained = iter(shards), deque[Shard](), False
        while True:
            busy = self._give_out(ready)
            while first in self._finished:
                yield self._finished.pop(first)
                first += 1
            while not drained and len(ready) + busy + len(self._finished) < self._most:
                shard = next(source, None)
                drained = shard is None
                if shard is not None:
                    ready.append(shard)
                    busy = self._give_out(ready)
            if busy:
                self._receive()
            elif not ready and not self._finished:
                return

    def _give_out(self, ready: deque[Shard]) -> int:
        """Give waiting shards to idle workers; how many shards are in hands now."""
        for at, worker in enumerate(self._workers):
            if worker.shard is None and ready and not worker.give(ready.popleft()):
                self._replace(at)
        return sum(worker.shard is not None for worker in self._workers)

    def _receive(self) -> None:
        """Take in what has been finished, waiting for the first."""
        busy = {worker.connection: at for at, worker in enumerate(self._workers) if worker.shard}
        for connection in wait(list(busy)):
            at = busy[cast(Connection, connection)]
            result = self._workers[at].take()
            if result is None:
                self._replace(at)
            else:
                self._done += 1
                self._finished[result.number] = result

    def _replace(self, at: int) -> None:
        """Put a new worker in the place of a dead one, with the same shard."""
        dead = self._workers[at]
        shard, code = dead.shard, dead.end()
        assert shard is not None, "only a worker with a shard is found dead"
        self._deaths[shard.number] += 1
        if not self._done and self._deaths.total() >= HOPELESS:
            raise PoolError(f"workers die as soon as they start ({_manner(code)})")
        self._note(f"a worker died ({_manner(code)}); its articles are read again")
        del self._workers[at]
        self._workers.insert(at, self._new())
        if self._deaths[shard.number] >= DEATHS:
            self._finished[shard.number] = self._one_by_one(shard)
        elif not self._workers[at].give(shard):
            self._replace(at)

    def _new(self) -> Worker:
        return Worker(self._job, self._start, self._workers)

    def _one_by_one(self, shard: Shard) -> Result:
        """The result of a shard on which workers die: all articles but the deadly ones."""
        whole = Result(shard.number, b"", b"", Counts())
        for unit in shard.units:
            one = self._alone(shard.number, unit)
            whole.records += one.records
            whole.errors += one.errors
            whole.counts.add(one.counts)
        return whole

    def _alone(self, number: int, unit: Unit) -> Result:
        code = None
        for _ in range(DEATHS):
            worker = self._new()
            result = worker.take() if worker.give(Shard(number, (unit,), "")) else None
            code = worker.end()
            if result is not None:
                return result
        return Result(number, b"", _deadly(unit, code).line(), Counts(faults=1))


def _load(job: Job) -> None:
    """Load what all workers need: a fork shares it, and what is frozen stays shared."""
    engine_for(job.tagger, job.patterns)
    if job.tagger != "rules":
        from extractor.tagging import default_tagger

        default_tagger()
    gc.collect()
    gc.freeze()


def _deadly(unit: Unit, code: int | None) -> Failure:
    place = unit.place if isinstance(unit, Raw | Fault) else unit.source or "article"
    fault = f"ends the process that reads it ({_manner(code)})"
    cure = "it may need more memory than there is; report it together with the article"
    return Failure(Fault(place, fault, cure), "WorkerDied")


def _manner(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
