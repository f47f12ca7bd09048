"""Every reference of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.mentions import NonFigure
from extractor.quantities.vocabulary import vocabulary
from extractor.references import shapes
from extractor.references.codes import CodeFinder
from extractor.rules import RuleSet
from extractor.rules.rows_references import ReferenceRow, ReferenceTailRow
from extractor.text import Span, Text

# What stands before the first word of a sentence.
ENDS = ("", ".", "!", "?", ":", "\n", '"')
LIST_MARKS = frozenset("*-+•·")
LIST_LIMIT = 24
RANGES = frozenset(["-", "đến"])
DECIMALS = re.compile(r",\d{1,3}(?!\d)")
AGE = re.compile(r" (?:(?:tháng|ngày|tuần) )?tuổi(?![^\W_])")
# «tròn 70, 75, 80 và trên 100»
OLDER = re.compile(r"(?:,| và) (?:trên|hơn|ngoài) (?:[6-9]\d|1[01]\d)(?![\d.,]*\d|[^\W_])")
YEAR_WORD = re.compile(r"năm (?:(?:19|20)\d\d(?!\d)|học )|ngày \d{1,2}(?:[/.-]\d| tháng )")


# A rank among so many, and what leads from one to the next of the same thing.
RANK = "rank"
NEXT_RANK = re.compile(r"(?: [^\W\d_]+,?){1,10}?(?:(?<=,)| và) (\d{1,2}/\d{1,2})(?![.,/]?\d)")


class ReferenceFinder:
    """Finds document numbers, ordinals, numbered names, contacts, page chrome, …"""

    def __init__(self, rules: RuleSet, scanner: Scanner | None = None) -> None:
        self._words = vocabulary(rules)
        heads = rules.rows("references", ReferenceRow)
        tails = rules.rows("reference_tails", ReferenceTailRow)
        self._heads = Lexicon(((form, row) for row in heads for form in row.forms), scanner)
        self._tails = Lexicon(((form, row) for row in tails for form in row.forms), scanner)
        self._codes = CodeFinder(self._words)

    def find(self, text: Text) -> list[NonFigure]:
        """The references of `text`; they outrank dates and quantities unless they say so."""
        return [
            *self._after_heads(text),
            *self._before_tails(text),
            *self._codes.find(text),
        ]

    def _after_heads(self, text: Text) -> Iterator[NonFigure]:
        low = text.low
        reached = 0
        for hit in sorted(self._heads.scan_all(low), key=lambda hit: (hit.start, -hit.end)):
            if hit.start < reached:
                continue
            # Most heads stand before no numeral at all: leave at the first look.
            if hit.entry.shape != "literal" and not _has_digit(low, hit.end, hit.entry.shape):
                continue
            if _is_glued(low, hit):
                continue
            span = self._beside(text, hit)
            if span is None:
                continue
            numbers = _told_apart(low, hit, span)
            if numbers is not None or not self._is_counted(text, hit, reached):
                reached = span.end
                span = numbers or span
                yield NonFigure(span, hit.entry.kind, hit.entry.id, hit.entry.priority)
                if hit.entry.id == RANK:
                    yield from _more_ranks(low, reached)

    def _is_counted(self, text: Text, hit: Hit[ReferenceRow], reached: int) -> bool:
        """Whether a word before the head («mỗi thôn», «3 tổ») makes the number after it count."""
        if hit.start < 2 or not hit.entry.not_after or reached == hit.start - 1:
            return False
        low = text.low
        before = low[max(0, hit.start - 10) : hit.start].split()
        # «trung cấp 640 học viên», but «HĐND xã Quang Trung khóa 22».
        if not before or _is_in_name(text.norm, low.rindex(before[-1], 0, hit.start)):
            return False
        row = hit.entry
        if before[-1].isdigit() and row.kind == "name" and row.gives_way != "never":
            return low[hit.start - 1] == " "
        return before[-1].lstrip('("') in row.not_after

    def _beside(self, text: Text, hit: Hit[ReferenceRow]) -> Span | None:
        row = hit.entry
        if row.shape == "literal":
            # «gọi 115 công dân nhập ngũ»
            counts = row.gives_way != "never" and self._unit_after(text.low, hit.end, row.gives_way)
            return None if counts else Span(hit.start, hit.end)
        if row.shape in ("number", "ordinal"):
            return self._numbers(text, hit)
        if row.shape == "milestone" and text.low[max(0, hit.start - 2) : hit.start - 1].isdigit():
            # «191,76 km 2 diện tích»: a size whose raised 2 came apart.
            return None
        match = _matched(text, hit)
        if match is None or self._counts(text, match, row):
            return None
        if row.shape == "base":
            unit = self._words.units.at(text.low, match.end())
            return Span(match.start(1), unit.end) if unit else None
        if not row.outside:
            return Span(hit.start, match.end())
        return Span(match.start(1) if match.re.groups else match.start(), match.end())

    def _numbers(self, text: Text, hit: Hit[ReferenceRow]) -> Span | None:
        """«tổ dân phố 1, 29 và 42»: the head with all its numbers."""
        low = text.low
        leads = shapes.ORDINAL_LEAD if hit.entry.shape == "ordinal" else shapes.LEAD
        lead = leads.match(low, hit.end)
        at = lead.end() if lead else hit.end
        match = shapes.NUMBER.match(low, at)
        if match is None or (hit.end == at and low[hit.end - 1].isalpha() and at - hit.start > 3):
            return None
        if self._counts(text, match, hit.entry):
            return None
        counted = self._is_one_of_many(low, hit) or _is_counted_age(low, hit)
        begin = match.start() if hit.entry.outside or counted else hit.start
        head = low[hit.start : hit.end]
        end = match.end()
        for _ in range(LIST_LIMIT):
            follow = shapes.NEXT.match(low, end)
            match = shapes.NUMBER.match(low, follow.end()) if follow else None
            ranged = follow is not None and follow.group().strip() in RANGES
            if follow is None or (match is None and not ranged):
                break
            again = match is not None and counted and low.startswith(head, match.end() + 1)
            if match is None or again or self._is_unit(text, match.end()):
                # «mức 60-100mm», «mức 5 - 7 triệu» are ranges; after «thôn 5, 3 hộ» the list ends.
                if ranged and low[follow.end() : follow.end() + 1].isdigit():
                    return None
                break
            end = match.end()
        if hit.entry.kind == "age":
            older = OLDER.match(low, end)
            end = older.end() if older and not self._is_unit(text, older.end()) else end
            age = AGE.match(low, end)
            end = age.end() if age else end
        return Span(begin, end)

    @staticmethod
    def _is_one_of_many(low: str, hit: Hit[ReferenceRow]) -> bool:
        """Whether the head is counted: «tuyển [12 lớp] 10», but «ngày 5 lớp 2»."""
        if not hit.entry.counted or not low[max(0, hit.start - 2) : hit.start - 1].isdigit():
            return False
        words = low[max(0, hit.start - 24) : hit.start].split()
        return words[-1].isdigit() and words[-2:-1] != [] and words[-2] not in NUMBERED

    def _counts(self, text: Text, match: re.Match[str], row: ReferenceRow) -> bool:
        """Whether a unit follows that takes the number for itself: «thôn 5 hộ»."""
        if row.gives_way == "never":
            return False
        end = match.end()
        if row.kind == "name" and LENGTH.fullmatch(text.norm, match.start(), end):
            return True
        if row.kind == "score":
            # «với kết quả 58/59 đại biểu tán thành»
            return "/" in match.group() and self._unit_after(text.low, end, "unit")
        if "/" in match.group() and not match.group().replace("/", "").strip().isdigit():
            return False
        if rest := DECIMALS.match(text.low, end):
            # «vượt kế hoạch 2,5 tỷ đồng»
            end = rest.end()
        at = end + 1 if text.low[end : end + 1] == " " else end
        if row.kind == "name" and text.low.startswith(STRETCH, at):
            return False
        # «lớp 8 Trường THCS …»: a capital begins a name, no unit, but for a paper by its title.
        titled = text.norm[at : at + 2].istitle() and PAPER.match(text.low, at) is None
        if titled or self._is_address(text.norm, at):
            return False
        return self._unit_after(text.low, end, row.gives_way)

    def _is_unit(self, text: Text, end: int) -> bool:
        """Whether a unit follows a member of a list, and no street or place by its name."""
        address = self._is_address(text.norm, end + 1)
        return not address and self._unit_after(text.low, end, "unit")

    def _is_address(self, norm: str, at: int) -> bool:
        """«ấp 3 xã Nhơn Đức», «số 2 ngõ 224»: the next word has its own name or number."""
        hit = self._words.units.at(norm, at)
        if hit is None or hit.entry.kind != "count" or norm[hit.end : hit.end + 1] not in BLANKS:
            return False
        if hit.entry.name == "người":
            # «80 tuổi 14 cụ 85 tuổi»
            return False
        follow = norm[hit.end + 1 : hit.end + 3]
        # «cấp 260 thẻ BHYT»: letters that stand for words are no name.
        short = (
            follow.isalpha()
            and follow.isupper()
            and len(follow) > 1
            and hit.entry.rule not in NAMED
        )
        return follow[:1].isdigit() or (follow[:1].isupper() and not short)

    def _unit_after(self, low: str, end: int, wanted: str = "thing") -> bool:
        at = end + 1 if low[end : end + 1] == " " else end
        if low[at : at + 1] == "" or (at == end and low[at] not in "%‰"):
            return False
        if PER_HUNDRED.match(low, at):
            return True
        if YEAR_WORD.match(low, at) or low.startswith(("lần đầu", "lần thứ"), at):
            return False
        if self._words.magnitudes.at(low, at):
            return True
        hit = self._words.units.at(low, at)
        if hit is None:
            return False
        if wanted == "thing":
            return hit.entry.kind != "count" or hit.entry.name not in SUBJECTS
        return wanted == "unit" or hit.entry.kind != "count"

    def _before_tails(self, text: Text) -> Iterator[NonFigure]:
        low = text.low
        for hit in self._tails.scan_all(low):
            at = hit.start
            if low[hit.end - 1].isdigit() and low[hit.end : hit.end + 1].isdigit():
                # «1 trong 10 dự án» is no «3 trong 1».
                continue
            before = low[at - 1 : at]
            if not before.isdigit() and not (before == " " and low[at - 2 : at - 1].isdigit()):
                continue
            match = shapes.BEFORE.search(low, max(0, at - 52), at)
            if match is not None and not self._is_other(low, match, hit.entry):
                end = at + len(hit.entry.only) if hit.entry.only else hit.end
                yield NonFigure(Span(match.start(), end), hit.entry.kind, hit.entry.id)

    @staticmethod
    def _is_other(low: str, match: re.Match[str], row: ReferenceTailRow) -> bool:
        digits = re.sub(r"\D", "", match.group())
        if row.below is not None and int(digits) >= row.below:
            return True
        before = low[max(0, match.start() - 10) : match.start()].split()
        return bool(before) and before[-1] in row.not_after


def _told_apart(low: str, hit: Hit[ReferenceRow], span: Span) -> Span | None:
    """The numbers alone, where what they name was counted: «3 tổ dân phố số 15, 16 và 17»."""
    if hit.entry.shape != "number" or hit.entry.outside:
        return None
    since = max(0, hit.start - COUNTED_REACH)
    apart = APART.match(low, hit.end, span.end)
    if apart is None or COUNTED.search(low, since, hit.start) is None:
        return None
    return Span(apart.start(1), apart.end(1))


def _more_ranks(low: str, end: int) -> Iterator[NonFigure]:
    """«xếp thứ 3/5 thành phố, 6/8 tỉnh trong vùng và 17/63 cả nước»: the ranks after the first."""
    while match := NEXT_RANK.match(low, end):
        end = match.end(1)
        yield NonFigure(Span(match.start(1), end), "ordinal", RANK, 4)


def _is_counted_age(low: str, hit: Hit[ReferenceRow]) -> bool:
    """Whether who is so old is counted by the number before: «12.450 trẻ từ 1 - 5 tuổi»."""
    return hit.entry.kind == "age" and low[max(0, hit.start - 2) : hit.start - 1].isdigit()


def _is_in_name(norm: str, at: int) -> bool:
    """Whether the word at `at` has a capital that no sentence gives it."""
    before = norm[max(0, at - 2) : at].strip(" ")[-1:]
    # «* Trung cấp: 5 người»: the mark of a list item begins a sentence.
    return norm[at].isupper() and before not in ENDS and before not in LIST_MARKS


PATTERNS = {
    "code": shapes.CODE,
    "amount": shapes.AMOUNT,
    "contact": shapes.CONTACT,
    "line": shapes.LINE,
    "clock": shapes.HEADED_CLOCK,
    "base": shapes.BASE,
    "milestone": shapes.MILESTONE,
    "scale": shapes.SCALE,
    "named": shapes.NAMED,
}
NORM_SHAPES = frozenset(["code", "contact", "line", "named"])
# «thôn 5 người dân …», «tổ 7 tổ chức …»: no units after a numbered place, but what comes next.
# «ở mức 110 bé trai/100 bé gái»
PER_HUNDRED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)? ?/ ?100 [^\W\d_]")
# «đường 70 đoạn từ cầu Bàng đến …»: which part of it, and no 70 parts.
STRETCH = ("đoạn từ ", "đoạn qua ", "đoạn đi ", "đoạn nối ", "đoạn thuộc ", "đoạn chạy ")
# «đoạn đường 800m», «hẻm 4m»: how long or wide it is, and no «đường 12A».
LENGTH = re.compile(r"\d+k?m2?")
# «cấp 128 Giấy chứng nhận»
PAPER = re.compile(r"(?:giấy|thẻ|sổ|chứng chỉ|bằng khen|kỷ niệm chương|huy hiệu)(?![^\W_])")
# A name may stand on the next line.
BLANKS = (" ", "\n")
# «3 tổ dân phố số 15, 16 và 17»: so many of them, and then which.
COUNTED = re.compile(
    r"(?<![^\W_])(?:[2-9]|1\d|hai|ba|bốn|năm|sáu) (?:(?:tổ dân|khu dân|tổ|khu|khối) )?$"
)
APART = re.compile(r" ?((?:số )?\d{1,3}(?:, ?\d{1,3})*(?:,| và) ?\d{1,3})$")
COUNTED_REACH = 16
# What has a name behind it, also one in capitals: «xã TP», «trường THCS».
NAMED = frozenset(["admin_unit", "organization"])
# What has a number for its name, so that no count stands behind it.
NUMBERED = frozenset(["ngày", "tháng", "năm", "lớp", "khối", "thứ", "tuần", "quý", "số", "kỳ"])
SUBJECTS = frozenset(["người", "lượt", "tổ chức", "hoạt động"])
# How far from a head its first digit may stand.
REACH = {
    "amount": 12,
    "base": 3,
    "clock": 12,
    "code": 8,
    "contact": 16,
    "line": 40,
    "milestone": 3,
    "number": 8,
    "ordinal": 14,
    "scale": 3,
    "named": 36,
}


def _matched(text: Text, hit: Hit[ReferenceRow]) -> re.Match[str] | None:
    """What stands after the head in the shape of its row, if there is a digit in it."""
    row, at = hit.entry, hit.end
    if row.shape == "code":
        lead = shapes.LEAD.match(text.low, at)
        at = lead.end() if lead else at
    pattern = shapes.DASHED_SCORE if row.kind == "score" else PATTERNS[row.shape]
    match = pattern.match(text.norm if row.shape in NORM_SHAPES else text.low, at)
    return match if match and _holds_digit(match.group()) else None


def _is_glued(low: str, hit: Hit[ReferenceRow]) -> bool:
    """Whether more of a word or number touches the form: «GD&ĐT», «4.000» for «4.0»."""
    before = low[hit.start - 1 : hit.start] if hit.start else ""
    if before in ("&", ".", "-", "/") or (before.isdigit() and low[hit.start].isalnum()):
        return True
    if hit.entry.shape != "literal":
        return False
    after = low[hit.end : hit.end + 1]
    return after.isalnum() or (after in "./,-" and low[hit.end + 1 : hit.end + 2].isdigit())


def _has_digit(low: str, at: int, shape: str) -> bool:
    return _holds_digit(low[at : at + REACH[shape]])


def _holds_digit(piece: str) -> bool:
    return any(map(str.isdigit, piece))
