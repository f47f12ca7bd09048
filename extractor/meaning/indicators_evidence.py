"""How strongly the words around one figure speak for each indicator."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable

from msgspec import Struct, field

from extractor.meaning.indicators_context import FigureContext
from extractor.meaning.indicators_index import TIE, Index, Mark, Prepared, Role
from extractor.meaning.indicators_place import AT_ONCE, Place, Signs
from extractor.meaning.indicators_signs import READERS
from extractor.mentions import Quantity
from extractor.rules.rows_indicators import IndicatorRow, MeasuredRow, TieRow

NOUN_ROLE, HEAD_ROLE, TAIL_ROLE = int(Role.NOUN), int(Role.HEAD), int(Role.TAIL)
# How far from the figure words are looked at; sentences are seldom as long.
SIGHT = 600
# How far «lần lượt» reaches over the first of its figures to the second.
TURN_REACH = 60
# What a head beyond a comma loses when another noun cuts it off from the figure.
OWNED_LOSS = 450
# What leads on from things to the money that they are worth.
WORTH = "trị giá"
PARTED = re.compile(r"[,;]")
# «… gia đình văn hóa, đạt tỷ lệ 83% tổng số hộ»: the whole, which cuts nothing off.
SHARE_OF_ALL = re.compile(r"(?:chiếm|tỷ lệ) (?:(?:hơn|gần|khoảng|trên|tới) )?[\d,.]+ ?% tổng số")
# How far from the figure a word of change or share may stand, and still be its own.
TIE_REACH = 40
# How far in front of a move its name may stand, and what parts the two.
MOVED_REACH = 70
STOPS = (", ", ". ", "; ", "\n")
# «tăng 1.000 đồng lên 31.000 đồng/kg»: what the first is per stands behind the second.
UP_TO = re.compile(
    r" (?:lên|xuống|còn)(?: (?:mức|còn|tới|đến|hơn|gần|khoảng|trên|dưới)){0,2} [\d.,]+"
    r" (?:nghìn |ngàn |triệu )?đồng ?/ ?([^\W\d_]+)"
)
# Units of things that are percentages by themselves.
RATES = frozenset({"%", "‰"})
# What leads in those that something is done for.
FOR = "cho "


class Evidence(Struct):
    """Signs by row, and the nearest ties to other figures."""

    rows: dict[int, Signs] = field(default_factory=dict)
    ties: dict[str, int] = field(default_factory=dict)
    # Whether an earlier figure of the sentence began a list of parts («trong đó»), or of things
    # taken up in their order («lần lượt»).
    parted: bool = False
    turned: bool = False
    # Whether it is an item of a list whose name stands before a colon.
    itemised: bool = False

    @property
    def in_turn(self) -> bool:
        """Whether «lần lượt» takes the figures up in their order."""
        return self.turned or "turn" in self.ties


def read_evidence(
    index: Index, context: FigureContext, prepared: Prepared, unit: str, exact: Collection[int]
) -> Evidence:
    """What the sentence says about the figure, for the rows that figures of `unit` may measure."""
    evidence = Evidence()
    rows = evidence.rows
    place = Place(context)
    first = place.first
    for start, end, role, row in _in_sight(index, context, prepared, unit):
        if role == TIE:
            _read_tie(place, start, end, index.ties[row], evidence)
            continue
        if role <= TAIL_ROLE and (start < first) is not (role == HEAD_ROLE):
            # A head names what follows, a noun what stands behind, but for these.
            if role == HEAD_ROLE and _is_behind(place, start, row, exact):
                role = TAIL_ROLE
            elif role != NOUN_ROLE or end > place.owned:
                continue
        elif role == HEAD_ROLE and place.is_whole_before(start):
            continue
        signs = rows.get(row)
        if signs is None:
            signs = rows[row] = Signs()
        READERS[role](place, start, end, signs)
    evidence.itemised = context.opens_clause and _is_item_below(index, context, rows)
    return evidence


def _is_item_below(index: Index, context: FigureContext, rows: dict[int, Signs]) -> bool:
    """Whether a colon parts the name of what is told from a list that the last figure belongs to:
    «chỉ số sản xuất giảm ở một số ngành: dệt giảm 5%; da giày giảm 4%»."""
    last, found = context.previous[-1]
    signs = rows.get(index.number.get(found or "", -1))
    if signs is None or signs.span is None:
        return False
    return context.text.low.find(": ", signs.span[1], last.span.start) >= 0


def _in_sight(
    index: Index, context: FigureContext, prepared: Prepared, unit: str
) -> Iterable[Mark]:
    """The marks of the sentence, or those near the figure when it is a very long one."""
    marks = index.marks(prepared, context.sentence, unit)
    if len(context.sentence) <= SIGHT:
        return marks
    first = bisect_left(marks, (context.quantity.span.start - SIGHT,))
    last = bisect_left(marks, (context.quantity.span.end + SIGHT,))
    return marks[first:last]


def _read_tie(place: Place, start: int, end: int, tie: TieRow, evidence: Evidence) -> None:
    if tie.side == "before":
        if not place.before <= start < place.first:
            if start < place.before:
                evidence.parted |= tie.tie == "part" or _holds(place, start, tie)
                evidence.turned |= tie.tie == "turn" and place.first - start < TURN_REACH
            return
        gap = place.first - end
    else:
        if not place.first <= start < place.after:
            return
        gap = max(start - place.last, 0)
        if tie.tie == "plan" and gap <= AT_ONCE / 2:
            place.planned = end
    evidence.ties[tie.tie] = min(gap, evidence.ties.get(tie.tie, gap))


def _is_behind(place: Place, start: int, row: int, exact: Collection[int]) -> bool:
    """Whether a head names what the figure before it is a share of, or whose plan it has reached:
    «đạt 95% kế hoạch thu ngân sách»."""
    shared = row not in exact and start - place.last <= AT_ONCE / 2
    return shared or place.is_of_plan(start)


def _holds(place: Place, start: int, tie: TieRow) -> bool:
    """Whether a bracket that opened before an earlier figure still holds this one: «23 trường (7
    trường mầm non, 9 trường tiểu học)»."""
    opens = tie.tie == "aside" and place.low[start] == "("
    return opens and place.low.find(")", start, place.first) < 0


def is_tied(evidence: Evidence, ties: tuple[str, ...]) -> bool:
    """Whether one of these words stands close enough to be the figure's own."""
    held = evidence.ties
    return bool(held) and any(held.get(tie, TIE_REACH + 1) <= TIE_REACH for tie in ties)


