"""The words of time from the rule files, ready for patterns and look-ups."""

from __future__ import annotations

import re

from extractor.rules import RuleSet
from extractor.rules.rows_dates import DateCueRow, DateMeaning, DateRow, HolidayRow

LETTER = r"[^\W\d_]"


class DateWords:
    """Rows of dates.toml by meaning and form."""

    def __init__(self, rules: RuleSet) -> None:
        self.rows = rules.rows("dates", DateRow)
        self.cues = rules.rows("date_cues", DateCueRow)
        self.holidays = rules.rows("holidays", HolidayRow)
        self._by_meaning: dict[str, dict[str, DateRow]] = {}
        for row in self.rows:
            self._by_meaning.setdefault(row.means, {}).update((form, row) for form in row.forms)

    def forms(self, *meanings: DateMeaning) -> list[str]:
        """Every form with one of these meanings, longest first."""
        found = [form for meaning in meanings for form in self._by_meaning.get(meaning, {})]
        return sorted(found, key=lambda form: (-len(form), form))

    def any_of(self, *meanings: DateMeaning) -> str:
        """A pattern for one of the forms, ending at a syllable edge."""
        forms = "|".join(map(re.escape, self.forms(*meanings)))
        return f"(?:{forms or '(?!)'})(?!{LETTER})"

    def row(self, form: str, *meanings: DateMeaning) -> DateRow:
        """The row that a matched form belongs to."""
        for meaning in meanings:
            if row := self._by_meaning.get(meaning, {}).get(form):
                return row
        raise KeyError(form)

    def value(self, form: str, *meanings: DateMeaning) -> int:
        """The number that a form or a run of digits stands for."""
        if form.isdecimal():
            return int(form)
        return self.row(form, *meanings).value or 0

    def cycle(self, stem: str, branch: str) -> int | None:
        """The place of a year called by stem and branch in the cycle of sixty, if there is one."""
        ten, twelve = self.value(stem, "stem"), self.value(branch, "branch")
        if (ten - twelve) % 2:
            return None
        # Year 4 of our count was the first, Giáp Tý.
        return next(n for n in range(60) if n % 10 == ten and n % 12 == twelve)


def cue_pattern(rows: tuple[DateCueRow, ...], where: str, says: str) -> str:
    """A pattern for the cues of one kind, longest first; matches nothing when there are none."""
    forms = [form for row in rows if (row.where, row.says) == (where, says) for form in row.forms]
    forms.sort(key=lambda form: (-len(form), form))
    return "|".join(map(re.escape, forms)) or "(?!)"
