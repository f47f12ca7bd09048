"""Bare numbers in brackets, each by itself behind the name of a place."""

from __future__ import annotations

import re

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
