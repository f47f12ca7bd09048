"""Parts of a total: «16/18 chỉ tiêu», «2/3 số hộ», told apart from days and months."""

from __future__ import annotations

import re

from msgspec.structs import replace

from extractor.lexicon import Lexicon
from extractor.mentions import Quantity
from extractor.quantities.amounts import Amount, AmountReader
from extractor.quantities.building import QuantityBuilder
from extractor.quantities.joining import HUNDRED, SEXES, Joined
from extractor.quantities.nouns import NounGuesser
from extractor.quantities.numerals import parse_number
from extractor.quantities.vocabulary import ONE, Unit, Vocabulary
from extractor.text import Text

# «12/15 (80%) hộ»: the rate stands before the unit.
RATE_BETWEEN = re.compile(r" ?\((?:đạt |chiếm |= ?)?\d[\d.,]{0,6} ?%\) |\) ")
EQUAL = re.compile(r" bằng (?:khoảng |gần |hơn |chưa đến )?$")
MONTHS = frozenset(["tháng", "quý", "kỳ"])
# What no day and month counts: «thụ lý và giải quyết 21/07 vụ việc».
CASES = frozenset(["vụ", "vụ án", "vụ việc", "việc", "đơn", "hồ sơ", "bị can", "bị cáo", "tin báo"])
# What has or reached more than all: «giao quân có 7/6 thanh niên, vượt chỉ tiêu».
HAVING = frozenset(
    ["có", "được", "đạt", "giao", "nạp", "dựng", "thành", "hiện", "quyết", "tuyển", "mới", "xây"]
).union(["giảm", "tạo", "cho", "đưa", "tặng", "trao", "lập"])
# «12/10 đồng chí, đạt 120%», «3/2 căn nhà, vượt kế hoạch»: more than were planned.
EXCEEDED = re.compile(
    r"[^.;:\d\n]{0,30}[,(] ?(?:đạt |bằng )?(?:1\d\d(?:[.,]\d+)? ?%|vượt |đạt và vượt)"
)
YEARS = 1900, 2100
OF_SEXES, OF_SEXES_REACH, MOST_BOYS = "giới tính", 90, 150
# A share of what follows («2/3 số hộ»), and a bare pair of numbers.
SHARE = Unit("share", "ratio", "")
DONG = Unit("magnitude_money", "money", "VND")
FRACTION = Unit("fraction", "ratio", "")
SEX_RATIO = Unit("sex_ratio", "ratio", "bé trai/100 bé gái")


class RatioReader:
    """Reads two amounts with a slash between them."""

    def __init__(self, words: Vocabulary, nouns: NounGuesser, builder: QuantityBuilder) -> None:
        self._units = words.units
        self._nouns = nouns
        self._builder = builder
        self._date_left = words.part("date_left")
        self._date_weak = words.part("date_weak")
        self._share_of = Lexicon((form, form) for form in words.part("share_of"))

    def read(self, text: Text, joined: Joined) -> Quantity | None:
        """The ratio, or None where the pair is rather a date."""
        if joined.second is None or self._is_date(text.low, joined):
            return None
        first, second = joined.first, joined.second
        if joined.unit is None or joined.unit.kind == "count":
            first, second = _whole(text, first), _whole(text, second)
        unit, end = self._unit(text, joined, first, second)
        if unit is None:
            return None
        return self._builder.build_ratio(text, first, second, unit, end)

    def _unit(
        self, text: Text, joined: Joined, first: Amount, second: Amount
    ) -> tuple[Unit | None, int]:
        share = self._share_of.at(text.low, AmountReader.skip(text.norm, second.number_end))
        if share is not None and first.bare < second.bare <= 10 and first.unit is None:
            return SHARE, second.number_end
        if joined.unit is not None:
            sexes = joined.unit.rule == SEXES and second.bare == HUNDRED
            return (SEX_RATIO if sexes else joined.unit), joined.end
        if _is_sex_ratio(text.low, joined, first, second):
            return SEX_RATIO, joined.end
        late = RATE_BETWEEN.match(text.low, joined.end)
        hit = self._units.at(text.low, late.end()) if late else None
        if hit is not None:
            return hit.entry, joined.end
        return self._guessed(text, joined, first, second)

    def _guessed(
        self, text: Text, joined: Joined, first: Amount, second: Amount
    ) -> tuple[Unit | None, int]:
        """An unknown noun, or none at all, for a pair that can be no day and month."""
        if second.scale >= 1000:
            return DONG, joined.end
        part = first.value is not None and second.value is not None and first.value <= second.value
        if not part:
            return None, joined.end
        impossible = first.bare > 31 or second.bare > 12
        guess = self._nouns.after(text, joined.end) if impossible else None
        if guess is not None:
            return Unit("unknown_noun", "count", guess[0]), guess[1]
        simple = first.bare == ONE and (second.bare in (2, 3, 4) or _is_equal(text.low, joined))
        return (FRACTION if impossible or simple else None), joined.end

    def _is_date(self, low: str, joined: Joined) -> bool:
        """«sáng 3/5», «ngày 20/10»: a day and a month, not a part of a total."""
        first, second = joined.first, joined.second
        if second is None or first.unit is not None or first.scale != ONE:
            return False
        words = low[max(0, joined.start - 18) : joined.start].split()
        if words[-2:] == ["tỷ", "lệ"] and first.bare == ONE and second.bare >= 100:
            # «tỷ lệ 1/500» is the scale of a map.
            return True
        last = words[-1].strip("(") if words else ""
        month = first.bare <= 12 and (last in MONTHS or low[joined.start] == "0")
        if month and YEARS[0] <= second.bare <= YEARS[1]:
            # «tháng 07/2020 xã đã …»
            return True
        if first.bare > 31 or second.bare > 12:
            return False
        if last == "nay" and first.bare == second.bare and joined.unit is not None:
            # «hiện nay 9/9 tổ đã họp»
            return False
        if last in self._date_left or last in self._date_weak:
            return True
        counted = joined.unit is not None and joined.unit.kind == "count"
        case = joined.unit is not None and joined.unit.name in CASES
        aside = low[joined.start - 1] == "(" and low.startswith(")", joined.end)
        if counted and (last in HAVING or aside or EXCEEDED.match(low, joined.end)):
            return False
        return first.bare > second.bare and not case


def _is_sex_ratio(low: str, joined: Joined, first: Amount, second: Amount) -> bool:
    """«tỷ số giới tính khi sinh là 112/100»"""
    if second.bare != HUNDRED or not HUNDRED <= first.bare <= MOST_BOYS:
        return False
    return OF_SEXES in low[max(0, joined.start - OF_SEXES_REACH) : joined.start]


def _whole(text: Text, amount: Amount) -> Amount:
    """Of things there are no thousandths: «1,287/1.340» is 1287 of 1340."""
    if amount.scale != ONE or (amount.unit and amount.unit.kind != "count"):
        return amount
    try:
        bare = parse_number(text.low[amount.start : amount.bare_end], countable=True)
    except ValueError:
        return amount
    return replace(amount, bare=bare, value=bare)


def _is_equal(low: str, joined: Joined) -> bool:
    """«bằng 1/10», «chỉ bằng khoảng 1/12»: no day and month."""
    return EQUAL.search(low, max(0, joined.start - 24), joined.start) is not None
