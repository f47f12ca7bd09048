"""A whole expression of time: what leads up to a day, the day or period, a range after it."""

from __future__ import annotations

import re
from typing import Literal

from msgspec.structs import replace

from extractor.dates.days import DayReader
from extractor.dates.eras import read_bare_year
from extractor.dates.lead import GLUE, TIME_GLUE, Lead, LeadReader, read_marked_clock
from extractor.dates.lone import read_lone
from extractor.dates.moment import DateMention, Moment
from extractor.dates.periods import PeriodReader
from extractor.dates.settle import settle
from extractor.dates.words import LETTER, DateWords
from extractor.text import Span

NOW = Moment("now", "day")
OPEN_DAY = re.compile(r" ?\((?:ngày )?")
ZONE = re.compile(r" ?\(? ?gmt ?\+? ?\d{1,2} ?\)?")
AFTER_PART = re.compile(rf"(nay|qua|mai|kia)(?!{LETTER})")
AFTER_PART_SHIFT = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}
BARE_MONTH = re.compile(rf"(\d{{1,2}})(?!\d)(?![/.,\-]\d)(?! ?{LETTER})")
AND = re.compile(r", ?| và ")
MAX_LIST, LAST_MONTH = 8, 12
# «tháng 1,2 năm 2017», «tháng 1, 2 và 3/2017»: months told together.
MONTHS = re.compile(
    r"tháng (\d{1,2})(?:, ?\d{1,2})*(?:, ?| và | ?& ?)(\d{1,2})"
    r"(?: năm | ?/ ?)(\d{4})(?!\d|[/.\-]\d)"
)
# «đến hết tháng 11»: to its last day.
WHOLE = "hết"
# What may begin a range: «đầu nhiệm kỳ 2021-2026 đến nay», «15/3 - 20/3».
SPANS = ("day", "months", "year", "school_year", "term")
# Hours that a part of day puts after noon.
LATER_HOURS = {"noon": range(1, 3), "afternoon": range(1, 8), "evening": range(5, 12)}
Found = tuple[Moment, int]
# What an anchor may open; "any" is digits, and «cuối», which opens «cuối năm» and «cuối chiều».
Kind = Literal["now", "same", "day", "period", "any"]


