"""Rates that are named before their percentage, so that nothing named earlier is meant."""

from __future__ import annotations

import re

from extractor.meaning.indicators_context import FigureContext

# A rate with a name of its own, and not one of a thing that is named before: «… đạt tỷ lệ 90%»,
# «về tiêm chủng, tỷ lệ bao phủ đạt 92%».
RATE, RATE_REACH, OF_OTHER_RATE = "tỷ lệ ", 80, 350
# A place that no word is near to.
NOWHERE = -9
# «giảm 7% (từ 19% xuống còn 12%)»: the same rate, before and after.
FROM_TO = re.compile(r" \((?:giảm |tăng )?từ | (?:xuống|lên)(?: (?:còn|tới|đến|mức))? ")
OWN_RATE = re.compile(
    r"(?!(?:này|đó|trên|là|đạt|còn|chiếm|chung|tham|bao|che|giải|sử|hoàn|thực|huy|giảm|tăng"
    r"|thu(?! (?:lãi|nợ))|cao|thấp|khoảng|gần|hơn|dưới|từ|tới|ước|đồng|tán|thành|người|các"
    r"|mắc|tử|tái|phát|thoát|trung|bình|được|có|đến|duy|phủ|cấp|đúng|hồ|tương|xử|chuyển|lên"
    r"|xuống|nhất|đã|bằng|so|đóng|ở|của|tại|khu|vùng|miền|nông|đô|xã|huyện|tỉnh|nam|nữ"
    r"|riêng|trong|theo|với|cả|toàn|nói|nhiễm|tập|sống)\b)"
    r"[^\W\d_]+ [^\W\d_]"
)


def rate_before(context: FigureContext) -> int:
    """Where «tỷ lệ» and a name begin right before a percentage: «giúp hộ nghèo nâng [tỷ lệ bò
    lai] lên 70%»; or nowhere."""
    first = context.quantity.span.start
    if context.quantity.kind != "percent":
        return NOWHERE
    at = context.text.low.rfind(RATE, max(context.before.start, first - RATE_REACH), first)
    named = at >= 0 and OWN_RATE.match(context.text.low, at + len(RATE), first)
    return at if named else NOWHERE


def told_by_name(context: FigureContext) -> tuple[str | None, str] | None:
    """What a percentage takes over by how it is led in, and why: the rate before it, where both
    are ends of one move; nothing, where it is a rate by itself («nợ quá hạn 0,05%; [tỷ lệ thu lãi
    đạt 99%]»). None where that decides nothing."""
    mine, (last, found) = context.quantity, context.previous[-1]
    between = context.text.low[last.span.end : mine.span.start]
    if last.kind == mine.kind == "percent" and found and FROM_TO.fullmatch(between):
        return found, "same"
    return None if rate_before(context) == NOWHERE else (None, "")
