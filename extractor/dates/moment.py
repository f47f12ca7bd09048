"""A date as written: what the words say and no more."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from extractor.text import Span

Unit = Literal["day", "week", "months", "year", "school_year", "term", "now", "same"]


class Moment(Struct, frozen=True):
    """One date or period; parts that were not written are None.

    `unit` "months" runs from `month` to `last_month` (a month, a quarter, «6 tháng đầu năm»);
    "year", "school_year" and "term" run from `year` to `last_year`. `edge` narrows it to its
    start, middle or end. `shift` counts units from the publication date («năm ngoái» is -1),
    or days for "day". "same" is the governing period one year before, or in `year`.
    """

    unit: Unit
    granularity: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_year: int | None = None
    edge: str | None = None
    shift: int | None = None
    lunar: bool = False
    # «5 tháng qua»: that many months, ending at the publication date.
    past: bool = False
    # «những tháng đầu năm»: begins there, ends nobody says when.
    open_end: bool = False
    # A new year by its two names, stem and branch: its place in the cycle of sixty.
    cycle: int | None = None


class DateMention(Struct, frozen=True):
    """A date as written, before its year is settled; `last` closes a range."""

    span: Span
    rule: str
    first: Moment
    last: Moment | None = None
    time: str | None = None
    part_of_day: str | None = None
    byline: bool = False
    priority: int = 2
