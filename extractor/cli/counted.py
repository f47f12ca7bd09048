"""Counts in words."""

from __future__ import annotations

from extractor.batch.counts import Counts
from extractor.cli.speak import plural


def counted(counts: Counts) -> str:
    """«12 articles, 130 figures, 1 problem»."""
    words = f"{plural(counts.articles, 'article')}, {plural(counts.figures, 'figure')}"
    return words + (f", {plural(counts.faults, 'problem')}" if counts.faults else "")


def counted_skips(counts: Counts) -> str:
    """«3 skips: 2 × kind .css, 1 × answer 404, no page»; empty when there was none."""
    reasons = sorted(counts.skipped.items(), key=lambda pair: (-pair[1], pair[0]))
    if not reasons:
        return ""
    total = plural(sum(counts.skipped.values()), "skip")
    return f"{total}: " + ", ".join(f"{count:,} × {reason}" for reason, count in reasons)
