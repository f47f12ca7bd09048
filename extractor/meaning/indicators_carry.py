"""What a figure takes over from earlier ones: its whole, its list, what it qualifies."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from msgspec import Struct

from extractor.meaning.indicators_context import RELATIVE_KINDS, FigureContext
from extractor.meaning.indicators_evidence import Evidence, is_tied
from extractor.meaning.indicators_lists import GETTING, goes_through, is_next_part, shares_alike
from extractor.meaning.indicators_parts import OPENING, names_time, whole_before
from extractor.meaning.indicators_rates import told_by_name
from extractor.meaning.wholes import is_of_one_sort
from extractor.mentions import Quantity

# How strongly a figure is tied to the one that it qualifies, is part of, or stands beside.
TIED, PART, BESIDE, LISTED = 560, 640, 300, 450
# The same in «gồm: …; …; …», where each part has a clause.
ITEMISED = 600
# Rates written alike («0,55%/tháng … và 0,66%/tháng»), and figures taken up by «lần lượt».
ALIKE, TURN = 900, 900
# «42 vụ, giảm 5 vụ»: outweighs a bare noun, not one that says more.
CHANGED = 950
TYING = ("change", "plan", "reach", "share", "aside", "part")
BELONGING = ("part", "aside")
# What stands behind a figure that names nothing but its unit.
BARE = (",", ";", ".", ")", "")
# What leads in a price that moves by itself.
PRICE = ", giá "
PEOPLE = frozenset({"người", "hộ", "khẩu", "lượt người", "lượt hộ"})
# Money of what was counted before it, and of people.
WORTH, WORTH_OF_PEOPLE = 840, 480
# How long the name in a short item may be.
ITEM = 28
# How far apart the items of a list may stand, and a list from the total before its sentence.
LIST_GAP = 40
# Such a list that names two things of each place.
PAIR = 2
PERSON, GIFT = "người", "suất"
# A comma, a noun of two syllables and a verb.
OWN_NOUN = 3
# How far into its sentence the first figure's own words may begin, and how far the figure itself
# may stand that still speaks of the sentence before.
OPENED, OPENS_WITHIN = 3, 75
# So many letters before the figure name the thing of a clause.
NAMED = 20
# «tăng từ 9.600 tỷ đồng lên hơn 17.000 tỷ đồng»: the same thing, later.
MOVES = re.compile(
    r" (?:(?:tăng|giảm|nâng|hạ) )?(?:lên|xuống|còn)(?: (?:tới|đến|còn|mức|thành))?"
    r"(?: (?:hơn|gần|khoảng|trên|dưới))? "
)
# «9 vụ ma túy, 14 đối tượng»
COUNTED_TOO = re.compile(r"[^,;.(]{0,40}(?:[,/]| và| với) ?")


class Taken(Struct, frozen=True):
    """An earlier figure's indicator, how strongly it holds for this one, and why."""

    score: float
    indicator: str | None
    why: str


NOTHING = Taken(0, None, "")
# The rule of «Hà Nội (2.981), Nam Định (1.842)».
BY_PLACE = "by_place"


def take_over(context: FigureContext, evidence: Evidence) -> Taken:
    """The indicator of the earlier figure that this one goes on from, and how strongly."""
    if not context.previous:
        return NOTHING
    if context.is_relative:
        return _qualified(context, evidence)
    last, found = context.previous[-1]
    if found is not None and (listed := _listed(context, last)):
        return Taken(listed, found, "joined")
    for quantity, indicator in reversed(context.previous):
        changes = _changes(context, quantity, evidence)
        of_ratio = quantity.kind == "ratio" and quantity.unit == context.quantity.unit
        of_ratio &= changes or evidence.parted or belongs(evidence)
        if of_ratio or _is_alike(quantity, context.quantity):
            score = CHANGED if changes else _beside(context, quantity, evidence)
            if score and (indicator is not None or score != LISTED):
                return Taken(score, indicator, "previous")
    opened = belongs(evidence)
    if opened and last.kind == context.quantity.kind and context.in_sentence(last):
        return Taken(LISTED, found, "part")
    return NOTHING


def take_handled(context: FigureContext, keeps: Collection[str], handled: Collection[str]) -> Taken:
    """The indicator of cases told of before, for those of them that were `handled` in some way."""
    mine, low = context.quantity, context.text.low
    told = [found for one, found in context.previous if found and context.in_sentence(one)]
    if not told or told[-1] not in keeps or low[mine.span.end : mine.span.end + 1] not in BARE:
        return NOTHING
    last, found = context.previous[-1]
    between = low[max(last.span.end, context.clause.start) : mine.span.start]
    goes_on = found == told[-1] and COUNTED_TOO.fullmatch(between) is not None
    # «…, tăng 2 vụ so với cùng kỳ, khởi tố 9 vụ»
    between = between.strip(" ,").rpartition(", ")[2]
    return Taken(CHANGED, told[-1], "handled") if goes_on or between in handled else NOTHING


