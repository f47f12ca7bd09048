"""How far words are said of a figure: back to what is counted, on to what is paid for."""

from __future__ import annotations

import re

from extractor.meaning.indicators_context import FigureContext

# A place that no word is near to.
NOWHERE = -9
# How far from the figure a word may bar a row.
BARS_WITHIN = 50
OPENING = re.compile(r",(?!\d)|[;(]| và ")
# How long a bracket between a figure and what follows it may be.
LONGEST_ASIDE = 40
# How long the words between a sum and what it pays for may be.
LONGEST_DEED = 30
# What leads in a share, and how far before it.
HAS_SHARE, SHARE_LEAD = "chiếm ", 26

# «120 ha lúa, 35 ha ngô và 9 ha rau bị ngập»: measures of one unit that share what is told last.
ALIKE = (
    r"[^,;.:()\d\n]{{2,40}}(?:(?:, | và |, và )(?:hơn |gần |trên |khoảng )?\d[\d.,]{{0,8}} ?{unit} "
    r"[^,;.:()\d\n]{{2,40}}){{1,4}} ?"
)
LISTED = {unit: re.compile(ALIKE.format(unit=unit)) for unit in ("ha", "m2", "m", "km")}
LONGEST_LIST = 160


def before_counted(context: FigureContext) -> int:
    """From where words are said of the figure, or of what its money is the money of: «thu hút
    FDI được [8 dự án], tổng vốn 30 triệu USD»."""
    start = context.before.start
    if context.quantity.kind != "money" or not context.previous:
        return start
    counted = context.previous[-1][0]
    if counted.kind != "count" or counted.span.start < context.clause.start:
        return start
    further = context.previous[-2][0].span.end if len(context.previous) > 1 else 0
    return max(context.clause.start, further)


def paid_for(context: FigureContext) -> int:
    """How far words bar a row: to the next figure; beyond it from money that pays for what it
    counts, «90 triệu đồng xây 2 căn nhà»."""
    end = context.after.end
    led = context.text.low[context.quantity.span.end : end]
    pays = context.quantity.kind == "money" and len(led) <= LONGEST_DEED
    return end + BARS_WITHIN if pays and OPENING.search(led) is None else end


def owned(context: FigureContext) -> int:
    """Where «chiếm» leads in a share that is told of no figure before; nowhere else."""
    if not context.is_relative or context.about is not None:
        return NOWHERE
    first = context.quantity.span.start
    since = max(context.clause.start, context.before.start, first - SHARE_LEAD)
    return context.text.low.rfind(HAS_SHARE, since, first)


def aside_end(low: str, last: int) -> int:
    """Where a bracket ends that opens right behind the figure; else the figure's end."""
    opens = low.startswith(("(", " ("), last)
    return low.find(")", last, last + LONGEST_ASIDE) + 1 if opens else last


def is_told_of_all(low: str, unit: str, last: int, start: int) -> bool:
    """Whether nothing but more of the same unit stands between a figure and words behind it."""
    listed = LISTED.get(unit)
    if listed is None or start - last > LONGEST_LIST:
        return False
    return listed.fullmatch(low, last, start) is not None
