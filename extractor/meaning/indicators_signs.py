"""What a form says for its row, by where it stands as seen from the figure."""

from __future__ import annotations

import re

from msgspec import Struct

from extractor.meaning.indicators_bounds import (
    BARS_WITHIN,
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

# Strength of a sign, before distance (one point a character) and length are counted. The noun at
# the figure outweighs any head before it, a head outweighs what follows, and a verb with its
# object stands between; the rest are whispers that need company.
NOUN, HEAD, TAIL = 1000, 800, 720
VERB_LEFT, VERB_RIGHT, VERB_ALONE = 380, 340, 330
OBJECT_AT, OBJECT_LEFT, OBJECT_RIGHT, OBJECT_FAR = 400, 360, 370, 260
PER_LETTER = 3
# «820 hộ, 3.140 khẩu»: a classifier without a noun says less than a head that stands close.
BARE_NOUN, BARE_ENDS = 760, (",", ";", ".", " với", " và")
BEYOND_FIGURE, BEYOND_CLAUSE, BEYOND_COMMA, BEYOND_DEED, COMMA_LEFT = 220, 130, 200, 400, 60
NOUN_BEFORE = 100
# What a head that opens the sentence loses by distance at most.
OPENED_LOSS = 200
# What a clause opens with is said of its own figure: «đạt 9 tỷ đồng; vốn FDI đạt 3 tỷ USD».
NEXT_CLAUSE = 300
# «khám, chữa bệnh 240 lượt; tuyên truyền 545 lượt»: a clause with words of its own needs none of
# a clause before that has its figure.
OWN_WORDS, OWN_CLAUSE = 8, 230
TOPIC, TOPIC_SPAN = "về ", 60
# «100% tiền đền bù», «5,2% hộ nghèo»: what follows at once is what is meant.
ADJOINING, AT_ONCE = 120, 6
# «Tổng số hộ nghèo: 391 hộ, 1.904 khẩu»: a label outweighs the classifier behind the number.
LABELLED = 240
# How far after the figure its thing may be named.
TAIL_REACH = 120
# A comma between words parts them, one between digits does not.
COMMA = re.compile(r",(?!\d)")
# «sản lượng tăng nhưng giá giảm 12%»: what is set against what was said has words of its own.
CONTRAST = re.compile(r" (?:nhưng|song|trong khi|ngược lại|tuy nhiên|trái lại) ")
BREAKS = re.compile(r",(?!\d)|;")
PARTING = re.compile(r",(?!\d)|;|\. | và ")
COUNTED_WITHIN = 20
OUT_OF = (" trên ", " trên tổng số ", " trong tổng số ", " trong số ")
PAIRED = (", ", ",", "/")
CASES = (" vụ", " vụ án", " vụ việc")
LISTED = re.compile(
    r"(?: và| cùng| với|[,/(]| trong(?: tổng)? số)(?: (?:hơn|gần|khoảng|trên|có|là))? ?$"
)
LISTED_WITHIN = 24
# A name that stands between a thing and its price says no more than what words alone leave open.
LABEL, LONGEST_NAME = 500, 45
ASIDE = re.compile(r" \([^()\d]{2,50}\)")
NO_NAME = re.compile(
    r"[,;:.(]|\d| (?:có|với|là|được|đã|sẽ|cho|của|để|bằng|từ|trị giá|vay|thu|chi|nộp|đạt|tăng|giảm"
    r"|mỗi|trong|và|vào|lãi|lỗ|nợ|phạt|thiếu|còn|mất|nhận|tiền|bán|mua|giá|vốn|hỗ trợ) "
)
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
# How much the first noun of a clause says that tells how large a share its thing has: «Hội viên
# nông dân chiếm 42%».
OWNER = 850
OWNER_OPENS = re.compile(
    r"[^\w]*(?:(?:trong đó|riêng|hiện|hiện nay|số|số lượng|các|lượng|và)\b[ ,]*){0,3}$"
)
# How far behind the figure a word may stand that a row wants near.
NEAR_BEHIND = 100


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


def _read_noun(place: Place, start: int, end: int, signs: Signs) -> None:
    # The classifier may say it all («3 chi bộ»), or the words after it («12 hộ nghèo»).
    if place.first <= start <= place.last + 1 and end >= place.last:
        strength = BARE_NOUN if place.low.endswith(BARE_ENDS, start, end) else NOUN
        signs.add_sign(strength + PER_LETTER * (end - start), start, end)
    elif end < place.owned and place.has_share(start, end):
        signs.add_sign(OWNER + PER_LETTER * (end - start), start, end)


def _read_head(place: Place, start: int, end: int, signs: Signs) -> None:
    if place.is_label(end) or (signs.held[0] <= start and end <= signs.held[1]):
        # «giá trị sản xuất công nghiệp» is no «sản xuất công nghiệp».
        return
    score = HEAD + place.left_score(start, end)
    if place.labels(end):
        score += LABELLED
    if score > signs.sign:
        signs.sign, signs.span = score, (start, end)
    if place.first - end <= AT_ONCE / 2:
        signs.adjoins = True


def _read_tail(place: Place, start: int, end: int, signs: Signs) -> None:
    behind_aside = place.last < place.aside <= start <= place.aside + AT_ONCE
    if behind_aside or place.reaches_over(start):
        # «58 xã (chiếm 70%) đạt chuẩn nông thôn mới», «120 ha lúa, 35 ha ngô bị ngập»
        signs.add_sign(TAIL + PER_LETTER * (end - start), start, end)
        return
    gap = place.gap_to(start)
    if start < place.first or gap > TAIL_REACH or place.opens_next(start, end):
        return
    if place.is_paid_for(start, end):
        signs.add_sign(TAIL + PER_LETTER * (end - start) - (start - place.after), start, end)
        return
    if start >= place.after and is_whole_of_share(place.low, place.last, start):
        signs.add_sign(TAIL, start, end)
        return
    score = TAIL + PER_LETTER * (end - start) - 2 * gap
    own = start < place.after or place.pairs_cases
    score -= BEYOND_FIGURE * (not own) + NEXT_CLAUSE * (start >= place.clause_end)
    # «2.400 con gà và 35 con lợn bị chết»: what follows the second is said of both.
    if start >= place.after and not place.is_listed:
        # «1 vụ đốt pháo và xảy ra 2 vụ cháy»: the second is told by itself.
        score -= BEYOND_COMMA
    elif place.is_parted(start, end, PARTING if start < place.after else BREAKS):
        # «7 vụ, 11 đối tượng phạm tội»: nothing is said of the first alone.
        score -= 0 if place.is_paired and start >= place.after else BEYOND_COMMA
    elif gap <= AT_ONCE:
        signs.adjoins = True
        score += ADJOINING
    signs.add_sign(score, start, end)


def _read_verb(place: Place, start: int, end: int, signs: Signs) -> None:
    if place.is_told_elsewhere(end):
        return
    if start < place.first:
        score = VERB_LEFT + place.left_score(start, end) / 2
    elif start < min(place.after, place.clause_end):
        score = VERB_RIGHT - (start - place.last)
        # «cho 12 người, giao 30 thanh niên»: what is done next is done to something else.
        score -= BEYOND_DEED if place.is_parted(start, end, BREAKS) else 0
    else:
        return
    if score > signs.verb:
        signs.verb, signs.verb_span = score, (start, end)


def _read_object(place: Place, start: int, end: int, signs: Signs) -> None:
    if start < place.first:
        score = OBJECT_LEFT + place.left_score(start, end) / 2
    elif start <= place.last + 1:
        score = OBJECT_AT + PER_LETTER * (end - start)
    elif start < place.after:
        score = OBJECT_RIGHT - (start - place.last)
    else:
        score = OBJECT_FAR - (start - place.last) / 2
    signs.object = max(signs.object, score)


def _read_near(place: Place, start: int, end: int, signs: Signs) -> None:
    signs.near |= start <= place.last + NEAR_BEHIND
    if place.counted < end and start < place.after:
        signs.with_counted |= start < place.first or not place.is_parted(start, end)
        # «với kinh phí 30 triệu đồng; tu sửa 6 công trình»: the next clause tells of its own.
        signs.beside |= place.before < end and place.low.find(";", place.last, start) < 0


def _read_near_far(_place: Place, _start: int, _end: int, signs: Signs) -> None:
    signs.near = signs.beside = signs.with_counted = True


def _read_not_beside(place: Place, start: int, end: int, signs: Signs) -> None:
    if start < place.first:
        signs.held = (start, end)
        close = end > max(place.before, place.first - BARS_WITHIN)
        parted = place.is_parted(start, end) or place.is_told_anew(end)
        # «12 ca tử vong trên 315 ca mắc»: out of how many.
        counted = place.noun_before <= start <= place.noun_before + COUNTED_WITHIN
        parted = parted or (counted and place.low.endswith(OUT_OF, end, place.first))
    else:
        # «320 hộ nghèo, hộ cận nghèo được vay vốn»: the noun reaches over a comma of its own.
        last = place.noun_end(signs)
        beyond, since = place.beyond, last
        if place.pairs_cases and start >= place.after:
            # «8 vụ, 11 đối tượng về ma túy»: what bars the second bars the first.
            beyond, since = last + BARS_WITHIN, place.after
        close = start < min(beyond, last + BARS_WITHIN)
        parted = PARTING.search(place.low, since, start) is not None
        if place.reaches_over(start):
            # «120 ha lúa, 35 ha ngô bị ngập»
            close, parted = True, False
    if close and not parted:
        signs.barred = True


def _read_not_near(_place: Place, _start: int, _end: int, signs: Signs) -> None:
    signs.barred = True


def _read_label(place: Place, start: int, end: int, signs: Signs) -> None:
    # «dự án cầu Bàng (phường Hạ, thành phố Thượng) hơn 90 tỷ đồng»
    between = ASIDE.sub("", place.low[end : place.first])
    if 0 < len(between) <= LONGEST_NAME and NO_NAME.search(between) is None:
        signs.add_sign(LABEL + PER_LETTER * (end - start) - len(between), start, end)


READERS = (
    _read_noun,
    _read_head,
    _read_tail,
    _read_verb,
    _read_object,
    _read_near,
    _read_not_beside,
    _read_not_near,
    _read_near_far,
    _read_label,
)
