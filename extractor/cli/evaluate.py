"""`vnfigures evaluate`: a prediction judged by gold, floors kept, gold in other formats."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.speak import DONE, MISUSED, PROBLEMS, let_reader_go, plural, say
from extractor.evaluate.annotation import Annotation, GoldError
from extractor.evaluate.baseline import (
    FloorError,
    Floors,
    find_shortfalls,
    lower_floor,
    raise_floors,
    read_floors,
    write_floors,
)
from extractor.evaluate.formats import FORMATS, write_gold
from extractor.evaluate.gold import read_gold, read_records
from extractor.evaluate.report import Asked, Evaluation, evaluate, report

if TYPE_CHECKING:
    from extractor.engine import Tagger


@dataclass(frozen=True, slots=True)
class FloorRequest:
    """What is to be done with the floors, if anything."""

    path: Path | None = None
    rise: bool = False
    lower: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluateRequest:
    """What the command line asked for."""

    gold: Path
    predicted: Path | None
    old: Path | None
    tagger: Tagger
    patterns: Path | None
    misses: bool
    as_json: bool
    resamples: int
    floors: FloorRequest
    export: str | None = None
    output: Path | None = None


def run_evaluate(request: EvaluateRequest) -> int:
    """The exit code: 0 done, 1 a score is below its floor or an article is missing, 2 misused."""
    from extractor.rules import RuleError

    try:
        _check(request)
        gold = read_gold(request.gold)
        if request.export:
            return _export(gold, request)
        predicted = _predicted(gold, request)
        old = _old(gold, request.old)
        found = evaluate(gold, predicted, old, Asked(request.misses, request.resamples))
        _print(found, request.as_json)
        code = PROBLEMS if _say_missing(found) else DONE
        return max(code, _keep_floors(found, request.floors))
    except (GoldError, FloorError, RuleError) as error:
        say(str(error))
        return MISUSED
    except BrokenPipeError:
        let_reader_go()
        return DONE
    except OSError as error:
        say(f"{error.filename}: cannot be written ({error.strerror}); check path and rights")
        return MISUSED


def _check(request: EvaluateRequest) -> None:
    """Raises FloorError or GoldError where options do not go together."""
    floors = request.floors
    if (floors.rise or floors.lower) and floors.path is None:
        raise FloorError("--raise-floors and --lower-floor need --floors FILE")
    if floors.lower is not None and not (floors.reason or "").strip():
        raise FloorError(f"--lower-floor {floors.lower} needs --reason 'why the loss is right'")
    if request.export is not None:
        if request.export not in FORMATS:
            raise GoldError(f"--export {request.export!r} is unknown; one of {', '.join(FORMATS)}")
        if request.output is None:
            raise GoldError(f"--export {request.export} needs --output, a file or folder to write")


def _export(gold: Sequence[Annotation], request: EvaluateRequest) -> int:
    if request.export and request.output:
        write_gold(gold, request.export, request.output)
        say(f"{plural(len(gold), 'article')} → {request.output}")
    return DONE


def _predicted(gold: Sequence[Annotation], request: EvaluateRequest) -> list[Annotation]:
    """The given records, or what extraction makes of the texts of the gold."""
    if request.predicted is not None:
        return read_records(request.predicted)
    from extractor.engine import Extractor
    from extractor.evaluate.predict import predict

    engine = Extractor(tagger=request.tagger, patterns=request.patterns)
    return list(predict(engine, gold, say))


def _old(gold: Sequence[Annotation], path: Path | None) -> list[Annotation] | None:
    if path is None:
        return None
    old = read_records(path)
    known = {article.text for article in old}
    if lost := sum(article.text not in known for article in gold):
        say(f"{path}: has no record of {plural(lost, 'article')} of the gold; counted as empty")
    return old


def _print(found: Evaluation, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report(found), ensure_ascii=False, indent=1))
        return
    from extractor.cli.evaluate_text import lines

    print("\n".join(lines(found)))


def _say_missing(found: Evaluation) -> bool:
    if found.missing:
        shown = ", ".join(found.missing[:5]) + (" …" if len(found.missing) > 5 else "")
        say(
            f"{plural(len(found.missing), 'article')} of the gold without a record of the same"
            f" text, counted as empty: {shown}"
        )
    return bool(found.missing)


def _keep_floors(found: Evaluation, asked: FloorRequest) -> int:
    if asked.path is None:
        return DONE
    fresh = asked.rise and not asked.path.exists()
    floors = Floors() if fresh else read_floors(asked.path)
    if asked.lower is not None:
        lower_floor(floors, found.scores, asked.lower, asked.reason or "")
        say(f"{asked.lower} lowered to {floors.floors[asked.lower]}")
    if asked.rise:
        risen = raise_floors(floors, found.scores)
        say(f"{plural(len(risen), 'floor')} raised" + "".join(f", {name}" for name in risen))
    if asked.rise or asked.lower:
        write_floors(floors, asked.path)
    short = list(find_shortfalls(floors, found.scores))
    for shortfall in short:
        say(str(shortfall))
    if not short:
        say(f"{plural(len(floors.floors), 'floor')} kept")
    return PROBLEMS if short else DONE
