"""Changes against the levels that they lead from and to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.checks.finding import Finding, quote, say_interval
from extractor.checks.interval import ZERO, Interval
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning
from extractor.models.figure import Figure

# How many figures away a level may stand that explains a change.
NEAR = 40
RATES = ("%", "điểm %")
# What was told before in brackets, or of another matter.
CLOSED = re.compile(r"[);]")


class Move(NamedTuple):
    """A level before, the one after, and the change stated between them."""

    before: int
    after: int
    change: int


def check_change(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«còn 2,15% (đầu năm 2,49%), giảm 0,64%»: the levels lie apart by something else."""
    for number in sheet.by_measure["change"]:
        if sheet.figures[number].direction is None:
            continue
        move = (
            _bracketed(sheet, number, tuning)
            or _from_to(sheet, number, tuning)
            or _told_before(sheet, number, tuning)
        )
        if move is None or _fits(sheet, move) or _some_level_fits(sheet, move):
            continue
        yield _change_finding(sheet, move)


def _bracketed(sheet: Sheet, number: int, tuning: Tuning) -> Move | None:
    """«số người chết tăng 4 người (69 người)»: the level before stands in brackets behind.

    The level after is the latest one of the same indicator.
    """
    figures, before = sheet.figures, number + 1
    if before not in sheet.group_of[number] or figures[before].unit != figures[number].unit:
        return None
    if figures[before].denominator is not None:
        # «tăng 93 vụ (206/113 vụ)»: both levels.
        return None
    gap, after = sheet.between(number, before).strip(), sheet.after(before).lstrip()
    opened, _, inside = gap.partition("(")
    earlier = tuning.words["earlier"].inside(gap) and len(gap) <= tuning.whole("near")
    told = gap == "(" or (earlier and not (opened and inside))
    if not told or "(" not in gap or not after.startswith(")"):
        return None
    levels = _levels(sheet, number, range(max(0, number - NEAR), number))
    return Move(before, levels[-1], number) if len(levels) == 1 else None


def _from_to(sheet: Sheet, number: int, tuning: Tuning) -> Move | None:
    """«giảm từ 250 hộ xuống còn 180 hộ, giảm 80 hộ»."""
    figures, unit = sheet.figures, sheet.figures[number].unit
    levels = [
        n
        for n in range(sheet.group_of[number].start, number)
        if figures[n].measure in SIZES and _same_unit(figures[n].unit, unit)
    ]
    if len(levels) != 2 or not _same_start(sheet, number, tuning):
        return None
    before, after = levels
    led = tuning.words["from"].close(sheet.before(before))
    to = tuning.words["to"].close(sheet.before(after))
    near = len(sheet.between(after, number)) <= tuning.whole("near")
    return Move(before, after, number) if led and to and near else None


def _told_before(sheet: Sheet, number: int, tuning: Tuning) -> Move | None:
    """The level that the change is of, and the one level told for the start before it."""
    figures, group = sheet.figures, sheet.group_of[number]
    levels = _levels(sheet, number, range(max(0, number - tuning.whole("back")), number))
    if len(levels) != 2 or levels[-1] not in group:
        return None
    first, second = levels
    if _is_earlier(sheet, second, tuning) and not _is_earlier(sheet, first, tuning):
        before, after = second, first
    elif _is_earlier(sheet, first, tuning) and _ends_later(figures[second], figures[first]):
        before, after = first, second
    else:
        return None
    return Move(before, after, number) if _same_start(sheet, number, tuning) else None


def _is_earlier(sheet: Sheet, number: int, tuning: Tuning) -> bool:
    """Whether words such as «đầu năm» stand right at the level."""
    count = sheet.target(sheet.figures[number].about)
    near = CLOSED.split(sheet.before(number)[-tuning.whole("near") :])[-1]
    if count is not None and count + 1 == number:
        # «đầu năm 2021 có 186 hộ nghèo, chiếm tỷ lệ 9,85%»: the rate is of the same day.
        near = sheet.before(count) + near
    found = tuning.words["earlier"].last(near)
    return found is not None and not tuning.words["later"].inside(near[found[1] :])


def _ends_later(after: Figure, before: Figure) -> bool:
    if after.period is None or before.period is None:
        return False
    ends = after.period.end, before.period.end
    return ends[0] is not None and ends[1] is not None and ends[0] > ends[1]


def _same_start(sheet: Sheet, number: int, tuning: Tuning) -> bool:
    """Whether the change is counted from the start of the year, or from nothing else named."""
    baseline = sheet.figures[number].baseline
    words = sheet.after(number)[: tuning.whole("near")]
    known = baseline is None or baseline.kind in ("year_start", "prev_year", "prev_period")
    return known and not tuning.words["other_start"].inside(words)


def _levels(sheet: Sheet, number: int, among: range) -> list[int]:
    """The earlier sizes of the same thing, unit and place as the change."""
    figures, change = sheet.figures, sheet.figures[number]
    if change.indicator is None:
        return []
    return [
        n
        for n in among
        if figures[n].indicator == change.indicator
        and figures[n].place == change.place
        and _same_unit(figures[n].unit, change.unit)
        and (figures[n].measure in SIZES or figures[n].measure == "share")
        and figures[n].status in ("actual", "estimate")
        and figures[n].per is None
        and figures[n].denominator is None
        and figures[n].part_of is None
    ]


def _same_unit(left: str, right: str) -> bool:
    return left == right or (left in RATES and right in RATES)


def _fits(sheet: Sheet, move: Move) -> bool:
    """Whether the levels can lie apart by what is stated; unknown values always can."""
    difference, stated = _difference(sheet, move), sheet.interval(move.change)
    return difference is None or stated is None or difference.meets(stated)


def _difference(sheet: Sheet, move: Move) -> Interval | None:
    before, after = sheet.interval(move.before), sheet.interval(move.after)
    if before is None or after is None:
        return None
    down = sheet.figures[move.change].direction == "down"
    return before.minus(after) if down else after.minus(before)


def _some_level_fits(sheet: Sheet, move: Move) -> bool:
    """Whether another pair of levels in the article explains the change."""
    nearby = range(max(0, move.change - NEAR), min(len(sheet.figures), move.change + NEAR))
    levels = _levels(sheet, move.change, nearby)
    return any(
        _fits(sheet, Move(before, after, move.change))
        for before in levels
        for after in levels
        if before != after
    )


def _change_finding(sheet: Sheet, move: Move) -> Finding:
    figures = sheet.figures
    change = figures[move.change]
    levels = [figures[move.before], figures[move.after]]
    if change.direction == "up":
        levels.reverse()
    difference = _difference(sheet, move) or Interval(ZERO, ZERO)
    exact = say_interval(difference, change.unit)
    return Finding(
        tuple(sorted(move)),
        f"{quote(levels[0])} − {quote(levels[1])} = {exact} ≠ {quote(change)}",
        {"before": quote(figures[move.before]), "after": quote(figures[move.after]),
         "exact": exact, "stated": quote(change)},
    )  # fmt: skip


CHECKS = (
    Check("c5", check_change, ("before", "after", "exact", "stated"), ("near", "back"),
          ("earlier", "later", "other_start", "from", "to")),
)  # fmt: skip
