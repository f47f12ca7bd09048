"""Rates that are named before their percentage, so that nothing named earlier is meant."""

from __future__ import annotations

import re

from extractor.meaning.indicators_context import FigureContext

# A rate with a name of its own, and not one of a thing that is named before: «… đạt tỷ lệ 90%»,
# «về tiêm chủng, tỷ lệ bao phủ đạt 92%».
RATE, RATE_REACH, OF_OTHER_RATE = "tỷ lệ ", 80, 350
# A place that no word is near to.
NOWHERE = -9
OWN_RATE = re.compile(
    r"(?!(?:này|đó|trên|là|đạt|còn|chiếm|chung|tham|bao|che|giải|sử|hoàn|thực|huy|giảm|tăng|thu|cao"
    r"|thấp|khoảng|gần|hơn|dưới|từ|tới|ước|đồng|tán|thành|người|các|mắc|tử|tái|phát|thoát|trung|bình"
    r"|được|có|đến|duy|phủ|cấp|đúng|hồ|tương|xử|chuyển|lên|xuống|nhất|đã|bằng|so|đóng)\b)"
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
