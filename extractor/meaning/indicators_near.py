"""Whether a word that a row wants near its figure stands near enough."""

from __future__ import annotations

from extractor.meaning.indicators_context import HOME, FigureContext
from extractor.meaning.indicators_index import Prepared, find_form
from extractor.meaning.indicators_signs import Signs
from extractor.rules.rows_indicators import IndicatorRow, MeasuredRow

# How far back a paragraph is looked through; longer ones are walls of text without breaks.
PARAGRAPH, LEAD = 2000, 500


def is_near(
    row: int, rule: MeasuredRow, signs: Signs, context: FigureContext, prepared: Prepared
) -> bool:
    """Whether a word that the row wants near stands within its scope."""
    if rule.scope == "beside":
        follows = isinstance(rule, IndicatorRow) and rule.follows
        beside = signs.with_counted if follows else signs.beside
        return beside or _is_from_abroad(row, rule, context, prepared)
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
