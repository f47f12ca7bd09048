"""Checks across articles: the same thing told twice, a year apart, or under another unit."""

from extractor.checks.across.archive_checks import ArchiveChecks
from extractor.checks.across.clash import ArchiveIssue, Cited

__all__ = ["ArchiveChecks", "ArchiveIssue", "Cited"]
