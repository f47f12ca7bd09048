"""An evaluation as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.cli.speak import plural
from extractor.evaluate.compare import Comparison
from extractor.evaluate.confusion import Cell
from extractor.evaluate.misses import Miss
from extractor.evaluate.report import Evaluation, is_share
from extractor.evaluate.scores import LEVELS, RIGHT

# Confused values shown of a field with many.
MOST_CONFUSED = 15
MATRICES = ("measure", "status")


def lines(found: Evaluation) -> Iterator[str]:
    """All tables, one line after another."""
    yield f"{plural(found.articles, 'article')}, {len(found.missing)} missing, " + plural(
        found.offset_faults, "bad offset"
    )
    yield from _scores(found)
    yield from _right(found)
    yield from _certainty(found)
    for name, cells in found.confusion.items():
        yield from _matrix(name, cells) if name in MATRICES else _confused(name, cells)
    if found.misses:
        yield from _misses("Misses", found.misses)
    if found.comparison is not None:
        yield from _comparison(found.comparison)


def _scores(found: Evaluation) -> Iterator[str]:
    head = ("score", "P", "R", "F1", "95 % of F1", "right", "predicted", "gold")
    rows: list[Sequence[Any]] = [head]
    for name, tally in found.scores.items():
        if not is_share(name) and (tally.predicted or tally.gold):
            measures = (tally.precision, tally.recall, tally.f1)
            rows.append((name, *map(_decimal, measures), _interval(found, name, 2), *tally))
    yield from _table(rows)


def _right(found: Evaluation) -> Iterator[str]:
    rows: list[Sequence[Any]] = [("of those found, right in", "share", "95 %", "right", "of")]
    for name, tally in found.scores.items():
        if is_share(name) and not name.startswith("certainty.") and tally.predicted:
            told = name.removesuffix(RIGHT)
            rows.append((told, _decimal(tally.precision), _interval(found, name, 0), *tally[:2]))
    yield from _table(rows)


def _certainty(found: Evaluation) -> Iterator[str]:
    rows: list[Sequence[Any]] = [("certainty", "figures", "value right", "frame right", "95 %")]
    for level in LEVELS:
        value, frame = (found.scores[f"certainty.{level}.{n}"] for n in ("value", "frame"))
        if value.predicted:
            shares = _decimal(value.precision), _decimal(frame.precision)
            interval = _interval(found, f"certainty.{level}.frame", 0)
            rows.append((level, value.predicted, *shares, interval))
    yield from _table(rows)


def _matrix(name: str, cells: list[Cell]) -> Iterator[str]:
    counts = {(cell.gold, cell.predicted): cell.figures for cell in cells}
    golds = sorted({cell.gold or "–" for cell in cells})
    predicted = sorted({cell.predicted or "–" for cell in cells})
    rows: list[Sequence[Any]] = [(f"{name}: gold ↓ read →", *predicted)]
    for gold in golds:
        row = [counts.get((_none(gold), _none(one)), "") for one in predicted]
        rows.append((gold, *row))
    if cells:
        yield from _table(rows)


def _confused(name: str, cells: list[Cell]) -> Iterator[str]:
    wrong = [cell for cell in cells if cell.gold != cell.predicted]
    rows: list[Sequence[Any]] = [(f"{name} of the gold", "read as", "figures")]
    rows += [(c.gold or "–", c.predicted or "–", c.figures) for c in wrong[:MOST_CONFUSED]]
    if wrong:
        yield from _table(rows)
    if rest := sum(cell.figures for cell in wrong[MOST_CONFUSED:]):
        yield f"and {plural(rest, 'figure')} more; all of them with --json"


def _comparison(found: Comparison) -> Iterator[str]:
    rows: list[Sequence[Any]] = [("moved", "old", "new", "95 % of new − old", "")]
    for name, move in found.moves.items():
        between = "{:+.4f} … {:+.4f}".format(*move.interval) if move.interval else ""
        sure = "certain" if move.certain else "may be chance" if move.interval else ""
        told = name.removesuffix(RIGHT) + (" (share)" if is_share(name) else "")
        rows.append((told, _decimal(move.old), _decimal(move.new), between, sure))
    yield from _table(rows) if found.moves else ["", "no score moved"]
    yield from _misses("Better", found.better)
    yield from _misses("Worse", found.worse)


def _misses(title: str, misses: list[Miss]) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(misses)}"
    for miss in misses:
        words = " ".join(miss.text.split())
        yield f"{miss.article}  {miss.what} {miss.fault}  «{words}»{_said(miss)}"
        if miss.sentence:
            yield f"    {miss.sentence}"


def _said(miss: Miss) -> str:
    if miss.what not in ("figure", "date", "reference"):
        return ""
    if miss.fault == "missed":
        return f"  gold {miss.gold}"
    if miss.fault == "extra":
        return f"  read {miss.predicted}"
    return f"  gold {_shown(miss.gold)}, read {_shown(miss.predicted)}"


def _shown(value: Any) -> str:
    """A field's value in a few words: «2018-01-01 2018-12-31» for a period."""
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if one is not None)
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value) if value is not None else "–"


def _interval(found: Evaluation, name: str, measure: int) -> str:
    intervals = found.intervals.get(name)
    if not intervals:
        return ""
    low, high = intervals[measure]
    return f"{_decimal(low)}–{_decimal(high)}"


def _decimal(share: float) -> str:
    return f"{share:.4f}"


def _none(shown: str) -> str | None:
    return None if shown == "–" else shown


def _table(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Columns as wide as need be, numbers to the right; a blank line before."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    yield ""
    for row in cells:
        first = row[0].ljust(widths[0])
        rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([first, *rest]).rstrip()
