"""One way to read which indicator a figure measures, and when it stands for another thing."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from extractor.meaning.indicators_carry import CHANGED
from extractor.meaning.indicators_context import RELATIVE_KINDS, FigureContext
from extractor.meaning.indicators_place import Signs
from extractor.rules.rows_indicators import MeasuredRow

# The least that a reading must weigh; below it nothing fits.
FAINTEST = 400
# The indicator of the figure that this one is about.
ABOUT = 760
# What is a rate, and how far before a word of its phrase it stands.
RATE, RATE_REACH = "tỷ lệ ", 60
MONEY = "VND"
# What opens a count of all there are.
TOTAL = "tổng số "


class Reading(Struct, frozen=True):
    """One way to read the figure."""

    score: float
    row: int
    head: tuple[int, int] | None
    why: str


def changes_beyond_share(context: FigureContext) -> bool:
    """Whether a share stands between: «nợ xấu 72 triệu đồng, chiếm 0,1% dư nợ, giảm 2 triệu»."""
    return not context.is_relative and context.previous[-1][0].kind in RELATIVE_KINDS


def is_named_anew(reading: Reading, context: FigureContext) -> bool:
    """Whether a word since the figure before leads in another thing: «số người chết giảm 4 người,
    số người bị thương giảm 9 người»."""
    if reading.head is None or not context.previous:
        return False
    last = context.previous[-1][0]
    # «chiếm 0,1% tổng dư nợ, giảm 2 triệu đồng»: the whole of a share is not what moved.
    whole = last.kind in RELATIVE_KINDS and reading.head[0] <= last.span.end + 1
    return last.span.end <= reading.head[0] < context.quantity.span.start and not whole


def is_of_another(reading: Reading, context: FigureContext) -> bool:
    """Whether a percentage or multiple is led in by a noun beyond a comma: «đón 3 triệu lượt
    khách, doanh thu tăng 20%»."""
    if not context.is_relative or reading.head is None or reading.score < FAINTEST:
        return False
    return context.text.low.find(",", context.previous[-1][0].span.end, reading.head[0]) >= 0


def as_far_as_named(taken: Reading) -> Reading:
    """A reading taken over, where another thing was named since."""
    return replace(taken, score=ABOUT) if taken.score == CHANGED else taken


def is_of_own_clause(reading: Reading, context: FigureContext) -> bool:
    """Whether a clause after others names the thing itself: «…, trong đó 12 hộ thôn Đoài; hộ cận
    nghèo có 40 hộ», or a total does: «…, đưa tổng số đảng viên lên 320 đồng chí»."""
    if reading.why != "head" or reading.head is None:
        return False
    since = context.clause.start
    if not context.opens_clause:
        if not context.text.low.startswith(TOTAL, reading.head[0]):
            return False
        since = context.before.start
    # A bare classifier behind the number names nothing: «; thôn Hạ 9 hộ, 30 khẩu».
    return since <= reading.head[0] < context.quantity.span.start


def rates_another(rule: MeasuredRow, signs: Signs, context: FigureContext) -> bool:
    """Whether a percentage is the rate of some who do or have something, and not of what a word
    in its phrase names: «tỷ lệ [hộ nghèo] tiếp cận dịch vụ y tế đạt 95%»."""
    if signs.span is None or signs.span[0] >= context.quantity.span.start:
        return False
    low, (start, end) = context.text.low, signs.span
    rate = low.rfind(RATE, max(context.clause.start, start - RATE_REACH), end)
    if rate < 0:
        return False
    people = rule.units == [MONEY] and low.startswith(context.words.rate_holder, rate + len(RATE))
    return people or low.startswith(context.words.rate_narrowing, end)


def rank(reading: Reading) -> tuple[float, int]:
    return -reading.score, reading.row
