"""Percentages listed one after another: shares of one whole, and those of places."""

from __future__ import annotations

import re

from extractor.meaning.indicators_context import FigureContext
from extractor.meaning.indicators_evidence import Evidence
from extractor.meaning.indicators_parts import SHARED, is_named_next
from extractor.mentions import Quantity

# Those who get something, and where they live.
GETTING = frozenset(
    {"người", "hộ", "khẩu", "trường hợp", "lượt người", "lượt hộ", "lượt"}
) | frozenset(
    {"xã", "phường", "thôn", "ấp", "bản", "huyện", "tỉnh", "điểm", "trường", "khu phố", "đơn vị"}
)
# What leads in a share, and what opens a clause that says more of the thing before it.
LABEL = ": "
NEXT_ITEM = (", ", "; ", " và ")
# «Đảng bộ Quân sự đạt 61%; Đảng bộ huyện Bắc Sơn 45%»: the same rate of the next place or body.
NEXT_PLACE = re.compile(
    r"[;,] (?:(?:Đảng bộ|Chi bộ|Công an|Hội|Đoàn|Trường|Phòng) )?"
    r"(?:(?:huyện|thị xã|thành phố|TP|xã|phường|quận|thị trấn|tỉnh|thôn|bản|ấp)\.? ?)?"
    r"(?:[A-ZĐÀ-Ỹ][^\W\d_]{0,7} ){1,4}(?:đạt |là |có |chiếm |với )?"
)


def shares_alike(context: FigureContext, quantity: Quantity) -> bool:
    """Whether both are led in alike as shares of one whole: «nông nghiệp chiếm 24%; công nghiệp
    chiếm 40%», or as those of places: «huyện Đông Hà: 28%; huyện Bắc Hà: 18%»."""
    low, starts = context.text.low, (quantity.span.start, context.quantity.span.start)
    if quantity.kind != "percent" or context.quantity.kind != "percent":
        return False
    labelled = _is_of_place(context) and all(low.endswith(LABEL, 0, start) for start in starts)
    labelled = labelled or is_named_next(context, quantity)
    norm = context.text.norm
    labelled = labelled or NEXT_PLACE.fullmatch(norm, quantity.span.end, starts[1]) is not None
    return labelled or all(low.endswith(SHARED, 0, start) for start in starts)


def is_next_part(context: FigureContext, quantity: Quantity, evidence: Evidence) -> bool:
    """Whether a list of parts goes on with it: «trong đó 30% vốn tự có, 70% vốn vay»."""
    alike = quantity.kind == context.quantity.kind == "percent"
    led = context.text.low.endswith(NEXT_ITEM, quantity.span.end, context.quantity.span.start)
    return evidence.parted and alike and led


def goes_through(context: FigureContext, whole: Quantity) -> bool:
    """Whether a list of parts of something in the sentence before goes on with money: «… đạt 63
    tỷ đồng. Trong đó, nông nghiệp tăng 15%, dịch vụ đạt 25 tỷ đồng»."""
    since, now = whole.span.end, context.sentence.start
    found = {which for one, which in context.previous if one.span.end >= since}
    money = whole.kind == context.quantity.kind == "money"
    return money and len(found) == 1 and context.previous[-1][0].span.start >= now > since


def _is_of_place(context: FigureContext) -> bool:
    """Whether a figure's clause opens with the name of a place, as an item of a list."""
    words = context.text.norm[context.clause.start : context.quantity.span.start].split(None, 4)
    words = [word for word in words if word not in ("và", ";", "các")]
    return len(words) > 1 and words[0].lower() in GETTING and words[1][:1].isupper()
