"""Rows of the date files: words of time, cues around dates, and holidays."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from extractor.rules.row import FormsRow

DateMeaning = Literal[
    "branch",
    "count",
    "day_shift",
    "decade",
    "edge",
    "lunar_day",
    "lunar_month",
    "month_name",
    "new_year",
    "now",
    "part_of_day",
    "period_shift",
    "same_day",
    "same_period",
    "season",
    "stage",
    "stem",
    "tenday",
    "tet",
    "this",
    "until",
    "vague_months",
    "weekday",
]


class DateRow(FormsRow, frozen=True, kw_only=True):
    """Words of time. `value` is a number (month, weekday, shift), `unit` what it counts."""

    means: DateMeaning
    value: int | None = None
    unit: Literal["week", "month", "quarter", "half", "year", "school_year", "term"] | None = None
    part: Literal["morning", "noon", "afternoon", "evening"] | None = None
    edge: Literal["start", "middle", "end"] | None = None
    # «năm qua» is this year when it is nearly over, else the one before.
    past: bool = False
    # Words right before («từ trước» đến nay) and right after that forbid the reading.
    not_after: list[str] = []
    not_before: list[str] = []


class DateCueRow(FormsRow, frozen=True, kw_only=True):
    """Words around a date that say what it is for.

    `where`: right before the date, or anywhere before it in the sentence. `says`: a role, that
    the day lies ahead («sẽ»), that a bare «5/8» is a day, or that a bare «9 tháng» is a period.
    """

    where: Literal["adjacent", "before", "after"]
    says: Literal[
        "as_of",
        "baseline",
        "commemorative",
        "counted",
        "deadline",
        "document",
        "duration",
        "event",
        "every",
        "from",
        "future",
        "goal",
        "inside",
        "is_day",
        "other",
        "plural",
        "publication",
        "stock",
        "to_date",
    ]


class HolidayRow(FormsRow, frozen=True, kw_only=True):
    """A day that is kept every year, by its names."""

    day: Annotated[int, Meta(ge=1, le=31)]
    month: Annotated[int, Meta(ge=1, le=12)]
    calendar: Literal["solar", "lunar"] = "solar"
