"""What the pages say, in Vietnamese or English, from `words/*.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import rtoml

from extractor.rules import default_rules
from extractor.rules.rows_indicators import IndicatorRow

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Language:
    """The words of one language."""

    code: str
    tables: Mapping[str, Mapping[str, Any]]
    indicators: Mapping[str, str]

    def word(self, table: str, key: object) -> str:
        """The word for a key of a table; the key itself where there is none."""
        return str(self.tables.get(table, {}).get(str(key), key))

    def indicator(self, name: str | None) -> str:
        """What people call an indicator, its id where no rule names it."""
        return self.indicators.get(name, name) if name else ""


@cache
def language(code: str) -> Language:
    """The words of a language; Vietnamese for any that is not there."""
    known = code if code in LANGUAGES else LANGUAGES[0]
    data = (files("extractor.review") / "words" / f"{known}.toml").read_text(encoding="utf-8")
    rows = default_rules().rows("indicators", IndicatorRow)
    names = {row.id: row.name if known == "vi" else row.name_en for row in rows}
    return Language(known, rtoml.loads(data), names)
