"""Where rows stand in their file, for messages and for putting them in order."""

from __future__ import annotations

import re
from pathlib import Path

import rtoml


def row_lines(source: str, table: str) -> list[int]:
    """The line number, from 1, of each row's `[[table]]` heading.

    >>> row_lines("# units\\n[[unit]]\\nid = 'a'\\n\\n[[unit]]\\nid = 'b'\\n", "unit")
    [2, 5]
    """
    heading = _heading(table)
    return [number for number, line in enumerate(source.split("\n"), 1) if heading.match(line)]


def sort_rows(source: str, table: str) -> str:
    """The file with its rows in order of their ids; a comment stays above its row."""
    heading = _heading(table)
    head: list[str] = []
    blocks: list[list[str]] = []
    for line in source.rstrip("\n").split("\n"):
        if heading.match(line):
            here = blocks[-1] if blocks else head
            blocks.append([*_take_comment(here), line])
        else:
            (blocks[-1] if blocks else head).append(line)
    rows = sorted(blocks, key=lambda block: _id_of(block, table))
    parts = [*([head] if blocks and any(head) else []), *(rows or [head])]
    return "\n\n".join("\n".join(part).strip("\n") for part in parts) + "\n"


def sort_file(path: Path, table: str) -> bool:
    """Whether the file had to be rewritten to put its rows in order."""
    source = path.read_text(encoding="utf-8")
    ordered = sort_rows(source, table)
    if ordered == source or _ids(ordered, table) == _ids(source, table):
        return False
    path.write_text(ordered, encoding="utf-8")
    return True


def _heading(table: str) -> re.Pattern[str]:
    return re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")


def _take_comment(lines: list[str]) -> list[str]:
    """The comment lines at the end of `lines`, which belong to the next row; taken out."""
    start = len(lines)
    while start and lines[start - 1].startswith("#"):
        start -= 1
    comment = lines[start:]
    del lines[start:]
    return comment


def _id_of(block: list[str], table: str) -> str:
    rows = rtoml.loads("\n".join(block))[table]
    return str(rows[0].get("id", ""))


def _ids(source: str, table: str) -> list[object]:
    return [row.get("id") for row in rtoml.loads(source).get(table, [])]
