"""Everything that an evaluation says, as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from extractor.evaluate.annotation import Annotation, offset_faults
from extractor.evaluate.bootstrap import Interval, draw_articles, name_intervals
from extractor.evaluate.compare import Comparison, Run, compare_runs, run_over
from extractor.evaluate.confusion import Cell, confusion_tables
from extractor.evaluate.misses import Miss, find_misses
from extractor.evaluate.pairing import pair_article
from extractor.evaluate.scores import LEVELS, RIGHT, Counts, Judged, Tally, judged_fields, total

DIGITS = 4
SHARES = ("numeral.", "certainty.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an evaluation should say beside the scores."""

    misses: bool = False
    resamples: int = 1000


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A prediction judged by gold."""

    articles: int
    missing: list[str]
    offset_faults: int
    scores: Counts
    intervals: Mapping[str, list[Interval]]
    confusion: dict[str, list[Cell]]
    misses: list[Miss] = field(default_factory=list)
    comparison: Comparison | None = None


def evaluate(
    gold: Sequence[Annotation],
    predicted: Sequence[Annotation],
    old: Sequence[Annotation] | None,
    asked: Asked,
) -> Evaluation:
    """Judge a prediction, and compare it with an older one; articles pair by their text."""
    judged = judged_fields(gold)
    run = _run(gold, predicted, judged)
    draws = draw_articles(len(gold), asked.resamples)
    return Evaluation(
        articles=len(gold),
        missing=[paired.gold.id for paired in run.pairs if paired.missing],
        offset_faults=sum(offset_faults(paired.predicted) for paired in run.pairs),
        scores={n: total(one[n] for one in run.counts) for n in run.counts[0]},
        intervals=name_intervals(run.counts, draws) if draws else {},
        confusion=confusion_tables(run.pairs),
        misses=find_misses(run.pairs, judged) if asked.misses else [],
        comparison=compare_runs(_run(gold, old, judged), run, judged, draws)
        if old is not None
        else None,
    )


def _run(gold: Sequence[Annotation], predicted: Sequence[Annotation], judged: Judged) -> Run:
    by_text = {article.text: article for article in predicted}
    pairs = [pair_article(by_text.get(article.text), article) for article in gold]
    return run_over(pairs, judged)


def report(found: Evaluation) -> dict[str, Any]:
    """The evaluation as JSON: scores, fields, certainty, confusion, misses, comparison."""
    told: dict[str, Any] = {
        "articles": found.articles,
        "missing_articles": found.missing,
        "bad_offsets": found.offset_faults,
        "scores": {n: _score(found, n) for n in found.scores if not is_share(n)},
        "right": {n.removesuffix(RIGHT): _share(found, n) for n in found.scores if RIGHT in n},
        "numerals": {
            n.removeprefix("numeral."): _share(found, n)
            for n in found.scores
            if n.startswith("numeral.")
        },
        "certainty": {
            level: {
                "value": _share(found, f"certainty.{level}.value"),
                "frame": _share(found, f"certainty.{level}.frame"),
            }
            for level in LEVELS
        },
        "confusion": {n: [c._asdict() for c in cells] for n, cells in found.confusion.items()},
    }
    if found.misses:
        told["misses"] = [asdict(miss) for miss in found.misses]
    if found.comparison is not None:
        told["compare"] = _compared(found.comparison)
    return told


def is_share(name: str) -> bool:
    """Whether a score is a share of something and has no recall of its own."""
    return name.endswith(RIGHT) or name.startswith(SHARES)


def _score(found: Evaluation, name: str) -> dict[str, Any]:
    tally = found.scores[name]
    told: dict[str, Any] = {
        "p": round(tally.precision, DIGITS),
        "r": round(tally.recall, DIGITS),
        "f1": round(tally.f1, DIGITS),
        **tally._asdict(),
    }
    if intervals := found.intervals.get(name):
        named = zip(("p", "r", "f1"), intervals, strict=True)
        told["interval"] = {measure: _rounded(interval) for measure, interval in named}
    return told


def _share(found: Evaluation, name: str) -> dict[str, Any]:
    tally: Tally = found.scores[name]
    told: dict[str, Any] = {
        "share": round(tally.precision, DIGITS) if tally.predicted else None,
        "right": tally.right,
        "of": tally.predicted,
    }
    if tally.predicted and (intervals := found.intervals.get(name)):
        told["interval"] = _rounded(intervals[0])
    return told


def _compared(found: Comparison) -> dict[str, Any]:
    return {
        "scores": {
            name: {
                "old": round(move.old, DIGITS),
                "new": round(move.new, DIGITS),
                "interval": _rounded(move.interval) if move.interval else None,
                "certain": move.certain,
            }
            for name, move in found.moves.items()
        },
        "better": [asdict(miss) for miss in found.better],
        "worse": [asdict(miss) for miss in found.worse],
    }


def _rounded(interval: Interval) -> list[float]:
    return [round(end, DIGITS) for end in interval]
