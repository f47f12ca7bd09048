"""Numbers in brackets: one by itself behind the name of a place, one said again in words."""

from __future__ import annotations

import re
from collections.abc import Collection

from extractor.mentions import Quantity

NAME = r"[A-ZĐÀ-Ỹ][^\W\d_]*\.?(?:(?: - | |-)[A-ZĐÀ-Ỹ][^\W\d_]*\.?){0,5}"
NAMED = re.compile(rf"(?<![^\W_]){NAME} \($")
LONGEST_NAME = 44
NEXT_NAMED = re.compile(rf"\)(?:, |; | và ){NAME} \(\d")
BEFORE_NAMED = re.compile(r"\d\)(?:, |; | và )$")


def stands_by_place(norm: str, start: int, end: int) -> bool:
    """Whether the number is one of a list by places: «Hà Nội (2.981), Nam Định (1.842)»."""
    if norm[start - 1 : start] != "(" or norm[end : end + 1] != ")":
        return False
    named = NAMED.search(norm, max(0, start - LONGEST_NAME), start)
    if named is None:
        return False
    first = max(0, named.start() - 8)
    before = BEFORE_NAMED.search(norm, first, named.start()) is not None
    return before or NEXT_NAMED.match(norm, end) is not None


def says_again(
    low: str, quantity: Quantity, before: Quantity | None, in_words: Collection[str]
) -> bool:
    """Whether a bracket only says in words what stands before it in figures: «5.000.000 đồng (năm
    triệu đồng)»; `in_words` may announce that («bằng chữ:»)."""
    if before is None or not 0 <= quantity.span.start - before.span.end <= LONGEST_NAME:
        return False
    gap = low[before.span.end : quantity.span.start].strip()
    if gap[:1] != "(" or (gap != "(" and gap[1:].strip() not in in_words):
        return False
    same = (quantity.unit, quantity.value, quantity.value_max)
    return same == (before.unit, before.value, before.value_max)