def _listed(context: FigureContext, last: Quantity) -> float:
    """How strongly the two stand in one list, by places or with nothing between them."""
    if context.quantity.rule == BY_PLACE and _is_alike(last, context.quantity):
        return PART
    return LISTED if context.is_joined_to(last) else 0


def _qualified(context: FigureContext, evidence: Evidence) -> Taken:
    """The indicator of the figure that a percentage, multiple or bare fraction speaks of."""
    mine = context.quantity
    if (named := told_by_name(context)) is not None:
        return Taken(ALIKE, *named) if named[0] else NOTHING
    # «tăng trưởng 5%/năm; tỷ lệ hộ nghèo giảm 2%/năm»
    moves = is_named(context) and is_tied(evidence, ("change",))
    if mine.per and not moves and (same := _measured_alike(context)):
        return same
    if (
        evidence.in_turn
        and len(context.previous) > 1
        and context.in_sentence(context.previous[-2][0])
    ):
        return Taken(TURN, context.previous[-2][1], "turn")
    for quantity, indicator in reversed(context.previous):
        if not context.in_sentence(quantity):
            break
        if quantity.kind not in RELATIVE_KINDS or indicator is not None:
            goes_on = goes_on_moving(context, evidence)
            own = is_named(context) and not belongs(evidence) and not goes_on
            own = own or _moves_alone(context, evidence)
            tied = is_tied(evidence, TYING) and not own
            itemised = evidence.parted and context.opens_clause and _stands_at(context)
            itemised = itemised or is_next_part(context, quantity, evidence)
            if not tied and (itemised or shares_alike(context, quantity)):
                return Taken(LISTED, indicator, "listed")
            return Taken(TIED if tied else 0, indicator, "previous")
    return _from_before(context, evidence)


def _from_before(context: FigureContext, evidence: Evidence) -> Taken:
    """What the first percentage of a sentence is of, by the sentence or the lines before."""
    if whole := whole_before(context, evidence):
        return Taken(LISTED, whole, "part")
    last, found = context.previous[-1]
    if _opens_next(context, last):
        return Taken(LISTED, found, "next")
    if not context.is_labelled:
        return NOTHING
    kind = context.quantity.kind
    alike = (found for one, found in reversed(context.previous) if one.kind == kind and found)
    return Taken(LISTED, next(alike, None), "listed")


def _measured_alike(context: FigureContext) -> Taken | None:
    """The last figure of the sentence that is per the same: «0,5%/năm …; kỳ hạn trên 6 tháng
    5,5%/năm»."""
    mine = context.quantity
    for quantity, indicator in reversed(context.previous):
        if not context.in_sentence(quantity):
            return None
        if (quantity.per, quantity.kind) == (mine.per, mine.kind):
            return Taken(ALIKE, indicator, "same")
    return None


def _stands_at(context: FigureContext) -> bool:
    """Whether «còn» leads in how it stands: «trong đó miền núi còn 20%; sáu huyện còn 32%»."""
    clause = context.text.low[context.clause.start : context.quantity.span.start]
    return " còn " in clause


def goes_on_moving(context: FigureContext, evidence: Evidence) -> bool:
    """Whether it is an item of «GRDP tăng 7%; trong đó: công nghiệp tăng 9%; dịch vụ tăng 6%»:
    changes told one after another are of the whole that the list began with."""
    if not context.previous or not context.in_sentence(context.previous[-1][0]):
        return False
    listed = evidence.parted or evidence.itemised or belongs(evidence)
    last = context.previous[-1][0]
    moves = context.quantity.kind in ("percent", "money") and is_tied(evidence, ("change",))
    # «nhóm nhà ở tăng 1,4% do giá vật liệu tăng, giá dầu tăng 0,8%»: a price moves by itself.
    priced = PRICE in context.text.low[last.span.end : context.quantity.span.start]
    return listed and context.quantity.kind == last.kind and moves and not priced


def _moves_alone(context: FigureContext, evidence: Evidence) -> bool:
    """Whether a noun of its own stands between two changes: «nhập khẩu tăng 10%, tích lũy tài sản
    tăng 7%», and not «cả nước tăng 10%, quý II tăng 7%», nor a part of what moved before."""
    last, found = context.previous[-1]
    start, end = last.span.end, context.quantity.span.start
    words = context.text.norm[start:end].split()
    if last.kind != "percent" or not is_tied(evidence, ("change",)) or "again" in evidence.ties:
        return False
    if evidence.parted or belongs(evidence):
        wholes = [one for one in context.previous[:-1] if context.in_sentence(one[0])]
        if not wholes or wholes[-1][1] == found:
            return False
    return words[0] == "," and len(words) > OWN_NOUN and all(word.islower() for word in words[1:])


