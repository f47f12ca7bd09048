"""The rows of where sentences end."""

from __future__ import annotations

from typing import Literal

from extractor.rules.row import FormsRow


class StopRow(FormsRow, frozen=True, kw_only=True):
    """Words that settle whether a full stop ends its sentence.

    `role`: an `abbreviation`, written here without its stop, goes on into the next word
    («TP. Sông Vân»); an `opener` begins a sentence and no name («Trong đó», «Theo»), so that a
    stop before it is an end even after an abbreviation. `capital`: only as written with a
    capital («H. Bình Sa» is a huyện, «lúc 8 h.» an hour).
    """

    role: Literal["abbreviation", "opener"]
    capital: bool = False
