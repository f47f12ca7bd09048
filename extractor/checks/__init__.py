"""Checks a journalist would make: does what the article says hold together?"""

from extractor.checks.check_set import CheckSet

__all__ = ["CheckSet"]
