"""The six kinds of figure, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from extractor.models.base import (
    BaselineKind,
    Certainty,
    Comparator,
    Contract,
    Direction,
    Exact,
    IsoDate,
    Measure,
    Place,
    Quotation,
    Status,
    Stretch,
)


class Period(Contract):
    """When a value is true, both days included; `as_of` marks a state at one moment."""

    start: IsoDate | None
    end: IsoDate | None
    as_of: bool = False


class Baseline(Contract):
    """What a change, index or multiple is compared with."""

    kind: BaselineKind
    start: IsoDate | None = None
    end: IsoDate | None = None


class FigureBase(Quotation):
    """What all kinds of figure carry. `value` is null only when the text is vague («hàng trăm»)."""

    id: str
    value: Exact | None
    value_max: Exact | None = None
    denominator: Exact | None = None
    unit: str
    unit_text: str
    comparator: Comparator
    indicator: str | None = None
    topic: str | None = None
    action: str | None = None
    subject: str | None = None
    measure: Measure
    direction: Direction | None = None
    status: Status
    period: Period | None = None
    baseline: Baseline | None = None
    per: list[str] | None = None
    of: str | None = None
    about: str | None = None
    part_of: str | None = None
    place: Place | None = None
    actor: str | None = None
    fund_source: str | None = None
    attribution: str | None = None
    cue: str | None = None
    sentence: Stretch
    certainty: Certainty
    rules: list[str]

    @model_validator(mode="after")
    def _value_is_coherent(self) -> FigureBase:
        if (self.value is None) != (self.comparator == "vague"):
            raise ValueError(f"{self.text!r}: a null value goes with comparator 'vague' and back")
        if self.value_max is not None and self.comparator != "range":
            raise ValueError(f"{self.text!r}: value_max is for ranges only")
        return self


class CountFigure(FigureBase):
    """A number of countable things: «819 hộ», «4.574 lao động»."""

    kind: Literal["count"]


class MoneyFigure(FigureBase):
    """A sum in base units of its currency: «123,2 tỷ đồng» is 123200000000 VND."""

    kind: Literal["money"]


class PercentFigure(FigureBase):
    """A percentage, percentage points or per mille."""

    kind: Literal["percent"]
    unit: Literal["%", "điểm %", "‰"]


class MeasureFigure(FigureBase):
    """A physical quantity or a duration: «38km», «59,4 tạ/ha», «36 tháng»."""

    kind: Literal["measure"]


class RatioFigure(FigureBase):
    """Part of a total: «16/18 chỉ tiêu» has value 16 and denominator 18."""

    kind: Literal["ratio"]
    denominator: Exact


class MultipleFigure(FigureBase):
    """A number of times: «gấp 2 lần»."""

    kind: Literal["multiple"]
    unit: Literal["lần"]


Figure = Annotated[
    CountFigure | MoneyFigure | PercentFigure | MeasureFigure | RatioFigure | MultipleFigure,
    Field(discriminator="kind"),
]
