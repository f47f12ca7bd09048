"""Where a form stands as seen from the figure, and what speaks for a row."""

from __future__ import annotations

import re

from msgspec import Struct

from extractor.meaning.indicators_bounds import (
    NOWHERE,
    OPENING,
    aside_end,
    before_counted,
    is_told_of_all,
    owned,
    paid_for,
)
from extractor.meaning.indicators_context import FigureContext
from extractor.meaning.indicators_rates import OF_OTHER_RATE, rate_before

PER_LETTER = 3
BEYOND_FIGURE, BEYOND_CLAUSE, COMMA_LEFT = 220, 130, 60
NOUN_BEFORE = 100
# What a head that opens the sentence loses by distance at most.
OPENED_LOSS = 200
# «khám, chữa bệnh 240 lượt; tuyên truyền 545 lượt»: a clause with words of its own needs none of
# a clause before that has its figure.
OWN_WORDS, OWN_CLAUSE = 8, 230
TOPIC, TOPIC_SPAN = "về ", 60
# How near what follows at once stands: «100% tiền đền bù», «5,2% hộ nghèo».
AT_ONCE = 6
# A comma between words parts them, one between digits does not.
COMMA = re.compile(r",(?!\d)")
# «sản lượng tăng nhưng giá giảm 12%»: what is set against what was said has words of its own.
CONTRAST = re.compile(r" (?:nhưng|song|trong khi|ngược lại|tuy nhiên|trái lại) ")
PARTING = re.compile(r",(?!\d)|;|\. | và ")
PAIRED = (", ", ",", "/")
CASES = (" vụ", " vụ án", " vụ việc")
LISTED = re.compile(
    r"(?: và| cùng| với|[,/(]| trong(?: tổng)? số)(?: (?:hơn|gần|khoảng|trên|có|là))? ?$"
)
LISTED_WITHIN = 24
# How far behind a number the thing begins that it counts.
PAID_REACH = 14
# «chiếm 62% kim ngạch xuất khẩu»: what leads in the whole that a share is taken of.
SHARE_OF = re.compile(
    r"chiếm (?:tới |đến |gần |hơn |trên |khoảng |tỷ trọng )?[\d.,]+ ?%(?: tỷ trọng)?"
    r" (?:trong |trên |của |so với )?(?:tổng )?(?:số )?$"
)
SHARE_REACH = 45
# What may stand between a figure and the name that leads it in.
LEADS = re.compile(
    r"(?: (?:đạt|ước|tính|là|được|hơn|gần|khoảng|trên|dưới|còn|tới|đến|lên|chiếm|thực|hiện))* ?"
)
# What may stand before the first noun of a clause that tells how large a share its thing has.
OWNER_OPENS = re.compile(
    r"[^\w]*(?:(?:trong đó|riêng|hiện|hiện nay|số|số lượng|các|lượng|và)\b[ ,]*){0,3}$"
)


class Signs(Struct):
    """What speaks for one row."""

    sign: float = 0
    verb: float = 0
    object: float = 0
    near: bool = False
    beside: bool = False
    with_counted: bool = False
    barred: bool = False
    adjoins: bool = False
    span: tuple[int, int] | None = None
    verb_span: tuple[int, int] | None = None
    # Where the last word stands that bars the row beside it: it bars the words that it holds.
    held: tuple[int, int] = (0, 0)

    def add_sign(self, score: float, start: int, end: int) -> None:
        if score > self.sign:
            self.sign, self.span = score, (start, end)


def is_namesake(signs: Signs, last: Signs | None) -> bool:
    """Whether the same words speak for what the figure before counts: «17 ha ngô thiệt hại 50%»
    is told of fields, not of money."""
    if last is None or last is signs or last.barred or not last.span or not signs.span:
        return False
    return signs.span[1] == last.span[1]


