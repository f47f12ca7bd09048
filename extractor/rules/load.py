"""Rule files read, checked and laid over one another. Bad rule data stops the program here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import rtoml

from extractor.rules.locate import row_lines
from extractor.rules.registry import FILES
from extractor.rules.row import FormsRow, Row

R = TypeVar("R", bound=Row)


class RuleError(ValueError):
    """A rule file is wrong; the message says file, line, fault and cure."""


class RuleFile(NamedTuple):
    """A file of rules; its stem tells its table and its row class."""

    path: Traversable | Path
    stem: str
    # Part of this package, where `vnfigures rules check` has gone over every word.
    shipped: bool = False


class RuleSet:
    """All rules in force, by file."""

    def __init__(self, tables: Mapping[str, tuple[Row, ...]]) -> None:
        self._tables = dict(tables)

    def rows(self, stem: str, kind: type[R]) -> tuple[R, ...]:
        """The rows of `patterns/{stem}.toml`, in canonical order."""
        rows = self._tables[stem]
        if not all(isinstance(row, kind) for row in rows):
            raise TypeError(f"{stem}.toml holds {FILES[stem][1].__name__} rows, not {kind}")
        return rows  # type: ignore[return-value]

    def stems(self) -> list[str]:
        return sorted(self._tables)


def rule_files(private: Path | None = None) -> list[RuleFile]:
    """The shipped files, then those of a private folder."""
    found = [RuleFile(files("patterns") / f"{stem}.toml", stem, True) for stem in sorted(FILES)]
    if private is None:
        return found
    if not private.is_dir():
        raise RuleError(f"{private}: no such folder of rules; give a folder with *.toml files")
    for path in sorted(private.glob("*.toml")):
        if path.stem not in FILES:
            names = ", ".join(sorted(FILES))
            raise RuleError(f"{path}: unknown rule file; its name must be one of {names}")
        found.append(RuleFile(path, path.stem))
    return found


def load_rules(private: Path | None = None) -> RuleSet:
    """The shipped rules, with the rows of a private folder laid on top (same id: replaced)."""
    tables: dict[str, tuple[Row, ...]] = {}
    for file in rule_files(private):
        # Shipped words are not looked at again at every start-up: that took a seventh of it.
        rows = read_rules(file, words=not file.shipped)
        if below := tables.get(file.stem):
            rows = lay_over(below, rows, str(file.path))
        tables[file.stem] = rows
    return RuleSet(tables)


def lay_over(below: Sequence[Row], rows: Sequence[Row], name: str) -> tuple[Row, ...]:
    """The rows of two files as one table, sorted; a row of `rows` replaces its namesake."""
    merged = {row.id: row for row in (*below, *rows)}
    table = tuple(merged[id_] for id_ in sorted(merged))
    try:
        _check_forms(table)
    except RowError as fault:
        raise RuleError(f"{name}: laid over the shipped rules, {fault}") from fault
    return table


@cache
def default_rules() -> RuleSet:
    """The shipped rules, read once."""
    return load_rules()


class RowError(ValueError):
    """The row with this number (from 0) is wrong."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(words)
        self.number = number


def read_rules(file: RuleFile, words: bool = True) -> tuple[Row, ...]:
    """The rows of one file, in the order written; raises RuleError.

    Fields and types are always checked, what stands in them if `words`.
    """
    table, kind = FILES[file.stem]
    name = str(file.path)
    try:
        source = file.path.read_text(encoding="utf-8")
        data = rtoml.loads(source)
    except rtoml.TomlParsingError as error:
        fault, line = toml_fault(error)
        raise RuleError(f"{name}:{line}: not valid TOML: {fault}") from error
    except FileNotFoundError as error:
        raise RuleError(f"{name}: the file is missing; install vnfigures again") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{name}: cannot be read as UTF-8 text ({error})") from error
    if unknown := set(data) - {table}:
        raise RuleError(f"{name}: unknown table {sorted(unknown)}; rows are [[{table}]]")
    try:
        rows = tuple(
            _row(kind, number, row, words) for number, row in enumerate(data.get(table, []))
        )
        _check_ids(rows)
        _check_forms(rows)
    except RowError as fault:
        # Lines are looked up only for a message: loading is on everybody's way.
        line = row_lines(source, table)[fault.number]
        raise RuleError(f"{name}:{line}: {fault}") from fault
    return rows


def toml_fault(error: rtoml.TomlParsingError) -> tuple[str, int]:
    """What is wrong with a TOML file, and on which line: «… at line 3 column 1»."""
    fault, _, place = str(error).rpartition(" at line ")
    return fault, int(place.partition(" ")[0])


def _row(kind: type[R], number: int, data: dict[str, object], words: bool) -> R:
    try:
        row = msgspec.convert(data, kind)
        if words:
            row.check()
        return row
    except ValueError as error:
        label = data.get("id", f"number {number + 1}")
        known = ", ".join(kind.__struct_fields__)
        fault = _fault(kind, str(error))
        raise RowError(number, f"row {label}: {fault} (fields: {known})") from error


def _fault(kind: type[Row], message: str) -> str:
    """What msgspec says, told of the row: «Expected `int`, got `str` - at `$.rank`»."""
    words, _, path = message.partition(" - at `$.")
    if not path:
        words = words.replace("Object contains unknown", "there is no")
        return words.replace("Object missing required", "there must be a").replace("`", "")
    # Only for a message: the descriptions are made from the source of the row classes.
    from extractor.rules.reference import describe_field

    field = path.rstrip("`")
    return f"field {field}: {words}; it holds {describe_field(kind, field)}"


def _check_ids(rows: Sequence[Row]) -> None:
    for number, (left, right) in enumerate(pairwise(row.id for row in rows), 1):
        if left == right:
            raise RowError(number, f"id {left!r} is there twice; rename or merge one")
        if left > right:
            raise RowError(
                number,
                f"row {right!r} stands after {left!r}; rows are kept sorted by id"
                " (vnfigures rules check --sort puts them in order)",
            )


def _check_forms(rows: Sequence[Row]) -> None:
    owner: dict[str, str] = {}
    for number, row in enumerate(rows):
        for form in row.forms if isinstance(row, FormsRow) else ():
            if form in owner:
                raise RowError(
                    number,
                    f"form {form!r} stands in rows {owner[form]!r} and {row.id!r}; keep it in one",
                )
            owner[form] = row.id