class PhraseReader:
    """Reads the longest expression of time that begins at a given place."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self.days = DayReader(words)
        self.periods = PeriodReader(words)
        self._leads = LeadReader(words)
        part = words.any_of("part_of_day")
        self._shift = re.compile(f"({words.any_of('day_shift')})|({words.any_of('same_day')})")
        self._until = re.compile(rf"(?: ?- ?| {words.any_of('until')} ?)(?:hết )?(?:ngày )?")
        self._since = re.compile(rf" ?,? ?({words.any_of('now')})")
        self._same = re.compile(
            rf"({words.any_of('same_period')})"
            rf"(?: (?:của )?(?:năm )?(\d{{4}})(?!\d)(?!/)| ({words.any_of('period_shift')}))?"
        )
        self._now = re.compile(words.any_of("now"))
        self._first_of_list = re.compile(
            rf"(?:{words.any_of('lunar_day')} )?(\d{{1,2}})"
            rf"(?: ?- ?|, ?| (?:{words.any_of('until')}|và|&) | (?={part}))(?:{part} )?(?:ngày )?"
        )

    def read(self, low: str, at: int, kind: Kind) -> DateMention | None:
        """The expression of one kind that begins at `at`."""
        if kind == "now":
            match = self._now.match(low, at)
            return match and DateMention(
                Span(at, match.end()), self._words.row(match.group(), "now").id, NOW
            )
        if kind == "same":
            match = self._same.match(low, at)
            return match and self._same_period(match)
        if low[at].isdecimal() and kind == "any" and (day := self._read_day(low, at, kind)):
            return day
        if kind != "day" and (months := self._read_months(low, at)):
            return months
        if kind != "day" and (found := self.periods.read(low, at)):
            return self.extend(low, at, found, Lead(at))
        return self._read_day(low, at, kind) if kind != "period" else None

    def _read_months(self, low: str, at: int) -> DateMention | None:
        match = MONTHS.match(low, at)
        if match is None:
            return None
        first, last, year = map(int, match.groups())
        if not 1 <= first < last <= LAST_MONTH:
            return None
        one = Moment("months", "month", year, first, last_month=first)
        other = replace(one, month=last, last_month=last)
        return self._finish(low, at, Lead(at), one, other, match.end())

    def _same_period(self, match: re.Match[str]) -> DateMention:
        form, year, _ = match.groups()
        row = self._words.row(form, "same_period")
        moment = Moment("same", "vague", int(year) if year else None, edge=row.edge)
        return DateMention(Span(*match.span()), row.id, moment)

    def _read_day(self, low: str, at: int, kind: Kind) -> DateMention | None:
        lead = self._leads.read(low, at)
        if lead.end == at and kind == "any" and not low[at].isdecimal():
            return None
        found = self.days.read(low, lead.end)
        if found is None or found[0].year is None:
            listed = self._read_list(low, lead.end)
            # «2-10, ngày 22-9» are two days of two months.
            if listed and not (found and ", ngày" in low[lead.end : listed[2]]):
                return self._finish(low, at, lead, *listed)
        found = found or self._read_shift(low, lead)
        return self.extend(low, at, found, lead) if found else self._read_lone(low, at, lead)

    def _read_lone(self, low: str, at: int, lead: Lead) -> DateMention | None:
        """«đến hết ngày 23»: a day of the month told of before; gives way to what is counted."""
        lone = read_lone(low, lead.end, lead)
        if lone is None:
            return None
        first, last, end = lone
        if last is None and (since := self._since.match(low, end)):
            last, end = NOW, since.end()
        mention = self._finish(low, at, lead, first, last, end)
        return replace(mention, priority=4 if lead.time else 2 if last else 0)

    def _read_shift(self, low: str, lead: Lead) -> Found | None:
        if lead.part and (match := AFTER_PART.match(low, lead.end)):
            shift = AFTER_PART_SHIFT[match[1]]
            return self._with_day(low, Moment("day", "day", shift=shift), match.end())
        match = self._shift.match(low, lead.end)
        if match is None:
            return None
        if match[2]:
            # «cùng ngày (14.9)»
            return self._with_day(low, Moment("same", "day"), match.end())
        row = self._words.row(match[1], "day_shift")
        return self._with_day(low, Moment("day", "day", shift=row.value), match.end())

    def _with_day(self, low: str, moment: Moment, end: int) -> Found:
        """«chiều nay 9/7», «sáng qua (8-11)»: the day written settles what «nay» means."""
        bracket = OPEN_DAY.match(low, end)
        glue = bracket or GLUE.match(low, end)
        found = self.days.read(low, glue.end()) if glue else None
        if found is None:
            return moment, end
        if not bracket:
            return found
        closed = low[found[1] : found[1] + 1] == ")"
        return (found[0], found[1] + 1) if closed else (moment, end)

    def _read_list(self, low: str, at: int) -> tuple[Moment, Moment, int] | None:
        """«25-27/4», «23 và 24-7», «6, 7/3»: days that share the month of the last."""
        first, start, before = None, at, 0
        for _ in range(MAX_LIST):
            match = self._first_of_list.match(low, at)
            # «3-8 đến 1-10» are two days, each with its month.
            if match is None or not before < int(match[1]) <= 31:
                return None
            before = int(match[1])
            first = first or before
            at = match.end()
            if found := self.days.read(low, at):
                last, end = found
                # «mùng 5 đến mùng 8 Tết», «20 - 23 tháng Chạp» by the moon, «mồng 7 đến ngày
                # 23/10» by the sun.
                alike = low[start].isdecimal() == low[at].isdecimal()
                rises = last.day is not None and before < last.day
                fit = last.month is not None and rises and (not last.lunar or alike)
                return (replace(last, day=first), last, end) if fit else None
        return None

    def extend(self, low: str, at: int, found: Found, lead: Lead) -> DateMention:
        """What was read, with the other end of its range when one follows."""
        first, end = found
        if first.unit in SPANS and not first.open_end:
            if (match := self._since.match(low, end)) and self._is_joined(low, at, match):
                return self._finish(low, at, lead, first, NOW, match.end())
            if (match := self._until.match(low, end)) and (
                second := self._read_second(low, match, first)
            ):
                return self._finish(low, at, lead, first, *second)
        if first.unit == "months" and first.year is None:
            # «tháng 1 và 2/2021»: months that share the year of the last.
            match = AND.match(low, end)
            second = self.periods.read_month_year(low, match.end()) if match else None
            if second:
                return self._finish(low, at, lead, first, *second)
        return self._finish(low, at, lead, first, None, end)

    @staticmethod
    def _is_joined(low: str, at: int, since: re.Match[str]) -> bool:
        """Whether «đến nay» closes the range: behind a comma only where «từ» opened it."""
        return "," not in since.group() or "từ " in low[max(0, at - 12) : at]

    def _read_second(self, low: str, until: re.Match[str], first: Moment) -> Found | None:
        at = until.end()
        dash = "-" in until.group()
        if first.unit == "day":
            return self._read_last_day(low, until)
        found = None
        if first.unit == "months":
            found = self.periods.read_month(low, at) or self.periods.read_month_year(low, at)
            if found is None and dash and " " not in until.group():
                found = _bare_month(low, at)
        elif first.unit == "year" and first.edge is None:
            found = self.periods.read_year(low, at) or read_bare_year(low, at)
        if found is None and not dash:
            found = self.days.read(low, at) or self.periods.read(low, at)
        return found if found and found[0].unit != "same" else None

    def _read_last_day(self, low: str, until: re.Match[str]) -> Found | None:
        """The day that ends a range, or «cuối tháng 11/2025», «hết quý I»."""
        at = until.end()
        found = self.days.read(low, self._leads.read(low, at).end)
        if found is not None or "-" in until.group():
            return found
        found = self.periods.read(low, at)
        ends = found is not None and (found[0].edge == "end" or WHOLE in until.group())
        return found if ends else None

    def _finish(
        self, low: str, at: int, lead: Lead, first: Moment, last: Moment | None, end: int
    ) -> DateMention:
        time, byline = lead.time, False
        if first.day and first.year and last is None:
            end, late = self._read_time_after(low, end)
            byline = late is not None or (time is not None and lead.weekday)
            time = time or late
            if zone := ZONE.match(low, end):
                end, byline = zone.end(), True
        if time and first.unit == "day":
            time, first = _half_day(time, lead.part), replace(first, granularity="minute")
        rule = lead.rule or f"date.{first.unit}"
        # The clock of «7 giờ 30 ngày 5/3» is a reference only where it stands alone; 03.06.2021 is
        # a telephone number, and «giai đoạn 2021-2025» a stage's number, only where no time is.
        sure = time or first.last_year or (first.day and settle(first, first.year))
        priority = 4 if sure else 2
        return DateMention(Span(at, end), rule, first, last, time, lead.part, byline, priority)

    def _read_time_after(self, low: str, end: int) -> tuple[int, str | None]:
        """«12/03/2018 | 12:04»: the time that a byline puts after the day."""
        glue = TIME_GLUE.match(low, end)
        clock = read_marked_clock(low, glue.end()) if glue else None
        if glue is None or clock is None or ":" not in low[glue.end() : clock.end]:
            return end, None
        return clock.end, clock.time


def _half_day(time: str, part: str | None) -> str:
    """«8 giờ tối» is 20:00, «12 giờ đêm» midnight."""
    hour, minutes = int(time[:2]), time[2:]
    if part == "evening" and hour == 12:
        hour = 0
    elif hour in LATER_HOURS.get(part or "", ()):
        hour += 12
    return f"{hour:02d}{minutes}"


def _bare_month(low: str, at: int) -> Found | None:
    match = BARE_MONTH.match(low, at)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    month = int(match[1])
    return Moment("months", "month", None, month, last_month=month), match.end()
