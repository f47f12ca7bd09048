"""Stretches of years as they are written: stages, terms, crop seasons, decades, new years."""

from __future__ import annotations

import re

from extractor.dates.moment import Moment
from extractor.dates.words import LETTER, DateWords

PAIR = re.compile(r"(\d{4}) ?(?:-|/) ?(\d{4})(?!\d)(?![/.]\d)(?!/\w)")
BARE_YEAR = re.compile(rf"(\d{{4}})(?!{LETTER})(?!\d)(?![/.,]\d)")
Found = tuple[Moment, int]


class EraReader:
    """Reads one stretch of years that begins at a given place."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        end = rf"(?!{LETTER})(?!\d)(?![/.,]\d)"
        self._stage = re.compile(
            rf"({words.any_of('stage', 'season')})(?: từ)?(?: năm)? (\d{{4}})"
            rf"(?:(?: ?(?:-|/|đến) ?(?:năm )?| )(\d{{4}}))?{end}"
        )
        names = f"({words.any_of('stem')}) ({words.any_of('branch')})"
        self._new_year = re.compile(
            rf"({words.any_of('new_year', 'tet')})(?: {names}(?: (\d{{4}}))?| (\d{{4}})){end}"
            r"(?! ?(?:năm|-|/)? ?\d{4})"
        )
        self._decade = re.compile(
            rf"{words.any_of('decade')} (\d{{2}}|\d{{4}})(?: ?- ?(\d{{2}}|\d{{4}}))?{end}"
        )
        self._vague = re.compile(rf"({words.any_of('vague_months')})(?: (\d{{4}}))?{end}")

    def read_stage(self, low: str, at: int) -> Found | None:
        match = self._stage.match(low, at)
        if match is None or not is_year(match[2]) or (match[3] and not is_year(match[3])):
            return None
        row = self._words.row(match[1], "stage", "season")
        first, last = int(match[2]), int(match[3] or match[2])
        if last < first or (not match[3] and row.means == "stage"):
            return None
        unit = {"school_year": "school_year", "term": "term"}.get(row.unit or "", "year")
        grain = "years" if match[3] else "year"
        return Moment(unit, grain, first, last_year=last), match.end()  # type: ignore[arg-type]

    def read_vague(self, low: str, at: int) -> Found | None:
        match = self._vague.match(low, at)
        if match is None:
            return None
        year = int(match[2]) if match[2] else None
        return Moment("year", "vague", year, edge="start", open_end=True), match.end()

    def read_new_year(self, low: str, at: int) -> Found | None:
        """«Xuân Đinh Dậu 2017» is that year, «Tết Đinh Dậu» the day it begins."""
        match = self._new_year.match(low, at)
        if match is None:
            return None
        form, stem, branch, year, plain = match.groups()
        if written := year or plain:
            moment = self._new_year_of(form, written)
            return (moment, match.end()) if moment else None
        cycle = self._words.cycle(stem, branch)
        if cycle is None:
            return None
        return Moment("day", "day", None, 1, 1, lunar=True, cycle=cycle), match.end()

    def _new_year_of(self, form: str, year: str) -> Moment | None:
        """«Tết Bính Ngọ 2026» is a day, «Xuân Bính Ngọ 2026» the year."""
        if not is_year(year):
            return None
        row = self._words.row(form, "new_year", "tet")
        if row.means == "tet" or row.value:
            return Moment("day", "day", int(year), 1, 1, lunar=row.means == "tet")
        return Moment("year", "year", int(year))

    def read_decade(self, low: str, at: int) -> Found | None:
        """«những năm 91-94», «những năm 90», «thập niên 1990»."""
        match = self._decade.match(low, at)
        if match is None:
            return None
        first, last = (_full_year(digits) for digits in match.groups())
        if first is None or (last is not None and last <= first):
            return None
        if last is None and first % 10:
            return None
        return Moment("year", "years", first, last_year=last or first + 9), match.end()


def read_pair(low: str, at: int) -> Found | None:
    """«2011 - 2015»."""
    match = PAIR.match(low, at)
    if match is None or not (is_year(match[1]) and is_year(match[2])):
        return None
    first, last = int(match[1]), int(match[2])
    if not first < last:
        return None
    return Moment("year", "years", first, last_year=last), match.end()


def read_bare_year(low: str, at: int) -> Found | None:
    """«2018», where something else says that a year is meant."""
    match = BARE_YEAR.match(low, at)
    if match is None or not is_year(match[1]):
        return None
    return Moment("year", "year", int(match[1])), match.end()


def is_year(digits: str) -> bool:
    """Whether four digits may be a year."""
    return 1800 <= int(digits) <= 2200


def _full_year(digits: str | None) -> int | None:
    """«91» is 1991 in the speech of people who lived then."""
    if digits is None:
        return None
    return int(digits) + (1900 if len(digits) == 2 else 0)
