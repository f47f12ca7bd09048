"""How strongly the words around one figure speak for each indicator."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field

from extractor.meaning.indicators_index import Found, Index, Prepared, Role
from extractor.mentions import Quantity
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
BEYOND_FIGURE, BEYOND_CLAUSE = 220, 90
FROM_HEADING = 400
# A percentage of a thing that has no rate of its own needs a word of change, plan or share.
RELATIVE = 130
FAINTEST = 400


@dataclass(slots=True)
class Signs:
    """What speaks for one row."""

    sign: float = 0
    verb: float = 0
    object: float = 0
    near: bool = False
    barred: bool = False
    span: Span | None = None
    verb_span: Span | None = None

    def add_sign(self, score: float, span: Span) -> None:
        if score > self.sign:
            self.sign, self.span = score, span

    def add_verb(self, score: float, span: Span) -> None:
        if score > self.verb:
            self.verb, self.verb_span = score, span


@dataclass(slots=True)
class Evidence:
    """Signs by row, the ties to other figures, and topic words with their distance."""

    rows: dict[int, Signs] = field(default_factory=dict)
    ties: dict[str, int] = field(default_factory=dict)
    topics: list[tuple[int, int]] = field(default_factory=list)


def read_evidence(
    index: Index, context: FigureContext, prepared: Prepared, fits: Collection[int]
) -> Evidence:
    """What the sentence says about the figure, for the rows that fit it."""
    evidence = Evidence()
    place = _Place(context)
    found = prepared.found
    at = bisect_left(prepared.starts, context.sentence.start)
    while at < len(found) and found[at].start < context.sentence.end:
        _read(index, place, found[at], fits, evidence)
        at += 1
    return evidence


class _Place:
    """Where forms stand as seen from the figure."""

    __slots__ = ("after", "before", "clause", "first", "last", "left", "right")

    def __init__(self, context: FigureContext) -> None:
        self.first, self.last = context.quantity.span.start, context.quantity.span.end
        self.before, self.after = context.before.start, context.after.end
        self.clause = context.clause

    def distance(self, form: Found) -> int:
        if form.start < self.first:
            return max(self.first - form.end, 0)
        return max(form.start - self.last, 0)

    def left_score(self, form: Found) -> float:
        """What distance, clause and other figures leave of a form before the figure."""
        loss = self.first - form.end
        if form.end <= self.before:
            loss += BEYOND_FIGURE
        if form.end <= self.clause.start:
            loss += BEYOND_CLAUSE
        return PER_LETTER * (form.end - form.start) - loss


def _read(
    index: Index, place: _Place, form: Found, fits: Collection[int], evidence: Evidence
) -> None:
    for role, row in form.marks:
        if role == Role.TIE:
            _read_tie(index, place, form, row, evidence)
        elif role == Role.TOPIC:
            evidence.topics.append((place.distance(form), row))
        elif row in fits:
            signs = evidence.rows.get(row)
            if signs is None:
                signs = evidence.rows[row] = Signs()
            READERS[role](place, form, signs)


def _read_noun(place: _Place, form: Found, signs: Signs) -> None:
    if place.first <= form.start <= place.last + 1:
        signs.add_sign(NOUN + PER_LETTER * (form.end - form.start), Span(form.start, form.end))


def _read_head(place: _Place, form: Found, signs: Signs) -> None:
    if form.start < place.first:
        signs.add_sign(HEAD + place.left_score(form), Span(form.start, form.end))


def _read_tail(place: _Place, form: Found, signs: Signs) -> None:
    if place.first <= form.start < place.after:
        loss = max(form.start - place.last, 0)
        if form.start >= place.clause.end:
            loss += BEYOND_CLAUSE
        length = PER_LETTER * (form.end - form.start)
        signs.add_sign(TAIL + length - 2 * loss, Span(form.start, form.end))


def _read_verb(place: _Place, form: Found, signs: Signs) -> None:
    span = Span(form.start, form.end)
    if form.start < place.first:
        signs.add_verb(VERB_LEFT + place.left_score(form) / 2, span)
    elif form.start < min(place.after, place.clause.end):
        signs.add_verb(VERB_RIGHT - (form.start - place.last), span)


def _read_object(place: _Place, form: Found, signs: Signs) -> None:
    if form.start < place.first:
        score = OBJECT_LEFT + place.left_score(form) / 2
    elif form.start <= place.last + 1:
        score = OBJECT_AT + PER_LETTER * (form.end - form.start)
    elif form.start < place.after:
        score = OBJECT_RIGHT - (form.start - place.last)
    else:
        score = OBJECT_FAR - (form.start - place.last) / 2
    signs.object = max(signs.object, score)


def _read_near(_place: _Place, _form: Found, signs: Signs) -> None:
    signs.near = True


def _read_not_beside(place: _Place, form: Found, signs: Signs) -> None:
    if form.end > place.before and form.start < place.after:
        signs.barred = True


def _read_not_near(_place: _Place, _form: Found, signs: Signs) -> None:
    signs.barred = True


def _read_tie(index: Index, place: _Place, form: Found, row: int, evidence: Evidence) -> None:
    tie = index.ties[row]
    if tie.side == "before":
        holds = place.before <= form.start < place.first
    else:
        holds = place.first <= form.start < place.after
    if holds:
        near = place.distance(form)
        evidence.ties[tie.tie] = min(near, evidence.ties.get(tie.tie, near))


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
