"""Dates, periods and terms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from extractor.models.base import (
    DateRole,
    Granularity,
    IsoDate,
    PartOfDay,
    Quotation,
    Resolution,
)


class DateRecord(Quotation):
    """A stretch of time as written; both days are null when it could not be resolved."""

    id: str
    start_date: IsoDate | None
    end_date: IsoDate | None
    time: Annotated[str, Field(pattern=r"^[0-2][0-9]:[0-5][0-9]$")] | None = None
    part_of_day: PartOfDay | None = None
    granularity: Granularity
    role: DateRole
    resolution: Resolution
    calendar: Literal["solar", "lunar"] = "solar"
    rules: list[str]

    @model_validator(mode="after")
    def _runs_forward(self) -> DateRecord:
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValueError(f"{self.text!r}: ends {self.end_date} before {self.start_date}")
        return self
