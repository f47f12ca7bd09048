"""Figures that follow in the order of the names before them: «hộ nghèo, hộ cận nghèo lần lượt là
23 hộ và 45 hộ»."""

from __future__ import annotations

from collections.abc import Collection

from extractor.meaning.indicators_context import FigureContext
from extractor.meaning.indicators_index import Index, Mark, Prepared, Role, find_form

IN_TURN = "lần lượt"
# What parts the names, and how far apart they stand at most.
PARTS, NAMES_APART = (",", " và "), 30
HEAD = int(Role.HEAD)


def named_in_turn(
    index: Index, context: FigureContext, prepared: Prepared, unit: str, exact: Collection[int]
) -> int | None:
    """The row that the name in the figure's place among the names says, or None."""
    start = context.quantity.span.start
    turn = context.text.low.rfind(IN_TURN, context.clause.start, start)
    if turn < 0:
        return None
    place = sum(one.span.start > turn for one, _ in context.previous)
    marks = index.marks(prepared, context.sentence, unit)
    heads = [one for one in marks if one[2] == HEAD and context.clause.start <= one[0] < turn]
    if not context.is_relative or any(one[3] in exact for one in heads):
        heads = [one for one in heads if one[3] in exact]
    names = _names(index, context, heads)
    if len(names) < 2 or place >= len(names) or turn - names[-1][1] > NAMES_APART:
        return None
    return names[place][3]


def _names(index: Index, context: FigureContext, heads: list[Mark]) -> list[Mark]:
    """One head for each of the names: the longest that holds no two of them."""
    low, names = context.text.low, list[Mark]()
    for mark in sorted(heads, key=lambda one: (one[0], -one[1])):
        start, end, _, row = mark
        if any(part in low[start:end] for part in PARTS) or not _fits(index, context, row):
            continue
        if names and start < names[-1][1]:
            continue
        if names and (start - names[-1][1] > NAMES_APART or names[-1][3] == row):
            names.clear()
        names.append(mark)
    return names


def _fits(index: Index, context: FigureContext, row: int) -> bool:
    """Whether a word that the row wants near stands in the sentence."""
    near, sentence = index.rows[row].near, context.sentence
    low = context.text.low
    found = (find_form(low, form, sentence.start, sentence.end) for form in near)
    return not near or any(at is not None for at in found)
