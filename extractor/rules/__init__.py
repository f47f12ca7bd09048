"""Rules as data: rows with examples, read from `patterns/`."""

from extractor.rules.load import RuleError, RuleSet, default_rules, load_rules
from extractor.rules.row import Expected, FormsRow, Row, read_example

__all__ = [
    "Expected",
    "FormsRow",
    "Row",
    "RuleError",
    "RuleSet",
    "default_rules",
    "load_rules",
    "read_example",
]
