"""`vnfigures render`: articles to one web page with everything found in colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.speak import DONE, MISUSED, PROBLEMS, plural, say
from extractor.read import Fault, ReadOptions, open_source

if TYPE_CHECKING:
    from extractor.engine import Tagger
    from extractor.models import ArticleRecord


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What the command line asked for."""

    paths: tuple[str, ...]
    published: str | None
    output: Path | None
    tagger: Tagger
    patterns: Path | None
    max_mb: int = 20


def run_render(request: RenderRequest) -> int:
    """The exit code: 0 done, 1 some input had problems, 2 misused."""
    from extractor.render import render_page
    from extractor.rules import RuleError

    faults: list[Fault] = []
    try:
        records = list(_records(request, faults))
        page = render_page(records)
        if request.output is None:
            print(page)
        else:
            request.output.write_text(page, encoding="utf-8")
    except (RuleError, ValueError) as error:
        say(str(error))
        return MISUSED
    except OSError as error:
        say(f"{request.output}: cannot be written ({error.strerror}); check path and rights")
        return MISUSED
    for fault in faults:
        say(str(fault))
    where = f" → {request.output}" if request.output else ""
    say(f"{plural(len(records), 'article')}{where}")
    return PROBLEMS if faults else DONE


def _records(request: RenderRequest, faults: list[Fault]) -> Iterator[ArticleRecord]:
    from extractor.engine import Extractor
    from extractor.read.decode import parse_published

    published = parse_published(request.published) if request.published else None
    engine = Extractor(tagger=request.tagger, patterns=request.patterns)
    options = ReadOptions(published, request.max_mb, skip=request.output)
    for item in open_source(request.paths, options):
        if isinstance(item, Fault):
            faults.append(item)
        else:
            yield engine.read(item)
