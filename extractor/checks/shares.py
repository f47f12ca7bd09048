"""Percentages against the counts that they are made from."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.finding import Finding, quote, say, say_interval
from extractor.checks.interval import HALF, Interval, last_digit
from extractor.checks.parts import stands_alone
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning

ALL = 100
SHARES = frozenset({"share", "completion", "level", "ratio"})


def check_ratio_percent(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«26/52 hộ, đạt 48,9%»: the percentage of a ratio is another."""
    for ratio in sheet.by_kind["ratio"]:
        group = sheet.group_of[ratio]
        for number in (ratio - 1, ratio + 1):
            if number not in group or sheet.figures[number].kind != "percent":
                continue
            if sheet.figures[number].measure not in SHARES:
                continue
            if number < ratio:
                told = _is_bracketed(sheet, number, ratio, tuning)
            else:
                told = _restates(sheet, ratio, number, tuning)
            if told:
                yield from _compare_ratio(sheet, ratio, number)
                break


def _is_bracketed(sheet: Sheet, number: int, ratio: int, tuning: Tuning) -> bool:
    """«đạt 87,5% (112/128 vụ)»."""
    bare = sheet.between(number, ratio).strip() == "("
    led = tuning.words["led_by"].close(sheet.before(number))
    return bare and led and sheet.after(ratio).lstrip().startswith(")")


def _restates(sheet: Sheet, ratio: int, number: int, tuning: Tuning) -> bool:
    """Whether nothing but the counted noun and «đạt», «chiếm», «(» stands between the two."""
    words = sheet.between(ratio, number)
    if ")" in words or ";" in words:
        return False
    led = tuning.words["led_by"].close(words) or words.rstrip()[-1:] in ("(", "=")
    if not led or len(words) > tuning.whole("far") or tuning.words["breaks"].inside(words):
        return False
    if sheet.figures[number].value == ALL and words.rpartition(",")[2].strip() not in (
        *tuning.forms["led_by"],
        "(",
    ):
        # «30/45 thôn có cử tri đi bầu đạt 100%»: those counted are the ones that reached all.
        return False
    return not _has_own_base(sheet, number, tuning)


def _has_own_base(sheet: Sheet, number: int, tuning: Tuning) -> bool:
    """Whether the percentage is of something named after it: «đạt 92% kế hoạch vốn»."""
    behind = sheet.after(number).lstrip()
    return behind[:1].isalpha() and not tuning.words["goes_on"].open(behind)


def _compare_ratio(sheet: Sheet, ratio: int, number: int) -> Iterator[Finding]:
    part, base = sheet.figures[ratio].value, sheet.figures[ratio].denominator
    stated = sheet.interval(number)
    if part is None or not base or stated is None:
        return
    exact = 100 * part / base
    if stated.low <= exact <= stated.high:
        return
    step = last_digit(sheet.figures[number])
    truncated = stated.low - step * HALF <= exact <= stated.high + step * HALF
    yield Finding(
        (ratio, number),
        f"{say(part)} / {say(base)} × 100 = {say(exact, '%')} ≠ {say_interval(stated, '%')}",
        {"ratio": quote(sheet.figures[ratio]), "exact": say(exact, "%"),
         "stated": quote(sheet.figures[number])},
        severity="info" if truncated else None,
    )  # fmt: skip


def check_share_of_whole(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«20 trong tổng số 50 hộ, chiếm 30%»: a count, the whole that it is part of, their rate."""
    for number in sheet.by_kind["percent"]:
        figure = sheet.figures[number]
        if figure.about is None or figure.measure not in ("share", "level"):
            continue
        part = sheet.target(figure.about)
        if part is None or _has_own_base(sheet, number, tuning):
            continue
        whole = _base_of(sheet, part, number, tuning)
        if whole is not None:
            yield from _compare_counts(sheet, part, whole, number)


def _base_of(sheet: Sheet, part: int, number: int, tuning: Tuning) -> int | None:
    """The whole: what the part is part of, or what «trên tổng số» names beside them."""
    figures = sheet.figures
    if figures[part].measure not in SIZES or figures[part].kind == "ratio" or part + 1 != number:
        return None
    if len(sheet.between(part, number)) > tuning.whole("far"):
        return None
    if (whole := sheet.target(figures[part].part_of)) is not None:
        near = whole + 1 == part and tuning.words["opener"].inside(sheet.between(whole, part))
        alone = near and stands_alone(sheet, whole)
        return whole if alone and figures[whole].measure in SIZES else None
    for other, words in ((number + 1, "after"), (part - 1, "before")):
        if not 0 <= other < len(figures) or figures[other].sentence != figures[part].sentence:
            continue
        gap = sheet.between(number, other) if words == "after" else sheet.between(other, part)
        named = tuning.words["total"].inside(gap if words == "after" else sheet.before(other)[-20:])
        if named and figures[other].unit == figures[part].unit and len(gap) < tuning.whole("near"):
            return other
    return None


def _compare_counts(sheet: Sheet, part: int, whole: int, number: int) -> Iterator[Finding]:
    figures = sheet.figures
    counted, base, stated = (sheet.interval(n) for n in (part, whole, number))
    if figures[part].unit != figures[whole].unit or not (counted and base and stated):
        return
    exact = counted.percent_of(base)
    # A truncated rate is no error.
    step = last_digit(figures[number]) * HALF
    if exact.meets(Interval(stated.low - step, stated.high + step)):
        return
    yield Finding(
        (part, whole, number),
        f"{_said(sheet, part)} / {_said(sheet, whole)} × 100 = {say_interval(exact, '%')}"
        f" ≠ {say_interval(stated, '%')}",
        {"part": quote(figures[part]), "whole": quote(figures[whole]),
         "exact": say_interval(exact, "%"), "stated": quote(figures[number])},
    )  # fmt: skip


def _said(sheet: Sheet, number: int) -> str:
    value = sheet.figures[number].value
    return "" if value is None else say(value)


CHECKS = (
    Check(
        "c10", check_share_of_whole, ("part", "whole", "exact", "stated"), ("far", "near"),
        ("goes_on", "opener", "total"),
    ),
    Check(
        "c3", check_ratio_percent, ("ratio", "exact", "stated"), ("far",),
        ("led_by", "breaks", "goes_on"),
    ),
)  # fmt: skip
