"""The fields that have few values, with the values, as the record's schema has them."""

from __future__ import annotations

from typing import get_args

from extractor.models import base

CHOICES: dict[str, tuple[str, ...]] = {
    "calendar": ("solar", "lunar"),
    "certainty": get_args(base.Certainty),
    "class": get_args(base.ReferenceClass),
    "comparator": get_args(base.Comparator),
    "direction": get_args(base.Direction),
    "granularity": get_args(base.Granularity),
    "level": get_args(base.Level),
    "measure": get_args(base.Measure),
    "part_of_day": get_args(base.PartOfDay),
    "resolution": get_args(base.Resolution),
    "role": (*get_args(base.DateRole), "mentioned", "author"),
    "status": get_args(base.Status),
}
# Fields of any words, and of structures written as JSON.
WORDS = (
    "value",
    "value_max",
    "denominator",
    "unit",
    "unit_text",
    "indicator",
    "topic",
    "action",
    "subject",
    "period",
    "baseline",
    "per",
    "of",
    "about",
    "part_of",
    "place",
    "actor",
    "fund_source",
    "attribution",
    "start_date",
    "end_date",
    "time",
    "person",
    "name",
    "honorific",
    "rank",
    "positions",
    "title",
    "organization",
    "id",
    "mentioned",
)
