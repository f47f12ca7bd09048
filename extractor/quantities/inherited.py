"""Numbers that count what was counted just before, and units cut short there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from extractor.lexicon import Lexicon
from extractor.mentions import Quantity
from extractor.quantities.brackets import stands_by_place
from extractor.quantities.building import QuantityBuilder
from extractor.quantities.by_places import KIND_RULE, follows_by_kind, follows_by_place
from extractor.quantities.by_places import RULE as NEXT_PLACE_RULE
from extractor.quantities.joining import Joined
from extractor.quantities.nouns import ENDS, bracket_of_parts, list_of_parts
from extractor.quantities.surroundings import BREAK, FEWEST
from extractor.quantities.vocabulary import Unit, Vocabulary
from extractor.text import Text

# How far before its bracket the whole may stand, and how far back the noun of a bare number.
WHOLE_REACH = 80
# Beasts, and children: «gia đình có 3 con đi học».
BEAST = "con"
NOUN_REACH = 300
PARTED = frozenset({"count", "measure", "ratio"})
# How many places may share what was counted.
PLACES = 12
NEXT_PLACE = re.compile(r"[,;] (?:[A-ZĐÀ-Ỹ][^\W\d_]{0,7} ){1,4}(?:là|có|:) ")
# «giảm còn 58 xã, Sơn La giảm còn 75»: the same things of another place, or at another time.
MOVED = re.compile(r"[^.;:()\n\d]{0,60} (?:giảm |chỉ |tăng |nâng )?(?:còn|xuống|xuống còn|lên) ")
# «15 vụ cháy, tăng 3 so với cùng kỳ»: by how many the same things moved.
BY = re.compile(r"(?<![^\W\d_])(?:tăng|giảm)(?: thêm)?(?: hơn| gần| khoảng| tới)? $")
# «30 hộ thôn Hạ và 22 ở thôn Thượng»
FURTHER = re.compile(r" [^.;:()\n\d]{1,60}(?: và|,|, còn| và khoảng| và hơn| và gần) ")
PLACED = re.compile(r" (?:ở|tại|thuộc) ")
AGAINST, BY_REACH = " so với", 24
RELATIVE = frozenset({"percent", "multiple"})
# «22 nhà sập, trong đó Yên Thành 3, Tiên Nguyên 3, Xuân Minh 16»: places, each with its part.
PART = r"(?:(?:xã|phường|huyện|thị xã|thị trấn|quận) )?(?:[A-ZĐÀ-Ỹ][^\W\d_]{0,7} ){2,4}\d{1,4}"
PARTS = re.compile(
    rf"[^.;:()\n\d]{{0,70}}\b(?:trong đó|gồm|cụ thể|ở|tại|là)(?: có| ở| tại|:)? "
    rf"({PART}(?:(?:, | và ){PART})+)(?=[.;,)\n]|$)"
)
# «1.250 lao động, trong đó Nhật Bản 600, Đài Loan 450»: some of the parts, by their places.
MOST_OF = 3
SOME = r"(?:[A-ZĐÀ-Ỹ][^\W\d_]{0,7} ){2,4}(?:\d{1,3}(?:\.\d{3})+|\d{1,4})"
AMONG = re.compile(
    rf"[^.;:()\n\d]{{0,70}}\b(?:trong đó|nhiều nhất là|chủ yếu là|gồm)(?: có| ở| tại|:)? "
    rf"({SOME}(?:(?:[,;] | và ){SOME})+)(?=[.;,)\n]|$)"
)
# «131 tin báo (khởi tố 83, không khởi tố 46, tạm đình chỉ 02)»: what was done with so many of
# them, where the parts add up.
ITEM = r"(?:[^\W\d_]{1,10} ){1,7}\d[\d.]{0,6}(?: [^\W\d_]{1,10}){0,3}"
DEEDS = re.compile(
    rf"[^.;:()\n\d]{{0,70}}(?:\(|,? (?:trong đó|gồm|cụ thể|bao gồm):? |: )"
    rf"({ITEM}(?:(?:[,;]| và) {ITEM})+)(?=[.;)\n,]|$)"
)
# «, khuyết tật nhìn 1.545»: a label of two syllables or more, the first two told apart.
LABEL = re.compile(r"[,;:] ([^\W\d_]+ [^\W\d_]+)(?: [^\W\d_]+){0,4} $")
LONGEST_LABEL = 60
PRIZE, RANK = "giải", re.compile(r" (?:nhất|nhì|ba|tư|khuyến khích|kk)(?![^\W_])")
# «- Khoa ngoại: 86»: a label at the head of a line of a list.
LINE_ITEM = re.compile(r"[-+*•] ?[^\d\n:]{3,80}: ?")
# What stands between a label and its number: «Khu vực 02 = 1.352/1.410».
LABELS, LABEL_GAP = ("=", ":", "|"), 3
# «với số phiếu 31/31»; «3 trường hợp dương tính» are persons, «3 trường hợp vi phạm» are not.
VOTES, CASE, LONGEST_HEAD = "phiếu", "trường hợp", 24
PEOPLE, FEW = Unit("all_of_them", "count", "người"), 20
# «3 nhà bị sập, 11 bị hư hỏng»: what befalls things counts no people.
THING_HARM = re.compile(
    r" (?:bị |đã )?(?:hư|hỏng|sập|đổ|tốc|ngập|chìm|gãy|vỡ|sạt|cháy|thiêu|thủng|nứt|bay|trôi)\b"
)
SENTENCE_END = re.compile(r"[\n;]|\. ")
# What follows a unit that is cut short, the end of the text among them.
CUTS = frozenset(["", *".,;:()\n"])


class UnitHeir:
    """Gives a bare number the unit of an earlier quantity."""

    def __init__(self, words: Vocabulary, builder: QuantityBuilder) -> None:
        self._builder = builder
        self._shortened = words.part("shortened")
        self._kinds = words.part("kind_listed")
        self._persons = Lexicon((form, form) for form in words.part("person_case"))
        self._children = Lexicon((form, form) for form in words.part("child_case"))
        self._votes = {form: unit for form, unit in words.announced.items() if unit == VOTES}

    def read(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """The quantity with its inherited unit, or None where nothing says what it counts."""
        bare = joined.first
        if joined.ratio or joined.second or bare.spoken or not found or joined.unit:
            return None
        return (
            self.share(text, joined, found)
            or self._by_place(text, joined, found)
            or self._part(text, joined, found)
            or self._next_place(text, joined, found)
            or self._counted_again(text, joined, found)
            or self._all_of_them(text, joined)
            or self._next_line(text, joined, found)
            or self._like_label(text, joined, found)
            or self._prize(text, joined, found)
        )

    def settle(self, text: Text, quantity: Quantity, found: Sequence[Quantity]) -> Quantity:
        """The quantity as read, or with the unit that the ones before it lend."""
        if quantity.rule == "fraction":
            return self._labelled(text, quantity, found)
        if quantity.rule == "harmed":
            return _of_things(text.low, quantity, found)
        if quantity.unit == CASE:
            told = self._persons.at(text.low, quantity.span.end + 1) is not None
            person = told or _is_case_again(text.low, quantity, found)
            return replace(quantity, unit="người") if person else quantity
        if quantity.unit_text == BEAST and self._children.at(text.low, quantity.span.end + 1):
            return replace(quantity, unit="người")
        whole = f"{quantity.unit} "
        for earlier in reversed(found[-6:]):
            if quantity.span.start - earlier.span.end > NOUN_REACH:
                break
            unit = earlier.unit
            if unit in self._shortened and unit.startswith(whole):
                # «688 đơn vị máu, đạt 57% kế hoạch (1.200 đơn vị)»
                cut = text.low[quantity.span.end : quantity.span.end + 1]
                return replace(quantity, unit=unit) if cut in CUTS else quantity
        return quantity

    def _labelled(self, text: Text, quantity: Quantity, found: Sequence[Quantity]) -> Quantity:
        """«21.322/22.293 cử tri; Khu vực 01 = 1.352/1.410»: one line of a list of such parts."""
        start = quantity.span.start
        if text.low[max(0, start - LONGEST_HEAD) : start].rstrip().endswith(tuple(self._votes)):
            return replace(quantity, unit=VOTES)
        if not any(mark in text.low[max(0, start - LABEL_GAP) : start] for mark in LABELS):
            return quantity
        last = next((one for one in reversed(found[-4:]) if one.kind == "ratio"), None)
        if last is None or not last.unit or start - last.span.end > NOUN_REACH:
            return quantity
        return replace(quantity, unit=last.unit)

    def share(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«6 tàu bị chìm (Cà Mau 2, Bình Định 1)»: a part with the unit before the bracket."""
        if joined.ratio or joined.second or joined.first.spoken or joined.unit:
            return None
        opening = bracket_of_parts(text.norm, joined.start, joined.end)
        if opening is None:
            opening = list_of_parts(text.norm, joined.start, joined.end)
            opening = opening and _before_bracket(text.norm, opening)
        if opening is None:
            return None
        whole = next((one for one in reversed(found) if one.span.end <= opening), None)
        if whole is None or opening - whole.span.end > WHOLE_REACH:
            return None
        if whole.kind not in PARTED or BREAK.search(text.low, whole.span.end, opening):
            return None
        # «7/34 trường học (Mầm non 2, Tiểu học 4)»: parts of the seven.
        kind = "count" if whole.kind == "ratio" else whole.kind
        unit = Unit("bracket", kind, whole.unit)
        return self._builder.build(text, joined, unit, joined.end, "bracket")

    def _all_of_them(self, text: Text, joined: Joined) -> Quantity | None:
        """«khi cả 2 đang lẩn trốn»: people named before."""
        small = joined.first.bare is not None and joined.first.bare <= FEW
        if not small or text.low[max(0, joined.start - 3) : joined.start] != "cả ":
            return None
        return self._builder.build(text, joined, PEOPLE, joined.end, "all_of_them")

    def _next_line(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«- Khoa nội: 62 giường», and on the next line «- Khoa ngoại: 86»: one list."""
        last, low = found[-1], text.low
        begin = low.rfind("\n", 0, joined.start) + 1
        if low[joined.end : joined.end + 1] not in ("", "\n") or last.kind != "count":
            return None
        if LINE_ITEM.fullmatch(low, begin, joined.start) is None or low[last.span.end] != "\n":
            return None
        if low[last.span.end : begin].strip() or not LINE_ITEM.fullmatch(
            low, low.rfind("\n", 0, last.span.start) + 1, last.span.start
        ):
            return None
        unit = Unit("next_line", "count", last.unit)
        return self._builder.build(text, joined, unit, joined.end, "next_line")

    def _like_label(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«khuyết tật nghe nói 1.333 người, khuyết tật nhìn 1.545»: labels of one sort."""
        last, low = found[-1], text.low
        if last.kind != "count" or not ENDS.match(low, joined.end):
            return None
        label = LABEL.fullmatch(low, last.span.end, joined.start)
        start = last.span.start
        before = LABEL.search(low, max(0, start - LONGEST_LABEL), start) if label else None
        if label is None or before is None or label[1] != before[1]:
            return None
        unit = Unit("like_label", "count", last.unit)
        return self._builder.build(text, joined, unit, joined.end, "like_label")

    def _prize(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«12 giải Nhì và 3 Ba»: the rank alone says what was won."""
        last = found[-1]
        near = joined.start - last.span.end <= LONGEST_LABEL
        if last.unit != PRIZE or not near or RANK.match(text.low, joined.end) is None:
            return None
        unit = Unit("prize", "count", last.unit)
        return self._builder.build(text, joined, unit, joined.end, "prize")

    def _by_place(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«ca bệnh như sau: Hà Nội (2.981), Nam Định (1.842)»: what was counted before."""
        last = next((one for one in reversed(found[-4:]) if one.kind == "count"), None)
        near = last is not None and joined.start - last.span.end <= NOUN_REACH
        if last is None or not near or not stands_by_place(text.norm, joined.start, joined.end):
            return None
        unit = Unit("by_place", "count", last.unit)
        return self._builder.build(text, joined, unit, joined.end, "by_place")

    def _next_place(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«Xã Mồ Dề 47 hộ, Dế Xu Phình 17», «trâu 1.200 con, bò 3.400»: the next place or kind."""
        rule = NEXT_PLACE_RULE if follows_by_place(text.norm, joined, found) else None
        if rule is None and follows_by_kind(text.low, joined, found, self._kinds):
            rule = KIND_RULE
        if rule is None:
            return None
        unit = Unit(rule, found[-1].kind, found[-1].unit)
        return self._builder.build(text, joined, unit, joined.end, rule)

    def _part(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """One of the parts that places have in what was counted, which they add up to."""
        whole = next((one for one in reversed(found[-PLACES:]) if one.rule != "part"), None)
        if whole is None or whole.kind != "count" or joined.start - whole.span.end > NOUN_REACH:
            return None
        shapes = (PARTS.match(text.norm, whole.span.end), DEEDS.match(text.low, whole.span.end))
        among = AMONG.match(text.norm, whole.span.end)
        some = _is_most(among, joined, whole.value)
        if not some and not any(_sum_with(parts, joined) == whole.value for parts in shapes):
            return None
        unit = Unit("part", "count", whole.unit)
        return self._builder.build(text, joined, unit, joined.end, "part")

    def _counted_again(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«Xã có 900 cây. …, khảo sát có hơn 1.300, đa số …»: the noun of the count before."""
        last = next((one for one in reversed(found[-4:]) if one.kind == "count"), None)
        near = last is not None and joined.start - last.span.end <= NOUN_REACH
        if last is None or not near:
            return None
        told = next((one for one in reversed(found) if one.kind not in RELATIVE), None)
        if told is last and (
            _moves_by(text.low, last.span.end, joined) or _are_elsewhere(text.low, last, joined)
        ):
            unit = Unit("count_again", "count", last.unit)
            return self._builder.build(text, joined, unit, joined.end, "count_again")
        if not ENDS.match(text.low, joined.end):
            return None
        moved = MOVED.fullmatch(text.low, last.span.end, joined.start) is not None
        if joined.first.bare < FEWEST and not moved:
            return None
        unit = Unit("count_again", "count", last.unit)
        quantity = self._builder.build(text, joined, unit, joined.end, "count_again")
        bounded = quantity.comparator in ("gt", "lt", "approx")
        goes_on = moved or bounded or _goes_on(text, last.span.end, joined.start)
        return quantity if goes_on else None


def _of_things(low: str, quantity: Quantity, found: Sequence[Quantity]) -> Quantity:
    """A bare number of those harmed, with the unit of the things told of right before."""
    last = found[-1] if found else None
    if last is None or last.kind != "count" or THING_HARM.match(low, quantity.span.end) is None:
        return quantity
    near = not SENTENCE_END.search(low, last.span.end, quantity.span.start)
    return replace(quantity, unit=last.unit) if near else quantity


def _sum_with(parts: re.Match[str] | None, joined: Joined) -> int | None:
    """What a list adds up to that a bare number is one of; None where it is none of it."""
    if parts is None or not parts.start(1) < joined.start < parts.end(1):
        return None
    return sum(int(one.replace(".", "")) for one in re.findall(r"\d[\d.]*", parts[1]))


def _is_most(parts: re.Match[str] | None, joined: Joined, whole: Decimal | None) -> bool:
    """Whether a bare number is one of a list of places that share most of the whole; «Tân Phú 1,
    Tân Phú 2» are places with a number."""
    named = _sum_with(parts, joined)
    if parts is None or named is None or whole is None or not named < whole <= named * MOST_OF:
        return False
    names = re.findall(r"[^\W\d_]+(?: [^\W\d_]+)+", parts[1])
    return len(set(names)) == len(names)


def _is_case_again(low: str, quantity: Quantity, found: Sequence[Quantity]) -> bool:
    """«827 trường hợp mắc sởi, giảm 97 trường hợp so với …»: by how many sick persons."""
    last = next((one for one in reversed(found) if one.kind == "count"), None)
    if last is None or last.unit_text.lower() != CASE or last.unit == CASE:
        return False
    start = quantity.span.start
    near = low.find(". ", last.span.end, start) < 0 and start - last.span.end <= NOUN_REACH
    return near and BY.search(low, max(last.span.end, start - BY_REACH), start) is not None


def _moves_by(low: str, end: int, joined: Joined) -> bool:
    """Whether a bare number says by how many what was counted before in the sentence moved."""
    if not low.startswith(AGAINST, joined.end) or low.find(". ", end, joined.start) >= 0:
        return False
    return BY.search(low, max(end, joined.start - BY_REACH), joined.start) is not None


def _are_elsewhere(low: str, last: Quantity, joined: Joined) -> bool:
    """Whether a bare number goes on from what was counted, of another place: «300 trẻ em thị trấn
    và 130 tại làng Krối»."""
    if joined.first.bare is None or PLACED.match(low, joined.end) is None:
        return False
    return FURTHER.fullmatch(low, last.span.end, joined.start) is not None


def _goes_on(text: Text, end: int, start: int) -> bool:
    """Whether a list goes on: «Hoa Mai có 350 hộ, Tân Bồi là 150, …»."""
    return NEXT_PLACE.fullmatch(text.norm, end, start) is not None if start - end < 50 else False


def _before_bracket(norm: str, end: int) -> int:
    """Where the bracket begins that closes right before `end`, else `end`."""
    closed = norm[max(0, end - 3) : end].rstrip(" ,").endswith(")")
    return max(norm.rfind("(", 0, end), 0) if closed else end
