"""One line of JSON is one article: `text`, and if given `id`, `title`, `published_at`, `source`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.article import Article
from extractor.read.decode import UTF8_BOM, decode
from extractor.read.fault import Fault, FaultError
from extractor.read.options import Given, ReadOptions
from extractor.read.raw import LINE, Raw
from extractor.read.records import record_article


def read_lines(
    given: Given, options: ReadOptions, before: int = 0
) -> Iterator[Article | Fault | Raw]:
    """The articles of a JSON-lines stream, with a fault for each line that holds none.

    The stream may be a part of a file, with so many lines before it.
    """
    stream, place, limit = given.stream, given.place, options.limit
    number, blank = before, 0
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
        elif options.raw:
            yield Raw(LINE, line, where)
        else:
            yield read_line(line, where, options)
    if number == blank:
        yield Fault(place, "is empty", "give one JSON object a line, each with a text")


def read_line(line: bytes, where: str, options: ReadOptions) -> Article | Fault:
    """The article of one line, or what is wrong with it."""
    try:
        return _article(line, where, options)
    except FaultError as error:
        return error.fault


def _skip_line(stream: BinaryIO, limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _article(line: bytes, where: str, options: ReadOptions) -> Article:
    data = parse_object(decode(line, where), where)
    text = options.fields.get("text", "text")
    if text not in data and "." not in text and "html" not in options.fields:
        keys = ", ".join(sorted(data)[:8]) or "none"
        raise FaultError(
            Fault(
                where,
                f"has no field {text} (fields: {keys})",
                "name the article's text 'text', or say --field text=NAME",
            )
        )
    return record_article(data, where, options, "utf-8")


def parse_object(line: str, where: str) -> dict[str, Any]:
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
