"""All checks with their rows, run over one record."""

from __future__ import annotations

from typing import Any

from extractor.checks.finding import Finding, Severity
from extractor.checks.interval import Interval, interval_of
from extractor.checks.margins import MarginReader
from extractor.checks.registry import CHECKS
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Check, Tuned, Tuning
from extractor.models import ArticleRecord
from extractor.models.record import Issue
from extractor.rules import RuleError, RuleSet
from extractor.rules.rows_checks import CheckRow
from extractor.text import Text

EXACT = frozenset({"eq", "range"})
FIRM = frozenset({"actual", "standard", "target"})


class CheckSet:
    """The checks of `patterns/checks.toml`, ready to run."""

    def __init__(self, rules: RuleSet) -> None:
        self._margins = MarginReader(rules)
        rows = rules.rows("checks", CheckRow)
        self.tuned = [_tune(CHECKS[row.id], row) for row in rows if row.id in CHECKS]
        if missing := set(CHECKS) - {row.id for row in rows}:
            raise RuleError(f"checks.toml: rows {sorted(missing)} are missing")

    def check_record(self, record: ArticleRecord, text: Text | None = None) -> list[Issue]:
        """What does not hold together in one article, in the order of the checks.

        `text` saves normalising the article's text again.
        """
        return self.check_sheet(self.sheet(record, text))

    def sheet(self, record: ArticleRecord, text: Text | None = None) -> Sheet:
        """The record made ready."""
        return Sheet(record, self._weigh, text)

    def check_sheet(self, sheet: Sheet) -> list[Issue]:
        """What the checks find in a record made ready."""
        return [
            Issue.model_validate(_fields(sheet, tuned, finding))
            for tuned in self.tuned
            if tuned.check.gate is None or tuned.tuning.opens(tuned.check.gate, sheet.low)
            for finding in tuned.check.run(sheet, tuned.tuning)
        ]

    def _weigh(self, sheet: Sheet, number: int) -> Interval | None:
        figure = sheet.figures[number]
        if figure.comparator in EXACT:
            return interval_of(figure)
        return interval_of(figure, self._margins.read(figure.comparator, sheet.before(number)))


def _tune(check: Check, row: CheckRow) -> Tuned:
    missing = {*check.limits} - {*row.limits} | {*check.lists} - {*row.lists}
    if missing:
        raise RuleError(f"checks.toml: row {row.id} lacks limits or lists {sorted(missing)}")
    blanks = dict.fromkeys((*check.words, "arithmetic"), "")
    for message in (row.message, row.message_en):
        try:
            message.format_map(blanks)
        except (KeyError, ValueError, IndexError) as error:
            known = ", ".join(f"{{{name}}}" for name in check.words)
            raise RuleError(
                f"checks.toml: row {row.id}: message {message!r} may use only {known}"
            ) from error
    return Tuned(check, Tuning(row))


def code_of(row: CheckRow) -> str:
    """The code in records: «C5» for the row `c5`, and for `c5_archive` too."""
    return row.id.split("_")[0].upper()


def fill(row: CheckRow, words: dict[str, str]) -> tuple[str, str]:
    """The row's sentence in Vietnamese and in English, with the finding's words."""
    return row.message.format_map(words), row.message_en.format_map(words)


def _fields(sheet: Sheet, tuned: Tuned, finding: Finding) -> dict[str, Any]:
    row = tuned.tuning.row
    numbers = finding.figures
    message, message_en = fill(row, finding.words)
    if finding.span is not None:
        start, end = finding.span.start, finding.span.end
    else:
        start = min(sheet.figures[number].start for number in numbers)
        end = max(sheet.figures[number].end for number in numbers)
    return {
        "code": code_of(row),
        "severity": finding.severity or _severity(sheet, row.severity, numbers),
        "message": message,
        "message_en": message_en,
        "arithmetic": finding.arithmetic,
        "figures": [sheet.figures[number].id for number in numbers],
        "start": start,
        "end": end,
    }


def _severity(sheet: Sheet, severity: Severity, numbers: tuple[int, ...]) -> Severity:
    """An error is only a warning where one of the figures is said to be about right."""
    if severity != "error":
        return severity
    return "error" if all(_is_firm(sheet, number) for number in numbers) else "warning"


def _is_firm(sheet: Sheet, number: int) -> bool:
    figure = sheet.figures[number]
    return figure.comparator in EXACT and figure.status in FIRM
