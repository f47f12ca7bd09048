"""One engine behind one queue: articles to lines of JSON, counted."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

from extractor.article import Article
from extractor.engine import Extractor
from extractor.read import Fault, ReadOptions
from extractor.service.bodies import Item
from extractor.service.metrics import Metrics
from extractor.service.queue import BusyError, Queue
from extractor.service.settings import Settings

Result = TypeVar("Result")
LATE = Fault("body", "took longer than this service allows", "send it in parts")


class Reader:
    """What the routes of one application share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = Extractor(tagger=settings.tagger, patterns=settings.patterns)
        self.queue = Queue(settings.workers, settings.waiting, settings.timeout)
        self.metrics = Metrics()

    def options(self, published: str | None = None) -> ReadOptions:
        # A field `html` of a JSON line is markup.
        return ReadOptions(published, self.settings.max_mb, fields={"html": "html"})

    def record_json(self, article: Article) -> str:
        """The article's record as JSON."""
        start = time.perf_counter()
        record = self.engine.read(article)
        self.metrics.count_article(
            len(record.figures), len(record.unread), time.perf_counter() - start
        )
        return record.model_dump_json(by_alias=True)

    async def run(self, work: Callable[[], Result]) -> Result:
        """What `work` returns, in its turn; what is refused or late is counted."""
        try:
            return await self.queue.run(work)
        except BusyError:
            self.metrics.count("refused")
            raise
        except TimeoutError:
            self.metrics.count("timeouts")
            raise

    async def lines(self, items: Iterator[Item]) -> AsyncIterator[str]:
        """A line of JSON for each article, its record or {"error": …}; ends where time ran out."""
        while True:
            try:
                line = await self.run(lambda: self._line(items))
            except (BusyError, TimeoutError) as error:
                busy = Fault("body", "the service became too busy to go on", "send the rest again")
                yield self._error(busy if isinstance(error, BusyError) else LATE)
                return
            if line is None:
                return
            yield line

    def _line(self, items: Iterator[Item]) -> str | None:
        item = next(items, None)
        if item is None:
            return None
        return self._error(item) if isinstance(item, Fault) else self.record_json(item) + "\n"

    def _error(self, fault: Fault) -> str:
        self.metrics.count("faults")
        return json.dumps({"error": fault._asdict()}, ensure_ascii=False) + "\n"

    def close(self) -> None:
        self.queue.close()
