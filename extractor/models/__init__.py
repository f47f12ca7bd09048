"""The record contract as Pydantic models: strict, exact, nothing extra."""

from extractor.models.date import DateRecord
from extractor.models.figure import (
    CountFigure,
    Figure,
    MeasureFigure,
    MoneyFigure,
    MultipleFigure,
    PercentFigure,
    RatioFigure,
)
from extractor.models.official import Official, Position
from extractor.models.record import ArticleInfo, ArticleRecord, Issue, Reference, Unread

__all__ = [
    "ArticleInfo",
    "ArticleRecord",
    "CountFigure",
    "DateRecord",
    "Figure",
    "Issue",
    "MeasureFigure",
    "MoneyFigure",
    "MultipleFigure",
    "Official",
    "PercentFigure",
    "Position",
    "RatioFigure",
    "Reference",
    "Unread",
]
