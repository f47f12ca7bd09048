"""Joined amounts made into quantities, with what the words around them add."""

from __future__ import annotations

import re

from extractor.mentions import Quantity
from extractor.quantities.amounts import Amount
from extractor.quantities.joining import Joined
from extractor.quantities.surroundings import FEWEST, Bound, Surroundings
from extractor.quantities.vocabulary import Unit, Vocabulary
from extractor.text import Span, Text

TIMES = Unit("multiple", "multiple", "lần")

PERSON = "người"
# «6.700 cây xanh trên 190 tuyến phố»: what was counted just before, and the words behind which
# «trên» is «hơn» all the same.
NOUN_REACH = 44
ROADS = frozenset(["tuyến", "đoạn", "tuyến đường", "tuyến phố", "con đường", "trục đường"])
COUNTED_ON = re.compile(r"\d (?:[^\W\d_]+ ){0,4}?([^\W\d_]+) trên $")
# «tổng số chuyến trên 96 tuyến», «xe buýt chạy trên 12 tuyến»: what goes or stands on them.
GOES_ON = re.compile(
    r"\b(?:chuyến|chạy|lưu thông|hoạt động|lưu hành|xe|buýt|camera|đèn|đỗ|đậu|dừng) trên $"
)
LEADING_UP = frozenset(
    ["có", "của", "tại", "ở", "cho", "với", "đạt", "được", "là", "gồm", "từ", "đến", "còn", "lên",
     "qua", "trong", "giữa", "và"]
)  # fmt: skip
# «12 ca tử vong trên 315 ca mắc», «trên tổng số 40 ca»: out of how many.
CASES = frozenset(["ca", "trường hợp"])
# «850 gốc cam trên 1,5 ha đất dốc», but «3 ao rộng trên 2 ha», «12 hộ trồng trên 5 ha».
FIELDS = frozenset(["ha", "sào", "m2", "mẫu"])
FIELD_VERBS = frozenset(
    ["rộng", "tích", "trồng", "cấy", "hoạch", "nuôi", "hại", "ngập", "hồi", "mô"]
)


class QuantityBuilder:
    """Builds quantities whose unit is settled."""

    def __init__(self, words: Vocabulary) -> None:
        self._around = Surroundings(words)

    def build(self, text: Text, joined: Joined, unit: Unit, end: int, rule: str) -> Quantity:
        first, second = joined.first, joined.second
        per = self._around.per(text.low, joined.start, end, unit)
        bound = self._around.bound(text.low, joined.start, end, unit, bool(per))
        comparator = _comparator(joined, bound, unit)
        last = second or first
        unit_text = text.norm[_unit_start(last) : end].strip()
        if bound.cue == "trên" and _is_where(text.low, joined, unit):
            comparator = "eq"
        return Quantity(
            span=Span(joined.start, end),
            kind=unit.kind,
            value=first.value,
            value_max=second.value if second else None,
            unit=unit.name,
            unit_text=unit_text,
            rule=rule,
            comparator=comparator,
            cue=bound.cue,
            per=per,
            shared_unit=last.shared or first.shared,
            # «48 F0» counts people; alone, F0 is a name.
            priority=4 if unit.name == PERSON and unit_text[-1:].isdigit() else 1,
        )

    def build_ratio(
        self, text: Text, first: Amount, second: Amount, unit: Unit, end: int
    ) -> Quantity:
        """A part of a total; one whose unit is sure outranks the date that it may look like."""
        per = self._around.per(text.low, first.start, end, unit)
        bound = self._around.bound(text.low, first.start, end, unit, bool(per))
        return Quantity(
            span=Span(first.start, end),
            kind="ratio",
            value=first.value,
            denominator=second.value,
            unit=unit.name,
            unit_text=text.norm[second.number_end : end].strip(),
            rule=unit.rule if unit.kind == "ratio" or unit.rule == "unknown_noun" else "ratio",
            comparator=bound.comparator,
            cue=bound.cue,
            priority=1 if unit.rule in ("fraction", "unknown_noun") else 3,
        )


def _is_where(low: str, joined: Joined, unit: Unit) -> bool:
    """Whether «trên» says where, not how many: «trên 5 xã», «120 camera trên 15 tuyến phố»."""
    value = joined.first.value
    if unit.place and value and value < FEWEST:
        return True
    field = unit.name in FIELDS
    if not (unit.place or field or unit.name in ROADS or unit.name in CASES):
        return False
    if unit.name in ROADS and GOES_ON.search(low, max(0, joined.start - NOUN_REACH), joined.start):
        return True
    counted = COUNTED_ON.search(low, max(0, joined.start - NOUN_REACH), joined.start)
    if counted is None or counted[1] in LEADING_UP:
        return False
    return not (field and counted[1] in FIELD_VERBS)


def _comparator(joined: Joined, bound: Bound, unit: Unit) -> str:
    if joined.first.vague:
        return "vague"
    if joined.second is not None:
        return "range"
    if bound.cue is None and joined.first.spoken and joined.first.bare_end == joined.first.start:
        # «bỏ ra chục triệu»: a magnitude by itself is a rough one.
        return "approx"
    if unit is TIMES and bound.cue in ("lớn hơn", "nhỏ hơn"):
        return "eq"
    return bound.comparator


def _unit_start(last: Amount) -> int:
    """Where the words of the unit begin: money shows its magnitude («tỷ đồng»)."""
    counted = last.unit is not None and last.unit.kind != "money"
    return last.number_end if counted else last.bare_end
