"""Whether a word that a row wants near its figure stands near enough."""

from __future__ import annotations

import re

from extractor.meaning.indicators_context import HOME, FigureContext
from extractor.meaning.indicators_index import Prepared, find_form
from extractor.meaning.indicators_place import Signs
from extractor.rules.rows_indicators import IndicatorRow, MeasuredRow, UnlistedRow

# How far back a paragraph is looked through; longer ones are walls of text without breaks.
PARAGRAPH, LEAD = 2000, 500
# How far in front of a figure the name of its owner may begin, and what joins the two.
OWNER_REACH = 60
HAS = re.compile(
    r" (?:(?:hiện|nay|hiện nay|mới|cũ|cũng|đã|sẽ) )?"
    r"(?:có|gồm|gồm có|bao gồm|được chia thành|chia thành)"
    r"(?: (?:tổng cộng|tất cả|tổng số|hơn|gần))?$"
)
# «Trong đó, huyện Mường Nhé có 3 xã»: some of those told of before.
OF_THEM = re.compile(r"\b(?:trong đó|riêng|cụ thể|như|trong số|nhất là)\b")


def is_near(
    row: int, rule: MeasuredRow, signs: Signs, context: FigureContext, prepared: Prepared
) -> bool:
    """Whether a word that the row wants near stands within its scope."""
    if isinstance(rule, UnlistedRow) and _is_from_abroad(row, rule, context, prepared):
        return False
    if rule.scope == "beside":
        follows = isinstance(rule, IndicatorRow) and rule.follows
        beside = signs.with_counted if follows else signs.beside
        return beside or _is_owned(rule, context) or _is_from_abroad(row, rule, context, prepared)
    if signs.near or any(find_form(context.heading, form) is not None for form in rule.near):
        return True
    if context.sentence.start == 0:
        # A headline says no more than it must; the lead explains it.
        lead = min(LEAD, len(context.text.low))
        return prepared.first_end(row, rule.near, 0, lead) <= lead
    if rule.scope == "sentence":
        return False
    since, until = 0, len(context.text.low)
    if rule.scope == "paragraph":
        since, until = _paragraph(context)
    return prepared.first_end(row, rule.near, since, until) <= context.sentence.end


def _paragraph(context: FigureContext) -> tuple[int, int]:
    """The figure's paragraph and what follows, in steps, so that figures of one wall of text
    share what is found."""
    far = max(context.sentence.start // PARAGRAPH - 1, 0) * PARAGRAPH
    since = max(context.text.low.rfind("\n", far, context.sentence.start) + 1, far)
    return since, since + 4 * PARAGRAPH


def _is_owned(rule: MeasuredRow, context: FigureContext) -> bool:
    """Whether an owner with its name stands right before: «huyện Mường Nhé có 11 xã»."""
    first = context.quantity.span.start
    if not rule.owners:
        return False
    since = max(context.sentence.start, first - OWNER_REACH)
    led = context.text.norm[since:first].rstrip()
    has = HAS.search(led)
    if has is None or OF_THEM.search(context.text.low, since, first) is not None:
        return False
    words = led[: has.start()].split()
    name = 0
    while words and words[-1][0].isupper() and words[-1].lower() not in rule.owners:
        name += 1
        words.pop()
    return name > 0 and bool(words) and " ".join(words[-2:]).lower().endswith(tuple(rule.owners))


def _is_from_abroad(
    row: int, rule: MeasuredRow, context: FigureContext, prepared: Prepared
) -> bool:
    """Whether money in a foreign currency is told of where the heading or its paragraph speaks of
    what the row wants near."""
    if not rule.abroad or context.quantity.kind != "money" or context.quantity.unit == HOME:
        return False
    if any(find_form(context.heading, form) is not None for form in rule.abroad):
        return True
    since, until = _paragraph(context)
    return prepared.first_end(-1 - row, rule.abroad, since, until) <= context.quantity.span.start


def is_bare_word(rule: MeasuredRow, context: FigureContext, signs: Signs) -> bool:
    """Whether one short word somewhere before a percentage is all that speaks for a row: «doanh số
    bán hàng của thị trường tăng 2%» is no harvest; abbreviations are names, and «giá» is one."""
    if signs.span is None or signs.adjoins or signs.span[1] > context.quantity.span.start:
        return False
    if rule.moving:
        return False
    word = context.text.low[slice(*signs.span)]
    return " " not in word and not word.isascii()
