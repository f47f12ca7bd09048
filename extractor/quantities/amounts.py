"""One number with its magnitudes and its unit, as it stands at one place."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from extractor.lexicon import Hit
from extractor.quantities.numerals import LONGEST, NUMERAL, SYLLABLE, parse_number
from extractor.quantities.vocabulary import ONE, Unit, Vocabulary
from extractor.text import Text

HALF = Decimal("0.5")
MORE_YEARS = re.compile(r"(?:, | và | ?- ?| đến )(?:năm )?(?:19|20)\d\d(?!\d)")
BARE_YEAR = re.compile(r"(?<=[^\W\d_] )(?:19|20)\d\d$")
YEAR_AFTER = re.compile(r" (?:(?:19|20)\d\d(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})")
COMMA_WORD = re.compile(r", ?(?=[^\W\d_])")
RAISED = re.compile(r"\n([23])(?=[ ,.;)])")
# «05 (năm) đồng chí»: the number once more, in words, before what is counted.
AGAIN = re.compile(r" ?\(([^\W\d_]+(?: [^\W\d_]+){0,11})\)(?= )")
THOUSAND, LEAST_HUNDREDS = Decimal(1000), Decimal(100)
NO_HUNDRED = re.compile(r"không trăm (?:linh |lẻ )?")
# How long a title is that counts people though it is written with capitals.
HONOURED, OFFICE = 8, 6
# A thing's name in quotation marks is shorter than this.
LONGEST_QUOTE = 60
ALL_THE, HAVING_REACH = " các ", 12
METRE_REST = re.compile(r"\d{1,2}(?![.,]?\d)(?![^\W_])")


# What an amount comes to, and no paper.
EQUALS = re.compile(r"bằng (?:hơn |gần |khoảng |trên )?\d|từ (?!(?:vựng|khóa|tiếng|mới|trở)\b)\w")


class Amount(Struct, frozen=True):
    """A number at [start, end): its value, already multiplied, and the unit if one follows.

    `bare` is the number before its magnitudes, `scale` what they multiply by, `number_end` where
    number and magnitudes end. A vague amount («hàng chục») has no value.
    """

    start: int
    end: int
    value: Decimal | None
    bare: Decimal
    scale: Decimal
    number_end: int
    bare_end: int
    unit: Unit | None
    spoken: bool = False
    vague: bool = False
    shared: bool = False


class AmountReader:
    """Reads amounts at given places of a text."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._of_body = words.part("of_body")
        self._having = tuple(f" {form} " for form in words.part("having_left"))

    def digits(self, text: Text, start: int, end: int) -> Amount | None:
        """The amount whose digits are at [start, end); None for what is no number («1.1.1»)."""
        end = self._joined_groups(text.low, start, end)
        written = text.low[start:end].replace(" ", "")
        try:
            bare = parse_number(written)
        except ValueError:
            return None
        amount = self._complete(text, start, end, bare)
        grouped = "," in written and amount.scale == ONE and amount.unit is not None
        if grouped and amount.unit is not None and _is_whole(amount.unit):
            whole = parse_number(written, countable=True)
            return replace(amount, bare=whole, value=whole)
        return amount

    def spoken(self, text: Text, start: int) -> Amount | None:
        """The amount in words at `start`."""
        number = self._words.spoken.read(text.low, start)
        if number is None:
            return None
        amount = self._complete(text, start, number.end, number.value, spoken=True)
        return replace(amount, spoken=True)

    def magnitude_only(self, text: Text, start: int, bare: Decimal = ONE) -> Amount | None:
        """«chục hộ», «trăm triệu»: a magnitude that stands for one of itself."""
        amount = self._complete(text, start, start, bare, glued=True)
        if amount.scale == ONE or amount.value is None:
            return None
        return replace(amount, spoken=True)

    def vague(self, text: Text, start: int, end: int) -> Amount | None:
        """«hàng chục hộ», «vài nghìn»: the order of magnitude only."""
        if text.low[end : end + 1] != " ":
            return None
        amount = self.magnitude_only(text, end + 1)
        if amount is None:
            return None
        return replace(amount, start=start, value=None, vague=True)

    @staticmethod
    def skip(norm: str, at: int) -> int:
        """`at`, or the place after the one blank (or wrapped line) there."""
        here = norm[at : at + 1]
        if here == " " or (here == "\n" and norm[at + 1 : at + 2].islower()):
            return at + 1
        return at

    def _joined_groups(self, low: str, start: int, end: int) -> int:
        """The end of «19 136», where blanks group the thousands."""
        if end - start > 3 or low[start] == "0":
            return end
        reach = end
        while (
            low[reach : reach + 1] == " "
            and low[reach + 1 : reach + 4].isdigit()
            and not low[reach + 4 : reach + 5].isdigit()
            and reach - start < LONGEST
        ):
            reach += 4
        follow = low[reach : reach + 1]
        return reach if follow == " " or follow.isalpha() else end

    def _complete(
        self,
        text: Text,
        start: int,
        end: int,
        bare: Decimal,
        glued: bool = False,
        spoken: bool = False,
    ) -> Amount:
        bare_end = end
        scale, number_end = self._scale(text, start if glued else end, glued)
        value = bare * scale
        if scale > ONE:
            value, number_end = self._tail(text, value, scale, number_end, spoken)
            value = scaled_value(value)
        unit, unit_end = self._unit(text, number_end)
        if unit is None and not spoken and scale == ONE:
            unit, unit_end = self._all_the(text, start, number_end)
        if unit is None and not spoken and (again := self._past_again(text.low, number_end)):
            unit, unit_end = self._unit(text, again)
            number_end = again if unit is not None else number_end
        if unit is not None and unit.times != ONE:
            value, scale = scaled_value(value, unit.times), scale * unit.times
        if unit and unit.kind == "measure" and text.low.startswith(" rưỡi", unit_end):
            # «một tháng rưỡi»
            value, unit_end = value + HALF, unit_end + len(" rưỡi")
        rest = METRE_REST.match(text.low, unit_end) if unit and unit.name == "m" else None
        if rest is not None and text.low[unit_end - 1] == "m":
            # «1m75»: metres, then the rest of one.
            value, unit_end = value + Decimal(f"0.{rest.group()}"), rest.end()
        return Amount(start, unit_end, value, bare, scale, number_end, bare_end, unit)

    def _scale(self, text: Text, end: int, glued: bool) -> tuple[Decimal, int]:
        """What the magnitude words after `end` multiply by, and where they end."""
        low, norm, scale = text.low, text.norm, ONE
        for _ in range(3):
            hit = self._words.magnitudes.at(low, end if glued else self.skip(norm, end))
            glued = False
            if hit is None:
                break
            follow = self.skip(norm, hit.end)
            word = SYLLABLE.match(low, follow)
            if word and word.group() in hit.entry.not_before:
                break
            if hit.entry.money_only and not self._is_money(low, follow):
                break
            scale *= hit.entry.factor
            end = hit.end
        return scale, end

    def _is_money(self, low: str, at: int) -> bool:
        if low[at : at + 1] == "/":
            return True
        hit = self._words.units.at(low, at)
        return hit is not None and hit.entry.kind == "money"

    def _tail(
        self, text: Text, value: Decimal, scale: Decimal, end: int, spoken: bool
    ) -> tuple[Decimal, int]:
        """«… rưỡi», or the lower part of «1 tỷ 200 triệu», added to `value`.

        In words a comma may stand between: «bảy tỷ, không trăm hai mươi bốn triệu đồng».
        """
        low = text.low
        for _ in range(3):
            comma = COMMA_WORD.match(low, end) if spoken else None
            if comma is None and low[end : end + 1] != " ":
                break
            at = comma.end() if comma else end + 1
            word = SYLLABLE.match(low, at)
            known = self._words.spoken.words.get(word.group()) if word else None
            if word and known and known.role == "plus_half":
                return value + scale * HALF, word.end()
            part = self._lower_part(text, at, scale)
            if part is None:
                break
            value, scale, end = value + part[0], part[1], part[2]
            if scale == ONE:
                break
        return value, end

    def _lower_part(
        self, text: Text, at: int, above: Decimal
    ) -> tuple[Decimal, Decimal, int] | None:
        """A number at `at` whose magnitude is below `above`: its value, scale and end."""
        low = text.low
        match = NUMERAL.match(low, at)
        if match:
            try:
                bare, end = parse_number(match.group()), match.end()
            except ValueError:
                return None
        else:
            number = self._words.spoken.read(low, _past_no_hundred(low, at))
            if number is None:
                return None
            bare, end = number.value, number.end
        scale, end = self._scale(text, end, glued=False)
        if scale >= above or bare * scale >= above:
            return None
        if scale == ONE and not self._ends_number(text, bare, above, end):
            return None
        return bare * scale, scale, end

    def _ends_number(self, text: Text, bare: Decimal, above: Decimal, end: int) -> bool:
        """Whether a number without a magnitude goes on from the one before: «1 triệu 500 đồng»,
        and its hundreds behind thousands of things: «3 nghìn 500 người»."""
        at = self.skip(text.norm, end)
        if above == THOUSAND and bare >= LEAST_HUNDREDS:
            return at > end and self._words.units.at(text.low, at) is not None
        return self._is_money(text.low, at)

    def _all_the(self, text: Text, start: int, end: int) -> tuple[Unit | None, int]:
        """What is counted past a «các» too many: «có 300 các đại biểu»; no «lớp 5 các em»."""
        at = end + len(ALL_THE)
        if not text.low.startswith(ALL_THE, end):
            return None, end
        if not f" {text.low[max(0, start - HAVING_REACH) : start]}".endswith(self._having):
            return None, end
        hit = self._words.units.at(text.low, at)
        return (hit.entry, hit.end) if hit and hit.entry.kind == "count" else (None, end)

    def _past_again(self, low: str, end: int) -> int | None:
        """Where the brackets end that say a number once more in words."""
        match = AGAIN.match(low, end)
        told = match is not None and self._words.spoken.read(low, match.start(1)) is not None
        return match.end() if match is not None and told else None

    def _unit(self, text: Text, end: int) -> tuple[Unit | None, int]:
        at = self.skip(text.norm, end)
        if at > end and text.norm[at : at + 1] == '"':
            return self._quoted(text, at + 1, end)
        hit = self._words.units.at(text.low, at)
        if hit is None:
            return None, end
        if _is_no_unit(text, end, hit):
            return None, end
        entry = hit.entry
        begin = text.norm[hit.start : hit.start + 2]
        title = begin.istitle() and begin.isalpha()
        addressed = title and text.norm[hit.end : hit.end + 1] == " "
        if hit.end - hit.start >= OFFICE:
            # «4 Ủy viên UBND», «63 Bí thư tỉnh»: only a name makes an office a person.
            word = SYLLABLE.match(text.low, hit.end + 1)
            body = word is not None and word.group() in self._of_body
            addressed = addressed and not body and text.norm[hit.end + 1 : hit.end + 3].istitle()
        if entry.name == "người" and addressed and hit.end - hit.start < HONOURED:
            # «1/3 Ông Cương cho biết»: a person begins the next sentence, unlike «6 Bà mẹ Việt
            # Nam anh hùng» and «lao động nữ: 635 Người.»
            return None, end
        if entry.duration and (year := YEAR_AFTER.match(text.low, hit.end)):
            # «đợt 7 năm 2017»: the word begins a date; «trong 2 năm 2016, 2017» counts years too.
            return (entry if MORE_YEARS.match(text.low, year.end()) else None), end
        raised_apart = text.low[hit.end - 2] == " " and text.low[hit.end - 1].isdigit()
        if raised_apart and self._words.units.at(text.low, hit.end + 1):
            # «dài 5 km 2 bên đường»: the digit counts what follows.
            plain = self._words.units.entries.get(text.low[hit.start : hit.end - 2])
            return (plain, hit.end - 2) if plain else (entry, hit.end)
        raised = RAISED.match(text.norm, hit.end) if entry.name in ("m", "km") else None
        whole = self._words.units.entries.get(f"{entry.name}{raised[1]}") if raised else None
        # «6.500 m⏎2»: the raised 2 stands on a line of its own.
        return (whole, raised.end()) if raised and whole else (entry, hit.end)

    def _quoted(self, text: Text, at: int, end: int) -> tuple[Unit | None, int]:
        """What is quoted right after a number is counted: «tháo gỡ 05 "điểm nghẽn"»."""
        hit = self._words.units.at(text.low, at)
        close = text.norm.find('"', at, at + LONGEST_QUOTE)
        if hit is None or close < hit.end or hit.entry.kind != "count":
            return None, end
        return hit.entry, close + 1


def _is_whole(unit: Unit) -> bool:
    """Whether nobody tells thousandths of it: things, and đồng («150,000 đồng/kg»)."""
    return unit.kind == "count" or unit.name == "VND"


def _is_no_unit(text: Text, end: int, hit: Hit[Unit]) -> bool:
    """«4K»: one-letter units are written small; «kỳ thi THPT 2018 Thông báo của …»: a year;
    «đạt 12 tỷ bằng 101%»: no certificates."""
    if EQUALS.match(text.low, hit.start):
        return True
    if not text.norm[hit.start].isupper():
        return False
    year = end < hit.start and BARE_YEAR.search(text.low, max(0, end - 6), end) is not None
    return hit.end - hit.start == 1 or (year and text.norm[hit.start + 1].islower())


def _past_no_hundred(low: str, at: int) -> int:
    """Where «hai mươi bốn» begins in «không trăm hai mươi bốn»."""
    match = NO_HUNDRED.match(low, at)
    return match.end() if match else at


def scaled_value(bare: Decimal, scale: Decimal = ONE) -> Decimal:
    """«12,5 tỷ» without the zeros that multiplying leaves behind the point."""
    value = bare * scale
    return value.quantize(ONE) if value == value.to_integral_value() else value
