"""Which value of a field is taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from extractor.evaluate.pairing import Paired

CONFUSED = ("measure", "status", "indicator")


class Cell(NamedTuple):
    """How many figures of the gold's value were read with the predicted one."""

    gold: str | None
    predicted: str | None
    figures: int


def confusion_tables(pairs: Iterable[Paired]) -> dict[str, list[Cell]]:
    """For each field its cells over the figures whose value is right, the fullest first."""
    counts: dict[str, Counter[tuple[str | None, str | None]]] = {n: Counter() for n in CONFUSED}
    for paired in pairs:
        for i, j in paired.figures:
            ours, gold = paired.predicted.figures[i], paired.gold.figures[j]
            for name in CONFUSED:
                counts[name][gold.get(name), ours.get(name)] += 1
    return {name: _cells(counter) for name, counter in counts.items()}


def _cells(counter: Counter[tuple[str | None, str | None]]) -> list[Cell]:
    cells = [Cell(gold, predicted, count) for (gold, predicted), count in counter.items()]
    return sorted(cells, key=lambda c: (-c.figures, c.gold or "", c.predicted or ""))
