"""Dates and periods: found first, resolved when the numerals are shared out."""

from extractor.dates.finder import DateFinder
from extractor.dates.moment import DateMention

__all__ = ["DateFinder", "DateMention"]
