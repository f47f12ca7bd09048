"""A row of a CSV file is one article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from extractor.article import Article
from extractor.read.decode import decode_any
from extractor.read.fault import Fault, FaultError
from extractor.read.options import Given, ReadOptions
from extractor.read.records import record_article
from extractor.read.sniff import HEAD, peek

DELIMITERS = "\t;,|"


def read_csv(given: Given, options: ReadOptions) -> Iterator[Article | Fault]:
    """The articles of a table with a line of names; text fields may span lines."""
    stream, head = peek(given.stream)
    encoding = _encoding(head, given)
    csv.field_size_limit(options.limit)
    lines = io.TextIOWrapper(stream, encoding, newline="")
    start = head.decode(encoding, "replace").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=start.count)
    rows = csv.DictReader(lines, delimiter=delimiter)
    try:
        names = list(map(str, rows.fieldnames or ()))
        wanted = options.fields.get("html") or options.fields.get("text", "text")
        if wanted not in names:
            raise FaultError(
                Fault(
                    given.place,
                    f"has no column {wanted} (columns: {', '.join(names)[:120]})",
                    "name the article's column 'text', or say --field text=NAME",
                )
            )
        yield from _rows(rows, given.place, options, encoding)
    except (csv.Error, UnicodeDecodeError) as error:
        yield Fault(
            f"{given.place}:{rows.line_num}",
            f"is no readable row ({error})",
            "save the table as CSV in UTF-8, or raise --max-mb for a longer field",
        )
    finally:
        # The stream is not ours to close.
        lines.detach()


def _rows(
    rows: csv.DictReader[str], place: str, options: ReadOptions, encoding: str
) -> Iterator[Article | Fault]:
    before = 1
    for row in rows:
        where, before = f"{place}:{before + 1}", rows.line_num
        try:
            known = {name: value for name, value in row.items() if isinstance(value, str) and value}
            yield record_article(known, where, options, encoding.removesuffix("-sig"))
        except FaultError as error:
            yield error.fault


def _encoding(head: bytes, given: Given) -> str:
    """UTF-8 with or without mark, UTF-16, or what Excel saved long ago; legacy fonts show later."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # The head may end inside a character.
    whole = head[: head.rfind(b"\n") + 1] if len(head) >= HEAD and b"\n" in head else head
    try:
        _, encoding, _ = decode_any(whole, given.place, given.charset)
    except FaultError:
        return "utf-8-sig"
    if encoding == "utf-8":
        return "utf-8-sig"
    return "cp1258" if encoding == "windows-1258" else "latin-1"
