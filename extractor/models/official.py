"""People and the offices they hold."""

from __future__ import annotations

from typing import Literal

from extractor.models.base import Contract, Level, Place, Quotation


class Position(Quotation):
    """One office of one person; `text` takes in the place if written: «Chủ tịch UBND phường»."""

    title: str
    organization: str | None = None
    level: Level
    place: Place | None = None


class Official(Contract):
    """A person, with every office in text order and every mention of the name."""

    id: str
    name: str
    honorific: str | None = None
    rank: str | None = None
    role: Literal["mentioned", "author"]
    positions: list[Position]
    mentions: list[Quotation]
    rules: list[str]
