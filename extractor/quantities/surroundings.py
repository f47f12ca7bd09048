"""What the words around a quantity add: comparator, cue and the unit it is counted per."""

from __future__ import annotations

import re

from msgspec import Struct

from extractor.quantities.people_rates import people_base
from extractor.quantities.per_one import BASES, PER_ONE, TAKEN
from extractor.quantities.vocabulary import Unit, Vocabulary

LONGEST_CUE = 4
LEFT_WINDOW = 32
TAKERS = (" cho ", " tới ", " đến tay ")
ANOTHER = re.compile(r" và (?:\w+ )?\d")
MONEY_AND = re.compile(r"(?:đồng|đ) và (?:[^\W\d_]+ ){0,2}$")
EACH_WINDOW = 80
YEARLY_WINDOW = 48
# What keeps the words before a figure from reaching it; «mỗi suất gồm: 10 kg gạo» does not.
BREAK = re.compile(
    r"[;!?\n(]|(?<!\btp)(?<!\btx)(?<!\btt)(?<!\b[qphx])\.(?=\s|$)|(?<!gồm)(?<!gồm ):| nhưng "
)
SLASH = re.compile(r" ?/ ?(?=[^\W\d_]|\d{1,6} [^\W\d_]|1[^\W\d_]|1\.000 ?[^\W\d_])")
LATE_SLASH = re.compile(r"((?: [^\W\d_]{1,7}){1,4}) ?/ ?(?=[^\W\d_])")
# «5 tấn rau sạch mỗi ngày», to the end of its clause.
LATE_EACH = re.compile(
    r"(?: [^\W\d_]{1,7}){1,4} mỗi (ngày|tháng|năm|tuần|vụ|lứa)(?= ?(?:[.,;:)\n]|$))"
)
# «5.000 tấn rác thải sinh hoạt phát sinh mỗi ngày ở …»: of what is weighed, further behind.
LATE_WEIGHED = re.compile(
    r"(?: [^\W\d_]{1,7}){1,8} mỗi (ngày|tháng|năm|tuần|vụ|lứa)"
    r"(?= ?(?:[.,;:)\n]|$)| (?:ở|tại|trên|của|từ|trong|nhưng|và|ra)\b)"
)
# «Mỗi ngày, bãi rác Trà Bích (quận Đông) nhận 300 tấn»
ASIDE = re.compile(r"\([^()]*\)")
# A rate of time may stand further behind: «1 tấn thảo dược các loại/tháng».
LATE_WORDS = 2
# «bắt 1 vụ/1 đối tượng»: a case and who is in it, never so many per person.
CASES = frozenset({"vụ", "vụ án", "vụ việc"})
NOUN = re.compile(r"[^\W_]+")
# Of comparators that stand together the one that bounds a side holds: «khoảng hơn 7 triệu».
STRENGTH = {"eq": 0, "approx": 1, "gt": 2, "lt": 2, "ge": 3, "le": 3}
# «trên 5 xã» says where, «trên 50 xã» how many.
FEWEST = 10
SENTENCE_WINDOW = 160
BASE_WINDOW = 72
BASE = re.compile(r"(?<![^\W_])(cứ (?:mỗi )?)?(\d[\d.]{0,8}|một) ?(?=[^\W\d_])")
COSTS = re.compile(
    r" (?:hết|tốn|mất|cần|thu(?! nhập)|lãi|cho thu|cho thu nhập|đạt|có giá|giá|với giá) "
)
ONE = ("1", "một")
COMPARED = re.compile(r"so với|kế hoạch|dự toán|chỉ tiêu")
AVERAGE = re.compile(r"bình quân|trung bình|mỗi ")
LATE_RATE = re.compile(r"(?: [^\W\d_]+){1,2} mỗi ")
MONEY_RATE = re.compile(r" (?:mỗi|một|trên) ")
# «1,1 kg cho mỗi 10 quả trứng»
BATCH = re.compile(r" (?:cho|trên) mỗi (\d[\d.]{0,6}) (?=[^\W\d_])")
WHOLES = frozenset({"tổng", "tổng số", "kh", "kế hoạch", "chỉ tiêu", "dự toán", "dt", "nghị quyết"})
# A count right before «mỗi», with the words of what it counts.
OF_BEFORE = re.compile(r"\d (?:[^\W\d_]{1,7},? ){1,6}$")
# «phấn đấu đạt từ 15 tiêu chí»
REACHING = frozenset(["đạt", "có", "được"])
# A bound only right behind the figure: «308 doanh nghiệp hoạt động trở lại» are back at work.
BACK = "trở lại"
# «hằng năm *tăng bình quân trên* 8%»
MOVES = re.compile(
    r" (?:tăng|giảm)( bình quân| trung bình)?(?: (?:trên|hơn|gần|khoảng|từ|dưới)){0,2} "
)
ON_AVERAGE = ("bình quân ", "trung bình ")


