"""The whole that a figure behind «trong đó» is a part of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from extractor.lexicon import Hit
from extractor.meaning.surroundings import Surroundings

START = attrgetter("start")
# How soon «Trong đó» opens a sentence whose figures are parts of one before, and how far back.
OPENING = 2
SPREAD = 400
# Bare numbers that were read as parts of a count before them: «34 nhà sập (Phú Yên: 1, …)».
PARTS = frozenset({"bracket", "part"})
# What opens a count of its own.
TOTAL = "tổng số"


def find_whole(
    low: str, subset: list[Hit[str]], all_at: Sequence[Surroundings], at: Surroundings
) -> int | None:
    """The figure that this one is part of: what gave it its unit, or the last of the same unit
    before «trong đó»."""
    if at.quantity.rule in PARTS:
        return _shared_out(all_at, at)
    return _before_subset(low, subset, all_at, at)


def _before_subset(
    low: str, subset: list[Hit[str]], all_at: Sequence[Surroundings], at: Surroundings
) -> int | None:
    """The figure before «trong đó» that this one is part of."""
    index = bisect_left(subset, at.start, key=START) - 1
    if index < 0 or at.quantity.kind == "percent":
        return None
    opener = subset[index]
    if opener.end <= at.since and TOTAL in low[at.since : at.start]:
        # «47 đồng chí, trong đó có 21 đảng viên, với tổng số hội viên là 5.145 người»
        return None
    opens = at.sentence.start <= opener.start <= at.sentence.start + OPENING
    opens = opens or _opens_list(low, at, opener)
    if opener.start < at.clause.start and not (opens and _goes_through(opener, all_at, at)):
        return None
    nearest: int | None = None
    for other in reversed(all_at[max(0, at.number - 12) : at.number]):
        if other.sentence != at.sentence and (not opens or at.start - other.end > SPREAD):
            return nearest
        behind = other.end > opener.start or is_aside_in_brackets(low, other, opener.start)
        if behind or not is_of_one_sort(other.quantity.unit, at.quantity.unit):
            continue
        if _can_hold(other, at):
            return other.number
        # All are smaller than their part: a mistake of the article, which a check will tell.
        nearest = other.number if nearest is None else nearest
    return nearest


def _shared_out(all_at: Sequence[Surroundings], at: Surroundings) -> int | None:
    """The count that a bare number is a part of, which gave it its unit."""
    for other in reversed(all_at[max(0, at.number - 24) : at.number]):
        if other.quantity.rule not in PARTS and other.quantity.unit == at.quantity.unit:
            return other.number
    return None


def _goes_through(opener: Hit[str], all_at: Sequence[Surroundings], at: Surroundings) -> bool:
    """Whether the parts that an opener far away lists are counted like this one, from the first:
    «Cụ thể, thu ngân sách đạt 3 tỷ đồng; dạy nghề cho 90 người» lists no people."""
    first = at
    for other in reversed(all_at[: at.number]):
        if other.start < opener.end:
            break
        first = other
    return is_of_one_sort(first.quantity.unit, at.quantity.unit)


def _opens_list(low: str, at: Surroundings, opener: Hit[str]) -> bool:
    """Whether «trong đó:» ends the sentence below which the figure stands in a list."""
    if at.opener is None or not at.opener.start <= opener.start < at.opener.end:
        return False
    return low[opener.end : at.opener.end].strip() == ":"


def is_of_one_sort(unit: str, other: str) -> bool:
    """Whether two units are the same, or one says more of it: «cây xanh» and «cây»."""
    return unit == other or f"{unit} ".startswith(f"{other} ") or other.startswith(f"{unit} ")


def _can_hold(other: Surroundings, at: Surroundings) -> bool:
    """Whether `other` is large enough to have `at` as a part."""
    whole, part = other.quantity.value, at.quantity.value
    return whole is None or part is None or whole >= part


def is_aside_in_brackets(low: str, at: Surroundings, stop: int) -> bool:
    """«đạt 24% kế hoạch (27.500 lao động); trong đó …»: the bracket closed before `stop`."""
    return is_bracketed(low, at) and low.find(")", at.end, stop) >= 0


def is_bracketed(low: str, at: Surroundings) -> bool:
    """Whether a bracket is open at the figure."""
    opened = low.rfind("(", at.sentence.start, at.start)
    return opened > low.rfind(")", at.sentence.start, at.start)
