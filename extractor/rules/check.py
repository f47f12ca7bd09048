"""Every rule file read and every row proved; what fails is told with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extractor.rules.load import RuleError, RuleFile, lay_over, read_rules, rule_files
from extractor.rules.locate import row_lines
from extractor.rules.prove import prove
from extractor.rules.registry import FILES
from extractor.rules.row import Row


class PlacedRow(NamedTuple):
    """A row in force and where it is written."""

    row: Row
    path: str
    line: int
    stem: str


def placed_rows(private: Path | None = None) -> list[PlacedRow]:
    """Every row in force with its place; raises RuleError for the first bad file."""
    placed: dict[tuple[str, str], PlacedRow] = {}
    for file in rule_files(private):
        for row in _placed(file, read_rules(file)):
            placed[file.stem, row.row.id] = row
    return list(placed.values())


def load_faults(private: Path | None = None) -> Iterator[str]:
    """What is wrong with the files themselves, one sentence for each bad file."""
    try:
        found = rule_files(private)
    except RuleError as error:
        yield str(error)
        return
    tables: dict[str, tuple[Row, ...]] = {}
    for file in found:
        try:
            rows = read_rules(file)
            below = tables.get(file.stem)
            tables[file.stem] = lay_over(below, rows, str(file.path)) if below else rows
        except RuleError as error:
            yield str(error)


def proof_faults(rows: list[PlacedRow], private: Path | None = None) -> Iterator[str]:
    """What is wrong with examples and rejects, each with file and line."""
    from extractor.engine import Extractor

    engine = Extractor(tagger="rules", patterns=private)
    for placed in rows:
        for fault in prove(placed.row, engine):
            yield f"{placed.path}:{placed.line}: row {placed.row.id}: {fault}"


def _placed(file: RuleFile, rows: tuple[Row, ...]) -> Iterator[PlacedRow]:
    lines = row_lines(file.path.read_text(encoding="utf-8"), FILES[file.stem][0])
    for row, line in zip(rows, lines, strict=True):
        yield PlacedRow(row, str(file.path), line, file.stem)