def is_named(context: FigureContext) -> bool:
    """Whether a figure's clause names a thing of its own: «thu nhập đạt 60 triệu đồng; chuyển đổi
    cơ cấu cây trồng đạt 20%», and not «…; so với cuối năm 2015 tăng 20%»."""
    own = context.text.low[context.clause.start : context.quantity.span.start]
    if own.lstrip(" ;").startswith(context.words.clause_goes_on) or names_time(own):
        return False
    return context.opens_clause and context.quantity.span.start - context.clause.start > NAMED


def find_worth(context: FigureContext, evidence: Evidence, worth_of: Mapping[str, str]) -> str:
    """The money of the nearest thing counted before in the sentence, or right before a sentence
    that opens with it: «Trao 100 suất quà. Tổng kinh phí 21 triệu đồng.»; parts of a sum
    («Trong số này …») are of the sum before, whatever was counted beside it."""
    opens = context.before.start - context.sentence.start < OPENED and not belongs(evidence)
    opens = opens and context.quantity.span.start - context.sentence.start < OPENS_WITHIN
    told: set[str | None] = set()
    for quantity, indicator in reversed(context.previous):
        near = opens and context.sentence.start - quantity.span.end <= OPENING
        if not context.in_sentence(quantity) and not near:
            break
        if worth := worth_of.get(indicator or ""):
            # «bồi thường cho 36 hộ 9 tỷ đồng. Giá trị xây lắp 20 tỷ đồng»: theirs was told.
            return "" if near and worth in told else worth
        told |= {indicator} if quantity.kind == "money" and not quantity.per else set()
        if quantity.kind == "count" and _is_thing(quantity, indicator):
            # «vay vốn cho 320 hộ, cấp 1.200 thẻ BHYT, tổng trị giá …»: of the cards.
            break
    return ""


def worth_strength(context: FigureContext) -> float:
    """How strongly money is that of what was counted before it; of people it is first what was
    done for them: «sửa nhà cho 2 gia đình chính sách với kinh phí 90 triệu đồng»."""
    people = bool(context.previous) and context.previous[-1][0].unit in PEOPLE
    return WORTH_OF_PEOPLE if people else WORTH


def _is_thing(quantity: Quantity, indicator: str | None) -> bool:
    """Whether what is counted may have a worth of its own, unlike those who get it, and where."""
    return indicator is not None or quantity.unit not in GETTING


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and (one.kind == "money" or is_of_one_sort(one.unit, other.unit))


def _beside(context: FigureContext, quantity: Quantity, evidence: Evidence) -> float:
    """How strongly a figure goes on from an earlier one of its unit."""
    part = belongs(evidence)
    if not context.in_sentence(quantity):
        return _beyond_sentence(context, quantity, evidence)
    if part:
        return PART
    if _are_others(quantity, context):
        return 0
    if context.quantity.per and not quantity.per:
        # «giao 5.000 con gà giống cho 7 hộ ở 2 xã, mỗi hộ 500 con»
        return LISTED
    if evidence.parted and context.opens_clause:
        return ITEMISED
    # «Hà Nội đón 103.000 lượt, gấp 2,2 lần; Ninh Bình 100.000 lượt»
    told = [one for one, _ in context.previous if one.kind not in RELATIVE_KINDS]
    behind = context.previous[-1][0].span.end
    if context.opens_clause:
        # «…, gấp 2,2 lần so với cùng kỳ năm 2023; Ninh Bình 100.000 lượt»
        behind = max(behind, context.clause.start)
    near = context.quantity.span.start - behind <= LIST_GAP
    close = near and quantity is (told or [quantity])[-1]
    listed = evidence.parted or (close and not _does_else(context))
    listed = listed or (close and _is_short_item(context, quantity))
    return LISTED if listed or _recurs(context, quantity) else BESIDE


def _beyond_sentence(context: FigureContext, quantity: Quantity, evidence: Evidence) -> float:
    """How strongly a figure goes on from one of a sentence before."""
    gap = context.quantity.span.start - quantity.span.end
    if "part" in evidence.ties and gap <= OPENING:
        return PART
    if evidence.parted and goes_through(context, quantity):
        return PART
    goes_on = context.is_brief_item or _compares(context, quantity, evidence)
    goes_on = goes_on or _ranks_next(context, quantity) or _is_bare_gift(context)
    return LISTED if goes_on else 0


def _is_bare_gift(context: FigureContext) -> bool:
    """Whether nothing says of what the portions are: «mỗi huyện trao 5 suất.», «trao 5 suất với
    số tiền 10 triệu đồng»."""
    low, end = context.text.low, context.quantity.span.end
    bare = low[end : end + 1] in BARE or low.startswith(context.words.with_money, end)
    return context.quantity.unit_text == GIFT and bare


