"""Parts against the whole that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.checks.finding import Finding, quote, say, say_interval
from extractor.checks.interval import Interval, total
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning

# No list that a reader adds up has more figures.
MOST = 40
# What a figure between the whole and the list of its parts may be.
ABOUT_WHOLE = frozenset({"change", "change_rel", "share", "completion", "index", "multiple"})


def check_part_over_whole(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«61 đối tượng, trong đó có 67 đối tượng …»: the first part named is more than all."""
    for number, figure in enumerate(sheet.figures):
        if figure.part_of is None:
            continue
        whole = sheet.target(figure.part_of)
        if whole is None or not _is_first_part(sheet, whole, number, tuning):
            continue
        part_values, whole_values = sheet.interval(number), sheet.interval(whole)
        if part_values and whole_values and part_values.low > whole_values.high:
            unit = figure.unit
            yield Finding(
                (whole, number),
                f"{say_interval(part_values, unit)} > {say_interval(whole_values, unit)}",
                {"part": quote(figure), "whole": quote(sheet.figures[whole])},
            )


def _is_first_part(sheet: Sheet, whole: int, number: int, tuning: Tuning) -> bool:
    figure, of = sheet.figures[number], sheet.figures[whole]
    if not stands_alone(sheet, whole):
        return False
    if figure.measure not in SIZES or of.measure not in SIZES or figure.per or of.per:
        return False
    words = sheet.between(whole, number)
    opener = tuning.words["opener"].last(words)
    if opener is None or ";" in words or tuning.words["each"].inside(words):
        return False
    since, subset = words[opener[1] :], sheet.span(whole).end + opener[0]
    # Figures further on may belong to the next thing told, not to the subset.
    alone = all(
        sheet.span(other).end <= subset and sheet.after(other).lstrip()[:1] != ")"
        for other in range(whole + 1, number)
        if sheet.figures[other].unit == figure.unit
    )
    # «trong đó 120 tin giúp làm rõ 45 vụ»: the cases are no part, but what the tips led to.
    told = number - 1 > whole and sheet.span(number - 1).start >= subset
    if told and sheet.between(number - 1, number).strip()[:1] not in ("", ",", "("):
        return False
    return alone and len(since) <= tuning.whole("far")


def check_parts_make_whole(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«27 vụ, gồm 19 vụ …, 5 vụ … và 4 vụ …»: a complete list adds up to something else."""
    for group in sheet.groups:
        if len(group) < 3:
            continue
        for first in group[1:-1]:
            complete = _opens(sheet, first, "complete", tuning)
            if not complete and not _opens(sheet, first, "partial", tuning):
                continue
            whole = _whole_of(sheet, group, first)
            if whole is None:
                continue
            parts = _parts_from(sheet, group, first)
            if complete or _ends_with_rest(sheet, parts, tuning):
                yield from _compare(sheet, whole, parts, tuning)


def _opens(sheet: Sheet, first: int, name: str, tuning: Tuning) -> bool:
    """Whether words such as «gồm» lead in the first part."""
    words = sheet.before(first)
    opener = tuning.words[name].last(words)
    return opener is not None and len(words) - opener[1] <= tuning.whole("far")


def _ends_with_rest(sheet: Sheet, parts: list[int], tuning: Tuning) -> bool:
    """«trong đó huyện 5 tỷ, xã 2 tỷ, còn lại dân góp 1,5 tỷ»: «còn lại» makes it complete."""
    return len(parts) > 1 and tuning.words["rest"].inside(sheet.before(parts[-1]))


def _whole_of(sheet: Sheet, group: range, first: int) -> int | None:
    """The size of the same unit right before the list."""
    unit = sheet.figures[first].unit
    for number in range(first - 1, max(group.start, first - MOST) - 1, -1):
        figure = sheet.figures[number]
        if figure.measure in SIZES and figure.per is None and figure.kind != "percent":
            return number if figure.unit == unit and stands_alone(sheet, number) else None
        # A change or a percentage in between speaks of the whole; what else may is unknown.
        if figure.measure not in ABOUT_WHOLE:
            return None
    return None


def stands_alone(sheet: Sheet, whole: int) -> bool:
    """Whether it is no member of a list, nor an aside in brackets, so that «trong đó» means it.

    «40 hộ khá và 10 hộ giàu, trong đó …», «tăng 28% so với năm trước (2,5 triệu lượt), trong đó».
    """
    if sheet.after(whole).lstrip().startswith(")"):
        return False
    before = whole - 1
    if (
        before not in sheet.group_of[whole]
        or sheet.figures[before].unit != sheet.figures[whole].unit
    ):
        return True
    return sheet.figures[before].measure not in SIZES


def _parts_from(sheet: Sheet, group: range, first: int) -> list[int]:
    """The sizes of one unit from `first` on, up to the end of their clause."""
    unit, marks = sheet.figures[first].unit, ";" if ";" in _list_words(sheet, group, first) else ""
    parts = [first]
    for number in sheet.sizes(range(first + 1, min(group.stop, first + MOST))):
        if sheet.figures[number].unit != unit:
            continue
        words = sheet.between(parts[-1], number)
        if (";" in words) != bool(marks) or ". " in words:
            break
        parts.append(number)
    return parts


def _list_words(sheet: Sheet, group: range, first: int) -> str:
    """The words between the first two parts, which show how the list is set apart."""
    unit = sheet.figures[first].unit
    following = sheet.sizes(range(first + 1, min(group.stop, first + MOST)))
    later = (n for n in following if sheet.figures[n].unit == unit)
    second = next(later, None)
    return "" if second is None else sheet.between(first, second)


def _compare(sheet: Sheet, whole: int, parts: list[int], tuning: Tuning) -> Iterator[Finding]:
    target = sheet.interval(whole)
    values = [sheet.interval(part) for part in parts]
    known = [value for value in values if value is not None]
    if target is None or len(known) < len(parts) or not _is_list(sheet, parts, tuning):
        return
    prefixes = [total(known[:size]) for size in range(2, len(known) + 1)]
    if not prefixes or any(prefix.meets(target) for prefix in prefixes):
        return
    yield _parts_finding(sheet, whole, parts, prefixes[-1])


def _is_list(sheet: Sheet, parts: list[int], tuning: Tuning) -> bool:
    """Whether the parts end with «và», or stand in one regular row to the end of the sentence."""
    gaps = [sheet.between(left, right) for left, right in pairwise(parts)]
    if not gaps or any(len(gap) > tuning.whole("apart") for gap in gaps):
        return False
    if any(tuning.words["breaks"].inside(gap) for gap in gaps):
        return False
    ended = [tuning.words["last"].inside(gap) for gap in gaps]
    return ended[-1] and not any(ended[:-1])


def _parts_finding(sheet: Sheet, whole: int, parts: list[int], added: Interval) -> Finding:
    figures, unit = sheet.figures, sheet.figures[whole].unit
    values = [figures[part].value for part in parts]
    terms = " + ".join(say(value) for value in values if value is not None)
    stated = sheet.interval(whole)
    right = say_interval(stated, unit) if stated else ""
    return Finding(
        (whole, *parts),
        f"{terms} = {say_interval(added, unit)} ≠ {right}",
        {"sum": say_interval(added, unit), "whole": quote(figures[whole])},
    )


CHECKS = (
    Check("c1", check_part_over_whole, ("part", "whole"), ("far",), ("opener", "each"), "opener"),
    Check(
        "c2", check_parts_make_whole, ("sum", "whole"), ("far", "apart"),
        ("complete", "partial", "rest", "last", "breaks", "gate"), "gate",
    ),
)  # fmt: skip
