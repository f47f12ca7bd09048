"""One article at a time: its record, or what went wrong and where in the program."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from extractor.article import Article
from extractor.read.fault import Fault
from extractor.read.options import ReadOptions, Skip
from extractor.read.raw import Raw, read_raw

if TYPE_CHECKING:
    from extractor.engine import Extractor
    from extractor.models import ArticleRecord

Unit = Article | Fault | Raw


class Failure(NamedTuple):
    """An article without a record; a traceback only where the program is to blame."""

    fault: Fault
    error: str = "Fault"
    traceback_id: str | None = None
    traceback: str | None = None

    def row(self) -> dict[str, str | None]:
        """The failure as a row of its own, beside the records."""
        place, problem, cure = self.fault
        return {
            "source": place,
            "error": self.error,
            "problem": problem,
            "cure": cure,
            "traceback_id": self.traceback_id,
            "traceback": self.traceback,
        }

    def line(self) -> bytes:
        """The row as a line of JSON; half characters of a file's name are escaped."""
        text = json.dumps(self.row(), ensure_ascii=False) + "\n"
        return text.encode("utf-8", "backslashreplace")


def read_unit(
    engine: Extractor, unit: Unit, options: ReadOptions
) -> Iterator[ArticleRecord | Failure | Skip]:
    """The records, failures and skips of one input."""
    for item in read_raw(unit, options) if isinstance(unit, Raw) else [unit]:
        if isinstance(item, Fault):
            yield Failure(item)
        elif isinstance(item, Skip):
            yield item
        else:
            yield read_article(engine, item)


def read_article(engine: Extractor, article: Article) -> ArticleRecord | Failure:
    """The record of an article; never raises for what is in it."""
    # A file's name may hold bytes that are no character; the record must still be UTF-8.
    source = (article.source or "article").encode("utf-8", "replace").decode()
    try:
        article.text.encode()
        return engine.read(replace(article, source=source))
    except UnicodeEncodeError as error:
        half = f"\\u{ord(article.text[error.start]):04x}"
        fault = f"holds half a character ({half}) at character {error.start}"
        return Failure(Fault(source, fault, "mend the escape where the text was written"))
    except Exception as error:
        # One article that the engine chokes on must not cost the reader all the others.
        return _poisoned(source, error)


def _poisoned(source: str, error: Exception) -> Failure:
    name, key = type(error).__name__, traceback_id(error)
    reason = str(error).replace("\n", " ")[:300]
    fault = Fault(
        source,
        f"could not be read ({name}: {reason}; traceback {key})",
        "this is a fault of vnfigures: report it together with the article",
    )
    words = "".join(traceback.format_exception(error))
    return Failure(fault, name, key, words.encode("utf-8", "backslashreplace").decode())


def traceback_id(error: BaseException) -> str:
    """Twelve hex digits that are the same for all errors raised at the same place by the same way.

    Folders are left out, so that it is the same on every machine of a cluster.
    """
    steps = [
        f"{PurePath(step.filename).name}:{step.name}:{step.lineno}"
        for step in traceback.extract_tb(error.__traceback__)
    ]
    words = "\n".join((type(error).__name__, *steps))
    return hashlib.sha256(words.encode("utf-8", "backslashreplace")).hexdigest()[:12]