def _are_others(one: Quantity, context: FigureContext) -> bool:
    """Whether two figures count people who are called otherwise: «46 cán bộ; 15 em đạt giải»,
    «389 hội viên giỏi, 42 người cao tuổi»."""
    other = context.quantity
    called = {one.unit_text, other.unit_text}
    if one.unit != other.unit or one.unit != PERSON or len(called) == 1:
        return False
    sort = context.text.low.startswith(context.words.people_sort, other.span.end)
    return PERSON not in called or (other.unit_text == PERSON and sort)


def _recurs(context: FigureContext, quantity: Quantity) -> bool:
    """Whether a list names the same things of one place after another: «thôn Đoài 6 hộ, 21 khẩu;
    thôn Hạ 9 hộ, 30 khẩu»."""
    earlier = [one for one, _ in context.previous[-PAIR - 1 :]]
    if len(earlier) < PAIR or quantity is not earlier[-PAIR] or _is_alike(earlier[-1], quantity):
        return False
    start, end = earlier[-1].span.end, context.quantity.span.start
    if end - start > LIST_GAP or _does_else(context):
        return False
    again = len(earlier) > PAIR and _is_alike(earlier[0], earlier[-1])
    return again or ";" in context.text.low[start:end]


def _is_short_item(context: FigureContext, quantity: Quantity) -> bool:
    """Whether both are measures that end their items, with no more than a name before this one:
    «khoai tây 240 ha; bí xanh, bí đỏ 185 ha; cà chua 80 ha»."""
    mine, low = context.quantity, context.text.low
    if mine.kind != "measure" or mine.span.start - quantity.span.end > ITEM:
        return False
    ends = (low[one.span.end : one.span.end + 1] for one in (quantity, mine))
    return all(end in BARE for end in ends)


def _does_else(context: FigureContext) -> bool:
    """Whether a semicolon and words in lower case part a figure from those before it: «240 lượt
    khám bệnh; tuyên truyền 545 lượt», unlike «; thôn Hạ 12 hộ» and «; Bình Hòa: 9 ca»."""
    words = context.text.norm[context.clause.start : context.quantity.span.start].split()
    return context.opens_clause and len(words) > 1 and all(word.islower() for word in words)


def _changes(context: FigureContext, quantity: Quantity, evidence: Evidence) -> bool:
    """Whether the figure is by how much an earlier one of the sentence moved."""
    if _moves_to(context, quantity):
        return True
    return context.in_sentence(quantity) and is_tied(evidence, ("change",))


def _moves_to(context: FigureContext, quantity: Quantity) -> bool:
    """Whether nothing but the word of a move stands between an earlier figure and this one."""
    start = context.quantity.span.start
    return MOVES.fullmatch(context.text.low, quantity.span.end, start) is not None


def _compares(context: FigureContext, quantity: Quantity, evidence: Evidence) -> bool:
    """Whether a sentence that opens with «So với cùng kỳ» goes on from a figure before it."""
    opening = context.text.low.startswith(context.words.compares_on, context.sentence.start)
    near = context.sentence.start - quantity.span.end <= OPENING
    return opening and near and is_tied(evidence, ("change",))


def _ranks_next(context: FigureContext, quantity: Quantity) -> bool:
    """Whether a sentence that opens with «Xếp sau là» tells the same of the next in order, of
    which it names nothing but the unit."""
    low, mine = context.text.low, context.quantity
    return _opens_next(context, quantity) and low[mine.span.end : mine.span.end + 1] in BARE


def _opens_next(context: FigureContext, quantity: Quantity) -> bool:
    """Whether the sentence opens with «Tiếp theo là» right behind one that has the figure."""
    opening = context.text.low.startswith(context.words.ranks_next, context.sentence.start)
    return opening and context.sentence.start - quantity.span.end <= OPENING


def counts_other(context: FigureContext, named: str) -> bool:
    """Whether a bare «6 hộ» stands for the nearest thing of its unit in the sentence, which is
    not what it is `named`: «40 hộ nghèo, trong đó thôn Đoài 6 hộ»."""
    mine = context.quantity
    if context.is_relative or context.text.low[mine.span.end : mine.span.end + 1] not in BARE:
        return False
    for quantity, indicator in reversed(context.previous):
        if not context.in_sentence(quantity):
            return False
        if _is_alike(quantity, mine):
            alike = quantity.unit_text.lower().endswith(mine.unit_text.lower())
            return alike and indicator != named
    return False


def belongs(evidence: Evidence) -> bool:
    """Whether a word says that the figure is part of an earlier one."""
    return not evidence.ties.keys().isdisjoint(BELONGING)
