"""The lists of `patterns/words.toml`."""

from __future__ import annotations

from extractor.rules import RuleSet
from extractor.rules.rows_meaning import WordsRow


def word_lists(rules: RuleSet) -> dict[str, list[str]]:
    """The forms of each list, by its id."""
    return {row.id: row.forms for row in rules.rows("words", WordsRow)}
