"""The manifest of a run while it grows: one line for each shard that stands in the output."""

from __future__ import annotations

import fcntl
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from extractor.batch.counts import Counts


class JournalError(ValueError):
    """A run cannot go on from what is there; the message gives the cure."""


class Entry(NamedTuple):
    """A shard that is done: its digest, where its lines end, and their checksum."""

    shard: int
    digest: str
    records: int
    errors: int
    checksum: str
    counts: dict[str, Any]


class Journal:
    """Entries in a file that is locked while open; what was cut short by a crash is dropped."""

    def __init__(self, path: Path, settings: dict[str, Any]) -> None:
        self.path = path
        self.settings = settings
        # Opened only once: closing any other handle on the file would drop the lock.
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            # Not inherited by forked workers: it is free again as soon as the parent is dead.
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            raise JournalError(f"{path}: another run is writing; wait for it") from error
        try:
            self.entries, self.complete = self._load(settings)
        except BaseException:
            os.close(self._file)
            raise

    def _load(self, settings: dict[str, Any]) -> tuple[list[Entry], dict[str, Any] | None]:
        """What was done before, with the file ending behind the last whole line."""
        entries, self._ends, complete = list[Entry](), list[int](), None
        data = os.pread(self._file, os.fstat(self._file).st_size, 0)
        lines, _, _ = data.rpartition(b"\n")
        end = 0
        for number, line in enumerate(lines.split(b"\n") if lines else []):
            try:
                value = json.loads(line)
            except ValueError:
                # A machine that lost its power may leave anything behind what was synced.
                break
            if number == 0:
                self._check(value, settings)
            elif "skipped" in value:
                complete = value
            else:
                entries.append(Entry(**value))
            end += len(line) + 1
            self._ends.append(end)
        os.ftruncate(self._file, end)
        if not self._ends:
            self._append(settings)
            self.sync()
        return entries, complete

    def _check(self, found: dict[str, Any], settings: dict[str, Any]) -> None:
        if found == settings:
            return
        other = [key for key in settings if found.get(key) != settings[key]]
        raise JournalError(
            f"{self.path}: a run with other settings was broken off here"
            f" ({', '.join(other)} differ); finish it with the same, or remove the file"
        )

    def _append(self, value: dict[str, Any]) -> None:
        line = (json.dumps(value, ensure_ascii=True, sort_keys=True) + "\n").encode()
        start = self._ends[-1] if self._ends else 0
        os.ftruncate(self._file, start)
        write_all(self._file, line, start)
        self._ends.append(start + len(line))

    def add(self, entry: Entry) -> None:
        """Note a shard whose lines have been written."""
        self._append(entry._asdict())
        self.entries.append(entry)

    def keep(self, count: int) -> None:
        """Forget all but the first `count` shards."""
        del self.entries[count:]
        del self._ends[count + 1 :]
        os.ftruncate(self._file, self._ends[-1])

    def finish(self, skipped: Counter[str]) -> None:
        """Note that every shard is done: from here on only names are to be given."""
        self.complete = {"skipped": dict(sorted(skipped.items()))}
        self._append(self.complete)
        self.sync()

    def counts(self) -> Counts:
        """The sum over all shards that are done."""
        total = Counts()
        for entry in self.entries:
            total.add(Counts.of(entry.counts))
        total.skipped.update(self.complete["skipped"] if self.complete else {})
        return total

    def sync(self) -> None:
        os.fsync(self._file)

    def close(self) -> None:
        os.close(self._file)


def write_all(file: int, data: bytes, at: int) -> None:
    """Write all of `data` at an offset; raises OSError when the disk takes only a part of it."""
    view = memoryview(data)
    while view:
        count = os.pwrite(file, view, at)
        at, view = at + count, view[count:]
