"""Which figure qualifies which, and which is part of which."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.meaning.measure_grounds import MeasureReading
from extractor.meaning.measures import PER, QUALIFIERS
from extractor.meaning.rates import (
    but_told_anew,
    moves_alike,
    moves_on,
    names_rate,
    tells_own_whole,
)
from extractor.meaning.reached import (
    COUNTED,
    completes_rate,
    done_of_plan,
    equals_ratio,
    follows_ratio,
    is_fulfilled,
    reaches_count,
    restates_percent,
    says_again,
)
from extractor.meaning.restated import AspectReader, restates
from extractor.meaning.surroundings import Surroundings, figure_before
from extractor.meaning.wholes import find_whole, is_aside_in_brackets
from extractor.meaning.word_lists import word_lists
from extractor.rules import RuleSet

# Between things that are counted and the money that they have.
NAMED_WITH = frozenset({"với", "vốn"})
# What may say of which figure it speaks: «tăng 12% về số vốn».
MOVED = frozenset({"percent", "multiple"})
# What leads in the things that each of them holds or gets.
PACKS = (" gồm", " nhận", " được nhận", " được hỗ trợ", " được cấp", " được tặng")
# How far apart the members of one list stand at most.
LISTED = 90
START = attrgetter("start")
# How far behind its households a number of people stands.
ASIDE = 30
# How far behind a share those stand that it is the share of: «63% là người Mông».
TOLD_NEXT = 20
POPULATION = (" dân số", " tổng dân số", " số dân", " số khẩu")
# Percentages that say how things stand, not how they moved.
RATE_MEASURES = frozenset({"level", "share"})
# These too, when one percentage is compared with another: «tăng 7,5%, cao hơn 0,4% so với …».
GROWTH_MEASURES = frozenset({"level", "share", "change_rel"})
COMPARED = re.compile(r"(?:cao|thấp) hơn(?:(?! (?:tăng|giảm) )[^,;]){0,45}$")
COMPLETED = frozenset({"completion", "over_completion"})
# Kinds of goods, whose prices move and not their number; aims are no amounts either.
CLASSES = frozenset({"nhóm", "mặt hàng", "nhóm hàng", "chỉ tiêu", "tiêu chí"})
# Words before the whole that shares are taken of.
WHOLES = ("trên tổng số", "trong tổng số", "so với tổng số")
# The people that shares are taken of, whatever verb leads these in.
OF_PEOPLE = (" dân số", " số dân", " tổng dân số", " lực lượng lao động", " tổng số lao động")
# What leads in a percentage of what it was before.
EQUAL = ", bằng "


class Relations(Struct, frozen=True):
    """Indexes of the figures that one figure is about and part of."""

    about: int | None = None
    part_of: int | None = None
    # The figure before this one in a list, or before «trong đó»: of the same nature.
    beside: int | None = None
    # «tương ứng» stands between the figure before and this one.
    tied: bool = False
    # A percentage that «đạt» or «bằng» leads in right behind money: what was reached of its plan.
    fulfils: bool = False
    # «bằng», «tức» or a bracket alone stands between the figure before and this percentage.
    again: bool = False
    # «bằng X%» alone, in a list whose first said what it compares with.
    indexed: bool = False
    # «đạt X%» alone stands right behind what was counted.
    reaches: bool = False
    # «về số doanh nghiệp» behind the figure names the one that it is about.
    named: bool = False


class RelationHits(Struct, frozen=True):
    """Where subsets open, money is named for things, and rates are tied to counts, in one text."""

    low: str
    subset: list[Hit[str]]
    worth: list[Hit[str]]
    tied: list[Hit[str]]
    people: list[Hit[str]]


class RelationReader:
    """Finds antecedents by the nearest-antecedent rule, within one sentence."""

    def __init__(self, rules: RuleSet, scanner: Scanner) -> None:
        words = word_lists(rules)
        self._subset, self._worth, self._tied, self._people = (
            Lexicon(((form, use) for form in words[use]), scanner)
            for use in ("subset", "worth", "tied", "people_told")
        )
        self._aspects = AspectReader(words["aspect"], words["aspect_money"])

    def prepare(self, low: str) -> RelationHits:
        return RelationHits(
            low,
            *(one.scan(low) for one in (self._subset, self._worth, self._tied, self._people)),
        )

    def read(
        self,
        hits: RelationHits,
        all_at: Sequence[Surroundings],
        cue: MeasureReading | None,
        earlier: Sequence[MeasureReading],
    ) -> Relations:
        """What the figure after those in `earlier` qualifies and belongs to."""
        at = all_at[len(earlier)]
        whole, beside = find_whole(hits.low, hits.subset, all_at, at), _beside(hits, all_at, at)
        named = None
        if at.quantity.kind in MOVED:
            named = self._aspects.read(hits.low, all_at, at)
        return Relations(
            about=self._about(hits, all_at, cue, earlier) if named is None else named,
            part_of=whole,
            # What is part of something is of its nature, though other figures stand between.
            beside=whole if beside is None else beside,
            tied=_between(hits.tied, at.since, at.start),
            fulfils=cue is None and _is_fulfilled(hits.low, all_at, at),
            reaches=cue is None and reaches_count(hits.low, all_at, at),
            again=restates(hits.low, figure_before(all_at, at), at),
            indexed=cue is None and _is_indexed(hits.low, all_at, at, earlier),
            named=named is not None,
        )

    def _about(
        self,
        hits: RelationHits,
        all_at: Sequence[Surroundings],
        cue: MeasureReading | None,
        earlier: Sequence[MeasureReading],
    ) -> int | None:
        at = all_at[len(earlier)]
        kind, measure = at.quantity.kind, cue.measure if cue else None
        if kind == "multiple":
            return _nearest(hits.low, all_at, at, COUNTED | {"percent"})
        if kind == "percent":
            done = done_of_plan(hits.low, all_at, at)
            own = done is None and tells_own_whole(hits.low, at, cue)
            return (
                done if done is not None or own else self._qualified(hits, all_at, measure, earlier)
            )
        if measure == "change":
            return _nearest(hits.low, all_at, at, {kind}, at.quantity.unit)
        plain = cue is None or cue.rule == PER
        if plain and restates_percent(hits.low, all_at, at):
            return at.number - 1
        if kind == "money" and (at.quantity.per or _between(hits.worth, at.since, at.start)):
            return _nearest(hits.low, all_at, at, {"count"})
        return None

    def _qualified(
        self,
        hits: RelationHits,
        all_at: Sequence[Surroundings],
        measure: str | None,
        earlier: Sequence[MeasureReading],
    ) -> int | None:
        """The figure whose plan, growth, share or restatement a percentage is."""
        at = all_at[len(earlier)]
        if measure == "change":
            rates = GROWTH_MEASURES if is_compared(hits.low, at) else RATE_MEASURES
            rate = _rate_before(hits, all_at, at, earlier, rates)
            alike = moves_alike(hits.low, all_at, at) if rate is None else rate
            return _moving(hits.low, all_at, at) if alike is None else alike
        if measure is None and follows_ratio(hits.low, all_at, at):
            return at.number - 1
        if measure in (None, "share") and (ratio := equals_ratio(all_at, at)) is not None:
            return ratio
        if measure is None and says_again(hits.low, all_at, at):
            return at.number - 1
        if measure in COMPLETED and completes_rate(hits.low, all_at, at, earlier):
            return at.number - 1
        if measure in QUALIFIERS or _is_share(hits.low, at, measure):
            counted = _of_heads(hits, all_at, at, _nearest(hits.low, all_at, at, COUNTED))
            nearest = _but_norms(all_at, at, counted, earlier)
            return but_told_anew(hits.low, all_at, at, nearest)
        return None


def _is_fulfilled(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> bool:
    return is_fulfilled(low, all_at, at) or done_of_plan(low, all_at, at) is not None


def _of_heads(
    hits: RelationHits, all_at: Sequence[Surroundings], at: Surroundings, number: int | None
) -> int | None:
    """The heads beside the households, when it is people that a share is told of: «120 hộ với 560
    nhân khẩu, người Dao chiếm 90%»."""
    if number is None or number + 1 >= at.number:
        return number
    heads = all_at[number + 1]
    if heads.quantity.unit != "khẩu" or all_at[number].quantity.unit != "hộ":
        return number
    people = _between(hits.people, heads.end, at.end + TOLD_NEXT)
    return heads.number if people or hits.low.startswith(POPULATION, at.end) else number


def _moving(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> int | None:
    """The amount whose change a percentage is."""
    nearest = _nearest(low, all_at, at, COUNTED)
    if nearest is None or all_at[nearest].quantity.unit in CLASSES:
        return None
    return None if names_rate(low, all_at[nearest].end, at.start) else nearest


def _but_norms(
    all_at: Sequence[Surroundings],
    at: Surroundings,
    number: int | None,
    earlier: Sequence[MeasureReading],
) -> int | None:
    """The figure, or the one before a norm: «257 xã dưới 5 tiêu chí (chiếm 3%)»."""
    if number is None or earlier[number].measure != "threshold":
        return number
    return number - 1 if number and all_at[number - 1].sentence == at.sentence else None


def _rate_before(
    hits: RelationHits,
    all_at: Sequence[Surroundings],
    at: Surroundings,
    earlier: Sequence[MeasureReading],
    rates: frozenset[str],
) -> int | None:
    """The rate whose move in points a percentage is: the figure right before it, or one further
    back when «tương ứng» ties them over a count, or brackets hold the count: «đạt 91% (3.120 hộ),
    tăng 4%»."""
    tied = _between(hits.tied, at.since, at.start)
    for other in reversed(all_at[max(0, at.number - 6) : at.number]):
        if other.sentence != at.sentence:
            return None
        if is_aside_in_brackets(hits.low, other, at.start):
            continue
        if other.quantity.unit == "%" and earlier[other.number].measure in rates:
            return other.number
        if not tied and not moves_on(hits.low, other, at, earlier[other.number]):
            return None
    return None


def is_compared(low: str, at: Surroundings) -> bool:
    """Whether a percentage says by how much another is higher or lower than some third."""
    return COMPARED.search(low, at.stretch.start, at.start) is not None


def is_packed(low: str, at: Surroundings) -> bool:
    """Whether the figure is part of what each of them holds or gets: «mỗi suất gồm 10 kg gạo,
    …», «mỗi hộ được nhận 50 con gà, 20 kg cám»."""
    begin = at.clause.start
    packs = max(low.rfind(word, begin, at.start) for word in PACKS)
    each = packs >= 0 and low.rfind("mỗi ", begin, packs) >= 0
    return each and "tổng" not in low[packs : at.start]


def _beside(hits: RelationHits, all_at: Sequence[Surroundings], at: Surroundings) -> int | None:
    """The figure before: when a subset opens since, a list goes on, a slash stacks the two, or
    money is named for a stock of things."""
    before = figure_before(all_at, at)
    if before is None:
        return None
    between = hits.low[before.end : at.start]
    if between.strip(" ,") in ("/", "và", "") or _between(hits.subset, at.since, at.start):
        return before.number
    kinds = before.quantity.kind, at.quantity.kind
    same = before.quantity.unit == at.quantity.unit or kinds == ("money", "money")
    worth = kinds == ("count", "money") and not NAMED_WITH.isdisjoint(between.split())
    return before.number if (same or worth) and len(between) < LISTED else None


def _nearest(
    low: str,
    all_at: Sequence[Surroundings],
    at: Surroundings,
    kinds: frozenset[str] | set[str],
    unit: str | None = None,
) -> int | None:
    aside: int | None = None
    for other in reversed(all_at[max(0, at.number - 8) : at.number]):
        if other.sentence != at.sentence:
            return aside
        quantity = other.quantity
        if quantity.kind not in kinds or (unit is not None and quantity.unit != unit):
            continue
        if is_aside_in_brackets(low, other, at.start):
            # «đạt 52% chỉ tiêu (17.500 tỷ đồng), tăng 2,5%»: of what stands outside the bracket.
            aside = other.number if aside is None else aside
            continue
        if at.quantity.kind == "percent" and _is_aside(all_at, other, at):
            continue
        if low[max(0, other.start - 20) : other.start].rstrip().endswith(WHOLES):
            continue
        return _head_of_stack(low, all_at, other)
    return aside


def _head_of_stack(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> int:
    """«12 tỷ đồng/45 hộ/3 tổ, tăng 5%»: what is said of a stack is said of its first."""
    number = at.number
    while number and low[all_at[number - 1].end : all_at[number].start].strip() == "/":
        number -= 1
    return number


def _is_aside(all_at: Sequence[Surroundings], at: Surroundings, percent: Surroundings) -> bool:
    """A norm per head, or «12 hộ với 40 nhân khẩu»: no percentage behind it is about it, unless
    the clause has nothing else: «…; thu nhập đạt 60 triệu đồng/người, bằng 102% kế hoạch»."""
    before = figure_before(all_at, at)
    if at.quantity.kind == "money":
        alone = before is None or before.end <= at.clause.start == percent.clause.start
        return bool(at.quantity.per) and not alone
    if at.quantity.unit != "khẩu" or before is None:
        return False
    return before.quantity.unit == "hộ" and at.start - before.end < ASIDE


def _is_share(low: str, at: Surroundings, measure: str | None) -> bool:
    """«chiếm X%», «đạt X% dân số», or «(X%)» right after another figure's phrase, and not «(từ X%
    …)»."""
    if measure == "share" or (measure is None and low.startswith(OF_PEOPLE, at.end)):
        return True
    since = max(at.since, at.start - 30)
    return low.rfind("(", since, at.start) >= 0 and "(từ " not in low[since : at.start]


def _between(hits: list[Hit[str]], start: int, end: int) -> bool:
    index = bisect_left(hits, start, key=START)
    return index < len(hits) and hits[index].end <= end


def _is_indexed(
    low: str,
    all_at: Sequence[Surroundings],
    at: Surroundings,
    earlier: Sequence[MeasureReading],
) -> bool:
    """Whether a bare «bằng X%» goes on from one that said so: «đạt 1.300 ha, bằng 94% cùng kỳ;
    phía Nam 220 ha, bằng 92%»."""
    if at.quantity.kind != "percent" or not low.endswith(EQUAL, at.since, at.start):
        return False
    return any(
        one.measure == "index" and other.sentence == at.sentence
        for one, other in zip(reversed(earlier), reversed(all_at[: len(earlier)]), strict=True)
    )
