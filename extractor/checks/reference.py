"""The checks described from their rows."""

from __future__ import annotations

from extractor.checks.check_set import code_of
from extractor.rules import RuleSet
from extractor.rules.rows_checks import CheckRow

HEAD = "| code | severity | what is wrong | sai gì | compares |\n|---|---|---|---|---|\n"


def checks_table(rules: RuleSet) -> str:
    """A Markdown table of all checks."""
    rows = sorted(rules.rows("checks", CheckRow), key=lambda row: (_number(row), row.id))
    return HEAD + "".join(
        f"| {code_of(row)} | {row.severity} | {row.title_en} | {row.title}"
        f" | {'articles' if row.across else 'one article'} |\n"
        for row in rows
    )


def _number(row: CheckRow) -> int:
    return int(code_of(row)[1:])
