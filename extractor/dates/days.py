"""Days and clock times as they are written: «06/3/2018», «19 tháng 10», «mùng 5 Tết», «12:04»."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from extractor.dates.moment import Moment
from extractor.dates.words import LETTER, DateWords

NUMERIC = re.compile(
    r"(\d{1,2}) ?([/.\-]) ?(\d{1,2})(?: ?\2 ?(\d{4}))?(?!\d)(?![/.]\d)(?!/[^\W\d_])"
)
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?![/.\-]\d)")
CLOCK = re.compile(
    r"(\d{1,2})(?: ?(?:h|g|giờ)(?: ?(\d{1,2})(?!/\d)(?: ?(?:phút|p|'))?)?|[:.](\d{2})(?::\d{2})?)"
    rf"(?: ?:? ?(am|pm|sa|ch))?(?!{LETTER})(?!\d)"
)
PARTS = ("sáng ", "trưa ", "chiều ", "tối ", "đêm ")
LUNAR_MARK = re.compile(r" ?(?:\( ?(?:âm lịch|al)\)|\( ?(?:âm lịch|al)\b|(?:âm lịch|al)\b)")


class Clock(Struct, frozen=True):
    """A time of day as HH:MM."""

    time: str
    end: int


class DayReader:
    """Reads one day that begins at a given place."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self._holidays = {(row.day, row.month) for row in words.holidays}
        months = words.any_of("count", "lunar_month")
        year = r"(?:(?:,? (?:của )?năm |[/.\-]| ?- ?|,? )(\d{4})(?!\d))?"
        self._long = re.compile(
            rf"(\d{{1,2}})(?: |/|-|, ?)tháng (\d{{1,2}}(?!\d)|(?!năm \d){months}){year}"
        )
        self._named_year = re.compile(
            rf" (?:năm )?({words.any_of('stem')}) ({words.any_of('branch')})(?!{LETTER})"
        )
        number = words.any_of("count")
        self._lunar = re.compile(
            rf"{words.any_of('lunar_day')}(?: (\d{{1,2}}|{number}))?"
            rf"(?: (?:(?:tháng |/|-)(\d{{1,2}}(?!\d)|{months})|({words.any_of('tet')}))"
            rf"|[/-](\d{{1,2}})(?!\d))?{year}"
        )
        self._eve = re.compile(rf"(\d{{2}}) {words.any_of('tet')}{year}")
        self._lunar_day = re.compile(words.any_of("lunar_day"))

    def read(self, low: str, at: int) -> tuple[Moment, int] | None:
        """The day that begins at `at`, and where it ends."""
        if at >= len(low):
            return None
        if not low[at].isdecimal():
            return self._read_lunar(low, at)
        if match := ISO.match(low, at):
            year, _, month, day = match.groups()
            return _day(int(day), int(month), int(year)), match.end()
        if match := NUMERIC.match(low, at):
            return self._read_numeric(low, match)
        if match := self._long.match(low, at):
            day, month, year = match.groups()
            row = None if month.isdecimal() else self._words.row(month, "count", "lunar_month")
            lunar = row is not None and row.means == "lunar_month"
            number = int(month) if row is None else row.value or 0
            moment = _day(int(day), number, _int(year), lunar)
            return self._in_named_year(low, *_lunar_mark(low, moment, match.end()))
        if match := self._eve.match(low, at):
            day, year = int(match[1]), _int(match[2])
            eve = Moment("day", "day", year and year - 1, 12, day, lunar=True)
            return (eve, match.end()) if 20 <= day <= 30 else None
        return None

    def _read_numeric(self, low: str, match: re.Match[str]) -> tuple[Moment, int] | None:
        day, mark, month, year = match.groups()
        if year is None and mark != "/" and " " in match.group():
            # «Ngày 19 - 12, UBND họp», but «ngày 5 - 7 tháng 8».
            before = low[max(0, match.start() - 6) : match.start()]
            # «Rạng sáng 14- 9» descends, so that it is no range.
            named = before.endswith("ngày ") or (
                before.endswith(PARTS) and int(day) > int(month) and "-" in mark
            )
            if not named or mark == "." or low.startswith(" tháng", match.end()):
                return None
        if year is None and not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            return None
        return _lunar_mark(low, _day(int(day), int(month), _int(year)), match.end())

    def _read_lunar(self, low: str, at: int) -> tuple[Moment, int] | None:
        match = self._lunar.match(low, at)
        if match is None:
            return None
        number, month_word, tet, month_digits, year = match.groups()
        head = self._lunar_day.match(low, at)
        row = self._words.row(head.group(), "lunar_day") if head else None
        full = row is not None and row.value is not None
        if (number is None) is not full or not (month_word or tet or month_digits):
            return None
        day = row.value if row and row.value else self._words.value(number or "0", "count")
        month = 1 if tet else self._month(month_word or month_digits)
        # «mùng 2/9», «mùng 8 tháng 3» are kept by the sun; only «âm lịch» would say otherwise.
        lunar = not (number and (day, month) in self._holidays)
        moment = _day(day, month, _int(year), lunar)
        return self._in_named_year(low, *_lunar_mark(low, moment, match.end()))

    def _in_named_year(self, low: str, moment: Moment, end: int) -> tuple[Moment, int]:
        """«23 tháng Chạp năm Kỷ Hợi»: a lunar day of a year called by its two names."""
        match = self._named_year.match(low, end) if moment.lunar and not moment.year else None
        cycle = self._words.cycle(*match.groups()) if match else None
        if match is None or cycle is None:
            return moment, end
        return replace(moment, cycle=cycle), match.end()

    def _month(self, form: str) -> int:
        return self._words.value(form, "count", "lunar_month")


def read_clock(low: str, at: int) -> Clock | None:
    """The time of day that begins at `at`."""
    match = CLOCK.match(low, at)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or match[3] or 0), match[4]
    if half in ("pm", "ch") and hour < 12:
        hour += 12
    if half in ("am", "sa") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return Clock(f"{hour % 24:02d}:{minute:02d}", match.end())


def _day(day: int, month: int, year: int | None, lunar: bool = False) -> Moment:
    return Moment("day", "day", year, month, day, lunar=lunar)


def _lunar_mark(low: str, moment: Moment, end: int) -> tuple[Moment, int]:
    mark = LUNAR_MARK.match(low, end)
    if mark is None:
        return moment, end
    lunar = Moment("day", "day", moment.year, moment.month, moment.day, lunar=True)
    return lunar, mark.end()


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
