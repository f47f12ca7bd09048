"""`vnfigures check`: what does not hold together in an archive."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from extractor.article import Article
from extractor.cli.archive import Record, open_archive
from extractor.cli.speak import DONE, MISUSED, PROBLEMS, let_reader_go, plural, say
from extractor.read import Fault
from extractor.store.address import StoreError, is_url

if TYPE_CHECKING:
    from extractor.checks.across import ArchiveIssue
    from extractor.engine import Extractor, Tagger
    from extractor.models import ArticleRecord

SQLITE_FILE = b"SQLite format 3\x00"
GRAVITY = {"info": 0, "warning": 1, "error": 2}


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What the command line asked for."""

    paths: tuple[str, ...]
    since: str | None
    form: str
    least: str
    output: Path | None
    tagger: Tagger
    patterns: Path | None


class _Reader:
    """The records of an archive or a database; articles are read first."""

    def __init__(self, request: CheckRequest) -> None:
        from extractor.engine import Extractor

        self._request = request
        self.engine: Extractor = Extractor(tagger=request.tagger, patterns=request.patterns)
        self.articles = 0
        self.faults = 0

    def records(self) -> Iterator[ArticleRecord]:
        for path in self._request.paths:
            found = _stored(path) if _is_database(path) else self._read(path)
            for record in found:
                self.articles += 1
                yield record

    def _read(self, path: str) -> Iterator[ArticleRecord]:
        for item in open_archive([path], self._fault):
            try:
                yield self._record(item)
            except (KeyError, TypeError, ValueError) as error:
                where = item.source if isinstance(item, Article) else str(item["article"])[:60]
                self._fault(Fault(f"{where}", f"could not be read ({error!r:.200})", "report it"))

    def _record(self, item: Article | Record) -> ArticleRecord:
        from extractor.models import ArticleRecord

        if isinstance(item, Article):
            return self.engine.read(item)
        return ArticleRecord.model_validate(item)

    def _fault(self, fault: Fault) -> None:
        self.faults += 1
        say(str(fault))


def run_check(request: CheckRequest) -> int:
    """The exit code: 0 all holds, 1 findings or faulty input, 2 misused."""
    from extractor.rules import RuleError

    try:
        since = _since(request.since)
        if not request.paths:
            raise _MisuseError("give an archive, records (.jsonl) or a database to check")
        reader = _Reader(request)
        with _opened(request.output) as stream:
            counts = _write(reader, request, since, stream)
    except (RuleError, StoreError, _MisuseError) as error:
        say(str(error))
        return MISUSED
    except BrokenPipeError:
        let_reader_go()
        return DONE
    except OSError as error:
        say(f"{request.output or 'stdout'}: cannot be written ({error.strerror}); check path")
        return PROBLEMS
    told = ", ".join(plural(counts[name], name) for name in ("error", "warning") if counts[name])
    notes = plural(counts["info"], "note")
    say(f"{plural(reader.articles, 'article')}: {told or 'nothing found'}, {notes}")
    return PROBLEMS if counts["error"] or counts["warning"] or reader.faults else DONE


def run_list(patterns: Path | None) -> int:
    """Print the table of checks; 2 when the rules are wrong."""
    from extractor.checks.reference import checks_table
    from extractor.rules import RuleError, load_rules

    try:
        print(checks_table(load_rules(patterns)), end="")
    except RuleError as error:
        say(str(error))
        return MISUSED
    return DONE


class _MisuseError(ValueError):
    """The command cannot do what it is asked; the message gives the cure."""


def _since(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise _MisuseError(f"--since {value!r} is no ISO date; write it as 2023-01-31") from error


def _write(
    reader: _Reader, request: CheckRequest, since: date | None, stream: TextIO
) -> Counter[str]:
    """Writes the findings as they come; how many of each severity there are."""
    from extractor.checks.across import ArchiveChecks
    from extractor.checks.across.show import as_json, as_page, as_text

    counts: Counter[str] = Counter()
    checks = ArchiveChecks(reader.engine.rules)

    def grave() -> Iterator[ArchiveIssue]:
        for issue in checks.check(reader.records(), since):
            counts[issue.severity] += 1
            if GRAVITY[issue.severity] >= GRAVITY[request.least]:
                yield issue

    if request.form == "html":
        stream.writelines(as_page(grave()))
    else:
        show = as_json if request.form == "jsonl" else as_text
        stream.writelines(show(issue) + "\n" for issue in grave())
    return counts


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def _is_database(path: str) -> bool:
    if is_url(path):
        return True
    if not Path(path).is_file():
        return False
    with Path(path).open("rb") as stream:
        return stream.read(len(SQLITE_FILE)) == SQLITE_FILE


def _stored(place: str) -> Iterator[ArticleRecord]:
    from extractor.store.archive import Archive

    with Archive.open(place) as archive:
        yield from archive.records()
