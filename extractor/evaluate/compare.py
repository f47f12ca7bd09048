"""Two predictions over the same gold: what got better, what got worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.evaluate.bootstrap import Interval, difference_intervals
from extractor.evaluate.misses import Miss, find_misses
from extractor.evaluate.pairing import Paired
from extractor.evaluate.scores import Counts, Judged, count_article, total


@dataclass(frozen=True, slots=True)
class Move:
    """One score then and now, and how far the difference would move with other articles."""

    old: float
    new: float
    interval: Interval | None

    @property
    def certain(self) -> bool:
        """Whether the difference would have the same sign in 95 of 100 draws."""
        if self.interval is None:
            return False
        low, high = self.interval
        return low > 0 or high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scores that moved, misses that went away, and misses that are new."""

    moves: dict[str, Move]
    better: list[Miss]
    worse: list[Miss]


@dataclass(frozen=True, slots=True)
class Run:
    """One prediction beside the gold, with what was counted."""

    pairs: Sequence[Paired]
    counts: Sequence[Counts]


def compare_runs(old: Run, new: Run, judged: Judged, draws: list[list[int]]) -> Comparison:
    """What changed between two runs over the same articles."""
    before, after = find_misses(old.pairs, judged), find_misses(new.pairs, judged)
    gone = {miss.key for miss in before} - {miss.key for miss in after}
    come = {miss.key for miss in after} - {miss.key for miss in before}
    return Comparison(
        _moves(old, new, draws),
        [miss for miss in before if miss.key in gone],
        [miss for miss in after if miss.key in come],
    )


def run_over(pairs: Sequence[Paired], judged: Judged) -> Run:
    """Count each article of one prediction."""
    return Run(pairs, [count_article(paired, judged) for paired in pairs])


def _moves(old: Run, new: Run, draws: list[list[int]]) -> dict[str, Move]:
    intervals = difference_intervals(new.counts, old.counts, draws) if draws else {}
    moves: dict[str, Move] = {}
    for name in old.counts[0]:
        before = total(one[name] for one in old.counts)
        after = total(one[name] for one in new.counts)
        if before.f1 != after.f1:
            moves[name] = Move(before.f1, after.f1, intervals.get(name))
    return moves
