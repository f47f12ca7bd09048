"""Rates told as bare numbers: «tỷ suất sinh thô là 15,2, giảm 0,3 so với năm trước»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.mentions import Quantity
from extractor.quantities.joining import Joined
from extractor.quantities.vocabulary import Unit, Vocabulary
from extractor.text import Text

RULE = "bare_rate"
# How far before its number a rate is named, and what stands right before the number.
NAMED = 70
LINK = re.compile(
    r"(?: (?:là|ở mức|mức|đạt|còn|chỉ còn|xuống còn|xuống|lên|tăng lên|giảm còn|khoảng|gần|hơn|dưới"
    r"|trên|từ|ở|bằng|tới|đến|ước|chiếm)){1,3} $|: ?$"
)
LINK_REACH = 24
MOVED = re.compile(r"(?:,| và|;)(?: [^\W\d_]+){0,2} (?:tăng|giảm)(?: (?:thêm|gần|hơn|khoảng))? $")
MOVED_REACH = 40
# Behind «từ A» stands the level reached: «từ 112,4 xuống 111,5».
REACHED = re.compile(r"(?: năm \d{4})? (?:xuống|lên)(?: còn)? $|(?: năm \d{4})? còn $")
STOPS = re.compile(r"[.;\n](?!\d)")
# No number of years or of an office.
LARGEST = 300


class BareRates:
    """Gives a bare number the unit of the rate that is named before it."""

    def __init__(self, words: Vocabulary) -> None:
        self._units = {
            form: Unit(RULE, "percent" if unit == "‰" else "count", unit)
            for form, unit in words.bare_rates.items()
        }

    def unit(self, text: Text, joined: Joined, found: Sequence[Quantity]) -> Unit | None:
        """The unit of a bare number, or None where no rate is named."""
        value = joined.first.value
        if joined.ratio or joined.first.spoken or value is None or value > LARGEST:
            return None
        low, start = text.low, joined.start
        last = found[-1] if found else None
        if last is not None and last.rule == RULE and start - last.span.end <= MOVED_REACH:
            between = low[last.span.end : start]
            if MOVED.fullmatch(between) or REACHED.fullmatch(between):
                return Unit(RULE, last.kind, last.unit)
        if LINK.search(low, max(0, start - LINK_REACH), start) is None:
            return None
        clause = STOPS.split(low[max(0, start - NAMED) : start])[-1].rpartition(",")[2]
        named = [(at, len(form), form) for form in self._units if (at := clause.rfind(form)) >= 0]
        return self._units[max(named)[2]] if named else None
