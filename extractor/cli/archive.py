"""An archive at the command line: articles in any format that extract reads, or their records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.read import Fault, ReadOptions, open_source

Record = dict[str, Any]


def open_archive(paths: Sequence[str], say: Callable[[Fault], None]) -> Iterator[Article | Record]:
    """Articles, and records where a .jsonl file holds them; faults are told and passed over."""
    for path in paths:
        if _holds_records(Path(path)):
            yield from _records(Path(path), say)
            continue
        for item in open_source([path], ReadOptions()):
            if isinstance(item, Fault):
                say(item)
            elif item is not None:
                yield item


def _holds_records(path: Path) -> bool:
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    with path.open("rb") as stream:
        return _is_record(stream.readline())


def _is_record(line: bytes) -> bool:
    try:
        data = json.loads(line)
    except ValueError:
        return False
    return isinstance(data, dict) and {"article", "figures", "unread"} <= set(data)


def _records(path: Path, say: Callable[[Fault], None]) -> Iterator[Record]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if _is_record(line):
                yield json.loads(line)
            elif line.strip():
                say(Fault(f"{path}:{number}", "is no record", "see vnfigures schema"))
