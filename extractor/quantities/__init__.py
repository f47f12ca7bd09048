"""Numbers with their units."""

from extractor.quantities.finder import QuantityFinder

__all__ = ["QuantityFinder"]
