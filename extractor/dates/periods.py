"""Periods as they are written: months, quarters, halves and years, whole or at an edge."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from extractor.dates.eras import EraReader, is_year
from extractor.dates.moment import Moment, Unit
from extractor.dates.words import LETTER, DateWords

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
QUARTERS = r"(?:iii|iv|ii|i|[1-4])"
SEVERAL = ("những ", "các ", "mấy ", "nhiều ", "vài ")
MONTH_YEAR = re.compile(r"(\d{1,2}) ?([/.\-]) ?(\d{4})(?!\d)(?![/.]\d)(?!/\w)")
Found = tuple[Moment, int]
Reader = Callable[[str, int], Found | None]


class PeriodReader:
    """Reads one period that begins at a given place."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self._eras = EraReader(words)
        self._readers = self._heads(words)
        shift = words.any_of("period_shift")
        year = (
            r"(?: ?[/.\-] ?(\d{4})(?!\d)"
            r"|,? (?:(?:của |cùng kỳ )?năm |(?=(?:19|20)\d\d))(\d{4})(?!\d)"
            rf"| ({shift}))?"
        )
        names = words.any_of("count", "lunar_month")
        number = words.any_of("count")
        edges = words.any_of("edge")
        end = rf"(?!{LETTER})(?!\d)(?![/.,]\d)"
        self._month = re.compile(rf"tháng (?:(\d{{1,2}})(?!\d)|({names})){year}{end}")
        self._quarter = re.compile(rf"quý ({QUARTERS}){year}{end}")
        self._year = re.compile(rf"năm (\d{{4}}){end}")
        self._shift = re.compile(shift)
        self._of_year = re.compile(rf"(?<=cả năm) (\d{{4}}){end}")
        self._part = re.compile(
            rf"(\d{{1,2}}|{number}) tháng(?: (?:({edges})|còn lại)(?: của)? "
            rf"(?:({shift})|năm(?: (\d{{4}})(?!\d))?|(?=(?:19|20)\d\d)(\d{{4}})(?!\d))"
            rf"|(?: (?:của )?năm ?|/ ?|- ?| - ?| (?=(?:19|20)\d\d))(\d{{4}})(?!\d)"
            rf"| (?:của )?({shift})| (?:vừa )?(qua){end}|){end}"
        )
        self._first = re.compile(
            rf"(tháng|quý) đầu(?: tiên)?(?: của)? năm(?: (\d{{4}})(?!\d))?{end}"
        )
        self._half = re.compile(rf"nửa ({edges})(?: của)? năm(?: (\d{{4}})(?!\d))?{end}")
        self._edge = re.compile(rf"({words.any_of('edge', 'tenday')})(?: của)? ")
        self._unnumbered = re.compile(rf"(năm|tháng|quý){end}(?! (?:học|mới|âm|thứ))")
        self._school = re.compile(rf"({words.any_of('stage')}) ?")
        self._this = re.compile(rf" {words.any_of('this')}")

    def read(self, low: str, at: int) -> Found | None:
        """The period that begins at `at`, and where it ends."""
        for reader in self._readers.get(low[at : at + 2], ()):
            if found := reader(low, at):
                return found
        return self._read_part(low, at) if low[at].isdecimal() else None

    def _heads(self, words: DateWords) -> dict[str, list[Reader]]:
        """Which readers may begin with which two letters; most anchors then try one or two."""
        eras = self._eras
        table: list[tuple[Reader, list[str]]] = [
            (self.read_edge, words.forms("edge", "tenday")),
            (self.read_first, ["tháng", "quý"]),
            (self.read_month, ["tháng"]),
            (self._read_quarter, ["quý"]),
            (self.read_year, ["năm"]),
            (self._read_part, words.forms("count")),
            (self._read_half, ["nửa"]),
            (eras.read_stage, words.forms("stage", "season")),
            (self._read_shift, words.forms("period_shift")),
            (eras.read_vague, words.forms("vague_months")),
            (eras.read_new_year, words.forms("new_year", "tet")),
            (eras.read_decade, words.forms("decade")),
        ]
        heads: dict[str, list[Reader]] = {}
        for reader, forms in table:
            for head in sorted({form[:2] for form in forms}):
                heads.setdefault(head, []).append(reader)
        return heads

    def read_month(self, low: str, at: int) -> Found | None:
        """«tháng 5», «tháng Bảy năm 2020», «tháng 7.2013»."""
        match = self._month.match(low, at)
        if match is None:
            return None
        digits, name, *years = match.groups()
        row = self._words.row(name, "count", "lunar_month") if name else None
        month = int(digits) if row is None else row.value or 0
        if not 1 <= month <= 12:
            return None
        lunar = row is not None and row.means == "lunar_month"
        moment = Moment("months", "month", None, month, last_month=month, lunar=lunar)
        if not any(years) and (this := self._this.match(low, match.end())):
            return replace(moment, shift=0), this.end()
        return self._with_year(moment, years), match.end()

    def read_month_year(self, low: str, at: int) -> Found | None:
        """«5/2017», written without «tháng»."""
        match = MONTH_YEAR.match(low, at)
        if match is None or not 1 <= int(match[1]) <= 12 or not is_year(match[3]):
            return None
        month = int(match[1])
        return Moment("months", "month", int(match[3]), month, last_month=month), match.end()

    def read_year(self, low: str, at: int) -> Found | None:
        """«năm 2018»."""
        match = self._year.match(low, at)
        return (Moment("year", "year", int(match[1])), match.end()) if match else None

    def read_edge(self, low: str, at: int) -> Found | None:
        """«cuối năm 2019», «đầu tháng», «hết quý I», «trung tuần tháng 2»."""
        match = self._edge.match(low, at)
        if match is None:
            return None
        row = self._words.row(match[1], "edge", "tenday")
        edge = row.edge or f"tenday{row.value}"
        inner = self._read_edged(low, match.end())
        if inner is None:
            return None
        moment, end = inner
        grain = "vague" if moment.unit == "months" else "day"
        return replace(moment, edge=edge, granularity=grain), end

    def _read_edged(self, low: str, at: int) -> Found | None:
        found = (
            self.read_month(low, at)
            or self._read_quarter(low, at)
            or self.read_year(low, at)
            or self._eras.read_stage(low, at)
            or self._read_shift(low, at)
        )
        if found:
            return found
        if match := self._unnumbered.match(low, at):
            unit = {"năm": "year", "tháng": "month", "quý": "quarter"}[match[1]]
            if unit == "year":
                return Moment("year", "year"), match.end()
            return Moment("months", unit), match.end()
        if match := self._school.match(low, at):
            row = self._words.row(match[1], "stage")
            if row.unit == "school_year":
                return Moment("school_year", "year"), at + len(match[1])
        return None

    def read_first(self, low: str, at: int) -> Found | None:
        """«trong tháng đầu năm», but «những tháng đầu năm» are several."""
        match = self._first.match(low, at)
        if match is None or low.endswith(SEVERAL, 0, at):
            return None
        month = match[1] == "tháng"
        grain, year = ("month" if month else "quarter"), int(match[2]) if match[2] else None
        return Moment("months", grain, year, 1, last_month=1 if month else 3), match.end()

    def _read_quarter(self, low: str, at: int) -> Found | None:
        match = self._quarter.match(low, at)
        if match is None:
            return None
        number = ROMAN.get(match[1]) or int(match[1])
        moment = Moment("months", "quarter", None, number * 3 - 2, last_month=number * 3)
        return self._with_year(moment, match.groups()[1:]), match.end()

    def _read_part(self, low: str, at: int) -> Found | None:
        match = self._part.match(low, at)
        if match is None:
            return None
        number, edge_word, shift, year, edge_year, plain_year, plain_shift, past = match.groups()
        count = self._words.value(number, "count")
        if not 2 <= count <= 11:
            return None
        late = match.group().find("còn lại") > 0
        if edge_word:
            late = self._words.row(edge_word, "edge").edge == "end"
        first, last = (13 - count, 12) if late else (1, count)
        grain = {6: "half", 3: "quarter"}.get(count, "month")
        moment = Moment("months", grain, None, first, last_month=last, past=bool(past))
        return self._with_year(
            moment, (year or edge_year or plain_year, None, shift or plain_shift)
        ), match.end()

    def _read_half(self, low: str, at: int) -> Found | None:
        match = self._half.match(low, at)
        if match is None:
            return None
        first = 7 if self._words.row(match[1], "edge").edge == "end" else 1
        year = int(match[2]) if match[2] else None
        return Moment("months", "half", year, first, last_month=first + 5), match.end()

    def _read_shift(self, low: str, at: int) -> Found | None:
        match = self._shift.match(low, at)
        if match is None:
            return None
        if named := self._of_year.match(low, match.end()):
            return Moment("year", "year", int(named[1])), named.end()
        row = self._words.row(match.group(), "period_shift")
        unit = row.unit or "year"
        if unit in ("year", "school_year"):
            kind: Unit = "year" if unit == "year" else "school_year"
            return Moment(kind, "year", shift=row.value, past=row.past), match.end()
        if unit == "week":
            return Moment("week", "week", shift=row.value), match.end()
        return Moment("months", unit, shift=row.value), match.end()

    def _with_year(
        self, moment: Moment, years: tuple[str | None, ...] | list[str | None]
    ) -> Moment:
        slash, spelled, shift = years
        if year := slash or spelled:
            return replace(moment, year=int(year))
        if shift:
            row = self._words.row(shift, "period_shift")
            return replace(moment, shift=row.value) if row.unit == "year" else moment
        return moment
