"""What a figure is by the one right before it: money of things counted, a count behind its rate."""

from __future__ import annotations

import re

from extractor.meaning.indicators_carry import Taken, belongs, find_worth, worth_strength
from extractor.meaning.indicators_context import HOME, FigureContext
from extractor.meaning.indicators_evidence import Evidence, is_tied
from extractor.meaning.indicators_index import Index, find_form
from extractor.rules.rows_indicators import IndicatorRow

# How far behind a figure its own words are looked for, and what ends them.
OWN_WORDS, ENDS = 45, re.compile(r"[,;.(:\n]| và ")
# From how many on borrowers are several, and what stands between them and their sum.
SEVERAL = 2
LENT = re.compile(
    r"(?: (?!mỗi|mức|bình)[^\W\d_]+){1,12} vay(?: vốn)?(?: số tiền)? (?:hơn |trên |gần )?"
)
# How surely a count in brackets is of what the rate before them is of, and a sum of its borrowers.
COUNTED = 1100


def told_beside(context: FigureContext, evidence: Evidence, index: Index) -> Taken | None:
    """The indicator that the figure has by its place behind another, if any."""
    if context.quantity.kind == "money":
        worded = is_tied(evidence, ("worth",)) or context.stands_in_brackets
        if (lent := _lent(context, index)) is not None:
            return Taken(COUNTED, lent, "worth")
        worth = find_worth(context, evidence, index.worth_of) if worded else None
        return Taken(worth_strength(context), worth, "worth") if worth else None
    counted = _count_of_rate(context, index) if context.quantity.kind == "count" else None
    return Taken(COUNTED, counted, "rate") if counted else None


def _lent(context: FigureContext, index: Index) -> str | None:
    """The sum that several borrowers told of right before have borrowed: «27 gia đình hội viên vay
    trên 300 triệu đồng»; what each of them got is no sum."""
    if not context.has_company or context.quantity.per:
        return None
    last, found = context.previous[-1]
    worth = index.worth_of.get(found or "")
    if worth is None or last.value is None or last.value < SEVERAL:
        return None
    between = context.text.low[last.span.end : context.quantity.span.start]
    return worth if LENT.fullmatch(between) else None


def is_denied(context: FigureContext, evidence: Evidence, row: int, index: Index) -> bool:
    """Whether a figure's own words bar what it would take over: «bàn giao 156 nhà, 15 nhà đang
    làm», «54 bệnh nhân xuất viện, 3 người vẫn phải nằm điều trị»; parts are what the whole is."""
    if _is_of_home(context, row, index):
        return True
    goes_on = context.has_company and not context.opens_clause
    if context.is_relative or not goes_on or evidence.parted or belongs(evidence):
        return False
    low, start = context.text.low, context.quantity.span.end
    end = min(context.after.end, context.sentence.end, start + OWN_WORDS)
    ends = ENDS.search(low, start, end)
    end = ends.start() if ends is not None else end
    if end - start < 2:
        return False
    own = low[start:end]
    return any(
        form in own and find_form(low, form, start, end) is not None
        for form in index.rows[row].not_beside
    )


def _is_of_home(context: FigureContext, row: int, index: Index) -> bool:
    """Whether money of this country is told beside that from abroad: «thu hút 40 triệu USD và 600
    tỷ đồng»; in a bracket it is the same once more."""
    last, mine = context.previous[-1][0], context.quantity
    between = context.text.low[last.span.end : mine.span.start]
    beside = bool(index.rows[row].abroad) and context.has_company and "(" not in between
    return beside and last.kind == mine.kind == "money" and last.unit != mine.unit == HOME


def _count_of_rate(context: FigureContext, index: Index) -> str | None:
    """What is counted in the brackets right behind its rate: «cận nghèo 5,4% (89 hộ)»."""
    if not context.has_company or context.previous[-1][0].kind != "percent":
        return None
    last, found = context.previous[-1]
    if context.text.low[last.span.end : context.quantity.span.start].strip() != "(":
        return None
    number = index.number.get(found or "")
    rule = index.rows[number] if number is not None else None
    return rule.rate_of if isinstance(rule, IndicatorRow) else None
