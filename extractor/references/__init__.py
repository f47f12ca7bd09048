"""Numerals that count nothing."""

from extractor.references.finder import ReferenceFinder

__all__ = ["ReferenceFinder"]
