"""Which cue a stretch of text ends with, found by looking words up and not by searching."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.rules.rows_dates import DateCueRow

# What may stand between a cue and its date.
BETWEEN = ("ngày", "các ngày", "hết", "hết ngày")
OPENERS = "\"'([*-•,.;"


class CueEndings:
    """Cues that stand right before a date, each with what it says."""

    def __init__(self, rows: Iterable[DateCueRow], says: Iterable[str], where: str) -> None:
        wanted = tuple(says)
        self._says: dict[str, str] = {}
        for word in wanted:
            for row in rows:
                if row.where == where and row.says == word:
                    for form in row.forms:
                        self._says.setdefault(form, word)
        self._most = max((form.count(" ") + 1 for form in self._says), default=0)

    def add(self, forms: Iterable[str], says: str) -> None:
        """More forms that say the same."""
        for form in forms:
            self._says.setdefault(form, says)
            self._most = max(self._most, form.count(" ") + 1)

    def find(self, before: str) -> str | None:
        """What the longest cue at the end of `before` says, «ngày» and brackets aside.

        >>> from extractor.rules import default_rules
        >>> rows = default_rules().rows("date_cues", DateCueRow)
        >>> CueEndings(rows, ["as_of"], "adjacent").find("quỹ tính đến ngày ")
        'as_of'
        """
        words = before.rstrip(" (:").split(" ")[-self._most - 2 :]
        found = self._ending(words)
        for between in BETWEEN:
            if found is None:
                size = between.count(" ") + 1
                if " ".join(words[-size:]) == between:
                    found = self._ending(words[:-size])
        return found

    def _ending(self, words: list[str]) -> str | None:
        for size in range(min(self._most, len(words)), 0, -1):
            form = " ".join(words[-size:]).rpartition("\n")[2].lstrip(OPENERS)
            if form in self._says and form.count(" ") == size - 1:
                return self._says[form]
        return None
