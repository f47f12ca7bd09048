"""The engine of this process, built once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.engine import Extractor, Tagger


@cache
def engine_for(tagger: Tagger, patterns: Path | None) -> Extractor:
    """The engine; what a parent built before it forked is there already."""
    from extractor.engine import Extractor

    return Extractor(tagger=tagger, patterns=patterns)
