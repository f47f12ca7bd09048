"""How the review is set up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.service.settings import LOCAL_NAMES


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """What a review takes and whom it answers."""

    tagger: Literal["rules", "auto", "full"] = "auto"
    patterns: Path | None = None
    max_mb: int = 20
    # Asked of every visitor when it is set.
    token: str | None = None
    hosts: tuple[str, ...] = LOCAL_NAMES

    @property
    def limit(self) -> int:
        return self.max_mb * 1_000_000
