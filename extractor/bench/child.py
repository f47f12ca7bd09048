"""`vnfigures extract` in a process of its own, with its workers in sight."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

COMMAND = (sys.executable, "-c", "from extractor.cli import main; main()", "extract")
LOOK_EVERY = 0.25


class Spent(NamedTuple):
    """Seconds by the clock and of all processors, the most memory of parent and of a worker."""

    seconds: float
    cpu_seconds: float
    parent_mb: float
    worker_mb: float


def start(archive: Path, output: Path, *words: str) -> subprocess.Popen[bytes]:
    """A run that has begun; what it says on stderr is kept beside the output."""
    log = output.with_name(output.name + ".log")
    with log.open("ab") as stream:
        return subprocess.Popen([*COMMAND, str(archive), "-o", str(output), *words], stderr=stream)


def run(archive: Path, output: Path, *words: str) -> Spent:
    """A whole run, watched; raises RuntimeError when it does not come to its end."""
    begun, used = time.monotonic(), _cpu_of_children()
    process = start(archive, output, *words)
    watch = _Watch(process.pid)
    code = process.wait()
    spent = Spent(time.monotonic() - begun, _cpu_of_children() - used, *watch.end())
    if code not in (0, 1):
        log = output.with_name(output.name + ".log").read_text(encoding="utf-8")
        raise RuntimeError(f"extract ended with exit code {code}: {log[-500:]}")
    return spent


def _cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def children(pid: int) -> list[int]:
    """The workers of a process."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def alive(pid: int) -> bool:
    """Whether a process still does anything; one that nobody has buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


class _Watch:
    """Looks again and again at the most memory that a process and its workers have held."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peaks: dict[int, float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            for pid in (self._pid, *children(self._pid)):
                self._peaks[pid] = max(self._peaks.get(pid, 0.0), _peak(pid))

    def end(self) -> tuple[float, float]:
        """Megabytes of the parent, and of the worker that had most."""
        self._ended.set()
        self._thread.join()
        workers = [peak for pid, peak in self._peaks.items() if pid != self._pid]
        return self._peaks.get(self._pid, 0.0), max(workers, default=0.0)


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0
