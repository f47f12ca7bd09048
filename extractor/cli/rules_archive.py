"""`vnfigures rules try --archive`: what private rows would change in an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.cli.archive import Record, open_archive
from extractor.cli.speak import DONE, MISUSED, PROBLEMS, let_reader_go, plural, say
from extractor.engine import Extractor
from extractor.evaluate.changes import ADDED, CHANGED, REMOVED, Change, find_changes
from extractor.read import Fault
from extractor.read.decode import parse_published
from extractor.rules import RuleError

FATES = ((ADDED, "added"), (REMOVED, "removed"), (CHANGED, "changed"))


@dataclass(frozen=True, slots=True)
class TryRequest:
    """What the command line asked for."""

    archive: str
    patterns: Path | None
    published: str | None
    sentence: str | None


def run_try_archive(request: TryRequest) -> int:
    """The exit code: 0 done, 1 some input had problems, 2 misused."""
    if request.sentence is not None or request.patterns is None:
        say("--archive tries the rules of --patterns DIR, and takes no sentence")
        return MISUSED
    try:
        day = parse_published(request.published) if request.published else None
        trial = _Trial(request.patterns, day)
    except RuleError as error:
        say(str(error))
        return MISUSED
    except ValueError as error:
        say(f"--published {error}")
        return MISUSED
    try:
        for name, changes in trial.changes(request.archive):
            print(name)
            for change in changes:
                print(_line(change))
    except BrokenPipeError:
        let_reader_go()
        return DONE
    say(trial.summary())
    return PROBLEMS if trial.faults else DONE


class _Trial:
    """An archive read with and without the private rows."""

    def __init__(self, patterns: Path, published: str | None) -> None:
        self._now = Extractor(tagger="rules")
        self._then = Extractor(tagger="rules", patterns=patterns)
        self._published = published
        self._fates: Counter[str] = Counter()
        self.articles = self.changed = self.faults = 0

    def changes(self, archive: str) -> Iterator[tuple[str, list[Change]]]:
        """The articles whose output would change, each with its changes."""
        for item in open_archive([archive], self._fault):
            article = item if isinstance(item, Article) else _article(item)
            self.articles += 1
            try:
                found = find_changes(
                    self._read(self._now, article), self._read(self._then, article)
                )
            except ValueError as error:
                self._fault(Fault(article.source or "article", str(error)[:200], "report it"))
                continue
            if found:
                self.changed += 1
                self._fates.update(change.sign for change in found)
                yield article.source or article.text[:60], found

    def summary(self) -> str:
        """What would change, in one line."""
        told = [f"{self._fates[sign]:,} {fate}" for sign, fate in FATES if self._fates[sign]]
        return f"{self.changed:,} of {plural(self.articles, 'article')} would change" + (
            f": {', '.join(told)}" if told else ""
        )

    def _read(self, engine: Extractor, article: Article) -> dict[str, Any]:
        day = article.published or self._published
        record = engine.extract(article.text, day, article.title)
        return record.model_dump(mode="json", by_alias=True)

    def _fault(self, fault: Fault) -> None:
        self.faults += 1
        say(str(fault))


def _article(record: Record) -> Article:
    known = record["article"]
    source = known.get("source") or known.get("id")
    return Article(known["text"], known.get("published_at"), known.get("title"), source)


def _line(change: Change) -> str:
    words = " ".join(change.text.split())
    return f"  {change.sign} {change.what} «{words}»  " + "  ".join(change.told)
