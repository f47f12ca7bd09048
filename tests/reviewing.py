"""A review without a browser: a client that sends forms as pages do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from extractor.models import ArticleRecord, Issue
from extractor.review.app import create_app
from extractor.review.settings import ReviewSettings
from extractor.service.settings import LOCAL_NAMES
from extractor.store.archive import Archive

NAMES = (*LOCAL_NAMES, "testserver")
SEAL = re.compile(r'name="seal" value="([0-9a-f]{64})"')


def with_finding(record: ArticleRecord) -> ArticleRecord:
    """The record with an error of its first two figures: pages are tried, not the checks."""
    first, second = record.figures[:2]
    issue = Issue(
        code="C1",
        severity="error",
        message=f"«{second.text}» lớn hơn «{first.text}»",
        message_en=f"«{second.text}» is more than «{first.text}»",
        arithmetic=f"{second.text} > {first.text}",
        figures=[first.id, second.id],
        start=first.start,
        end=second.end,
    )
    return record.model_copy(update={"issues": [issue]})


class Visitor:
    """Somebody who reads pages and sends their forms."""

    def __init__(self, client: TestClient, archive: Archive) -> None:
        self.client = client
        self.archive = archive

    def page(self, address: str, status: int = 200, **headers: str) -> str:
        """A page's HTML."""
        answer = self.client.get(address, headers=headers)
        assert answer.status_code == status, answer.text[:500]
        return answer.text

    def send(self, address: str, fields: dict[str, str], **more: Any) -> Response:
        """A form with the seal that pages carry."""
        seal = SEAL.search(self.page("/"))
        assert seal is not None
        return self.client.post(address, data={"seal": seal[1], **fields}, **more)

    def paste(self, text: str, **fields: str) -> str:
        """The id of the article that a pasted text became."""
        answer = self.send("/paste", {"text": text, **fields}, follow_redirects=False)
        assert answer.status_code == 303, answer.text[:500]
        return answer.headers["location"].removeprefix("/articles/")

    def correct(self, key: str, **fields: str) -> Response:
        return self.send(f"/articles/{key}/corrections", fields)


@contextmanager
def visiting(place: Path | str, **settings: Any) -> Iterator[Visitor]:
    """A visitor of a review with an empty archive, in a folder or at a database's address."""
    asked = {"tagger": "rules", "hosts": NAMES} | settings
    database = str(place / "review.db") if isinstance(place, Path) else place
    with Archive.open(database, create=True) as archive:
        app = create_app(archive, ReviewSettings(**asked))
        with TestClient(app) as client:
            yield Visitor(client, archive)


def marks(html: str) -> list[tuple[str, str]]:
    """The id and the words of every mark, in order."""
    found = re.findall(r'<mark[^>]* data-id="([^"]+)"[^>]*>(.*?)</mark>', html)
    return [(name, unescape(re.sub(r"<[^>]+>", "", words))) for name, words in found]