def owner_loss(context: FigureContext, evidence: Evidence, signs: Signs) -> int:
    """What a head beyond a comma loses when the percentage's own noun follows at once."""
    if signs.span is None or evidence.ties.get("owner", 2) > 1:
        return 0
    first = context.quantity.span.start
    if SHARE_OF_ALL.search(context.text.low, max(0, first - 30), context.quantity.span.end + 9):
        return 0
    parted = context.is_relative and PARTED.search(context.text.low, signs.span[1], first)
    return OWNED_LOSS if parted else 0


def is_possible(rule: MeasuredRow, context: FigureContext) -> bool:
    """Whether the figure's kind, «/ha» and size are what the row's things have."""
    quantity, low = context.quantity, context.text.low
    if rule.kinds and quantity.kind not in rule.kinds:
        return False
    if rule.per and not _has_per(rule, quantity) and not _moves(rule, context):
        moved = None if quantity.per else UP_TO.match(low, quantity.span.end)
        if moved is None or moved[1] not in rule.per:
            return False
    return rule.most is None or quantity.value is None or quantity.value <= rule.most


def _moves(rule: MeasuredRow, context: FigureContext) -> bool:
    """Whether what leads in the figure says as much as «/kg»: «giá cà phê tăng 4%», «thương lái
    thu mua 12.000 đồng»."""
    quantity, low = context.quantity, context.text.low
    if not (rule.moving or rule.told) or quantity.per:
        return False
    start = quantity.span.start
    led = low[max(0, start - MOVED_REACH) : start]
    led = led[max(led.rfind(stop) for stop in STOPS) + 1 :]
    if led.rstrip().endswith(context.words.moves) and any(name in led for name in rule.moving):
        return True
    return quantity.kind == "money" and any(form in led for form in rule.told)


def _has_per(rule: MeasuredRow, quantity: Quantity) -> bool:
    return any(unit in rule.per or unit.partition(" ")[0] in rule.per for unit in quantity.per)


def is_before(rule: MeasuredRow, signs: Signs, context: FigureContext) -> bool:
    """Whether a sign leads in the figure of no indicator that this one qualifies; the name of a
    rate leads in its share all the same: «số con thứ ba là 15 cháu, chiếm 9%»."""
    span = signs.span or signs.verb_span
    if span is None or context.unknown is None or span[1] > context.unknown:
        return False
    if not context.is_relative:
        # «xây 8 căn nhà trị giá 360 triệu đồng, tặng 51 xe đạp, 45 bộ áo trị giá 90 triệu đồng»
        if context.text.low.find(WORTH, context.unknown, context.quantity.span.start) < 0:
            return False
        last = (quantity.span.start for quantity, _ in context.previous)
        return any(span[1] <= start < context.unknown for start in last)
    if isinstance(rule, IndicatorRow) and rule.growth and context.previous[-1][0].kind == "count":
        # «khu vực dịch vụ có 240 nghìn lao động, tăng 3%»: workers, and no economy.
        return True
    return not RATES.issuperset(rule.units) or "," in context.text.low[span[1] : context.unknown]


def is_of_whole(context: FigureContext, evidence: Evidence, signs: Signs) -> bool:
    """Whether a head says more of the figure that this one completes: «xây 12 căn nhà cho hộ
    nghèo, đạt 113% kế hoạch»."""
    if context.about is None or signs.span is None or not is_tied(evidence, ("plan",)):
        return False
    start, since = context.quantity.span.start, context.before.start
    return since <= signs.span[0] < start and context.text.low.startswith(
        FOR, signs.span[0] - len(FOR)
    )
