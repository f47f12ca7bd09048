"""Every quantity of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.lexicon import Lexicon
from extractor.mentions import Quantity
from extractor.quantities.amounts import Amount, AmountReader
from extractor.quantities.joining import Joined, Joiner
from extractor.quantities.nouns import NounGuesser, bracket_of_places
from extractor.quantities.numerals import LONGEST, NUMERAL, parse_number
from extractor.quantities.surroundings import BREAK, COSTS, Bound, Surroundings
from extractor.quantities.vocabulary import ONE, Unit, vocabulary
from extractor.quantities.words import WordAnchors
from extractor.rules import RuleSet
from extractor.text import Span, Text

# A numeral glued to a word («đạt13,04%») counts; a letter or two before it make a code («D3»).
GLUED = re.compile(r"[^\W\d_]{1,8}$")
# «12/15 (80%) hộ»: the rate stands before the unit.
RATE_BETWEEN = re.compile(r" ?\((?:đạt |chiếm |= ?)?\d[\d.,]{0,6} ?%\) |\) ")
DONG = Unit("vnd", "money", "VND")
PERCENT = Unit("half", "percent", "%")
NO_UNIT = Unit("fraction", "ratio", "")
TIMES = Unit("multiple", "multiple", "lần")
TIMES_LEFT = frozenset(["gấp", "tăng", "giảm", "cao gấp", "lớn hơn", "nhiều hơn", "bằng"])


class QuantityFinder:
    """Finds counts, money, percentages, measures, ratios and multiples."""

    def __init__(self, rules: RuleSet) -> None:
        words = vocabulary(rules)
        self._reader = AmountReader(words)
        self._joiner = Joiner(words)
        self._around = Surroundings(words)
        self._anchors = WordAnchors(words, self._reader)
        self._nouns = NounGuesser(words)
        self._date_left = words.part("date_left")
        self._share_of = Lexicon((form, form) for form in words.part("share_of"))
        self._zero = Lexicon((form, form) for form in words.part("zero"))
        self._units = words.units

    def find(self, text: Text) -> list[Quantity]:
        """The quantities of `text`, in order; other finders may still claim their places."""
        amounts = sorted(
            [*self._digit_amounts(text), *self._anchors.find(text)], key=lambda one: one.start
        )
        found: list[Quantity] = []
        for joined in self._joiner.join(text.low, _apart(amounts)):
            quantity = self._quantity(text, joined) or self._listed(text, joined, found)
            if quantity and not self._is_base(text.low, quantity):
                found.append(quantity)
        found.extend(self._zeros(text))
        return found

    def _digit_amounts(self, text: Text) -> Iterator[Amount]:
        reached = 0
        for match in NUMERAL.finditer(text.low):
            start, end = match.span()
            if start < reached or end - start > LONGEST or self._is_code(text, start):
                continue
            amount = self._reader.digits(text, start, end)
            if amount is not None:
                reached = amount.number_end
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
        return len(word) < 3 or not word[1:].islower() or word in self._units.entries

    def _quantity(self, text: Text, joined: Joined) -> Quantity | None:
        if joined.ratio:
            return self._ratio(text, joined)
        amount = joined.second or joined.first
        if self._is_dated(text.low, joined):
            return None
        unit, end, rule = self._named(text, joined, amount)
        if unit is None:
            return None
        if unit.name == "lần" and self._multiplies(text.low, joined.start):
            unit = TIMES
        return self._build(text, joined, unit, end, rule)

    def _named(self, text: Text, joined: Joined, amount: Amount) -> tuple[Unit | None, int, str]:
        """The unit of `joined`, where the quantity ends, and the rule that knew."""
        if joined.unit is not None:
            return joined.unit, joined.end, joined.unit.rule
        if amount.scale >= 1000:
            return DONG, joined.end, "magnitude_money"
        if amount.spoken:
            doubled = text.low[max(0, joined.start - 4) : joined.start] == "gấp "
            return (TIMES if doubled else None), joined.end, "multiple"
        guess = self._nouns.after(text, joined.end)
        if guess is not None:
            return Unit("unknown_noun", "count", guess[0]), guess[1], "unknown_noun"
        before = self._nouns.before(text.low, joined.start, joined.end)
        return before, joined.end, "noun_before"

    def _listed(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«6 tàu bị chìm (Cà Mau 2, Bình Định 1)»: a part with the unit before the bracket."""
        if joined.ratio or joined.second or joined.first.spoken or not found:
            return None
        opening = bracket_of_places(text.norm, joined.start, joined.end)
        whole = next((one for one in reversed(found) if one.span.end <= (opening or 0)), None)
        if opening is None or whole is None or opening - whole.span.end > 80:
            return None
        if whole.kind not in ("count", "measure") or BREAK.search(
            text.low, whole.span.end, opening
        ):
            return None
        unit = Unit("bracket", whole.kind, whole.unit)
        return self._build(text, joined, unit, joined.end, "bracket")

    def _is_dated(self, low: str, joined: Joined) -> bool:
        """Whether the number names a year, a month or a day: «năm 2018», «tháng 5»."""
        words = low[max(0, joined.start - 18) : joined.start].split()
        if not words or low[joined.start - 1] != " ":
            return False
        last, before = words[-1], words[-2] if len(words) > 1 else ""
        if last not in ("năm", "tháng", "ngày", "quý", "thứ", "khóa", "mùng", "mồng"):
            return False
        if before in ("mỗi", "hằng", "hàng", "một", "từng", "mấy"):
            return False
        if before[:1].isdigit() and joined.unit is not None:
            # «2 ngày 45 phút», but «20-25 tháng 10 âm lịch».
            return False
        value = joined.first.value
        if last == "năm":
            return value is not None and 1000 <= value <= 2200
        return (
            value is not None
            and value <= 31
            and not (joined.unit is not None and joined.unit.kind in ("money", "percent"))
        )

    @staticmethod
    def _is_base(low: str, quantity: Quantity) -> bool:
        """«1 km hết 1,2 tỷ», «thu nhập trên 1ha»: what other figures are counted per."""
        if quantity.kind != "measure" or quantity.value != ONE or quantity.value_max:
            return False
        end = quantity.span.end
        if low[quantity.span.start - 1 : quantity.span.start] == "/":
            return True
        costs = COSTS.search(low, end, end + 40)
        if costs is not None and BREAK.search(low, end, costs.end()):
            costs = None
        return quantity.cue == "trên" or costs is not None

    def _multiplies(self, low: str, start: int) -> bool:
        words = low[max(0, start - 32) : start].split()
        pairs = [" ".join(words[-2:]), *words[-3:]]
        return not TIMES_LEFT.isdisjoint(pairs)

    def _build(self, text: Text, joined: Joined, unit: Unit, end: int, rule: str) -> Quantity:
        first, second = joined.first, joined.second
        per = self._around.per(text.low, joined.start, end, unit)
        bound = self._around.bound(text.low, joined.start, end, unit, bool(per))
        comparator = _comparator(joined, bound, unit)
        last = second or first
        return Quantity(
            span=Span(joined.start, end),
            kind=unit.kind,
            value=first.value,
            value_max=second.value if second else None,
            unit=unit.name,
            unit_text=text.norm[_unit_start(last) : end].strip(),
            rule=rule,
            comparator=comparator,
            cue=bound.cue,
            per=per,
            shared_unit=last.shared or first.shared,
        )

    def _ratio(self, text: Text, joined: Joined) -> Quantity | None:
        assert joined.second is not None
        first, second = _whole(text, joined.first), _whole(text, joined.second)
        unit, end, certain = joined.unit, joined.end, True
        if self._dates_ratio(text.low, joined):
            return None
        share = self._share_of.at(text.low, self._reader.skip(text.norm, second.number_end))
        if share is not None and first.bare < second.bare <= 10 and first.unit is None:
            unit, end = NO_UNIT, second.number_end
        elif unit is None and (late := RATE_BETWEEN.match(text.low, end)):
            unit = self._unit_at(text.low, late.end())
        if unit is None:
            certain = False
            guess = None if certain else self._nouns.after(text, end)
            dated = first.bare <= 31 and second.bare <= 12
            if guess is not None and not dated and _is_part(first, second):
                unit, end = Unit("unknown_noun", "count", guess[0]), guess[1]
            elif not certain and not _is_plain_share(first, second):
                return None
            else:
                unit = NO_UNIT
        per = self._around.per(text.low, joined.start, end, unit)
        bound = self._around.bound(text.low, joined.start, end, unit, bool(per))
        return Quantity(
            span=Span(joined.start, end),
            kind="ratio",
            value=first.value,
            denominator=second.value,
            unit=unit.name,
            unit_text=text.norm[second.number_end : end].strip(),
            rule="ratio" if unit is not NO_UNIT else "fraction",
            comparator=bound.comparator,
            cue=bound.cue,
            priority=3 if certain and unit.rule != "unknown_noun" else 1,
        )

    def _unit_at(self, low: str, at: int) -> Unit | None:
        hit = self._units.at(low, at)
        return hit.entry if hit else None

    def _dates_ratio(self, low: str, joined: Joined) -> bool:
        """«sáng 3/5», «ngày 20/10»: a day and a month, not a part of a total."""
        first, second = joined.first, joined.second
        if second is None or first.bare > 31 or second.bare > 12 or first.unit is not None:
            return False
        words = low[max(0, joined.start - 18) : joined.start].split()
        if words and (words[-1] in self._date_left or words[-1].strip("(") in self._date_left):
            return True
        weak = words and words[-1] in ("đến", "từ", "hết", "sau", "nay", "tới", "qua")
        return bool(weak) or first.bare > second.bare

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


