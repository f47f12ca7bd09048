"""Plan, result and completion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.finding import Finding, quote, say_interval
from extractor.checks.interval import HALF, HUNDRED, Interval, last_digit
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning

REACHED = frozenset({"share", "completion"})
# How many days a quarter has at most; months are shorter.
QUARTER = 92


def check_completion(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«kế hoạch 800 triệu, thu 750 triệu, đạt 97%»: result / plan is another percentage."""
    for number in sheet.by_kind["percent"]:
        if sheet.figures[number].measure not in REACHED:
            continue
        if not tuning.words["reaches"].close(sheet.before(number)):
            continue
        yield from _against_excess(sheet, number, tuning)
        pair = _plan_and_result(sheet, number, tuning)
        if pair is not None:
            yield from _compare_plan(sheet, *pair, number)


def _plan_and_result(sheet: Sheet, number: int, tuning: Tuning) -> tuple[int, int] | None:
    """The one plan and the one result of one unit in the clause before, or the plan in brackets."""
    group, figures = sheet.group_of[number], sheet.figures
    result = number - 1
    if result not in group or figures[result].measure not in SIZES or figures[result].per:
        return None
    if tuning.words["other_base"].inside(sheet.after(number)[: tuning.whole("near")]):
        return None
    after, before = number + 1, number - 2
    if after in group and _is_bracketed_plan(sheet, number, after, tuning):
        return (after, result) if figures[after].unit == figures[result].unit else None
    if before not in group or figures[before].unit != figures[result].unit:
        return None
    planned = tuning.words["plan"].last(sheet.before(before))
    near = planned is not None and len(sheet.before(before)) - planned[1] <= tuning.whole("far")
    short = len(sheet.between(before, result)) + len(sheet.between(result, number))
    gap = sheet.between(before, result)
    done = figures[result].status in ("actual", "estimate") and not re.search("[);]", gap)
    done = done and not tuning.words["breaks"].inside(gap)
    return (before, result) if near and done and short <= tuning.whole("apart") else None


def _is_bracketed_plan(sheet: Sheet, number: int, after: int, tuning: Tuning) -> bool:
    """«đạt 78,6% chỉ tiêu (14 đồng chí)»."""
    words = sheet.between(number, after)
    return (
        words.rstrip().endswith("(")
        and tuning.words["plan"].inside(words)
        and len(words) <= tuning.whole("far")
    )


def _compare_plan(sheet: Sheet, plan: int, result: int, number: int) -> Iterator[Finding]:
    planned, reached, stated = (sheet.interval(n) for n in (plan, result, number))
    if planned is None or reached is None or stated is None:
        return
    exact = reached.percent_of(planned)
    step = last_digit(sheet.figures[number]) * HALF
    if exact.meets(Interval(stated.low - step, stated.high + step)):
        return
    figures = sheet.figures
    yield Finding(
        (plan, result, number),
        f"{quote(figures[result])} / {quote(figures[plan])} × 100 = {say_interval(exact, '%')}"
        f" ≠ {say_interval(stated, '%')}",
        {"exact": say_interval(exact, "%"), "stated": quote(figures[number]),
         "plan": quote(figures[plan]), "result": quote(figures[result])},
    )  # fmt: skip


def _against_excess(sheet: Sheet, number: int, tuning: Tuning) -> Iterator[Finding]:
    """«đạt 114% kế hoạch, vượt 16%»: what exceeds the plan is not what lies above 100."""
    after = number + 1
    if after not in sheet.group_of[number] or sheet.figures[after].kind != "percent":
        return
    words = sheet.between(number, after)
    if not tuning.words["exceeds"].close(words) or len(words) > tuning.whole("far"):
        return
    whole, excess = sheet.interval(number), sheet.interval(after)
    if (
        whole is None
        or excess is None
        or not tuning.words["plan"].inside(words + sheet.after(after)[: tuning.whole("far")])
    ):
        return
    over = Interval(whole.low - HUNDRED, whole.high - HUNDRED)
    if over.low > Decimal(0) and not over.meets(excess):
        stated, beyond = quote(sheet.figures[number]), quote(sheet.figures[after])
        arithmetic = f"{stated} − 100% = {say_interval(over, '%')} ≠ {beyond}"
        words_of = {"exact": say_interval(over, "%"), "stated": beyond, "plan": "100%"}
        yield Finding((number, after), arithmetic, words_of | {"result": stated})


def check_plan_scope(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«quý III … 1.320 người, đạt 88% kế hoạch năm»: a quarter is held against a year."""
    for number in sheet.by_measure["completion"]:
        figure = sheet.figures[number]
        if figure.about is None or figure.value is None:
            continue
        period = sheet.figures[sheet.index[figure.about]].period
        if period is None or period.start is None or period.end is None or period.as_of:
            continue
        days = (period.end - period.start).days + 1
        limit = tuning.limits["quarter" if days > 31 else "month"]
        if days < 28 or days > QUARTER or figure.value <= limit:
            continue
        yearly = tuning.words["yearly"].inside(figure.of or "")
        if yearly and not tuning.words["so_far"].inside(sheet.sentence(number)):
            about = sheet.index[figure.about]
            yield Finding(
                (about, number),
                f"{period.start:%d/%m/%Y}–{period.end:%d/%m/%Y} ≠ 12 tháng",
                {"result": quote(sheet.figures[about]), "stated": quote(figure)},
            )


CHECKS = (
    Check("c25", check_plan_scope, ("result", "stated"), ("quarter", "month"),
          ("yearly", "so_far")),
    Check(
        "c6", check_completion, ("plan", "result", "exact", "stated"), ("far", "near", "apart"),
        ("reaches", "plan", "other_base", "exceeds", "breaks"), "plan",
    ),
)  # fmt: skip
