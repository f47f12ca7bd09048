"""What every part of a record shares: strictness, spans, exact decimals, closed vocabularies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Comparator = Literal["eq", "approx", "gt", "lt", "ge", "le", "range", "vague"]
Measure = Literal[
    "level",
    "flow",
    "change",
    "change_rel",
    "share",
    "completion",
    "over_completion",
    "index",
    "multiple",
    "ratio",
    "per_unit",
    "threshold",
]
Direction = Literal["up", "down"]
Status = Literal["actual", "estimate", "target", "standard", "hypothetical"]
Certainty = Literal["sure", "likely", "open"]
BaselineKind = Literal[
    "year_start",
    "same_period_prev_year",
    "prev_year",
    "prev_month",
    "prev_period",
    "year",
    "term_start",
    "plan",
    "other",
]
Granularity = Literal["minute", "day", "week", "month", "quarter", "half", "year", "years", "vague"]
DateRole = Literal[
    "publication",
    "event",
    "period",
    "as_of",
    "deadline",
    "baseline",
    "document",
    "commemorative",
    "other",
]
Resolution = Literal["explicit", "inferred", "unresolved"]
PartOfDay = Literal["morning", "noon", "afternoon", "evening"]
Level = Literal["central", "province", "district", "ward", "hamlet", "none"]
ReferenceClass = Literal[
    "document",
    "ordinal",
    "name",
    "contact",
    "chrome",
    "model",
    "age",
    "clock",
    "score",
    "list",
    "other",
]


def _as_decimal(value: Any) -> Any:
    """Decimals come as Decimal or as the strings that JSON carries; floats are refused."""
    if isinstance(value, str):
        return Decimal(value)
    return value


# Plain digits, never 1E+3: «"123200000000"», «"1.30"».
Exact = Annotated[
    Decimal,
    BeforeValidator(_as_decimal),
    PlainSerializer(lambda value: format(value, "f"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
]


def _as_date(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


IsoDate = Annotated[
    date,
    BeforeValidator(_as_date),
    PlainSerializer(lambda value: value.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Offset = Annotated[int, Field(ge=0)]


class Contract(BaseModel):
    """Base of all contract models: strict types, no unknown fields, frozen."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


class Place(Contract):
    """An administrative unit; `code` is the official code valid at the article's date."""

    name: str
    level: Level
    code: str | None = None


class Quotation(Contract):
    """A span of `article.text` together with its words."""

    # That the two agree is checked once, by the record that has the text.
    start: Offset
    end: Offset
    text: str


class Stretch(Contract):
    """A span without its words."""

    start: Offset
    end: Offset
