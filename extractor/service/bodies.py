"""What callers send, as articles; and what they may send, as the API's description says it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.article import Article
from extractor.read import Fault, ReadOptions, Skip
from extractor.read.decode import parse_published
from extractor.read.fault import FaultError
from extractor.read.formats import BY_NAME, read_as, read_input
from extractor.read.options import Given
from extractor.read.records import record_article

# How a body of this kind is read.
FORMATS = {"text/plain": "text", "text/html": "html", "application/x-ndjson": "jsonl"}
Day = Annotated[
    str,
    AfterValidator(parse_published),
    Field(json_schema_extra={"anyOf": [{"format": "date"}, {"format": "date-time"}]}),
]
Line = Annotated[str, Field(max_length=2000)]


class ArticleIn(BaseModel):
    """One article: its text, or its page's markup, and what is known of it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str | None = None
    html: str | None = None
    title: Line | None = None
    published_at: Day | None = None
    source: Line | None = None
    publisher: Line | None = None
    author: Line | None = None
    id: Line | None = None

    @model_validator(mode="after")
    def _has_one_body(self) -> ArticleIn:
        if (self.text is None) == (self.html is None):
            raise ValueError("give text or html, one of them")
        return self


@dataclass(frozen=True, slots=True)
class Known:
    """What a caller says beside a body that cannot say it itself."""

    published: str | None = None
    title: str | None = None
    source: str | None = None


Item = Article | Fault


def read_json(data: bytes, options: ReadOptions) -> Article:
    """The article of a JSON body; raises ValidationError or FaultError."""
    given = ArticleIn.model_validate_json(data)
    return record_article(given.model_dump(), given.source or "body", options)


def read_body(kind: str, data: bytes, known: Known, options: ReadOptions) -> Iterator[Item]:
    """The articles and faults of a body of a kind that FORMATS knows."""
    given = Given(io.BytesIO(data), known.source or "body", charset=None, url=known.source)
    for item in read_as(BY_NAME[FORMATS[kind]], given, options):
        yield from _told(item)


def read_file(data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
    """The articles and faults of a file in any format that is read; its name is never opened."""
    for item in read_input(Given(io.BytesIO(data), name), options):
        yield from _told(item)


def with_title(article: Article, known: Known) -> Article:
    """The article under the title that its sender gave."""
    return replace(article, title=known.title) if known.title else article


def _told(item: object) -> Iterator[Item]:
    if isinstance(item, Skip):
        yield Fault(item.place, f"was passed over: {item.reason}", "send an article")
    elif isinstance(item, Article | Fault):
        yield item


def reason_of(error: ValidationError | FaultError) -> str:
    """Why a body was refused, in one line."""
    if isinstance(error, FaultError):
        return str(error.fault)
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def request_body() -> dict[str, Any]:
    """The OpenAPI description of what POST /v1/extract takes."""
    article = ArticleIn.model_json_schema()
    article["oneOf"] = [
        {"required": [name], "properties": {name: {"type": "string"}, other: {"type": "null"}}}
        for name, other in (("text", "html"), ("html", "text"))
    ]
    # Any bytes are a text: there is no form that they could miss.
    words: dict[str, Any] = {"schema": {"title": "The article itself"}}
    file = {"type": "string", "format": "binary"}
    form = {"type": "object", "required": ["file"], "properties": {"file": file}}
    return {
        "required": True,
        "content": {
            "application/json": {
                "schema": article,
                "example": {"text": "Xã còn 12 hộ nghèo.", "published_at": "2018-03-12"},
            },
            "text/plain": words,
            "text/html": words,
            "application/x-ndjson": words,
            "multipart/form-data": {"schema": form},
        },
    }
