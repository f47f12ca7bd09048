"""Days of events against the day of publication, their basis, and one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from extractor.checks.finding import Finding, Severity
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Check, Tuning
from extractor.models.date import DateRecord
from extractor.text import Span

DAYS = frozenset({"day", "minute"})
# «cuối năm» and «Tết» reach as far back as the teller likes.
DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
# An article that dates more than this is a table, not the report of an event.
MOST = 60
# The day of what was carried out is easily taken for the document's.
EVENTS = frozenset({"event", "document"})


def check_future(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«sáng 28/9 phường đã trao …» in an article of 12/9: told as past, but yet to come."""
    published = sheet.published
    if published is None:
        return
    for when in sheet.record.dates:
        if when.start_date is None or when.start_date <= published + timedelta(days=1):
            continue
        if when.role != "event" or when.granularity not in DAYS or not DAY.search(when.text):
            continue
        span = sheet.date_span(when)
        around, behind = sheet.around(span), sheet.low[span.end : span.end + tuning.whole("far")]
        if tuning.words["ahead"].inside(around) or tuning.words["until"].close(_lead(sheet, span)):
            continue
        if tuning.words["past"].inside(behind.split(". ")[0].split("\n")[0]):
            yield _dates_finding(
                [when],
                f"{_day(when.start_date)} > {_day(published)}",
                {"stated": _quote(when), "published": _day(published)},
                None if when.resolution == "explicit" else "warning",
            )


def check_before_basis(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«Thực hiện Kế hoạch ngày 22/9, ngày 03/9 đoàn …»: carried out before it was decided."""
    for basis, event in pairwise(sheet.record.dates):
        if basis.start_date is None or event.start_date is None or event.role not in EVENTS:
            continue
        if basis.start_date <= event.start_date or {basis.granularity, event.granularity} - DAYS:
            continue
        ahead = (basis.start_date - event.start_date).days
        if ahead <= tuning.whole("days") and _carries_out(sheet, basis, event, tuning):
            words = {"basis": _quote(basis), "event": _quote(event)}
            shown = f"{_day(event.start_date)} < {_day(basis.start_date)}"
            yield _dates_finding([basis, event], shown, words)


def _carries_out(sheet: Sheet, basis: DateRecord, event: DateRecord, tuning: Tuning) -> bool:
    """Whether the sentence begins with «Thực hiện Kế hoạch … ngày», and no other document is
    named before the second date."""
    left, right = sheet.date_span(basis), sheet.date_span(event)
    between = sheet.low[left.end : right.start]
    if len(between) > tuning.whole("far") or "." in between or "\n" in between:
        return False
    if not tuning.words["document"].inside(_lead(sheet, left)):
        return False
    if not tuning.words["basis"].open(sheet.around(left)):
        return False
    named = any(basis.end <= other.start < event.start for other in sheet.record.references)
    return not named and not tuning.words["document"].inside(between)


def check_one_event(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«Sáng 03/9 … tổ chức lễ», a caption «tại buổi lễ ngày 04/9»: one event on two days."""
    dates = sheet.record.dates[:MOST]
    first = next((when for when in dates if _is_event_day(when)), None)
    if first is None or first.start_date is None:
        return
    for when in dates:
        if when is first or when.start_date is None or when.granularity not in DAYS:
            continue
        apart = abs((when.start_date - first.start_date).days)
        if not 0 < apart <= tuning.whole("days"):
            continue
        lead = _lead(sheet, sheet.date_span(when))
        if tuning.words["same_event"].close(lead) and _alone(dates, when):
            words = {"first": _quote(first), "second": _quote(when)}
            shown = f"{_day(first.start_date)} ≠ {_day(when.start_date)}"
            yield _dates_finding([first, when], shown, words)
            return


def _is_event_day(when: DateRecord) -> bool:
    one_day = when.start_date is not None and when.start_date == when.end_date
    return when.role == "event" and when.granularity in DAYS and one_day


def _alone(dates: list[DateRecord], when: DateRecord) -> bool:
    """Whether no other words take in that day: captions often come twice, days in one phrase."""
    day = when.start_date
    return day is not None and not any(
        other.start_date is not None
        and other.start_date <= day <= (other.end_date or other.start_date)
        and other.text != when.text
        and other.role in ("event", "period")
        for other in dates
    )


def _lead(sheet: Sheet, span: Span) -> str:
    return sheet.low[max(0, span.start - 60) : span.start]


def _day(when: date) -> str:
    return when.strftime("%d/%m/%Y")


def _quote(when: DateRecord) -> str:
    return f"«{' '.join(when.text.split())}»"


def _dates_finding(
    dates: list[DateRecord],
    arithmetic: str,
    words: dict[str, str],
    severity: Severity | None = None,
) -> Finding:
    last = dates[-1]
    return Finding((), arithmetic, words, Span(last.start, last.end), severity)


CHECKS = (
    Check("c12", check_future, ("stated", "published"), ("far",), ("past", "ahead", "until")),
    Check(
        "c13",
        check_before_basis,
        ("basis", "event"),
        ("days", "far"),
        ("basis", "document"),
        "basis",
    ),
    Check("c14", check_one_event, ("first", "second"), ("days",), ("same_event",), "same_event"),
)
