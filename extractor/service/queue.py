"""Work that takes the processor: so many at once, so many waiting, none longer than allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")


class BusyError(Exception):
    """As many are waiting as may wait."""


class Queue:
    """Runs functions in threads; more than `waiting` of them are refused, not piled up."""

    def __init__(self, workers: int, waiting: int, timeout: float) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="extract")
        self._workers = workers
        self._most = workers + waiting
        self._timeout = timeout
        self._inside = 0

    @property
    def running(self) -> int:
        return min(self._inside, self._workers)

    @property
    def waiting(self) -> int:
        return max(0, self._inside - self._workers)

    @property
    def full(self) -> bool:
        return self._inside >= self._most

    async def run(self, work: Callable[[], Result]) -> Result:
        """What `work` returns; raises BusyError, or TimeoutError when it took too long.

        A thread cannot be stopped: work that ran out of time keeps its place until it is done,
        so that late work is not hidden from those who wait.
        """
        if self.full:
            raise BusyError
        self._inside += 1
        loop = asyncio.get_running_loop()
        task = self._pool.submit(work)
        task.add_done_callback(lambda _: _tell(loop, self._leave))
        future = asyncio.wrap_future(task)
        # Asked for its failure, so that one which comes too late is no warning on stderr.
        future.add_done_callback(lambda late: late.cancelled() or late.exception())
        done, _ = await asyncio.wait([future], timeout=self._timeout)
        if not done:
            # Taken out of the queue, if it has not begun.
            task.cancel()
            raise TimeoutError
        return future.result()

    def _leave(self) -> None:
        self._inside -= 1

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _tell(loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
    # A loop that has ended has nobody to tell.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(callback)
