"""Households that are poor, were, and became so."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.finding import Finding, quote, say_interval
from extractor.checks.interval import Interval, total
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning
from extractor.models.figure import Figure

POOR, NEAR_POOR = "pov.poor_hh.count", "pov.near_poor_hh.count"
ESCAPED, RELAPSED, NEW = "pov.escaped.count", "pov.relapsed.count", "pov.new.count"
HOUSEHOLDS = "pop.households.count"


def check_poverty_flow(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«đầu năm 260 hộ, thoát 41, phát sinh 6, cuối năm còn 230»: the sum does not close."""
    if ESCAPED not in sheet.by_indicator:
        return
    levels = _counts(sheet, POOR)
    flows = {indicator: _counts(sheet, indicator) for indicator in (ESCAPED, RELAPSED, NEW)}
    if len(flows[ESCAPED]) != 1 or any(len(found) > 1 for found in flows.values()):
        return
    ends = _two_ends(sheet, levels, tuning)
    if ends is None:
        return
    out, came = flows[ESCAPED], [*flows[RELAPSED], *flows[NEW]]
    if not all(ends[0] < number for number in (*out, *came)) or not _is_near(sheet, ends, tuning):
        return
    values = [sheet.interval(number) for number in (*ends, *out, *came)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return
    expected = known[0].minus(known[2]) + total(known[3:])
    if expected.meets(known[1]) or (not came and expected.high < known[1].low):
        # Without a word on new and relapsed ones, more than expected may be left.
        return
    yield _flow_finding(sheet, (*ends, *out, *came), expected)


def _counts(sheet: Sheet, indicator: str, parts: bool = False) -> list[int]:
    """The counts of an indicator; those that are part of another only with `parts`."""
    if indicator not in sheet.by_indicator:
        return []
    found = sheet.by_indicator[indicator]
    return [number for number in found if _is_count(sheet.figures[number], parts)]


def _is_count(figure: Figure, parts: bool) -> bool:
    whole = figure.kind == "count" and (parts or figure.part_of is None)
    return whole and figure.measure in SIZES and figure.status == "actual"


def _two_ends(sheet: Sheet, levels: list[int], tuning: Tuning) -> tuple[int, int] | None:
    """The one level named for the start, and the one named for the end."""
    first = [n for n in levels if tuning.words["start"].inside(sheet.before(n))]
    last = [n for n in levels if tuning.words["end"].inside(sheet.before(n))]
    if len(first) != 1 or len(last) != 1 or first[0] >= last[0]:
        return None
    return first[0], last[0]


def _is_near(sheet: Sheet, ends: tuple[int, int], tuning: Tuning) -> bool:
    one_place = sheet.figures[ends[0]].place == sheet.figures[ends[1]].place
    return one_place and len(sheet.between(*ends)) <= tuning.whole("far")


def _flow_finding(sheet: Sheet, numbers: tuple[int, ...], expected: Interval) -> Finding:
    figures = sheet.figures
    start, end, out, *came = numbers
    terms = "".join(f" + {quote(figures[number])}" for number in came)
    exact = say_interval(expected, "hộ")
    return Finding(
        tuple(sorted(numbers)),
        f"{quote(figures[start])} − {quote(figures[out])}{terms} = {exact} ≠ {quote(figures[end])}",
        {"exact": exact, "stated": quote(figures[end])},
    )


def check_subset_sums(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«xã có 900 hộ; 640 hộ nghèo và 310 hộ cận nghèo»: together more than there are."""
    if POOR not in sheet.by_indicator:
        return
    poor, near = _counts(sheet, POOR, parts=True), _counts(sheet, NEAR_POOR, parts=True)
    if len(poor) != 1 or len(near) > 1:
        return
    whole = _households(sheet, poor[0], tuning)
    if whole is None:
        return
    parts = [*poor, *near]
    values = [sheet.interval(number) for number in parts]
    base = sheet.interval(whole)
    known = [value for value in values if value is not None]
    if base is None or len(known) < len(values):
        return
    added = total(known)
    if added.low > base.high:
        figures = sheet.figures
        terms = " + ".join(quote(figures[number]) for number in parts)
        exact = say_interval(added, "hộ")
        yield Finding(
            (whole, *parts),
            f"{terms} = {exact} > {quote(figures[whole])}",
            {"sum": exact, "whole": quote(figures[whole])},
        )


def _households(sheet: Sheet, poor: int, tuning: Tuning) -> int | None:
    """The one figure right before that counts all households of the same place."""
    figures = sheet.figures
    found = [
        number
        for number in range(max(0, poor - 3), poor)
        if figures[number].unit == "hộ"
        and figures[number].measure == "level"
        and figures[number].place == figures[poor].place
        and _counts_all(sheet, number, tuning)
        and len(sheet.between(number, poor)) <= tuning.whole("near")
    ]
    return found[0] if len(found) == 1 else None


def _counts_all(sheet: Sheet, number: int, tuning: Tuning) -> bool:
    bare = sheet.after(number).lstrip()[:1] in (",", ";", ".", "(", "")
    told = tuning.words["all"].close(sheet.before(number))
    return sheet.figures[number].indicator == HOUSEHOLDS or (bare and told)


CHECKS = (
    Check("c19", check_poverty_flow, ("exact", "stated"), ("far",), ("start", "end"), "start"),
    Check("c9", check_subset_sums, ("sum", "whole"), ("near",), ("all", "gate"), "gate"),
)
