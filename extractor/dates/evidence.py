"""Whether what looks like a date is one here: digits are ratios, prices and durations too."""

from __future__ import annotations

import re

from extractor.dates.endings import CueEndings
from extractor.dates.eras import is_year
from extractor.dates.lone import is_lone
from extractor.dates.moment import DateMention
from extractor.dates.words import LETTER, DateWords, cue_pattern

WINDOW = 28
# «thu ngân sách 9 tháng của Hòa An»: the year so far.
OF = " của "
HOLIDAY_WINDOW = 64
LASTING = ("duration", "every", "plural", "from")
# «Ngày truyền thống của ngành (16.10)»
NAMED_DAY = re.compile(r"(?<![^\W_])ngày [^\W\d_][^\d.;()\n]{5,50}\($")
# «ngày Thầy thuốc 27-2», «dịp Quốc tế Phụ nữ 8-3»
KEPT_DAY = re.compile(
    r"(?<![^\W_])(?:ngày|dịp|lễ|mừng|niệm) (?:[^\W\d_][^\d.;,()\n]{0,40} )?"
    r"(?:\d{1,2}-\d{1,2}(?:,| và) )?$"
)
# What ends a stretch of time, before a day whose unit would follow if it were a decimal.
UNTIL = re.compile(
    r"(?<![^\W_])(?:tính đến|tính tới|ước đến|ước tính đến|lũy kế đến|đến hết|tính đến hết"
    r"|kể từ|hết|từ nay đến|từ nay tới|trước|tính từ) $"
)
FRACTIONS = re.compile(r"(?:1/[234]|[23]/[34])(?:\D{1,5}(?:1/[234]|[23]/[34]))?")
# «hiện nay 9/9 tổ»: all of them.
SAME = re.compile(r"(\d{1,2})/\1")
# «diễn ra từ …», «Từ …»; «dao động từ 15.3 đến 26.8» measures.
TAKES_PLACE = re.compile(
    r"(?:(?:^|[.,;:(\n]) ?|(?<![^\W_])(?:diễn ra|kéo dài|bắt đầu|thời gian|đợt|cao điểm|tổ chức"
    r"|thực hiện|tiến hành|áp dụng|phát động|ra quân|nghỉ|tuyển sinh|nhận hồ sơ|đăng ký|làm việc"
    r"|có hiệu lực|triển khai|tập huấn|thi|trực|mở cửa|trưng bày|thi đấu)"
    r"(?: [^\W\d_]{1,8}){0,3} )(?:kể )?từ $"
)
# From here on a whole number with one decimal is seldom met without its unit.
FEW_WHOLES = 12
CLAUSE_MARKS = ".,;:!?\"'()[]-\n*•"


