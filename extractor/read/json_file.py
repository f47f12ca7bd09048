"""A JSON file: one article, a list of them, a list inside an object, or objects in a row."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.article import Article
from extractor.read.decode import UTF8_BOM
from extractor.read.fault import Fault, FaultError
from extractor.read.options import Given, ReadOptions
from extractor.read.records import record_article

CHUNK = 1 << 18
BLANKS = re.compile(r"[ \t\r\n]+")
COMMAS = re.compile(r"[ \t\r\n,]+")
DECODER = json.JSONDecoder()


def read_json(given: Given, options: ReadOptions) -> Iterator[Article | Fault]:
    """The articles of a JSON file, one value in memory at a time."""
    number = 0
    for value in _values(_Text(given, options)):
        for item in _records(value):
            number += 1
            where = f"{given.place}:{number}"
            try:
                yield _article(item, where, options)
            except FaultError as error:
                yield error.fault
    if number == 0:
        yield Fault(given.place, "is empty", "give JSON objects, each with a text")


def _article(item: Any, where: str, options: ReadOptions) -> Article:
    if not isinstance(item, dict):
        raise FaultError(
            Fault(where, f"is JSON, but no object: {str(item)[:40]}", 'write {"text": "..."}')
        )
    return record_article(item, where, options, "utf-8")


def _records(value: Any) -> list[Any]:
    """The objects in a value: itself, or the only list of objects in it («data», «items»)."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "text" not in value:
        lists = [one for one in value.values() if one and isinstance(one, list)]
        lists = [one for one in lists if isinstance(one[0], dict)]
        if len(lists) == 1 and not any(
            isinstance(one, str) and len(one) > 200 for one in value.values()
        ):
            return list(lists[0])
    return [value]


class _Text:
    """Decoded text that grows as it is asked for; what stands before `at` has been read."""

    def __init__(self, given: Given, options: ReadOptions) -> None:
        self._stream: BinaryIO = given.stream
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._place = given.place
        self._options = options
        self._first = True
        self.text = ""
        self.at = 0
        self.ended = False

    def more(self) -> None:
        """Twice as much as before, so that a large value is parsed few times."""
        self.text, self.at = self.text[self.at :], 0
        if len(self.text) > self._options.limit:
            raise FaultError(
                Fault(
                    self._place,
                    f"holds a value larger than {self._options.max_mb} MB",
                    "put one article on a line (.jsonl), or raise the limit with --max-mb",
                )
            )
        data = self._stream.read(max(CHUNK, len(self.text)))
        if self._first:
            data, self._first = data.removeprefix(UTF8_BOM), False
        try:
            self.text += self._decode(data, not data)
        except UnicodeDecodeError as error:
            raise FaultError(
                Fault(self._place, f"is not UTF-8 ({error.reason})", "save it as UTF-8")
            ) from error
        self.ended = not data

    def fill(self, junk: re.Pattern[str]) -> str:
        """The next character that is none of `junk`, or nothing at the end."""
        while True:
            if match := junk.match(self.text, self.at):
                self.at = match.end()
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]
            self.more()

    def broken(self, reason: str) -> FaultError:
        return FaultError(
            Fault(
                self._place, f"is not valid JSON ({reason})", "write a list of objects, or .jsonl"
            )
        )


def _values(source: _Text) -> Iterator[Any]:
    """Values one after another; those of an outermost list singly."""
    inside = False
    while start := source.fill(COMMAS if inside else BLANKS):
        if start == "[" and not inside:
            source.at, inside = source.at + 1, True
        elif start == "]" and inside:
            source.at, inside = source.at + 1, False
        else:
            yield _next_value(source)
    if inside:
        raise source.broken("the list is not closed: cut short?")


def _next_value(source: _Text) -> Any:
    while True:
        try:
            value, end = DECODER.raw_decode(source.text, source.at)
        except json.JSONDecodeError as error:
            # Perhaps it only is not all there yet.
            if source.ended:
                reason = f"{error.msg} near {source.text[error.pos :][:30]!r}"
                raise source.broken(reason) from error
        except RecursionError as error:
            raise source.broken("nested too deeply") from error
        else:
            # A number at the edge may go on.
            if end < len(source.text) or source.ended:
                source.at = end
                return value
        source.more()
