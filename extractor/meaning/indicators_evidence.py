"""How strongly the words around one figure speak for each indicator."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from extractor.meaning.indicators_index import TIE, Index, Mark, Prepared, Role
from extractor.mentions import Quantity
from extractor.rules.rows_indicators import TieRow
from extractor.text import Span, Text


@dataclass(frozen=True, slots=True)
class FigureContext:
    """A figure and the words that may say what it measures; spans are offsets of `Text.norm`.

    `clause` holds the figure; `before` and `after` reach to the neighbouring figures or the
    sentence's ends. `heading` is the low text of the heading or title that governs. `previous`
    are earlier figures with the indicator each got, the nearest last; `about` is the indicator of
    the figure that this one completes, changes or details, when known.
    """

    quantity: Quantity
    text: Text
    sentence: Span
    clause: Span
    before: Span
    after: Span
    heading: str = ""
    previous: tuple[tuple[Quantity, str | None], ...] = ()
    about: str | None = None


# Strength of a sign, before distance (one point a character) and length are counted. The noun at
# the figure outweighs any head before it, a head outweighs what follows, and a verb with its
# object stands between; the rest are whispers that need company.
NOUN, HEAD, TAIL = 1000, 800, 720
VERB_LEFT, VERB_RIGHT, VERB_ALONE = 380, 340, 330
OBJECT_AT, OBJECT_LEFT, OBJECT_RIGHT, OBJECT_FAR = 400, 360, 370, 260
PER_LETTER = 3
BEYOND_FIGURE, BEYOND_CLAUSE, BEYOND_COMMA, COMMA_LEFT = 220, 90, 200, 40
# «100% tiền đền bù», «5,2% hộ nghèo»: what follows at once is what is meant.
ADJOINING, AT_ONCE = 120, 6
HEAD_ROLE, TAIL_ROLE = int(Role.HEAD), int(Role.TAIL)
# How far from the figure words are looked at; sentences are seldom as long.
SIGHT = 600
# How far «lần lượt» reaches over the first of its figures to the second.
TURN_REACH = 60
# How far after the figure its thing may be named.
TAIL_REACH = 120
PARTING = (",", ";", " và ")
# How far from the figure a word may bar a row.
BARS_WITHIN = 50


@dataclass(slots=True)
class Signs:
    """What speaks for one row."""

    sign: float = 0
    verb: float = 0
    object: float = 0
    near: bool = False
    beside: bool = False
    barred: bool = False
    adjoins: bool = False
    span: tuple[int, int] | None = None
    verb_span: tuple[int, int] | None = None

    def add_sign(self, score: float, start: int, end: int) -> None:
        if score > self.sign:
            self.sign, self.span = score, (start, end)


@dataclass(slots=True)
class Evidence:
    """Signs by row, and the nearest ties to other figures."""

    rows: dict[int, Signs] = field(default_factory=dict)
    ties: dict[str, int] = field(default_factory=dict)
    # Whether an earlier figure of the sentence began a list of parts («trong đó»), or of things
    # taken up in their order («lần lượt»).
    parted: bool = False
    turned: bool = False


def read_evidence(
    index: Index, context: FigureContext, prepared: Prepared, unit: str, exact: Collection[int]
) -> Evidence:
    """What the sentence says about the figure, for the rows that figures of `unit` may measure."""
    evidence = Evidence()
    rows = evidence.rows
    place = _Place(context)
    first = place.first
    for start, end, role, row in _in_sight(index, context, prepared, unit):
        if role == TIE:
            _read_tie(place, start, end, index.ties[row], evidence)
            continue
        if role <= TAIL_ROLE and (start < first) is not (role == HEAD_ROLE):
            # A head names what follows; close behind the figure it says what it is a share of.
            if role != HEAD_ROLE or row in exact or start - place.last > AT_ONCE / 2:
                continue
            role = TAIL_ROLE
        signs = rows.get(row)
        if signs is None:
            signs = rows[row] = Signs()
        READERS[role](place, start, end, signs)
    return evidence


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


class _Place:
    """Where the figure, its clause and its neighbours stand."""

    __slots__ = ("after", "before", "clause_end", "clause_start", "first", "last", "low")

    def __init__(self, context: FigureContext) -> None:
        self.low = context.text.low
        self.first, self.last = context.quantity.span.start, context.quantity.span.end
        self.before, self.after = context.before.start, context.after.end
        self.clause_start, self.clause_end = context.clause.start, context.clause.end

    def left_score(self, start: int, end: int) -> float:
        """What distance, clause and other figures leave of a form before the figure."""
        loss = max(self.first - end, 0)
        if end <= self.before:
            loss += BEYOND_FIGURE
        if end <= self.clause_start:
            loss += BEYOND_CLAUSE
        if self.low.find(",", end, self.first) >= 0:
            loss += COMMA_LEFT
        return PER_LETTER * (end - start) - loss

    def is_parted(self, start: int, end: int) -> bool:
        """Whether punctuation or «và» parts the figure from a form."""
        low, first, last = (
            (self.low, end, self.first) if start < self.first else (self.low, self.last, start)
        )
        return any(low.find(mark, first, last) >= 0 for mark in PARTING)

    def is_label(self, end: int) -> bool:
        """Whether a number makes a name of the words that end here: «khu vực số 01»."""
        return self.low.startswith(" số ", end) and self.low[end + 4 : end + 5].isdigit()


def _read_noun(place: _Place, start: int, end: int, signs: Signs) -> None:
    if place.first <= start <= place.last + 1 and end > place.last:
        signs.add_sign(NOUN + PER_LETTER * (end - start), start, end)
    elif place.first <= start and end == place.last:
        # The classifier alone says what it says: «12 doanh nghiệp», «3 chi bộ».
        signs.add_sign(NOUN + PER_LETTER * (end - start), start, end)


def _read_head(place: _Place, start: int, end: int, signs: Signs) -> None:
    if place.is_label(end):
        return
    score = HEAD + place.left_score(start, end)
    if score > signs.sign:
        signs.sign, signs.span = score, (start, end)
    if place.first - end <= AT_ONCE / 2:
        signs.adjoins = True


def _read_tail(place: _Place, start: int, end: int, signs: Signs) -> None:
    gap = max(start - place.last, 0)
    if start < place.first or gap > TAIL_REACH:
        return
    score = TAIL + PER_LETTER * (end - start) - 2 * gap
    if start >= place.after:
        score -= BEYOND_FIGURE
    if start >= place.clause_end:
        score -= BEYOND_CLAUSE
    if place.is_parted(start, end):
        score -= BEYOND_COMMA
    elif gap <= AT_ONCE:
        signs.adjoins = True
        score += ADJOINING
    signs.add_sign(score, start, end)


def _read_verb(place: _Place, start: int, end: int, signs: Signs) -> None:
    if start < place.first:
        score = VERB_LEFT + place.left_score(start, end) / 2
    elif start < min(place.after, place.clause_end):
        score = VERB_RIGHT - (start - place.last)
    else:
        return
    if score > signs.verb:
        signs.verb, signs.verb_span = score, (start, end)


def _read_object(place: _Place, start: int, end: int, signs: Signs) -> None:
    if start < place.first:
        score = OBJECT_LEFT + place.left_score(start, end) / 2
    elif start <= place.last + 1:
        score = OBJECT_AT + PER_LETTER * (end - start)
    elif start < place.after:
        score = OBJECT_RIGHT - (start - place.last)
    else:
        score = OBJECT_FAR - (start - place.last) / 2
    signs.object = max(signs.object, score)


def _read_near(place: _Place, start: int, end: int, signs: Signs) -> None:
    signs.near = True
    if place.before < end and start < place.after:
        signs.beside = True


def _read_not_beside(place: _Place, start: int, end: int, signs: Signs) -> None:
    if start < place.first:
        close = end > max(place.before, place.first - BARS_WITHIN)
    else:
        close = start < min(place.after, place.last + BARS_WITHIN)
    if close and not place.is_parted(start, end):
        signs.barred = True


def _read_not_near(_place: _Place, _start: int, _end: int, signs: Signs) -> None:
    signs.barred = True


def _read_tie(place: _Place, start: int, end: int, tie: TieRow, evidence: Evidence) -> None:
    if tie.side == "before":
        if not place.before <= start < place.first:
            if start < place.before:
                evidence.parted |= tie.tie == "part"
                evidence.turned |= tie.tie == "turn" and place.first - start < TURN_REACH
            return
        gap = place.first - end
    else:
        if not place.first <= start < place.after:
            return
        gap = max(start - place.last, 0)
    evidence.ties[tie.tie] = min(gap, evidence.ties.get(tie.tie, gap))


READERS = (
    _read_noun,
    _read_head,
    _read_tail,
    _read_verb,
    _read_object,
    _read_near,
    _read_not_beside,
    _read_not_near,
)
