"""Days of events against the day of publication, their basis, and one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from extractor.checks.finding import Finding
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Check, Tuning
from extractor.models.date import DateRecord
from extractor.text import Span

DAYS = frozenset({"day", "minute"})


def check_future(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«sáng 28/9 phường đã trao …» in an article of 12/9: told as past, but yet to come."""
    published = sheet.published
    if published is None:
        return
    for when in sheet.record.dates:
        if when.start_date is None or when.start_date <= published + timedelta(days=1):
            continue
        if when.role != "event" or when.granularity not in DAYS:
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
            )


def check_before_basis(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«Thực hiện Kế hoạch ngày 22/9, ngày 03/9 đoàn …»: carried out before it was decided."""
    dates = sheet.record.dates
    for basis, event in pairwise(dates):
        if basis.start_date is None or event.start_date is None or event.role != "event":
            continue
        if basis.start_date <= event.start_date:
            continue
        ahead = (basis.start_date - event.start_date).days
        if ahead > tuning.whole("days") or {basis.granularity, event.granularity} - DAYS:
            continue
        left, right = sheet.date_span(basis), sheet.date_span(event)
        around = sheet.around(left)
        if (
            not around
            or sheet.low[left.end : right.start].count(".")
            or "\n" in sheet.low[left.end : right.start]
        ):
            continue
        lead = _lead(sheet, left)
        begins = tuning.words["basis"].open(around)
        document = tuning.words["document"].inside(lead)
        other = tuning.words["document"].inside(sheet.low[left.end : right.start][-40:])
        if begins and document and not other and right.start - left.end <= tuning.whole("far"):
            words = {"basis": _quote(basis), "event": _quote(event)}
            shown = f"{_day(event.start_date)} < {_day(basis.start_date)}"
            yield _dates_finding([basis, event], shown, words)


def check_one_event(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«Sáng 03/9 … tổ chức lễ», a caption «tại buổi lễ ngày 04/9»: one event on two days."""
    dates = sheet.record.dates
    first = next((when for when in dates if _is_event_day(when)), None)
    if first is None or first.start_date is None:
        return
    days = {when.start_date for when in dates if _is_event_day(when) and _of_several(sheet, when)}
    for when in dates:
        if when is first or when.start_date is None or when.granularity not in DAYS:
            continue
        apart = abs((when.start_date - first.start_date).days)
        if not 0 < apart <= tuning.whole("days") or when.start_date in days:
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


def _of_several(sheet: Sheet, when: DateRecord) -> bool:
    """Whether it is one of the days of a longer event: «Trong các ngày 16 và 17/7»."""
    return sheet.low[: sheet.date_span(when).start].rstrip().endswith(("và", "-", ","))


def _alone(dates: list[DateRecord], when: DateRecord) -> bool:
    """Whether no other words date something on that day: captions often come twice."""
    return all(
        other.start_date != when.start_date or other.text == when.text or other.role != "event"
        for other in dates
    )


def _lead(sheet: Sheet, span: Span) -> str:
    return sheet.low[max(0, span.start - 60) : span.start]


def _day(when: date) -> str:
    return when.strftime("%d/%m/%Y")


def _quote(when: DateRecord) -> str:
    return f"«{' '.join(when.text.split())}»"


def _dates_finding(dates: list[DateRecord], arithmetic: str, words: dict[str, str]) -> Finding:
    last = dates[-1]
    return Finding((), arithmetic, words, Span(last.start, last.end))


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
