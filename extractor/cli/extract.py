"""`vnfigures extract`: sources to sink, one article after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extractor.batch.articles import Failure, read_article
from extractor.batch.counts import Counts
from extractor.batch.errors import TooManyErrorsError, check_errors
from extractor.cli.counted import counted, counted_skips
from extractor.cli.progress import Progress, open_progress
from extractor.cli.reading import ReadingError, check_reading
from extractor.cli.speak import (
    DONE,
    INTERRUPTED,
    MISUSED,
    PROBLEMS,
    LogForm,
    let_reader_go,
    log_as,
    plural,
    say,
)
from extractor.read import Fault, ReadOptions, Source, open_source
from extractor.read.decode import parse_published
from extractor.store.address import StoreError, is_url
from extractor.store.run import present_run
from extractor.write import Sink, Target, UnknownFormatError, open_sink, parse_target

if TYPE_CHECKING:
    from extractor.engine import Extractor, Tagger
    from extractor.read.dedup import Deduplicated

    Articles = Source | Deduplicated


@dataclass(frozen=True, slots=True)
class Scale:
    """On how much it runs, and how it tells of it; nothing of this changes what comes out."""

    workers: int | None = None
    max_errors: int | None = None
    log_format: LogForm = "text"
    engine: Literal["local", "spark"] = "local"
    master: str | None = None


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
    scale: Scale = Scale()


class MisuseError(ValueError):
    """The command cannot do what it is asked; the message gives the cure."""


def run_extract(request: Request) -> int:
    """The exit code: 0 done, 1 some input had problems, 2 misused, 130 interrupted."""
    from extractor.rules import RuleError

    log_as(request.scale.log_format)
    try:
        published = _published(request.published)
        reading = check_reading(request.reading, request.fields, request.dedup)
        reading = replace(reading, published=published)
        if request.scale.engine == "spark" and is_dataset(request.output):
            return _run_on_spark(request, None, reading)
        target = _check_output(request)
        engine = _engine(request)
        options = replace(reading, skip=target.path)
        if request.scale.engine == "spark":
            _check_scale(request, target)
            return _run_on_spark(request, target, options)
        if _as_batch(request, target):
            from extractor.cli.batch import run_batch_command

            return run_batch_command(request, target, options, partial(_open, request))
        run = present_run(request.tagger, request.patterns) if target.address else None
        sink = open_sink(target, run)
    except (MisuseError, ReadingError, UnknownFormatError, RuleError, StoreError) as error:
        say(str(error), "error")
        return MISUSED
    except OSError as error:
        words = f"{request.output}: cannot be written ({error.strerror}); check path and rights"
        say(words, "error")
        return MISUSED
    return _run(engine, _open(request, options), sink, target, request.scale.max_errors)


def _run_on_spark(request: Request, target: Target | None, reading: ReadOptions) -> int:
    if request.dedup != "off" or request.scale.workers or "-" in request.paths:
        raise MisuseError("--engine spark does without --dedup, --workers and standard input")
    from extractor.cli.spark import run_spark_command

    return run_spark_command(request, target, reading)


def is_dataset(output: str | None) -> bool:
    """Whether Spark's own files are wanted: a folder («kho/»), or an address («hdfs://…»).

    >>> is_dataset("s3a://kho/figures"), is_dataset("figures.jsonl")
    (True, False)
    """
    return bool(output) and (
        str(output).endswith("/") or ("://" in str(output) and not is_url(str(output)))
    )


def _as_batch(request: Request, target: Target) -> bool:
    """Whether workers are asked for, or an earlier run with them waits to be gone on with."""
    from extractor.batch.files import Files

    if request.scale.workers is None:
        return not target.to_stdout and Files.of(target).journal.exists()
    _check_scale(request, target)
    return True


def _check_scale(request: Request, target: Target) -> None:
    asked = "--engine spark" if request.scale.engine == "spark" else "--workers"
    if target.to_stdout or target.form == "table":
        raise MisuseError(f"{asked} needs a file or a database to write to; give -o FILE")
    if target.path and target.path.exists() and not target.path.is_file():
        raise MisuseError(f"{target.path} is no file; {asked} needs one that can be replaced")


def _open(request: Request, options: ReadOptions) -> Articles:
    source = open_source(request.paths, options)
    if request.dedup == "off":
        return source
    from extractor.read.dedup import Deduplicated

    return Deduplicated(source, "near" if request.dedup == "near" else "exact")


def _run(
    engine: Extractor, source: Articles, sink: Sink, target: Target, max_errors: int | None
) -> int:
    done = Counts()
    try:
        with open_progress(source.total, to_terminal=target.to_stdout) as progress:
            _pump(engine, source, sink, done, progress, max_errors)
        sink.finish()
    except KeyboardInterrupt:
        say(f"interrupted after {counted(done)}{_kept(sink)}", "interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has what it wanted («| head»).
        let_reader_go()
        say(f"the reader closed the pipe after {plural(done.articles, 'article')}")
        return PROBLEMS if done.faults else DONE
    except (StoreError, TooManyErrorsError) as error:
        say(f"{error}; after {counted(done)}{_kept(sink)}", "error")
        return PROBLEMS
    except OSError as error:
        words = f"{target}: cannot be written ({error.strerror}) after {counted(done)}"
        say(words + _kept(sink), "error")
        return PROBLEMS
    done.skipped.update(source.skipped)
    say(counted(done) + ("" if target.to_stdout else f" → {target}"), "summary", **done.fields())
    if skips := counted_skips(done):
        say(skips, "skipped")
    return PROBLEMS if done.faults else DONE


def _pump(
    engine: Extractor,
    source: Articles,
    sink: Sink,
    done: Counts,
    progress: Progress,
    max_errors: int | None,
) -> None:
    for item in source:
        if item is not None:
            found = Failure(item) if isinstance(item, Fault) else read_article(engine, item)
            if isinstance(found, Failure):
                done.faults += 1
                progress.say(str(found.fault))
                check_errors(done.faults, max_errors)
            else:
                # Counted first: whoever breaks the run off is told of all that was written.
                done.articles += 1
                done.figures += len(found.figures)
                sink.write(found)
        progress.show(source.done, counted(done))


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
    from extractor.batch.engines import engine_for

    return engine_for(request.tagger, request.patterns)


def _kept(sink: Sink) -> str:
    try:
        kept = sink.leave()
    except (OSError, StoreError):
        # What hindered the writing hinders this as well, and has been told.
        return ""
    return f"; what was done is kept in {kept}" if kept else ""
