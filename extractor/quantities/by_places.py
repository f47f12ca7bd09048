"""Bare numbers by places or kinds, behind the first one that says what is counted."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.mentions import Quantity
from extractor.quantities.joining import Joined

RULE, KIND_RULE = "next_place", "next_kind"
HEAD = r"(?:(?:xã|phường|huyện|quận|thị xã|thị trấn|thành phố|tỉnh|thôn|bản|ấp|làng|khối|TP|TX) )?"
NAME = r"(?:[A-ZĐÀ-Ỹ][^\W\d_]{0,7} ){2,4}"
# «, Dế Xu Phình 17»: nothing but the place stands between two numbers.
NEXT = re.compile(rf"(?:[,;]| và|[,;] còn) {HEAD}({NAME})(?:có |là |được |đạt )?")
# «Xã Mồ Dề 47 hộ», «huyện Văn Chấn trồng 120 ha»: the place that the first number is of.
FIRST = re.compile(rf"({NAME})(?:[^\W\d_]{{1,8}} ){{0,3}}$")
# «, bò 3.400»: nothing but the kind stands between two numbers.
NEXT_KIND = re.compile(
    r"(?:[,;]| và|[,;] còn) (?:đàn |cây )?"
    r"((?:[^\W\d_]{1,8} ){0,2}[^\W\d_]{1,8})(?: (?:có|là|đạt))? "
)
KIND_WORDS = 4
# A bound of the number that belongs to its figure.
FIRST_REACH = 60
LISTED = re.compile(r"[,;.)](?!\d)| và |\n|$")
# «Tân Phú 1, Tân Phú 2» are places with a number.
FEWEST = 4
YEARS = range(1900, 2101)
KINDS = frozenset({"count", "measure"})
SCALED = ("nghìn", "ngàn", "vạn", "triệu", "tỷ")


def follows_by_place(norm: str, joined: Joined, found: list[Quantity]) -> bool:
    """Whether a bare number is what the next place has of what was counted right before."""
    last, number = found[-1], joined.first.bare
    if last.kind not in KINDS or last.value_max or not _may_count(number):
        return False
    named = NEXT.fullmatch(norm, last.span.end, joined.start)
    if named is None or LISTED.match(norm, joined.end) is None:
        return False
    if last.rule == RULE:
        return True
    start = last.span.start
    first = FIRST.search(norm, max(0, start - FIRST_REACH), start)
    scaled = any(word in norm[start : last.span.end] for word in SCALED)
    return first is not None and first[1] != named[1] and not scaled


def follows_by_kind(low: str, joined: Joined, found: list[Quantity], kinds: frozenset[str]) -> bool:
    """Whether a bare number is how much there is of the next kind: «trâu 1.200 con, bò 3.400»."""
    last = found[-1]
    if last.kind not in KINDS or last.value_max or not _may_count(joined.first.bare):
        return False
    named = NEXT_KIND.fullmatch(low, last.span.end, joined.start)
    if named is None or named[1] not in kinds or LISTED.match(low, joined.end) is None:
        return False
    if last.rule == KIND_RULE:
        return True
    led = low[max(0, last.span.start - FIRST_REACH) : last.span.start].split()[-KIND_WORDS:]
    return any(" ".join(led[first:end]) in kinds for first in range(4) for end in range(1, 5))


def _may_count(number: Decimal | None) -> bool:
    return number is not None and number >= FEWEST and int(number) not in YEARS