class Evidence:
    """Judges a reading by the words around it."""

    def __init__(self, words: DateWords) -> None:
        cues = words.cues
        self._strong = CueEndings(cues, ["is_day", "commemorative"], "adjacent")
        self._strong.add((f for row in cues if row.says == "commemorative" for f in row.forms), "")
        self._strong.add((form for row in words.holidays for form in row.forms), "holiday")
        self._weak = CueEndings(cues, ["as_of", "deadline", "baseline", "from"], "adjacent")
        opening = cue_pattern(cues, "adjacent", "as_of")
        self._opening = re.compile(rf"(?:^|[.,;:(\n–-]) ?(?:{opening}) $")
        self._festive = CueEndings(cues, ["commemorative"], "adjacent")
        self._festive.add((form for row in words.holidays for form in row.forms), "holiday")
        head = rf"(?:^|(?<!{LETTER}))(?:"
        lasting = "|".join(cue_pattern(cues, "adjacent", says) for says in LASTING)
        self._lasting = re.compile(f"{head}{lasting}) $")
        self._holidays = {(row.day, row.month) for row in words.holidays if row.day}
        self._summed = CueEndings(cues, ["to_date"], "adjacent")
        self._to_date = re.compile(head + cue_pattern(cues, "before", "to_date") + ")")
        after = cue_pattern(cues, "after", "to_date")
        self._to_date_after = re.compile(rf"[ ,:]+(?:{after})(?!{LETTER})")
        # First forms only: the «tư» of «đầu tư tháng 5» counts nothing.
        counts = "|".join(row.forms[0] for row in words.rows if row.means == "count")
        every = cue_pattern(cues, "adjacent", "every")
        plural = cue_pattern(cues, "adjacent", "plural")
        self._repeated = re.compile(rf"(?:(?<!{LETTER})(?:{every}|{plural}|{counts}|\d+) |/ ?|\d)$")
        # «mỗi ngày 2-3 tiếng», «/ngày 5-6»: what is done every day is no day.
        self._every_day = re.compile(rf"(?:(?<!{LETTER})(?:{every}) ?|/ ?)(?:ngày|đêm) $")
        counted = cue_pattern(cues, "after", "counted")
        # «từ 1-2,5 triệu đồng»: the decimals belong to what is counted.
        self._counted = re.compile(rf"(?:,\d{{1,2}})? ?(?:%|‰|(?:{counted})(?!{LETTER}))")
        self._not_after = {
            row.id: _any_of(row.not_after, rf"(?<!{LETTER})", " $")
            for row in words.rows
            if row.not_after
        }
        self._not_before = {
            row.id: _any_of(row.not_before, " ", f"(?!{LETTER})")
            for row in words.rows
            if row.not_before
        }
        self._called_for = CueEndings(cues, ["from", "inside", "as_of"], "adjacent")

    def holds(self, low: str, mention: DateMention) -> bool:
        """Whether the reading stands."""
        if low[mention.span.start].isdecimal():
            return self._digits_hold(low, mention)
        return self._words_hold(low, mention)

    def names_year(self, low: str, start: int) -> bool:
        """Whether the words before «2015» ask for a year: «so với», «đến», «tầm nhìn»."""
        return self._weak.find(low[max(0, start - WINDOW) : start]) is not None

    def is_recalled(self, low: str, start: int) -> bool:
        """Whether a festive day is named: «dịp 27/7», «đợt 2/9» (no second batch)."""
        return self._festive.find(low[max(0, start - HOLIDAY_WINDOW) : start]) is not None

    def is_counted(self, low: str, end: int) -> bool:
        """Whether a unit follows: «2/3 triệu», «5.3%»."""
        return self._counted.match(low, end) is not None

    def _digits_hold(self, low: str, mention: DateMention) -> bool:
        start = mention.span.start
        first = mention.first
        if start and low[start - 1] in "/.-,+" and low[start - 2 : start - 1].isalnum():
            return False
        if first.unit == "months" and first.month is not None:
            return self._is_period(low, mention)
        if first.unit != "day":
            return first.unit == "same" and mention.time is not None
        if (first.year and is_year(str(first.year))) or first.lunar or mention.time:
            return True
        if is_lone(first):
            return True
        # «ngày 25/6 số hộ …» is no ratio: the word says that it is a day.
        named = low[max(0, start - 5) : start] == "ngày " and "/" in low[start : mention.span.end]
        counted = self.is_counted(low, mention.span.end) and not named
        return not counted and (self._is_day(low, mention) or self._is_kept(low, mention))

    def _is_day(self, low: str, mention: DateMention) -> bool:
        start, end = mention.span.start, mention.span.end
        before = low[max(0, start - HOLIDAY_WINDOW) : start]
        if self._spans_holidays(mention):
            return True
        if SAME.fullmatch(low, start, end) and before.endswith(("hiện nay ", "đến nay ")):
            return False
        # «VNN-Ngày 3/6, …»
        if self._strong.find(before) is not None or before.endswith("-ngày "):
            return not self._every_day.search(before)
        written = low[start:end]
        weak = before.endswith("(") or self._weak.find(before) is not None
        if not weak and not ("." in written and UNTIL.search(before)):
            return False
        if FRACTIONS.fullmatch(written):
            return before.endswith("ngày ")
        if "." in written:
            return _is_dotted_range(before, mention) or self._is_dotted_day(low, before, end)
        if "-" in written and _descends(mention) and self._opening.search(before) is not None:
            # «Đến 15-6 cả nước có …»: no range, which would ascend.
            return True
        closed = low[end : end + 1] in ("", ")", ",", ".", ";", "\n")
        return "/" in written or "tháng" in written or closed

    def _is_dotted_day(self, low: str, before: str, end: int) -> bool:
        """«Đến 15.6, …» opens a clause and dates it, «ước đến 30.9 đạt» ends a stretch of time;
        «tăng đến 15.6» is a decimal."""
        if low[end : end + 1] == ")":
            return NAMED_DAY.search(before) is not None
        if UNTIL.search(before) is not None:
            return True
        goes_on = low.startswith(", ", end) or (
            low[end : end + 1] == " " and low[end + 1 : end + 2].isalpha()
        )
        return goes_on and self._opening.search(before) is not None

    def _is_kept(self, low: str, mention: DateMention) -> bool:
        """«27/2», «30/4»: days kept every year, and no fractions; «ngày Phụ nữ 8-3» no range."""
        day, month = mention.first.day, mention.first.month
        start = mention.span.start
        written = low[start : mention.span.end]
        if (day, month) not in self._holidays:
            return False
        if "-" in written:
            return KEPT_DAY.search(low, max(0, start - HOLIDAY_WINDOW), start) is not None
        return "/" in written and (day or 0) > 12

    def _spans_holidays(self, mention: DateMention) -> bool:
        """«30/4 - 1/5», «12/6 - 13/6/2019»: no range of anything else."""
        if mention.last is None:
            return False
        if mention.last.year:
            return True
        ends = (mention.first, mention.last)
        return all(end is not None and (end.day, end.month) in self._holidays for end in ends)

    def _is_period(self, low: str, mention: DateMention) -> bool:
        """Whether «9 tháng» is the year so far and not a duration."""
        start, end = mention.span.start, mention.span.end
        if not low[start:end].endswith("tháng"):
            return True
        before = low[max(0, start - 60) : start]
        if self._lasting.search(before[-WINDOW:]) or self._repeated.search(before[-8:]):
            return False
        if low[end : end + 2].lstrip(" ")[:1] == ":" or self._summed.find(before[-WINDOW:]):
            return True
        opens = not before.strip() or before.rstrip()[-1:] in ".;:,\n"
        known = opens or self._to_date.search(before)
        owned = low.startswith(OF, end)
        return bool(known and (owned or self._to_date_after.match(low, end)))

    def _words_hold(self, low: str, mention: DateMention) -> bool:
        start, end = mention.span.start, mention.span.end
        first = mention.first
        if self._forbidden(low, mention):
            return False
        if first.unit == "day" and first.shift is not None and mention.part_of_day is None:
            return self._opens_clause(low, start, end)
        if first.unit == "same" and first.granularity == "day" and not mention.part_of_day:
            return self._opens_clause(low, start, end)
        if first.unit in ("months", "year", "week") and first.edge is None:
            if self._repeated.search(low[max(0, start - 8) : start]):
                whole = first.last_year or low.startswith(("năm", "những"), start)
                return first.year is not None and bool(whole)
            if first.unit == "months" and first.year is None and self._counted.match(low, end):
                return False
        if first.unit == "months" and low[start:end].endswith(" tháng") and first.month:
            return self._is_period(low, mention)
        return True

    def _opens_clause(self, low: str, start: int, end: int) -> bool:
        """«Hôm nay, …» is a day; «các thế hệ hôm nay» are those now living."""
        before = low[max(0, start - 8) : start]
        opens = not before.strip(" ") or before.rstrip(" ")[-1] in CLAUSE_MARKS
        if opens and low[end : end + 1] not in ('"', "'", "."):
            return True
        return bool(self._called_for.find(before)) or low[end : end + 2] in (" (", ", ")

    def _forbidden(self, low: str, mention: DateMention) -> bool:
        start, end = mention.span.start, mention.span.end
        after = self._not_after.get(mention.rule)
        if after and after.search(low[max(0, start - WINDOW) : start]):
            return True
        before = self._not_before.get(mention.rule)
        return bool(before and before.match(low, end))


def _descends(mention: DateMention) -> bool:
    day, month = mention.first.day, mention.first.month
    return mention.last is None and day is not None and month is not None and day > month


def _is_dotted_range(before: str, mention: DateMention) -> bool:
    """«diễn ra từ 15.7 đến 14.8»: no unit follows, and one of the days is no likely decimal."""
    first, last = mention.first, mention.last
    if last is None or last.unit != "day":
        return False
    days = max(first.day or 0, last.day or 0)
    return days > FEW_WHOLES and TAKES_PLACE.search(before) is not None


def _any_of(forms: list[str], head: str, tail: str) -> re.Pattern[str]:
    return re.compile(f"{head}(?:{'|'.join(map(re.escape, forms))}){tail}")
