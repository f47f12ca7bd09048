"""Cues: words that decide a field of the figures they reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Generic, TypeVar, cast

from msgspec import Struct

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.meaning.surroundings import Surroundings
from extractor.mentions import Quantity
from extractor.rules.rows_meaning import CueRow
from extractor.text import Span

R = TypeVar("R", bound=CueRow)

# How long one that words go on behind may be, and what parts them from it.
WIDEST_ASIDE = 120
PARTS = re.compile(r"[,;:.()\n]")
# The things of a list, up to what is told of all of them; people are told of by themselves.
THING = (
    r" (?:\d[\d.,]* ?)?(?!(?:người|hộ|em|cháu|có|còn|được|đã|bị|làm|gây|khiến|trong|với|là|đạt)\b)"
    r"[^\W\d_]+"
)
LISTED = re.compile(rf"(?:{THING}){{0,5}}(?:,(?:{THING}){{0,7}}){{1,4}} ")


# What is told of a level besides, and when it was so, before what became of it.
ASIDE = re.compile(
    r"(?: \([^()\n]{1,28}\)"
    r"|, (?:chiếm|tương đương|tương ứng) (?:tỷ lệ )?[\d.,]{1,9} ?[^\W\d_%]{0,5}%?)"
    r"(?:,? (?:vào |hồi )?(?:đầu |giữa |cuối )?(?:năm|tháng|quý) [\d/]{1,7})?,?"
)
BOUND = "trở "
NOTHING_HELD: Mapping[str, Sequence[str]] = {}


class Fillers:
    """Words that may stand between a cue and its figure: «tăng *thêm gần* 50 tỷ»."""

    def __init__(self, forms: Iterable[str]) -> None:
        words = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        self._pattern = re.compile(rf"[\s(]*(?:(?:{words})(?![^\W\d_])[\s(]*){{0,6}}")

    def only(self, low: str, start: int, end: int) -> bool:
        """Whether nothing but fillers stands between `start` and `end`."""
        return end - start <= 60 and self._pattern.fullmatch(low, start, end) is not None


class Cue(Struct, Generic[R], frozen=True):
    """A cue that reaches a figure, and how far away it stands."""

    row: R
    span: Span
    distance: int


class CueHits(Struct, Generic[R], frozen=True):
    """All cue words of one article, in text order."""

    low: str
    hits: Sequence[Hit[R]]
    starts: Sequence[int]

    def between(self, span: Span) -> Sequence[Hit[R]]:
        """The hits that begin in `span`."""
        return self.hits[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


class CueReader(Generic[R]):
    """Finds the cues of one kind that reach a figure."""

    def __init__(
        self,
        rows: Iterable[R],
        fillers: Fillers,
        scanner: Scanner,
        compounds: Collection[str] = (),
    ) -> None:
        entries: dict[str, R | None] = dict.fromkeys(compounds)
        entries |= {form: row for row in rows for form in row.forms}
        self._lexicon: Lexicon[R | None] = Lexicon(entries, scanner)
        self._fillers = fillers
        self._held = held_by(compounds)
        self._reaches: dict[str, Callable[[str, Hit[R], Surroundings], bool]] = {
            "touch": self._touches,
            "stretch": lambda low, hit, at: at.stretch.start <= hit.start and hit.end <= at.start,
            "since": lambda low, hit, at: at.since <= hit.start and hit.end <= at.start,
            "clause": lambda low, hit, at: at.clause.start <= hit.start and hit.end <= at.start,
            "beside": lambda low, hit, at: (
                (at.clause.start <= hit.start and hit.end <= at.start)
                or self._follows(low, hit, at)
            ),
            # «nỗ lực phấn đấu; tặng quà 65 hộ»: what ends its clause governs no other.
            "earlier": lambda low, hit, at: hit.end <= at.start and low[hit.end] != ";",
            "next": self._follows,
            "later": _is_later,
            "around": _is_around,
            "opening": _opens_sentence,
            "sentence": lambda low, hit, at: True,
        }

    def prepare(self, low: str) -> CueHits[R]:
        """All cue words of a text, found in one pass; none from inside a compound («thực hiện»
        holds no «hiện»)."""
        hits: list[Hit[R]] = []
        shadowed = 0
        for hit in sorted(self._lexicon.scan_all(low), key=_outermost_first):
            if hit.start < shadowed:
                # «đầu tư công ước đạt»: what one compound holds begins no other.
                continue
            if hit.entry is None:
                shadowed = hit.end
            else:
                hits.append(cast("Hit[R]", hit))
        return CueHits(low, hits, [hit.start for hit in hits])

    def read(self, prepared: CueHits[R], at: Surroundings) -> list[Cue[R]]:
        """The cues that reach a figure, the deciding one first."""
        low = prepared.low
        found = [
            Cue(hit.entry, Span(hit.start, hit.end), _gap(low, hit, at))
            for hit in prepared.between(at.sentence)
            if self._fits(low, hit, at)
        ]
        found.sort(key=lambda cue: (-cue.row.rank, cue.distance, cue.row.id))
        return found

    def read_opener(self, prepared: CueHits[R], at: Surroundings) -> list[Cue[R]]:
        """The cues of the sentence that opens a figure's list, the deciding one first."""
        if at.opener is None:
            return []
        low = prepared.low
        found = [
            Cue(hit.entry, Span(hit.start, hit.end), at.start - hit.end)
            for hit in prepared.between(at.opener)
            if hit.entry.reach == "earlier"
            and not has_form(low, at.opener.start, hit.start, hit.entry.not_after)
        ]
        return sorted(found, key=lambda cue: (-cue.row.rank, cue.distance, cue.row.id))

    def _fits(self, low: str, hit: Hit[R], at: Surroundings) -> bool:
        row = hit.entry
        if not _decides(row, at.quantity):
            return False
        if row.within is not None and _gap(low, hit, at) > row.within:
            return False
        reached = self._reaches[row.reach](low, hit, at) or _is_told_of(low, hit, at)
        return reached and self._conditions(low, hit, at)

    def _touches(self, low: str, hit: Hit[R], at: Surroundings) -> bool:
        if low.startswith(BOUND, max(0, hit.start - len(BOUND))):
            # «trở lên» bounds what stands before it.
            return False
        return at.since <= hit.start and self._fillers.only(low, hit.end, at.start)

    def _follows(self, low: str, hit: Hit[R], at: Surroundings) -> bool:
        if not at.end <= hit.start <= at.until or not self._fillers.only(low, at.end, hit.start):
            return False
        return not (hit.entry.alone and _is_in_company(low, hit, at))

    def _goes_on(self, low: str, row: R, at: Surroundings) -> bool:
        """Whether the words behind the figure are what the row wants there."""
        if row.not_followed_by and _opens(low, at.end, row.not_followed_by, self._fillers):
            return False
        return not row.followed_by or _opens(low, at.end, row.followed_by, self._fillers)

    def _conditions(self, low: str, hit: Hit[R], at: Surroundings) -> bool:
        row, held = hit.entry, self._held
        if not self._goes_on(low, row, at):
            return False
        if row.after and not has_form(low, at.clause.start, hit.start, row.after, held):
            return False
        if row.never_after and has_form(low, at.clause.start, hit.start, row.never_after, held):
            return False
        begin = at.stretch.start if hit.start >= at.stretch.start else _stretch_of(low, hit, at)
        if row.not_after and has_form(low, begin, hit.start, row.not_after, held):
            return False
        between = (hit.end, at.start) if hit.end <= at.start else (at.end, hit.start)
        if row.unless and has_form(low, *between, row.unless, held):
            return False
        if row.through and not has_form(low, *between, row.through, held):
            return False
        if not row.next_led_by:
            return True
        leads = _ends(low, at.end, at.until, row.next_led_by, self._fillers)
        return leads or _opens_behind_bracket(low, at.end, row.next_led_by)


