"""The proof that Spark gives what one machine gives, with a worker killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.bench import child
from extractor.bench.line import Line
from extractor.bench.variation import write_archive

# What the processes are called in which Spark runs Python.
PYTHON_WORKER = b"pyspark"


@dataclass(frozen=True, slots=True)
class SparkOptions:
    """How large a run, where, and how often a worker is killed."""

    articles: int = 5000
    master: str = "local[2,4]"
    kills: int = 1
    folder: Path | None = None


def measure_spark(options: SparkOptions) -> Iterator[Line]:
    """A local run and one under Spark, its Python workers killed, and what differs."""
    with TemporaryDirectory(dir=options.folder) as folder:
        archive, ours, theirs = (Path(folder) / name for name in ("in.jsonl", "ours", "theirs"))
        ours.mkdir()
        theirs.mkdir()
        write_archive(archive, options.articles)
        with archive.open("a", encoding="utf-8") as stream:
            stream.write('{"text": "hỏng\n')
        local = child.run(archive, ours / "out.jsonl", "--workers", "2")
        yield Line("spark", "local run, two workers", local.seconds, "s")
        begun = time.monotonic()
        process = child.start(
            archive, theirs / "out.jsonl", "--engine", "spark", "--master", options.master
        )
        yield Line("spark", "kills missing", options.kills - _kill(process, options.kills), "", 0)
        code = process.wait()
        yield Line("spark", f"under Spark, {options.master}", time.monotonic() - begun, "s")
        if code > 1:
            raise RuntimeError((theirs / "out.jsonl.log").read_text(encoding="utf-8")[-500:])
        yield from _differences(ours, theirs, options.articles)


def _differences(ours: Path, theirs: Path, articles: int) -> Iterator[Line]:
    rows = (theirs / "out.jsonl").read_bytes().splitlines(keepends=True)
    expected = (ours / "out.jsonl").read_bytes().splitlines(keepends=True)
    wrong = sum(one != other for one, other in zip(rows, expected, strict=False))
    yield Line("spark", "rows", len(rows), "")
    yield Line("spark", "rows missing or doubled", abs(articles - len(rows)), "", 0)
    yield Line("spark", "rows that differ", wrong + abs(len(expected) - len(rows)), "", 0)
    failures = [(one / "out.jsonl.errors.jsonl").read_bytes() for one in (ours, theirs)]
    yield Line("spark", "error rows", failures[0].count(b"\n"), "")
    yield Line("spark", "error rows that differ", int(failures[0] != failures[1]), "", 0)


def _kill(process: subprocess.Popen[bytes], times: int) -> int:
    """How many Python workers could be killed while they worked."""
    killed = set[int]()
    while len(killed) < times and process.poll() is None:
        time.sleep(0.2)
        working = [pid for pid in _python_workers(process.pid) if _seconds_of_work(pid) > 1]
        if working and working[0] not in killed:
            with suppress(ProcessLookupError):
                os.kill(working[0], signal.SIGKILL)
                killed.add(working[0])
    return len(killed)


def _python_workers(pid: int) -> list[int]:
    """The processes below one that Spark's daemon has forked, itself left out."""
    found, waiting = list[int](), [(pid, False)]
    while waiting:
        parent, below_daemon = waiting.pop()
        for one in _all_children(parent):
            is_python = PYTHON_WORKER in _command(one) and b"java" not in _command(one)
            if is_python and below_daemon:
                found.append(one)
            waiting.append((one, is_python))
    return found


def _all_children(pid: int) -> list[int]:
    """The children of all threads: Java starts processes from any of them."""
    found = list[int]()
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(one) for one in thread.read_text().split()]
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")[:400]
    except OSError:
        return b""


def _seconds_of_work(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