class Bound(Struct, frozen=True):
    """A comparator and the words that say so."""

    comparator: str
    cue: str | None


class Surroundings:
    """Reads to the left and to the right of a quantity, never further than a clause."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._to_level = words.part("to_level")
        self._rising = words.part("rising")
        self._size = words.part("size_left")
        self._amount = words.part("amount_left")
        self._graded = tuple(f" {form} " for form in words.part("graded"))
        self._fields, self._yielding = words.part("field"), words.part("yielding")
        self._paid = tuple(f"{form} " for form in words.part("paid"))

    def bound(self, low: str, start: int, end: int, unit: Unit, has_per: bool) -> Bound:
        """The comparator of the quantity at [start, end)."""
        left, rest = self._left(low, start, unit)
        right = self._right(low, end)
        if right and self._words.right.entries[right] != "eq":
            cue = f"{left.cue} … {right}" if left.cue else right
            return Bound(self._words.right.entries[right], cue)
        if left.comparator != "eq" or left.cue:
            return left
        return self._open_end(low, end, unit, rest, has_per)

    def _left(self, low: str, start: int, unit: Unit) -> tuple[Bound, list[str]]:
        words = _clause_words(low, start)
        if start and low[start - 1] != " " and words and words[-1] not in self._words.left:
            return Bound("eq", None), []
        found: list[tuple[str, str]] = []
        while words:
            for size in range(min(LONGEST_CUE, len(words)), 0, -1):
                phrase = " ".join(words[-size:])
                known = self._words.left.get(phrase)
                if known:
                    found.insert(0, (phrase, known[0]))
                    del words[-size:]
                    break
            else:
                break
        if not found:
            return Bound("eq", None), words
        comparator = max((one[1] for one in found), key=lambda name: STRENGTH[name])
        cue = " ".join(phrase for phrase, _ in found)
        return Bound(comparator, cue), words

    def _right(self, low: str, end: int) -> str | None:
        """«trở lên» within the same clause: «4 cơ sở y tế trở lên»."""
        at = low.find("trở ", end, end + 30)
        if at < 0:
            at = low.find("đổ ", end, end + 16)
        if at < 0 or not set(low[end:at]).isdisjoint(",.;:()\n0123456789"):
            return None
        if low.startswith(BACK, at) and low[end:at].strip():
            return None
        if low.endswith(self._graded, end, at):
            # «14 dược sĩ đại học trở lên»
            return None
        hit = self._words.right.at(low, at)
        return low[hit.start : hit.end] if hit else None

    def _open_end(self, low: str, end: int, unit: Unit, words: list[str], has_per: bool) -> Bound:
        """«từ 80%» with no «đến» after it, and «giảm tới 50%»."""
        if not words:
            return Bound("eq", None)
        last, before = words[-1], words[-2] if len(words) > 1 else ""
        if last == "từ" and self._is_floor(before, unit, has_per):
            clause = re.split(r"[.;\n]", low[end : end + 90], maxsplit=1)[0].split()
            if self._to_level.isdisjoint(clause):
                return Bound("ge", "từ")
        if last in ("tới", "đến") and unit.kind == "percent" and before not in self._rising:
            return Bound("le", last)
        if last == "vượt" and unit.kind == "money" and COMPARED.search(low, end, end + 30) is None:
            return Bound("gt", "vượt")
        return Bound("eq", None)

    def _is_floor(self, before: str, unit: Unit, has_per: bool) -> bool:
        if unit.kind == "percent":
            return before not in ("tăng", "giảm", "lãi", "nâng", "hạ")
        if unit.kind == "money":
            return has_per or before.endswith(":") or before in self._amount
        if unit.kind == "count":
            return before in REACHING
        return unit.kind == "measure" and before in self._size

    def per(self, low: str, start: int, end: int, unit: Unit) -> tuple[str, ...]:
        """The units after slashes, or the «mỗi …» and «hằng năm» that govern the quantity."""
        if unit.kind == "count" and (people := people_base(low, end)):
            return (people,)
        units = [] if self._is_either(low, start, end, unit) else self._slashes(low, end, unit)
        if units:
            each = self._before(low, start, unit) if self._are_times(units) else None
            return (each, *units) if each and not self._are_times([each]) else tuple(units)
        after = self._after(low, end, unit.kind)
        if after:
            return (after,)
        before = self._before(low, start, unit)
        return (before,) if before else ()

    def _are_times(self, units: list[str]) -> bool:
        """Whether all are stretches of time: «mỗi ha thu 180 triệu đồng/năm» is per ha too."""
        hits = [self._words.units.at(name, 0) for name in units]
        return all(hit is not None and hit.entry.duration for hit in hits)

    def _is_either(self, low: str, start: int, end: int, unit: Unit) -> bool:
        """«80 thôn/xóm bị ngập»: the one or the other, unless an average is named."""
        match = SLASH.match(low, end) if unit.place else None
        hit = self._words.units.at(low, match.end()) if match else None
        average = AVERAGE.search(low, max(0, start - EACH_WINDOW), start)
        return hit is not None and hit.entry.place and average is None

    def _slashes(self, low: str, end: int, unit: Unit) -> list[str]:
        units: list[str] = []
        match = SLASH.match(low, end) or self._late_slash(low, end)
        while match and len(units) < 4:
            at = match.end()
            count = TAKEN.match(low, at)
            name, end = self._unit_name(low, count.end() if count else at)
            if count and (count.group().strip() != "1" or unit.name in CASES):
                base = count.group().strip() in BASES and name != unit.name
                if not (base or self._is_stretch(low, count.end())):
                    # «200 triệu đồng/5 hộ»: two figures, the second of its own.
                    break
                name = low[at:end]
            if not name or name in WHOLES:
                # «chiếm 24,9%/tổng dư nợ» is a share, «12 tỷ đồng/KH 10 tỷ đồng» a plan.
                break
            units.append(name)
            at = end
            match = SLASH.match(low, at)
        return units

    def _late_slash(self, low: str, end: int) -> re.Match[str] | None:
        """The slash of «15 tấn rác/ngày», after a few words of what is measured."""
        match = LATE_SLASH.match(low, end)
        hit = self._words.units.at(low, match.end()) if match else None
        if match is None or hit is None:
            return None
        close = len(match[1].split()) <= LATE_WORDS
        return match if hit.entry.duration or (close and hit.entry.kind == "count") else None

    def _is_stretch(self, low: str, at: int) -> bool:
        hit = self._words.units.at(low, at)
        return hit is not None and hit.entry.duration

    def _unit_name(self, low: str, at: int) -> tuple[str, int]:
        """Canonical name of the unit at `at` and its end; the first syllable if unknown."""
        hit = self._words.units.at(low, at)
        if hit is not None:
            return hit.entry.name, hit.end
        noun = NOUN.match(low, at)
        return (noun.group(), noun.end()) if noun else ("", at)

    def _after(self, low: str, end: int, kind: str) -> str | None:
        """«5 triệu đồng mỗi tháng», «3 lần một tuần», «6 tấn một ha»."""
        match = MONEY_RATE.match(low, end)
        if match is None:
            late = LATE_EACH.match(low, end) if kind != "percent" else None
            late = late or (LATE_WEIGHED.match(low, end) if kind == "measure" else None)
            if late is not None:
                return late[1]
            batch = BATCH.match(low, end)
            hit = self._words.units.at(low, batch.end()) if batch else None
            if batch and hit:
                return f"{batch[1]} {low[batch.end() : hit.end]}"
            return self._late_after(low, end)
        hit = self._words.units.at(low, match.end())
        if hit is not None and match.group() == " trên " and hit.entry.name == "người":
            # «463 triệu đồng trên người các đối tượng»: where it was found.
            return None
        if hit is None:
            return None
        field = kind == "measure" and hit.entry.name in self._fields and match[0] != " trên "
        return hit.entry.name if kind == "money" or hit.entry.duration or field else None

    def _late_after(self, low: str, end: int) -> str | None:
        """The stretch of time of «650 tấn rác mỗi ngày», after words of what is measured."""
        late = LATE_RATE.match(low, end)
        hit = self._words.units.at(low, late.end()) if late else None
        return hit.entry.name if hit is not None and hit.entry.duration else None

    def _before(self, low: str, start: int, unit: Unit) -> str | None:
        base = self._base(low, start, unit) or self._one(low, start)
        if base:
            return base
        if unit.name == "lần" and low.endswith((" ngày ", " tuần "), 0, start):
            # «cho ăn ngày 2 lần»
            return low[start - 5 : start - 1]
        floor = max(0, start - EACH_WINDOW)
        at = low.rfind("mỗi ", floor, start)
        if at >= 0 and not (at and low[at - 1].isalpha()):
            between = ASIDE.sub("", low[at + 4 : start])
            if BREAK.search(between) is None:
                return self._governing(low, at + 4, between, unit)
        if unit.duration:
            return None
        floor = max(0, start - SENTENCE_WINDOW)
        at = max(low.rfind("hằng ", floor, start), low.rfind("hàng ", floor, start))
        hit = self._words.yearly.at(low, at) if at >= 0 else None
        if hit and self._is_yearly(low, at, low[hit.end : start], unit):
            return hit.entry
        return None

    def _is_yearly(self, low: str, at: int, between: str, unit: Unit) -> bool:
        """Whether «hằng năm» at `at` governs what comes after `between`."""
        if low[at - 4 : at] == "cây " or BREAK.search(between):
            return False
        if unit.kind == "count" and low.endswith(self._paid, 0, at):
            # «người hưởng trợ cấp hằng tháng là 320 người»: not so many a month.
            return False
        if "," not in between:
            if unit.kind == "percent":
                return len(between) <= 1 or self._moves_on_average(low, at, between)
            if unit.kind == "count" and between.endswith(" cho "):
                return False
            return len(between) <= YEARLY_WINDOW
        # «Hằng năm, …» at the head of a sentence governs its first figure.
        head = at == 0 or low[max(0, at - 2) : at].strip(" ") in (".", "\n")
        return head and unit.kind != "percent" and not any(map(str.isdigit, between))

    def _moves_on_average(self, low: str, at: int, between: str) -> bool:
        """«hằng năm tăng bình quân 8%», «bình quân hàng năm tăng 20%»."""
        move = MOVES.fullmatch(between)
        return move is not None and (move[1] is not None or low.endswith(ON_AVERAGE, 0, at))

    def _base(self, low: str, start: int, unit: Unit) -> str | None:
        """The base of «cứ 100 bệnh nhân … thì có 22», «1 km hết 1,2 tỷ đồng»."""
        floor = max(0, start - BASE_WINDOW)
        if low.rfind("cứ ", floor, start) < 0 and not COSTS.search(low, floor, start):
            return None
        clause = low[floor:start]
        found = None
        for found in BASE.finditer(clause):  # noqa: B007
            pass
        if found is None or BREAK.search(clause, found.end()):
            return None
        at = start - len(clause) + found.end()
        hit = self._words.units.at(low, at)
        if hit is None:
            return None
        between = low[hit.end : start]
        if found[1]:
            return f"{found[2]} {low[at : hit.end]}" if found[2] not in ONE else hit.entry.name
        yields = unit.kind == "money" and hit.entry.name in self._yielding
        costs = yields or (hit.entry.kind == "measure" and not hit.entry.duration)
        if not costs or found[2] not in ONE or "," in between:
            return None
        return hit.entry.name if COSTS.search(between) else None

    def _one(self, low: str, start: int) -> str | None:
        """The unit of «bình quân trên 1 hộ đạt 120 triệu đồng»."""
        floor = max(0, start - BASE_WINDOW)
        if low.find(" 1 ", floor, start) < 0 and low.find(" một ", floor, start) < 0:
            return None
        one = PER_ONE.search(low, floor, start + 1)
        hit = self._words.units.at(low, one.end()) if one else None
        if hit is None or any(map(str.isdigit, low[hit.end : start])):
            return None
        return hit.entry.name

    def _governing(self, low: str, at: int, between: str, unit: Unit) -> str | None:
        """The unit after «mỗi», if what it governs reaches over `between`."""
        if low[at : at + 1].isdigit():
            # «cho mỗi 10 quả trứng»: it counts what others are per.
            return None
        name, _ = self._unit_name(low, at)
        hit = self._words.units.at(low, at)
        commas = between.count(",")
        if commas and (commas > 1 or unit.kind == "percent" or not (hit and hit.entry.duration)):
            # «mỗi ngày khám 600 bệnh nhân, công suất 115%»
            return None
        if commas and OF_BEFORE.search(low, max(0, at - EACH_WINDOW), at - 4):
            # «144 tờ báo mỗi quý, phục vụ 30.250 bạn đọc»: so many papers, not readers.
            return None
        counted = any(map(str.isdigit, between))
        if counted and unit.kind == "count" and between.endswith(TAKERS):
            # «mỗi suất trị giá 600 nghìn đồng cho 43 hộ»: the households are not per gift.
            return None
        if counted and _joins_other(between, unit):
            return None
        if unit.duration and counted and not (hit and hit.entry.duration):
            # «mỗi hộ vay 45 triệu đồng trong 36 tháng»: the term is not per household.
            return None
        return name or None


def _joins_other(between: str, unit: Unit) -> bool:
    """Whether «và» goes on to what is counted beside: «mỗi suất 1 triệu đồng và 20 xe đạp trị giá
    40 triệu đồng», unlike «mỗi suất gồm 1 triệu đồng và 1 áo ấm»."""
    if " gồm " in between:
        return False
    return ANOTHER.search(between) is not None or (
        unit.kind == "count" and MONEY_AND.search(between) is not None
    )


def _clause_words(low: str, start: int) -> list[str]:
    """The words right before `start`, up to an opening bracket or quotation mark."""
    window = low[max(0, start - LEFT_WINDOW) : start]
    for mark in '("…':
        window = window.rpartition(mark)[2]
    return window.split()
