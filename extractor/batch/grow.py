"""The files that grow while a run lasts: lines of records, and lines of failures."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from extractor.batch.journal import Entry, write_all
from extractor.batch.worker import Result

CHUNK = 1 << 20


class Growing:
    """A file of which everything up to `end` is good."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self.end = 0

    def read_on(self, end: int) -> bytes | None:
        """The bytes from the good part's end to `end`; None when the file is shorter."""
        parts, at = list[bytes](), self.end
        while at < end and (part := os.pread(self._file, min(CHUNK, end - at), at)):
            parts.append(part)
            at += len(part)
        return b"".join(parts) if at == end else None

    def write(self, data: bytes) -> None:
        """Write behind what is good; what an earlier run left there is overwritten."""
        write_all(self._file, data, self.end)
        self.end += len(data)

    def cut(self) -> None:
        """Drop what is behind the good part."""
        os.ftruncate(self._file, self.end)

    def sync(self) -> None:
        os.fsync(self._file)

    def close(self) -> None:
        os.close(self._file)


class Output:
    """Records and failures side by side, shard by shard."""

    def __init__(self, records: Path, errors: Path) -> None:
        self.records = Growing(records)
        self.errors = Growing(errors)

    def verify(self, entries: list[Entry]) -> int:
        """How many shards from the first on are in the files just as the manifest says."""
        good = 0
        for entry in entries:
            records = self.records.read_on(entry.records)
            errors = self.errors.read_on(entry.errors)
            if records is None or errors is None or checksum(records, errors) != entry.checksum:
                break
            self.records.end, self.errors.end = entry.records, entry.errors
            good += 1
        return good

    def go_back(self, entries: list[Entry]) -> None:
        """Drop all that is behind these shards."""
        last = entries[-1] if entries else None
        self.records.end = last.records if last else 0
        self.errors.end = last.errors if last else 0
        self.records.cut()
        self.errors.cut()

    def write(self, digest: str, result: Result) -> Entry:
        """Write a shard's lines; the entry says where they stand."""
        self.records.write(result.records)
        self.errors.write(result.errors)
        return Entry(
            shard=result.number,
            digest=digest,
            records=self.records.end,
            errors=self.errors.end,
            checksum=checksum(result.records, result.errors),
            counts=result.counts.fields(),
        )

    def sync(self) -> None:
        self.records.sync()
        self.errors.sync()

    def close(self) -> None:
        self.records.close()
        self.errors.close()


def checksum(records: bytes, errors: bytes) -> str:
    digest = hashlib.sha256(records)
    digest.update(errors)
    return digest.hexdigest()[:16]