def _apart(amounts: list[Amount]) -> list[Amount]:
    """The amounts without those that begin inside another: «200 triệu» of «1 tỷ 200 triệu»."""
    apart: list[Amount] = []
    for amount in amounts:
        if not apart or amount.start >= apart[-1].number_end:
            apart.append(amount)
    return apart


def _comparator(joined: Joined, bound: Bound, unit: Unit) -> str:
    if joined.first.vague:
        return "vague"
    if joined.second is not None:
        return "range"
    if unit is TIMES and bound.cue in ("lớn hơn", "nhỏ hơn"):
        return "eq"
    return bound.comparator


def _unit_start(last: Amount) -> int:
    """Where the words of the unit begin: money shows its magnitude («tỷ đồng»)."""
    counted = last.unit is not None and last.unit.kind != "money"
    return last.number_end if counted else last.bare_end


def _whole(text: Text, amount: Amount) -> Amount:
    """Of things there are no thousandths: «1,287/1.340» is 1287 of 1340."""
    if amount.scale != ONE or (amount.unit and amount.unit.kind != "count"):
        return amount
    try:
        bare = parse_number(text.low[amount.start : amount.bare_end], countable=True)
    except ValueError:
        return amount
    return amount._replace(bare=bare, value=bare)


def _is_part(first: Amount, second: Amount) -> bool:
    return first.value is not None and second.value is not None and first.value <= second.value


def _is_plain_share(first: Amount, second: Amount) -> bool:
    """Whether a pair without a unit can only be part of a total, never a day and a month."""
    if not _is_part(first, second):
        return False
    impossible = first.bare > 31 or second.bare > 12
    return impossible or (first.bare == ONE and second.bare in (2, 3, 4))
