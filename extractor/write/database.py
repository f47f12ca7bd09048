"""Records into an archive, a batch at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.models import ArticleRecord
from extractor.store.archive import Archive
from extractor.store.run import Run

if TYPE_CHECKING:
    from extractor.store.address import Address

BATCH = 100


class DatabaseSink:
    """Writes records in whole batches: a crash costs the batch that was not yet committed."""

    def __init__(self, address: Address, run: Run | None = None, batch: int = BATCH) -> None:
        self._archive = Archive.open(address, create=True)
        self._run = run
        self._batch = batch
        self._waiting: list[ArticleRecord] = []

    def write(self, record: ArticleRecord) -> None:
        self._waiting.append(record)
        if len(self._waiting) >= self._batch:
            self.commit()

    def commit(self) -> None:
        if self._waiting:
            self._archive.save(self._waiting, self._run)
            self._waiting = []

    def finish(self) -> None:
        self.commit()
        self._archive.close()

    def leave(self) -> str | None:
        try:
            self.commit()
        finally:
            self._archive.close()
        return str(self._archive.address)
