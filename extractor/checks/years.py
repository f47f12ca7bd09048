"""Dates that do not exist, and terms, spans and anniversaries that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor.checks.finding import Finding
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Check, Tuning
from extractor.text import Span

FULL_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/.-])")
YEARS = re.compile(r"(\d{4}) ?- ?(\d{3,4})(?!\d)")
ANNIVERSARY = re.compile(
    r"kỷ niệm (?:lần thứ )?(\d{1,3}) năm [^()\n.;]{0,90}\("
    r"(?:\d{1,2}[/.-]){0,2}(\d{4}) ?- ?(?:\d{1,2}[/.-]){0,2}(\d{4})\)"
)
SAME_PERIOD = re.compile(r"cùng kỳ(?: năm)? (\d{4})(?!\d)")
# Years before this one in a full date are slips of the pen.
FIRST_YEAR = 1800


def check_broken_date(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«ngày 31/6/2022», «11/7/1014», «nhiệm kỳ 2021-206»: no such day, no such year."""
    for when in sheet.record.dates:
        if when.start_date is not None or when.calendar != "solar":
            continue
        match = FULL_DATE.search(when.text)
        if match and _is_slip(int(match[1]), int(match[3]), int(match[4])):
            yield _at(when.start, when.end, when.text, {})
    for part in sheet.record.unread:
        start = sheet.text.norm_span(Span(part.start, part.end)).start
        match = YEARS.match(sheet.low, start)
        if match and len(match[2]) == 3 and tuning.words["spans"].close(sheet.low[:start][-30:]):
            raw = sheet.text.raw_span(Span(*match.span()))
            yield _at(raw.start, raw.end, match.group(), {})


def _is_slip(day: int, month: int, year: int) -> bool:
    """Whether it was meant for a date: plausible in its parts, impossible as a whole."""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    try:
        return date(year, month, day).year < FIRST_YEAR
    except ValueError:
        return True


def check_spans(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """Terms of more than five years, spans that run backwards, wrong anniversaries."""
    low = sheet.low
    for match in _matches(low, "nhiệm kỳ ", YEARS) if "nhiệm kỳ " in low else ():
        first, last = int(match[1]), int(match[2])
        if len(match[2]) == 4 and _is_odd_term(first, last, tuning):
            yield _spanned(sheet, match, f"{last} − {first} = {last - first} năm")
    for match in _matches(low, "giai đoạn ", YEARS) if "giai đoạn " in low else ():
        if len(match[2]) == 4 and int(match[2]) <= int(match[1]) and int(match[2]) > FIRST_YEAR:
            yield _spanned(sheet, match, f"{match[2]} ≤ {match[1]}")
    for match in ANNIVERSARY.finditer(low) if "kỷ niệm " in low else ():
        years = int(match[3]) - int(match[2])
        if years != int(match[1]):
            yield _spanned(sheet, match, f"{match[3]} − {match[2]} = {years} ≠ {match[1]} năm")
    yield from _same_periods(sheet, tuning)


def _is_odd_term(first: int, last: int, tuning: Tuning) -> bool:
    known = f"{first}-{last}" in tuning.forms["known_terms"]
    near = first > FIRST_YEAR and last > FIRST_YEAR
    return near and not known and not 0 < last - first <= tuning.whole("term")


def _same_periods(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«so với cùng kỳ năm 2021» in an article of 2021, on nothing later."""
    published = sheet.published
    if published is None or "cùng kỳ" not in sheet.low:
        return
    for match in SAME_PERIOD.finditer(sheet.low):
        around = sheet.around(Span(*match.span()))
        later = str(int(match[1]) + 1) in around or tuning.words["ahead"].inside(around)
        if int(match[1]) >= published.year and not later:
            yield _spanned(sheet, match, f"{match[1]} = {published.year}")


def _matches(low: str, opener: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    at = low.find(opener)
    while at >= 0:
        if match := pattern.match(low, at + len(opener)):
            yield match
        at = low.find(opener, at + len(opener))


def _spanned(sheet: Sheet, match: re.Match[str], arithmetic: str) -> Finding:
    raw = sheet.text.raw_span(Span(*match.span()))
    quoted = " ".join(sheet.text.quote(Span(*match.span())).split())
    return Finding((), arithmetic, {"stated": f"«{quoted}»"}, raw)


def _at(start: int, end: int, words: str, more: dict[str, str]) -> Finding:
    return Finding((), f"«{words}»", {"stated": f"«{words}»", **more}, Span(start, end))


CHECKS = (
    Check("c15", check_broken_date, ("stated",), (), ("spans",)),
    Check("c16", check_spans, ("stated",), ("term",), ("known_terms", "ahead")),
)