def _decides(row: CueRow, quantity: Quantity) -> bool:
    """Whether a row is for figures of this kind, unit and size."""
    if row.kinds and quantity.kind not in row.kinds:
        return False
    if (row.units and quantity.unit not in row.units) or quantity.unit in row.not_units:
        return False
    if row.ranges is not None and row.ranges != (quantity.value_max is not None):
        return False
    return row.most is None or (quantity.value is not None and quantity.value <= row.most)


def _is_in_company(low: str, hit: Hit[R], at: Surroundings) -> bool:
    """Whether a cue behind the figure stands in a bracket that holds the next figure: «0,89% (kế
    hoạch 1%)»."""
    if at.until >= at.sentence.end or low.find("(", at.end, hit.start) < 0:
        return False
    return low.find(")", hit.end, at.until) < 0


def _is_told_of(low: str, hit: Hit[R], at: Surroundings) -> bool:
    """Whether a cue farther away in the stretch is what the value is told of, by its own words."""
    row = hit.entry
    if not row.far_through or hit.start < at.stretch.start or hit.end > at.start:
        return False
    return has_form(low, hit.end, at.start, row.far_through)


def _gap(low: str, hit: Hit[R], at: Surroundings) -> int:
    """How many characters part a cue from its figure, a bracket behind the figure left out."""
    if hit.end <= at.start:
        return at.start - hit.end
    if hit.start < at.stretch.end:
        return max(hit.start - at.end, 0)
    return max(hit.start - at.end - (_past_aside(low, at) - at.stretch.end), 0)


