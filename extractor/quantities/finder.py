"""Every quantity of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.lexicon import Lexicon, Scanner
from extractor.mentions import Quantity
from extractor.quantities.amounts import Amount, AmountReader
from extractor.quantities.bare_rates import BareRates
from extractor.quantities.brackets import says_again
from extractor.quantities.building import TIMES, QuantityBuilder
from extractor.quantities.inherited import UnitHeir
from extractor.quantities.joining import Joined, Joiner
from extractor.quantities.nouns import NounGuesser
from extractor.quantities.numerals import LONGEST, NUMERAL
from extractor.quantities.people_rates import people_base_at
from extractor.quantities.per_one import is_per_one, is_rate_base, with_shared_rates
from extractor.quantities.ratios import RatioReader
from extractor.quantities.surroundings import BREAK, COSTS
from extractor.quantities.tables import TableReader
from extractor.quantities.vocabulary import ONE, Unit, vocabulary
from extractor.quantities.words import WordAnchors
from extractor.rules import RuleSet
from extractor.text import Span, Text

# A numeral glued to a word («đạt13,04%») counts; a letter or two before it make a code («D3»).
GLUED = re.compile(r"[^\W\d_]{1,8}$")
# Vietnamese syllables close with a vowel or with one of these («ipv6» is no such word).
CLOSED = re.compile(r"(?:[^bdghjklqrsvwxzđfcmnpt\W\d_]|[cmnpt]|ch|nh|ng)$")
DONG = Unit("vnd", "money", "VND")
# Numerals from here on are years, rather than the victims of anything.
MANY = 1000
LONE_YEAR = re.compile(r"(?:19[3-9]|20[0-4])\d")
# Nothing but money is told in thousand millions without its unit: «doanh thu tăng 2.000 tỷ».
MOST = 10**9
# Fewer đồng are no sum, and how far before it «với tổng số tiền là» says that it is one.
LEAST_WORTH, WORTH_REACH = 100_000, 24
# What is told per one, and how far before it stands.
AVERAGED = re.compile(
    r"\b(?:thu nhập|doanh thu|giá trị|lợi nhuận|lãi|cho thu|thu được|thu về|năng suất|sản lượng"
    r"|bình quân|trung bình|chi phí|tính|mật độ|hiệu quả|công suất)\b[^.;\d]*$"
)
AVERAGE_BACK = 60
# How long a crop stands before its harvest.
CROPS = frozenset({("ngắn", "ngày"), ("dài", "ngày"), ("lâu", "năm")})


class QuantityFinder:
    """Finds counts, money, percentages, measures, ratios and multiples."""

    def __init__(self, rules: RuleSet, scanner: Scanner | None = None) -> None:
        words = vocabulary(rules)
        self._reader = AmountReader(words)
        self._joiner = Joiner(words)
        self._builder = QuantityBuilder(words)
        self._anchors = WordAnchors(words, self._reader, scanner)
        self._nouns = NounGuesser(words)
        self._ratios = RatioReader(words, self._nouns, self._builder)
        self._tables = TableReader(words)
        self._heir = UnitHeir(words, self._builder)
        self._rates = BareRates(words)
        self._times_left = words.part("times_left")
        self._date_heads = words.part("date_head")
        self._each = words.part("each_left")
        self._in_words = words.part("in_words")
        self._zero = Lexicon(((form, form) for form in words.part("zero")), scanner)
        self._worth = tuple(f" {form} " for form in words.part("worth_left"))
        self._units = words.units
        self._hour = words.units.entries.get("giờ")
        self._harmed = Lexicon((form, form) for form in words.part("one_harmed"))

    def find(self, text: Text, taken: Iterable[Span] = ()) -> list[Quantity]:
        """The quantities of `text`, in order; other finders may still claim their places.

        Numerals in `taken` belong to dates and references: none is read but beside a slash, which
        may make it a ratio.
        """
        amounts = sorted(
            [*self._digit_amounts(text, sorted(taken)), *self._anchors.find(text)],
            key=lambda one: one.start,
        )
        found: list[Quantity] = []
        for joined in self._joiner.join(text.low, _apart(amounts)):
            if self._is_dated(text.low, joined):
                continue
            quantity = self._quantity(text, joined)
            if quantity is None:
                rate = self._rates.unit(text, joined, found)
                quantity = (
                    self._builder.build(text, joined, rate, joined.end, rate.rule)
                    if rate is not None
                    else self._heir.read(text, joined, found)
                )
            elif quantity.rule == "noun_before":
                quantity = self._heir.share(text, joined, found) or quantity
            last = found[-1] if found else None
            if quantity is None or self._is_base(text.low, quantity):
                continue
            if not (joined.first.spoken and says_again(text.low, quantity, last, self._in_words)):
                found.append(self._heir.settle(text, quantity, found))
        found = with_shared_rates(text.low, found)
        found.extend(self._zeros(text))
        found.extend(self._tables.find(text))
        return found

    def _digit_amounts(self, text: Text, taken: Sequence[Span]) -> Iterator[Amount]:
        reached = place = 0
        for match in NUMERAL.finditer(text.low):
            start, end = match.span()
            if start < reached or end - start > LONGEST:
                continue
            while place < len(taken) and taken[place].end <= start:
                place += 1
            inside = place < len(taken) and taken[place].start <= start and end <= taken[place].end
            if inside and "/" not in text.low[max(0, start - 2) : end + 2]:
                continue
            if self._is_code(text, start):
                continue
            amount = self._reader.digits(text, start, end)
            if amount is not None:
                # «24,6 km 2»: a raised digit is no number of its own.
                raised = amount.unit is not None and text.low[amount.end - 1].isdigit()
                reached = amount.end if raised else amount.number_end
                yield amount

    def _is_code(self, text: Text, start: int) -> bool:
        """Whether letters glued before the numeral make it part of a code."""
        if start == 0 or not text.low[start - 1].isalpha():
            return (
                start > 1
                and text.low[start - 1] == "-"
                and text.low[start - 2].isalnum()
                and (text.low[start - 2].isalpha())
            )
        before = GLUED.search(text.norm, max(0, start - 8), start)
        word = before.group() if before else ""
        # «Hòa Bình116ha» lost its blank; «D3», «VTB26» are codes.
        if len(word) < 3 or not word[1:].islower() or word in self._units.entries:
            return True
        return CLOSED.search(word) is None

    def _quantity(self, text: Text, joined: Joined) -> Quantity | None:
        if joined.ratio:
            return self._ratios.read(text, joined)
        amount = joined.second or joined.first
        if joined.second and joined.first.unit == amount.unit == self._hour:
            # «từ 7 giờ đến 17 giờ» says when.
            return None
        if joined.unit is None and self._is_worth(text.low, joined):
            return self._builder.build(text, joined, DONG, joined.end, "magnitude_money")
        unit, end, rule = self._named(text, joined, amount)
        if unit is None:
            return None
        if unit.name == "lần" and self._multiplies(text.low, joined.start):
            unit = TIMES
        return self._builder.build(text, joined, unit, end, rule)

    def _named(self, text: Text, joined: Joined, amount: Amount) -> tuple[Unit | None, int, str]:
        """The unit of `joined`, where the quantity ends, and the rule that knew."""
        if joined.unit is not None:
            return joined.unit, joined.end, joined.unit.rule
        if amount.scale >= 1000:
            if short := self._nouns.short(text, joined.end):
                return Unit("unknown_noun", "count", short[0]), short[1], "unknown_noun"
            few = amount.scale < MOST
            people = self._nouns.counted(text.low, joined.start) if few else None
            return people or DONG, joined.end, "magnitude_money"
        if amount.spoken:
            doubled = text.low[max(0, joined.start - 4) : joined.start] == "gấp "
            return (TIMES if doubled else None), joined.end, "multiple"
        if self._harmed.at(text.low, joined.end + 1) and joined.first.bare < MANY:
            # «2 chết, 1 mất tích»: what befalls people counts them.
            return Unit("harmed", "count", "người"), joined.end, "harmed"
        guess = self._nouns.after(text, joined.end)
        if guess is not None and LONE_YEAR.fullmatch(text.low, joined.start, joined.end):
            # «Festival Huế 2018 khai mạc»
            return None, joined.end, "unknown_noun"
        if guess is not None:
            known = self._nouns.spelled_out(text, guess[0]) if guess[0].isupper() else None
            return known or Unit("unknown_noun", "count", guess[0]), guess[1], "unknown_noun"
        before = self._nouns.before(text, joined.start, joined.end)
        return before, joined.end, "noun_before"

    def _is_worth(self, low: str, joined: Joined) -> bool:
        """«trị giá 7.000.000 cho …»: nothing but đồng is left out so."""
        if joined.first.bare < LEAST_WORTH or joined.ratio:
            return False
        return low[max(0, joined.start - WORTH_REACH) : joined.start].endswith(self._worth)

    def _is_dated(self, low: str, joined: Joined) -> bool:
        """Whether the number names a year, a month, a day or a place: «năm 2018», «tháng 5»."""
        times = joined.unit is not None and joined.unit.name == "lần"
        if times and low.startswith((" thứ", " lượt", " đầu tiên"), joined.end):
            # «Đảng bộ Phường 11 lần thứ XIII», «học sinh lớp 7 lần đầu tiên …»
            return True
        words = low[max(0, joined.start - 18) : joined.start].split()
        if not words or low[joined.start - 1] != " ":
            return False
        last, before = words[-1], words[-2] if len(words) > 1 else ""
        if last not in self._date_heads or before in self._each or joined.ratio:
            return False
        if (before[:1].isdigit() or (before, last) in CROPS) and joined.unit is not None:
            # «2 ngày 45 phút», but «20-25 tháng 10 âm lịch»; «cây ngắn ngày 12 ha».
            return False
        if last == "ngày" and times:
            # «cho ăn ngày 2 lần», but «ngày 5 lần đầu …»
            return low.startswith(" đầu", joined.end)
        if (before, last) == ("trong", "ngày") and _counts(joined.unit):
            # «trong ngày 11 bệnh nhân khỏi bệnh»
            return False
        value = joined.first.value
        if last == "năm":
            # «gieo trồng cả năm 1.256 ha»: no year is written with a stop.
            plain = low[joined.start : joined.first.bare_end].isdigit()
            return plain and value is not None and 1000 <= value <= 2200
        return (
            value is not None
            and value <= 31
            and not (joined.unit is not None and joined.unit.kind in ("money", "percent"))
        )

    @staticmethod
    def _is_base(low: str, quantity: Quantity) -> bool:
        """«1 km hết 1,2 tỷ», «thu nhập trên 1ha»: what other figures are counted per."""
        start, end = quantity.span.start, quantity.span.end
        if quantity.kind == "count" and people_base_at(low, start):
            return True
        if is_rate_base(low, start):
            # «…/10.000 dân», «…/100 kg»
            same = low[: start - 1].endswith(quantity.unit.lower())
            return quantity.kind == "count" or (quantity.kind == "measure" and not same)
        if quantity.value != ONE or quantity.value_max:
            return False
        if is_per_one(low, start, end):
            return True
        # «đình chỉ 02 vụ/01 bị can»: who is counted with two digits is counted.
        slash = low[start - 1 : start] == "/" and low[start] != "0"
        if quantity.kind != "measure" or slash:
            return slash and quantity.kind in ("measure", "count")
        costs = COSTS.search(low, end, end + 40)
        if costs is not None:
            bounded = quantity.comparator != "eq" or low.find(",", end, costs.end()) >= 0
            if bounded or BREAK.search(low, end, costs.end()):
                costs = None
        # «giá trị thu nhập trên 1 ha», but «hiến trên 1 ha đất», «dài trên 1 km»
        each = quantity.cue == "trên" and AVERAGED.search(low, max(0, start - AVERAGE_BACK), start)
        return bool(each) or costs is not None

    def _multiplies(self, low: str, start: int) -> bool:
        words = low[max(0, start - 32) : start].replace("(", " ").split()
        pairs = [" ".join(words[-3:]), " ".join(words[-2:]), *words[-3:]]
        return not self._times_left.isdisjoint(pairs)

    def _zeros(self, text: Text) -> Iterator[Quantity]:
        """«không còn hộ nghèo»: an explicit none."""
        low = text.low
        for hit in self._zero.scan(low):
            if low[hit.end : hit.end + 1] != " ":
                continue
            unit = self._units.at(low, hit.end + 1)
            if unit is None or not unit.entry.zero:
                continue
            start = low.rfind("không", hit.start, hit.end)
            yield Quantity(
                span=Span(start, unit.end),
                kind=unit.entry.kind,
                value=Decimal(0),
                unit=unit.entry.name,
                unit_text=text.norm[unit.start : unit.end],
                rule="zero",
                cue=low[start : hit.end],
            )


def _counts(unit: Unit | None) -> bool:
    """Whether a unit counts things, and no days or months."""
    return unit is not None and unit.kind == "count" and not unit.duration


def _apart(amounts: list[Amount]) -> list[Amount]:
    """The amounts without those that begin inside another: «200 triệu» of «1 tỷ 200 triệu»."""
    apart: list[Amount] = []
    for amount in amounts:
        if not apart or amount.start >= apart[-1].number_end:
            apart.append(amount)
    return apart
