"""Values that cannot be, hardly can be, or are too round to be checked."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.finding import Finding, quote, say
from extractor.checks.interval import HUNDRED
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Check, Tuning

# No unit is small enough to be out of breath with so few residents.
LARGE = 1000


def check_impossible(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«tỷ lệ hộ nghèo còn 128,4%», «giảm 130%»: beyond what such a figure can be."""
    for number in sheet.by_kind["percent"]:
        figure = sheet.figures[number]
        limit = tuning.limits["per_mille"] if figure.unit == "‰" else HUNDRED
        if figure.value is None or figure.value <= limit:
            continue
        if not _is_bounded(sheet, number, tuning):
            continue
        words = {"stated": quote(figure), "limit": say(limit, figure.unit)}
        yield Finding((number,), f"{quote(figure)} > {say(limit, figure.unit)}", words)


def _is_bounded(sheet: Sheet, number: int, tuning: Tuning) -> bool:
    """Whether it is a rate of a whole, or a fall, neither measured against a plan or a past."""
    figure = sheet.figures[number]
    if figure.measure == "change_rel":
        return figure.direction == "down" and tuning.words["falls"].close(sheet.before(number))
    if figure.measure not in ("level", "share") or figure.value_max is not None:
        return False
    around = sheet.before(number) + " | " + sheet.after(number)[: tuning.whole("near")]
    named = figure.unit == "‰" or (figure.indicator or "") in tuning.forms["rates"]
    told = tuning.words["rate"].inside(sheet.before(number))
    return named and told and not tuning.words["compares"].inside(around)


def check_magnitude(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«phường có 2.400.000 hộ nghèo»: more than any unit of that level has."""
    for number in sheet.by_kind["count"]:
        figure = sheet.figures[number]
        if figure.value is None or figure.value < LARGE or figure.place is None:
            continue
        if (figure.indicator or "") not in tuning.forms["residents"]:
            continue
        people = "households" if figure.unit == "hộ" else "people"
        limit = tuning.limits.get(f"{figure.place.level}_{people}")
        if limit is not None and figure.value > limit:
            yield Finding(
                (number,),
                f"{quote(figure)} > {say(limit, figure.unit)}",
                {"stated": quote(figure), "place": figure.place.name},
            )


def check_unit(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«diện tích 14,82 km», «chiều dài 5 ha»: a unit of another sort of measure."""
    for number in sheet.by_kind["measure"]:
        figure = sheet.figures[number]
        for sort, unit_sort in (("area", "lengths"), ("length", "areas")):
            if figure.unit not in tuning.forms[unit_sort]:
                continue
            near = sheet.before(number)[-tuning.whole("near") :]
            # A square may stand raised, or be a word, right behind the unit.
            squared = sheet.after(number).lstrip()[:1] in ("2", "²", "v", "x", "×", "*")
            if tuning.words[sort].close(near) and not squared:
                yield Finding(
                    (number,),
                    f"{quote(figure)}: {figure.unit}",
                    {"stated": quote(figure), "unit": figure.unit},
                )


def check_round(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«100% hộ nghèo được cấp thẻ»: a round word for everybody, not a count."""
    for number in sheet.by_kind["percent"]:
        figure = sheet.figures[number]
        if figure.value != HUNDRED or figure.comparator != "eq":
            continue
        if figure.status != "actual" or figure.measure not in ("share", "level"):
            continue
        # A percentage of a count told before can be checked; small bodies can be counted.
        behind = sheet.after(number).strip()
        if not behind[:1].isalpha() or tuning.words["bodies"].open(behind):
            continue
        # «100% tàu thuyền (538 phương tiện)».
        if not behind.endswith("("):
            yield Finding((number,), quote(figure), {"stated": quote(figure)})


CHECKS = (
    Check("c22", check_magnitude, ("stated", "place"), (), ("residents",)),
    Check("c23", check_unit, ("stated", "unit"), ("near",),
          ("area", "length", "lengths", "areas")),
    Check("c27", check_round, ("stated",), (), ("bodies",)),
    Check("c8", check_impossible, ("stated", "limit"), ("near", "per_mille"),
          ("rates", "rate", "compares", "falls")),
)  # fmt: skip