def _is_later(low: str, hit: Hit[R], at: Surroundings) -> bool:
    """Whether a cue stands behind the figure in its stretch, or in what goes on past a bracket:
    «12 cây (trong đó có 3 cây sấu) sẽ được dịch chuyển»."""
    if hit.start < at.stretch.end:
        return at.end <= hit.start
    if hit.entry.over_list and LISTED.fullmatch(low, at.end, hit.start):
        return True
    since = _past_aside(low, at)
    return at.stretch.end < since <= hit.start and not PARTS.search(low, since, hit.start)


def _past_aside(low: str, at: Surroundings) -> int:
    """Where the words behind a figure go on when a bracket breaks them; else where they end."""
    end = at.stretch.end
    if not low.startswith("(", end):
        return end
    return low.find(")", end, min(end + WIDEST_ASIDE, at.sentence.end)) + 1 or end


def _is_around(low: str, hit: Hit[R], at: Surroundings) -> bool:
    return at.end <= hit.start < at.stretch.end or _opens_sentence(low, hit, at)


def _opens_sentence(low: str, hit: Hit[R], at: Surroundings) -> bool:
    return hit.end <= at.start and not low[at.sentence.start : hit.start].strip('( -"')


def _outermost_first(hit: Hit[R | None]) -> tuple[int, int]:
    return hit.start, -hit.end


def held_by(compounds: Iterable[str]) -> dict[str, list[str]]:
    """The compounds by their last syllable: what begins there does not begin a word."""
    held: dict[str, list[str]] = {}
    for compound in compounds:
        held.setdefault(compound.rpartition(" ")[2], []).append(f" {compound} ")
    return held


def has_form(
    low: str,
    start: int,
    end: int,
    forms: Collection[str],
    held: Mapping[str, Sequence[str]] = NOTHING_HELD,
) -> bool:
    """Whether one of the forms stands between `start` and `end`, whole, and does not begin with
    the end of a compound that is `held`: «thực hiện có hiệu quả» holds no «hiện có»."""
    window = low[start:end].replace("\n", " ")
    # Most windows hold none: they are turned away without a look at edges.
    found = [form for form in forms if form in window]
    if not found:
        return False
    window = f" {_plain(window)} "
    return any(f" {form} " in _without(window, form, held) for form in found)


def _without(window: str, form: str, held: Mapping[str, Sequence[str]]) -> str:
    """The window but for the compounds that the form may begin in."""
    for compound in held.get(form.partition(" ")[0], ()):
        if compound not in f" {form} ":
            window = window.replace(compound, " - ")
    return window


def _stretch_of(low: str, hit: Hit[R], at: Surroundings) -> int:
    """Where the stretch begins that holds a cue farther back in the sentence."""
    breaks = (low.rfind(stop, at.sentence.start, hit.start) for stop in (", ", "; "))
    return max(at.sentence.start, *breaks)


def _opens(low: str, start: int, forms: Iterable[str], fillers: Fillers) -> bool:
    window = low[start : start + 60]
    for form in forms:
        at = window.find(form)
        if at >= 0 and fillers.only(low, start, start + at):
            return True
    return False


def _ends(low: str, start: int, end: int, forms: Iterable[str], fillers: Fillers) -> bool:
    window = low[start:end]
    for form in forms:
        at = window.rfind(form)
        if at >= 0 and fillers.only(low, start + at + len(form), end):
            return True
    return False


def _opens_behind_bracket(low: str, start: int, forms: Collection[str]) -> bool:
    """«từ 8.672 hộ (2,08%) năm 2016 xuống còn 7.747 hộ»: the words stand behind a short aside."""
    aside = ASIDE.match(low, start)
    return aside is not None and low.startswith(tuple(f" {form} " for form in forms), aside.end())


def _plain(window: str) -> str:
    return re.sub(r"[,.;:()\"\s]+", " ", window)
