"""`vnfigures silver`: which words the rules do not know yet, the commonest first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.article import Article
from extractor.cli.archive import Record, open_archive
from extractor.cli.speak import DONE, MISUSED, PROBLEMS, let_reader_go, plural, say
from extractor.evaluate.silver import Around, Doubt, Group, find_doubts, group_doubts, read_doubts
from extractor.read import Fault

if TYPE_CHECKING:
    from extractor.engine import Extractor


@dataclass(frozen=True, slots=True)
class SilverRequest:
    """What the command line asked for."""

    paths: tuple[str, ...]
    patterns: Path | None
    words: int
    least: int
    top: int | None
    as_json: bool


class _Archive:
    """The doubts of an archive; the engine is built when there is an article to read."""

    def __init__(self, request: SilverRequest) -> None:
        self._request = request
        self._around = Around(request.words)
        self._engine: Extractor | None = None
        self.articles = 0
        self.faults = 0

    def doubts(self) -> Iterator[Doubt]:
        for item in open_archive(self._request.paths, self._fault):
            try:
                found = self._find(item)
            except (KeyError, TypeError, ValueError) as error:
                where = item.source if isinstance(item, Article) else str(item["article"])[:60]
                self._fault(Fault(f"{where}", f"could not be read ({error!r:.200})", "report it"))
                continue
            self.articles += 1
            yield from found

    def _find(self, item: Article | Record) -> list[Doubt]:
        if isinstance(item, Article):
            return read_doubts(self.engine(), item, self._around)
        return list(find_doubts(item, self._around))

    def engine(self) -> Extractor:
        from extractor.engine import Extractor

        if self._engine is None:
            self._engine = Extractor(tagger="rules", patterns=self._request.patterns)
        return self._engine

    def _fault(self, fault: Fault) -> None:
        self.faults += 1
        say(str(fault))


def run_silver(request: SilverRequest) -> int:
    """The exit code: 0 done, 1 some input had problems, 2 misused."""
    from extractor.rules import RuleError

    try:
        archive = _Archive(request)
        if request.patterns is not None:
            archive.engine()  # Bad rules are told before anything is read.
        groups = group_doubts(archive.doubts())
        shown = [group for group in groups if group.figures >= request.least][: request.top]
        for group in shown:
            print(_json(group) if request.as_json else _text(group))
    except RuleError as error:
        say(str(error))
        return MISUSED
    except BrokenPipeError:
        let_reader_go()
        return DONE
    figures = sum(group.figures for group in groups)
    say(
        f"{plural(archive.articles, 'article')}, {plural(figures, 'uncertain figure')},"
        f" {plural(len(groups), 'group')}, {len(shown):,} shown"
    )
    return PROBLEMS if archive.faults else DONE


def _json(group: Group) -> str:
    data = {
        "unit": group.unit,
        "left": group.left,
        "right": group.right,
        "reason": group.reason,
        "figures": group.figures,
        "articles": group.articles,
        "example": {"article": group.article, "text": group.text, "sentence": group.sentence},
    }
    return json.dumps(data, ensure_ascii=False)


def _text(group: Group) -> str:
    words = " ".join(word for word in (group.left, f"[… {group.unit}]", group.right) if word)
    counts = f"{group.figures:>5} in {plural(group.articles, 'article')}"
    return f"{counts}  {words}  {group.reason}\n        «{group.text}»: {group.sentence}"
