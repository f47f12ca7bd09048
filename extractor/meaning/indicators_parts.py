"""What moves: a part of what moved in the sentence before, and how fast a sum grows."""

from __future__ import annotations

import re

from extractor.meaning.indicators_context import RELATIVE_KINDS, FigureContext
from extractor.meaning.indicators_evidence import Evidence, is_tied
from extractor.meaning.indicators_index import Index
from extractor.mentions import Quantity

# How far the sentence of the parts may stand from the last figure of the whole.
OPENING = 120
# What stands between two of a list of places, and how long it is at most.
NAMED_NEXT = re.compile(
    r"(?:[;,]| và) (?:và )?(?:(?:thành phố|tỉnh|huyện|thị xã|quận|xã|phường|TP\.?|H\.) ?)?"
    r"[A-ZĐÀ-Ỹ][^\W\d_]*(?:(?: |-| - )[A-ZĐÀ-Ỹ][^\W\d_]*){0,4} ?:? ?"
)
LONGEST_NAME = 45
# What leads in a share of money.
MONEY, SHARED, SHARE_REACH = "VND", "chiếm ", 18
# What makes a percentage a change by itself.
SIGNED = ("(+", "(-", "( +", "( -")

# «có 4.500 người tham gia BHYT, đạt 92% dân số»
REACHED = re.compile(r"[^,;:.()\n]{0,60}, (?:đã )?(?:đạt|bằng) (?:khoảng |gần |hơn |trên )?")


def reaches_rate(context: FigureContext, index: Index) -> bool:
    """Whether a percentage is what the count before, which has a rate, makes of a whole."""
    if context.quantity.kind != "percent" or not index.rates_of.get(context.told_last or ""):
        return False
    last, start = context.previous[-1][0], context.quantity.span.start
    return (
        last.kind == "count"
        and REACHED.fullmatch(context.text.low, last.span.end, start) is not None
    )


# «…; 9 tháng năm 2018 tăng 7%»: nothing but a time, and the words of a move.
TIMED = re.compile(
    r"[ ;]*(?:riêng |trong |cả |tính )?"
    r"(?:\d{1,2} tháng|(?:sáu|chín|ba) tháng|quý \w{1,3}|tháng \d{1,2}|năm|nửa)"
    r"(?:,? (?:đầu|cuối|năm|nay|qua|[12]\d{3}))*(?:/\d{4})?,?"
    r" (?:(?:ước|đã|đạt|tăng|giảm|cũng|lại|thêm|hơn|gần|tới|mức) ?)*"
)


def names_time(words: str) -> bool:
    """Whether a clause names a time alone, so that it goes on with the thing before."""
    return TIMED.fullmatch(words) is not None


def whole_before(context: FigureContext, evidence: Evidence) -> str | None:
    """The one indicator of the sentence before, when this one opens a list of its parts: «Doanh
    thu bán lẻ tăng 4%. Trong đó, lương thực tăng 3%»."""
    moves = is_tied(evidence, ("change",)) or _is_signed(context)
    if "part" not in evidence.ties or not moves or not context.previous:
        return None
    last, indicator = context.previous[-1]
    if last.kind not in RELATIVE_KINDS or context.sentence.start - last.span.end > OPENING:
        return None
    low = context.text.low
    since = max(low.rfind(stop, 0, last.span.start) for stop in (". ", "\n"))
    told = {found for one, found in context.previous if one.span.start > since}
    return indicator if told == {indicator} else None


def _is_signed(context: FigureContext) -> bool:
    """Whether a sign in a bracket says that it moved: «sản xuất da (+5%)»."""
    return context.text.low.endswith(SIGNED, 0, context.quantity.span.start)


def is_named_next(context: FigureContext, quantity: Quantity) -> bool:
    """Whether nothing but a name stands between two figures: «Hà Nội: 7,3%; Hải Phòng: 10%»."""
    between = context.text.norm[quantity.span.end : context.quantity.span.start]
    return len(between) <= LONGEST_NAME and NAMED_NEXT.fullmatch(between) is not None


def about_grown(context: FigureContext, evidence: Evidence, index: Index) -> str | None:
    """The indicator of the figure that this one is about, or the growth of what it is named:
    «GRDP đạt 900 tỷ đồng, tăng 7,5%»."""
    if context.about is not None and (money := _share_of_money(context, evidence, index)):
        return money
    growth = index.growth_of.get(context.about or "")
    if growth is None or context.about_head is None or not is_tied(evidence, ("change",)):
        return context.about
    head = context.text.low[context.about_head.start : context.about_head.end]
    named = any(word in head for word in growth.growth_named)
    return growth.id if named and context.quantity.kind == "percent" else context.about


def _share_of_money(context: FigureContext, evidence: Evidence, index: Index) -> str | None:
    """The money that things counted before have a share of: «5 công ty lớn nhất, chiếm 75% kim
    ngạch xuất khẩu»."""
    counted = index.number.get(context.about or "")
    start, end = context.quantity.span.start, context.quantity.span.end
    shared = SHARED in context.text.low[max(0, start - SHARE_REACH) : start]
    if counted is None or not shared or MONEY in index.rows[counted].units:
        return None
    for row, signs in evidence.rows.items():
        rule = index.rows[row]
        behind = signs.adjoins and signs.span is not None and signs.span[0] >= end
        # «12 xã (chiếm 60%) đạt chuẩn»: an aside says of what before it closes.
        if not behind or signs.span is None or ")" in context.text.low[end : signs.span[0]]:
            continue
        if rule.units == [MONEY] and rule.id in index.number and not (signs.barred or rule.per):
            return rule.id
    return None
