"""Amounts that belong together: ranges, parts of a total, lists that share a unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from extractor.quantities.amounts import THOUSAND, Amount, scaled_value
from extractor.quantities.vocabulary import ONE, Unit, Vocabulary

WIDEST_GAP = 24
SEXES, HUNDRED = "person_sex", Decimal(100)
# Fewer đồng are written with a magnitude, and a smaller number counts something else.
LEAST_MONEY = 1000
ROUND = frozenset(map(Decimal, (100, 1000, 10000, 100000)))
LOOSE_MARKS = frozenset([",", ";"])
# What leads to the next class.
BEYOND = frozenset(["và trên", ", trên", "; trên", "và hơn", "và quá", "và từ"])
# What joins one act to the next, and the numbers from which on they may be years.
AGAIN, FIRST_YEAR = ("và ", ", ", "; "), 1900


class Joined(Struct, frozen=True):
    """One amount, or two that make a range («5-7 tỷ») or a ratio («16/18 chỉ tiêu»)."""

    first: Amount
    second: Amount | None = None
    ratio: bool = False

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return self.second.end if self.second else self.first.end

    @property
    def unit(self) -> Unit | None:
        return self.second.unit if self.second else self.first.unit


class Joiner:
    """Joins neighbouring amounts by the words between them."""

    def __init__(self, words: Vocabulary) -> None:
        self._list = words.part("list_mark")
        self._part = words.part("part_mark")
        self._range = words.part("range") | {"-", "--"}
        self._loose = words.part("loose_range")
        self._acts = tuple(f" {form}" for form in words.part("act_left"))

    def join(self, low: str, amounts: Sequence[Amount]) -> list[Joined]:
        """The amounts in text order, joined where the text joins them."""
        joined: list[Joined] = []
        index = 0
        while index < len(amounts):
            pair = self._pair(low, amounts, index)
            joined.append(pair or Joined(amounts[index]))
            index += 2 if pair else 1
        return self._share(low, joined)

    def _pair(self, low: str, amounts: Sequence[Amount], index: int) -> Joined | None:
        if index + 1 == len(amounts):
            return None
        first, second = amounts[index], amounts[index + 1]
        gap = _gap(low, first, second)
        if not gap or first.vague or second.vague:
            return None
        if gap == "/" or (gap == "trên" and _of_sexes(first, second)):
            return _ratio(low, first, second)
        if gap in self._range or _less_per(low, gap, second) in self._range:
            return _range(first, second)
        if gap in (",", "") and first.spoken and second.spoken:
            return _neighbours(first, second)
        if gap == "," and _word_before(low, first.start) in self._loose:
            return _neighbours(first, second)
        return None

    def _share(self, low: str, joined: list[Joined]) -> list[Joined]:
        """Carry a unit back through a list: «81,5%; 65,8% và 62», «100.000 và 500.000 đồng»."""
        listed = len(joined)
        for index in range(len(joined) - 2, -1, -1):
            here, follow = joined[index], joined[index + 1]
            if here.unit is not None or follow.unit is None or here.first.spoken:
                continue
            if here.first.scale > ONE and follow.unit.kind != "money":
                continue
            if not 0 < follow.start - here.end <= WIDEST_GAP:
                continue
            mark = low[here.end : follow.start].strip()
            if follow.unit.kind == "count" and mark in LOOSE_MARKS and listed != index + 1:
                # «mức 2; 12 tổ»: of things only close members share («3 và 5 hộ»), and those
                # listed before them («7, 3 và 5 hộ»).
                continue
            counts = follow.unit.kind == "count"
            if (
                mark in self._list
                or _goes_beyond(mark, here, follow)
                or (counts and self._goes_on(low, mark, here))
            ):
                joined[index] = _with_unit(here, follow)
                listed = index
        return joined

    def _goes_on(self, low: str, mark: str, here: Joined) -> bool:
        """Whether the next number counts more of the same things: «23, trong đó có 4 hộ», «xây
        mới 6 và sửa chữa 9 căn nhà»."""
        if mark in self._part:
            return True
        if not mark.startswith(AGAIN) or not f" {mark}".endswith(self._acts):
            return False
        small = here.second is None and here.first.bare < FIRST_YEAR
        before = low[max(0, here.start - WIDEST_GAP) : here.start].rstrip()
        return small and f" {before}".endswith(self._acts)


def _goes_beyond(mark: str, here: Joined, follow: Joined) -> bool:
    """«từ 30 đến 90 và trên 90 ngày»: the next class begins where one ended."""
    last = here.second or here.first
    return mark in BEYOND and last.bare == follow.first.bare


def _word_before(low: str, at: int) -> str:
    return low[max(0, at - WIDEST_GAP) : at].rstrip().rpartition(" ")[2]


def _gap(low: str, first: Amount, second: Amount) -> str:
    """What stands between two amounts, without its blanks; "" when they are far apart."""
    if not 0 < second.start - first.end <= WIDEST_GAP:
        return ""
    return low[first.end : second.start].strip()


def _of_sexes(first: Amount, second: Amount) -> bool:
    """«112 bé trai trên 100 bé gái»"""
    rules = [amount.unit.rule for amount in (first, second) if amount.unit is not None]
    return rules == [SEXES, SEXES] and second.bare == HUNDRED


def _less_per(low: str, gap: str, second: Amount) -> str:
    """The gap in «15.000 đồng/kg đến 18.000 đồng/kg» without the «/kg» that both have."""
    per, _, rest = gap.partition(" ")
    return rest if per.startswith("/") and low.startswith(per, second.end) else ""


def _ratio(low: str, first: Amount, second: Amount) -> Joined | None:
    """«16/18 chỉ tiêu», «116 tuyến/134 tuyến»; a pair of different units is two amounts."""
    if low[second.end : second.end + 1] == "/" and low[second.end + 1 : second.end + 2].isdigit():
        return None
    if low[first.start - 1 : first.start] == "/" and first.start > 0:
        return None
    if _is_rate(first, second):
        return None
    same = first.unit is None or (second.unit and first.unit.name == second.unit.name)
    if not same or first.spoken or not second.value or (second.unit and second.unit.duration):
        return None
    if second.unit and second.unit.kind == "percent" and first.unit is None:
        return None
    money = second.unit is not None and second.unit.kind == "money" and first.unit is None
    if money and first.bare <= 31 and second.bare <= 12:
        return None
    if first.scale == ONE < second.scale and first.value and second.value:
        first = _scaled(first, second.scale)
    return Joined(first, second, ratio=True)


def _is_rate(first: Amount, second: Amount) -> bool:
    """«500.000/1 suất», «9,2 bác sĩ/10.000 dân»: so many for each of the second."""
    per_one = second.bare == ONE and first.bare >= LEAST_MONEY
    return per_one or (first.unit is not None and second.bare in ROUND and first.bare < second.bare)


def _range(first: Amount, second: Amount) -> Joined | None:
    if first.unit is not None and second.unit is not None and first.unit.name != second.unit.name:
        return None
    if first.unit is not None and second.unit is None:
        if first.unit.kind != "money" or second.bare < LEAST_MONEY:
            return None
        # «từ 300.000 đồng đến 500.000/suất»: the currency is written once.
        second = replace(second, unit=first.unit, shared=True)
    if first.value is None or second.value is None:
        return None
    first = _grouped(first, second)
    if first.unit is None and first.scale == ONE < second.scale:
        shared = _scaled(first, second.scale)
        # «500.000 - 1 triệu»: the first is written in full when it would outgrow the second.
        if shared.value is not None and shared.value <= second.value:
            first = shared
    if first.value is None or first.value >= second.value:
        return None
    return Joined(first, second)


def _grouped(first: Amount, second: Amount) -> Amount:
    """`first` in thousands where they are written once: «40-50.000 đồng»."""
    money = second.unit is not None and second.unit.kind == "money" and first.unit is None
    if not money or first.value is None or first.scale != ONE or second.scale != ONE:
        return first
    if second.bare % THOUSAND or not first.bare * THOUSAND < second.bare:
        return first
    return _scaled(first, THOUSAND)


def _neighbours(first: Amount, second: Amount) -> Joined | None:
    """«tám, chín lần», «gấp 2, 3 lần»: two that follow each other are a range."""
    if first.unit is None and second.bare - first.bare == 1 and second.unit is not None:
        return _range(first, second)
    return None


def _scaled(amount: Amount, scale: Decimal) -> Amount:
    return replace(amount, value=scaled_value(amount.bare, scale), scale=scale)


def _with_unit(here: Joined, follow: Joined) -> Joined:
    """`here` with the unit of `follow`, and its magnitude when the list shares that too."""
    last = follow.second or follow.first
    first, second = here.first, here.second
    if first.scale == ONE < last.scale and first.bare < 1000 and second is None:
        first = _scaled(first, last.scale)
    if second is not None:
        return replace(here, second=replace(second, unit=follow.unit, shared=True))
    return replace(here, first=replace(first, unit=follow.unit, shared=True))
