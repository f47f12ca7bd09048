"""`vnfigures extract`: sources to sink, one article after another."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.article import Article
from extractor.cli.progress import Progress, open_progress
from extractor.cli.reading import ReadingError, check_reading
from extractor.cli.speak import DONE, INTERRUPTED, MISUSED, PROBLEMS, plural, say
from extractor.read import Fault, ReadOptions, Source, open_source
from extractor.read.decode import parse_published
from extractor.store.address import StoreError
from extractor.store.run import present_run
from extractor.write import Sink, Target, UnknownFormatError, open_sink, parse_target

if TYPE_CHECKING:
    from extractor.engine import Extractor, Tagger
    from extractor.models import ArticleRecord
    from extractor.read.dedup import Deduplicated

    Articles = Source | Deduplicated


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for."""

    paths: tuple[str, ...]
    published: str | None
    form: str | None
    output: str | None
    tagger: Tagger
    patterns: Path | None
    reading: ReadOptions
    fields: tuple[str, ...] = ()
    dedup: str = "off"


@dataclass(slots=True)
class Tally:
    """What has been done so far."""

    articles: int = 0
    figures: int = 0
    faults: int = 0

    def __str__(self) -> str:
        words = f"{plural(self.articles, 'article')}, {plural(self.figures, 'figure')}"
        return words + (f", {plural(self.faults, 'problem')}" if self.faults else "")


class MisuseError(ValueError):
    """The command cannot do what it is asked; the message gives the cure."""


def run_extract(request: Request) -> int:
    """The exit code: 0 done, 1 some input had problems, 2 misused, 130 interrupted."""
    from extractor.rules import RuleError

    try:
        published = _published(request.published)
        reading = check_reading(request.reading, request.fields, request.dedup)
        target = _check_output(request)
        engine = _engine(request)
        run = present_run(request.tagger, request.patterns) if target.address else None
        sink = open_sink(target, run)
    except (MisuseError, ReadingError, UnknownFormatError, RuleError, StoreError) as error:
        say(str(error))
        return MISUSED
    except OSError as error:
        say(f"{request.output}: cannot be written ({error.strerror}); check path and rights")
        return MISUSED
    options = replace(reading, published=published, skip=target.path)
    return _run(engine, _open(request, options), sink, target)


def _open(request: Request, options: ReadOptions) -> Articles:
    source = open_source(request.paths, options)
    if request.dedup == "off":
        return source
    from extractor.read.dedup import Deduplicated

    return Deduplicated(source, "near" if request.dedup == "near" else "exact")


def _run(engine: Extractor, source: Articles, sink: Sink, target: Target) -> int:
    tally = Tally()
    try:
        with open_progress(source.total, to_terminal=target.to_stdout) as progress:
            _pump(engine, source, sink, tally, progress)
        sink.finish()
    except KeyboardInterrupt:
        say(f"interrupted after {tally}{_kept(sink)}")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has what it wanted («| head»); Python must not complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say(f"the reader closed the pipe after {plural(tally.articles, 'article')}")
        return PROBLEMS if tally.faults else DONE
    except StoreError as error:
        say(f"{error}; after {tally}{_kept(sink)}")
        return PROBLEMS
    except OSError as error:
        say(f"{target}: cannot be written ({error.strerror}) after {tally}{_kept(sink)}")
        return PROBLEMS
    say(str(tally) + ("" if target.to_stdout else f" → {target}"))
    if source.skipped:
        reasons = sorted(source.skipped.items(), key=lambda pair: (-pair[1], pair[0]))
        total = plural(sum(source.skipped.values()), "skip")
        say(f"{total}: " + ", ".join(f"{count:,} × {reason}" for reason, count in reasons))
    return PROBLEMS if tally.faults else DONE


def _pump(
    engine: Extractor, source: Articles, sink: Sink, tally: Tally, progress: Progress
) -> None:
    for item in source:
        if item is None:
            progress.show(source.done, str(tally))
            continue
        found = item if isinstance(item, Fault) else _read(engine, item)
        if isinstance(found, Fault):
            tally.faults += 1
            progress.say(str(found))
        else:
            sink.write(found)
            tally.articles += 1
            tally.figures += len(found.figures)
        progress.show(source.done, str(tally))


def _read(engine: Extractor, article: Article) -> ArticleRecord | Fault:
    # A file's name may hold bytes that are no character; the record must still be UTF-8.
    source = (article.source or "article").encode("utf-8", "replace").decode()
    try:
        article.text.encode()
        return engine.read(replace(article, source=source))
    except UnicodeEncodeError as error:
        half = f"\\u{ord(article.text[error.start]):04x}"
        fault = f"holds half a character ({half}) at character {error.start}"
        return Fault(source, fault, "mend the escape where the text was written")
    except Exception as error:
        # One article that the engine chokes on must not cost the reader all the others.
        reason = str(error).replace("\n", " ")[:300]
        return Fault(
            source,
            f"could not be read ({type(error).__name__}: {reason})",
            "this is a fault of vnfigures: report it together with the article",
        )


def _published(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return parse_published(value)
    except ValueError as error:
        raise MisuseError(f"--published {error}") from error


def _check_output(request: Request) -> Target:
    """Where to write; raises MisuseError where the output cannot be what it should."""
    output = Path(request.output or "")
    if request.output and output.is_dir():
        raise MisuseError(f"{output} is a folder; give a file, such as {output / 'figures.jsonl'}")
    target = parse_target(request.output, request.form)
    path = target.path
    if path is None:
        return target
    if not path.parent.is_dir():
        raise MisuseError(f"{path}: there is no folder {path.parent}; make it first (mkdir -p)")
    if target.form == "sqlite" and path.exists() and not path.is_file():
        raise MisuseError(f"{path} is no file that can hold a database; give one, such as f.db")
    if any(Path(one).resolve() == path.resolve() for one in request.paths):
        raise MisuseError(f"{path} is input and output at once; write to another file")
    return target


def _engine(request: Request) -> Extractor:
    from extractor.engine import Extractor

    return Extractor(tagger=request.tagger, patterns=request.patterns)


def _kept(sink: Sink) -> str:
    try:
        kept = sink.leave()
    except (OSError, StoreError):
        # What hindered the writing hinders this as well, and has been told.
        return ""
    return f"; what was done is kept in {kept}" if kept else ""