class Place:
    """Where the figure, its clause and its neighbours stand."""

    __slots__ = (
        *("after", "aside", "before", "clause_end", "clause_start", "counted", "first", "last"),
        *("beyond", "low", "noun_before", "opening", "owned", "planned", "rated", "shared", "unit"),
    )

    def __init__(self, context: FigureContext) -> None:
        self.low = context.text.low
        self.first, self.last = context.quantity.span.start, context.quantity.span.end
        self.before, self.after = context.before.start, context.after.end
        self.clause_start, self.clause_end = context.clause.start, context.clause.end
        start = context.sentence.start
        # Where the noun of the figure before begins, or past the figure where there is none.
        self.noun_before = self.before if self.before > start else self.first
        topic = self.low.startswith(TOPIC, start) and self.low.find(",", start, start + TOPIC_SPAN)
        self.opening = max(start, topic)
        self.counted = before_counted(context)
        self.aside = aside_end(self.low, self.last)
        self.beyond = paid_for(context)
        # Where the percentage right before ends, or nowhere.
        shared = context.has_company and context.previous[-1][0].unit == "%"
        self.shared = self.before if shared else NOWHERE
        # Where the rate begins that leads in the percentage, by a name of its own.
        self.rated = rate_before(context)
        # Where «kế hoạch» ends that stands right behind the figure.
        self.planned = 0
        self.owned = owned(context)
        self.unit = context.quantity.unit

    def is_whole_before(self, start: int) -> bool:
        """Whether words name the whole that the percentage before is a share of: «đạt 92% [dân
        số], vượt 1,5% so với kế hoạch»."""
        return 0 <= start - self.shared <= 1

    def is_of_plan(self, start: int) -> bool:
        """Whether words name whose plan it is: «đạt 95% kế hoạch thu ngân sách»."""
        return 0 < self.planned <= start <= self.planned + AT_ONCE / 2

    def gap_to(self, start: int) -> int:
        """How many letters part the figure, or the plan behind it, from words after it."""
        return 0 if self.is_of_plan(start) else max(start - self.last, 0)

    def left_score(self, start: int, end: int) -> float:
        """What distance, clause and other figures leave of a form before the figure."""
        loss = max(self.first - end, 0)
        if start <= self.opening + AT_ONCE:
            # «Tham dự có ông …, bà … và 85 hội viên»: names part it from what it leads in.
            loss = min(loss, OPENED_LOSS)
        if end <= self.before:
            loss += BEYOND_FIGURE
        if end <= self.clause_start:
            loss += BEYOND_CLAUSE + (OWN_CLAUSE if self.is_told_elsewhere(end) else 0)
        if end <= self.rated:
            loss += OF_OTHER_RATE
        if CONTRAST.search(self.low, end, self.first) is not None:
            loss += BEYOND_CLAUSE
        if COMMA.search(self.low, end, self.first) is not None:
            loss += COMMA_LEFT
            # «70% tổ dân phố văn hóa, nhập ngũ đạt 100%»: the noun of the figure before.
            loss += NOUN_BEFORE if 0 <= start - self.noun_before <= 1 else 0
        return PER_LETTER * (end - start) - loss

    def is_told_elsewhere(self, end: int) -> bool:
        """Whether a form stands in a clause before, and both clauses have a figure and words;
        a topic that opens the sentence («Về tái định cư, …») is said of all its clauses."""
        if end > self.clause_start or self.first - self.clause_start <= OWN_WORDS:
            return False
        return self.opening < end and self.opening < self.before <= self.clause_start

    def is_parted(self, start: int, end: int, marks: re.Pattern[str] = PARTING) -> bool:
        """Whether punctuation or «và» parts the figure from a form."""
        low, first, last = (
            (self.low, end, self.first) if start < self.first else (self.low, self.last, start)
        )
        return marks.search(low, first, last) is not None

    def is_paid_for(self, start: int, end: int) -> bool:
        """Whether words name what is counted behind money that pays for it: «30 triệu đồng tặng
        60 suất quà»."""
        reach = min(self.beyond, self.after + PAID_REACH)
        return self.after < start < reach and not self.is_parted(start, end)

    def opens_next(self, start: int, end: int) -> bool:
        """Whether words lead in the next figure: «20 người (chết 7 người), bị thương 9 người», or
        one after it: «8 vụ, 15 đối tượng; trong đó ma túy 3 vụ»."""
        low = self.low
        if start >= self.after:
            leads = low[end : end + 1] == " " and low[end + 1 : end + 2].isdigit()
            return leads and OPENING.search(low, self.after, start) is not None
        leads = end < self.after and LEADS.fullmatch(low, end, self.after) is not None
        led = leads and low[self.after : self.after + 1].isdigit()
        return led and OPENING.search(low, self.last, start) is not None

    def reaches_over(self, start: int) -> bool:
        """Whether words behind a list of one unit are told of all of it."""
        return start >= self.after and is_told_of_all(self.low, self.unit, self.last, start)

    @property
    def is_listed(self) -> bool:
        """Whether the next figure goes on from this one: «… và 35 con», «…, hơn 20 con»."""
        lead = self.low[max(self.last, self.after - LISTED_WITHIN) : self.after]
        return LISTED.search(lead) is not None

    @property
    def is_paired(self) -> bool:
        """Whether nothing but a comma or a slash stands between the figure and the next one."""
        return self.after - self.last <= len(PAIRED) and self.low[self.last : self.after] in PAIRED

    @property
    def pairs_cases(self) -> bool:
        """Whether cases are told with their people: «8 vụ, 11 đối tượng»."""
        return self.low.endswith(CASES, self.first, self.last) and self.is_paired

    def labels(self, end: int) -> bool:
        """Whether nothing but a colon stands between words that end here and the figure."""
        return self.first - end <= AT_ONCE / 2 and self.low[end : self.first].strip() == ":"

    def is_told_anew(self, end: int) -> bool:
        """Whether a colon and words stand between words that end here and the figure: «kết quả rà
        soát hộ nghèo phát sinh: hộ nghèo có 90 hộ»."""
        colon = self.low.rfind(":", end, self.first)
        return colon >= 0 and bool(self.low[colon + 1 : self.first].strip())

    def noun_end(self, signs: Signs) -> int:
        """Where the noun at the figure ends, or the figure where no noun is known."""
        at_figure = signs.span is not None and self.first <= signs.span[0] <= self.last + 1
        return max(self.last, signs.span[1]) if signs.span and at_figure else self.last

    def has_share(self, start: int, end: int) -> bool:
        """Whether words open the clause that says how large a share their thing has."""
        since = max(self.clause_start, self.before)
        if not since <= start < end < self.owned:
            return False
        return OWNER_OPENS.match(self.low, since, start) is not None

    def is_label(self, end: int) -> bool:
        """Whether a number makes a name of the words that end here: «khu vực số 01»."""
        return self.low.startswith(" số ", end) and self.low[end + 4 : end + 5].isdigit()


def is_whole_of_share(low: str, last: int, start: int) -> bool:
    """Whether words that start behind a figure name the whole that it is said to be a share of."""
    if SHARE_OF.search(low, max(last, start - SHARE_REACH), start) is None:
        return False
    return low.find(";", last, start) < 0
