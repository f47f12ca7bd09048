"""Rates told per so many people: «29 giường bệnh trên một vạn dân», «8 bác sĩ/10.000 dân»."""

from __future__ import annotations

import re

from extractor.text import Span

# How many words part a count from its base, and how far before the base it is looked for.
NUMBER = r"(?:(?:một|1|10) ?(?:vạn|nghìn|ngàn|triệu)|vạn|nghìn|ngàn|1\.?000|10\.?000|100\.?000|100)"
PEOPLE = (
    r"(?:dân(?: số)?|người dân|trẻ (?:đẻ|sinh ra) (?:ra )?sống|trẻ em|ca đẻ|bà mẹ|phụ nữ)(?![^\W_])"
)
BACK = 72
OVER = re.compile(
    rf"((?: (?!có|với|của|và|tại|cho|gồm|phục|ở)[^\W\d_]{{1,7}}){{0,3}})"
    rf"(?: ?/ ?| (?:tính )?trên )({NUMBER} ?{PEOPLE})"
)
BASE = re.compile(rf"{NUMBER} ?{PEOPLE}")
# «số bác sĩ trên 10.000 dân đạt 9,2», «số giường bệnh bình quân 1 vạn dân»: rates that are named;
# «số dân trên 10.000 người» is none.
NAMED = re.compile(
    r"(?:\d(?: (?!có|với|của|và|tại|cho|gồm|phục|ở)[^\W\d_]{1,7}){1,4}"
    r"|\b(?:số|tỷ lệ|tỷ suất|mật độ)(?: (?!dân\b|hộ\b|khẩu\b)[^\W\d_/]{1,7}){1,9})"
    r"(?: ?/ ?| (?:bình quân |tính )?trên | bình quân )$"
)


def people_base(low: str, end: int) -> str | None:
    """So many people as a figure that ends here is counted per; None where it is not."""
    if low[end : end + 1] not in (" ", "/"):
        return None
    over = OVER.match(low, end)
    return over[2] if over else None


def people_base_at(low: str, start: int) -> Span | None:
    """The number at `start` with its people, when it is only what a rate is counted per."""
    if low[start - 1 : start] not in (" ", "/"):
        return None
    base = BASE.match(low, start)
    if base is None or NAMED.search(low, max(0, start - BACK), start) is None:
        return None
    return Span(start, base.end())
