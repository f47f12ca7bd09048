"""How far scores would move with other articles of the same sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from random import Random

from extractor.evaluate.scores import Counts, Tally

SEED = 1975
RESAMPLES = 1000
# The middle 95 of a hundred.
TAIL = 0.025
Interval = tuple[float, float]
Measures = Sequence[Callable[[Tally], float]]
MEASURES: Measures = (
    lambda tally: tally.precision,
    lambda tally: tally.recall,
    lambda tally: tally.f1,
)


def draw_articles(number: int, resamples: int = RESAMPLES) -> list[list[int]]:
    """Samples of article numbers, with replacement: the same ones in every run."""
    # Of all that `random` offers, only random() is promised to stay the same in later Pythons.
    toss = Random(SEED).random
    return [[int(toss() * number) for _ in range(number)] for _ in range(resamples)]


def name_intervals(counts: Sequence[Counts], draws: list[list[int]]) -> dict[str, list[Interval]]:
    """For each score the intervals of precision, recall and F1."""
    if not counts:
        return {}
    return {
        name: _intervals(list(_resampled([one[name] for one in counts], draws)))
        for name in counts[0]
    }


def difference_intervals(
    new: Sequence[Counts], old: Sequence[Counts], draws: list[list[int]]
) -> dict[str, Interval]:
    """For each score the interval of new F1 − old F1, both over the same articles."""
    found: dict[str, Interval] = {}
    for name in new[0] if new else ():
        ours = _resampled([one[name] for one in new], draws)
        theirs = _resampled([one[name] for one in old], draws)
        gains = (left.f1 - right.f1 for left, right in zip(ours, theirs, strict=True))
        found[name] = _middle(sorted(gains))
    return found


def _resampled(tallies: Sequence[Tally], draws: list[list[int]]) -> Iterator[Tally]:
    right, predicted, gold = (list(column) for column in zip(*tallies, strict=True))
    for drawn in draws:
        if len(drawn) == 1:
            yield tallies[0]
            continue
        take = itemgetter(*drawn)
        yield Tally(sum(take(right)), sum(take(predicted)), sum(take(gold)))


def _intervals(samples: list[Tally]) -> list[Interval]:
    return [_middle(sorted(map(measure, samples))) for measure in MEASURES]


def _middle(values: list[float]) -> Interval:
    if not values:
        return 0.0, 0.0
    last = len(values) - 1
    return values[round(TAIL * last)], values[round((1 - TAIL) * last)]
