"""People and their offices."""

from extractor.people.finder import PeopleFinder

__all__ = ["PeopleFinder"]
