"""One line of JSON is one article: `text`, and if given `id`, `title`, `published_at`, `source`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.article import Article
from extractor.read.decode import UTF8_BOM, decode, parse_published
from extractor.read.fault import Fault, FaultError

KNOWN = ("text", "id", "title", "published_at", "source", "publisher")


def read_lines(
    stream: BinaryIO, place: str, limit: int, published: str | None
) -> Iterator[Article | Fault]:
    """The articles of a JSON-lines stream, with a fault for each line that holds none."""
    number = blank = 0
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{place}:{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream, limit)
            yield Fault(
                where,
                f"the line is longer than {limit // 1_000_000} MB, too much for one article",
                "put one article on a line, or raise the limit with --max-mb",
            )
        elif not line.removeprefix(UTF8_BOM).strip():
            blank += 1
        else:
            try:
                yield _article(line, where, published)
            except FaultError as error:
                yield error.fault
    if number == blank:
        yield Fault(place, "is empty", "give one JSON object a line, each with a text")


def _skip_line(stream: BinaryIO, limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _article(line: bytes, where: str, published: str | None) -> Article:
    data = _object(decode(line, where), where)
    if "text" not in data:
        keys = ", ".join(sorted(data)[:8]) or "none"
        raise FaultError(
            Fault(where, f"has no field text (fields: {keys})", "name the article's text 'text'")
        )
    for name in KNOWN:
        if not isinstance(data.get(name), str | None):
            raise FaultError(
                Fault(where, f"{name} is {json.dumps(data[name])[:40]}", "give a string")
            )
    if not (data["text"] or "").strip():
        raise FaultError(Fault(where, "its text is empty", "give the article's text, or drop it"))
    return Article(
        data["text"],
        published=_published(data, where) or published,
        title=data.get("title"),
        source=data.get("source") or where,
        publisher=data.get("publisher"),
        id=data.get("id"),
    )


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        reason = f"{error.msg} at column {error.colno}"
        raise FaultError(_not_json(where, reason)) from error
    except RecursionError as error:
        raise FaultError(_not_json(where, "nested too deeply")) from error
    if not isinstance(data, dict):
        raise FaultError(
            Fault(where, f"is JSON, but no object: {line.strip()[:40]}", 'write {"text": "..."}')
        )
    return data


def _not_json(where: str, reason: str) -> Fault:
    return Fault(where, f"is not valid JSON ({reason})", "write one JSON object on each line")


def _published(data: dict[str, Any], where: str) -> str | None:
    value = data.get("published_at")
    if not value:
        return None
    try:
        return parse_published(value)
    except ValueError as error:
        fault, cure = str(error).split("; ")
        raise FaultError(Fault(where, f"published_at {fault}", cure)) from error
