"""Rule files read, checked and laid over one another. Bad rule data stops the program here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import tomli
from pydantic import ValidationError

from extractor.rules.registry import FILES
from extractor.rules.row import FormsRow, Row

R = TypeVar("R", bound=Row)


class RuleError(ValueError):
    """A rule file is wrong; the message says file, row, fault and cure."""


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


def load_rules(private: Path | None = None) -> RuleSet:
    """The shipped rules, with the rows of a private folder laid on top (same id: replaced)."""
    shipped = {stem: _read(files("patterns") / f"{stem}.toml", stem) for stem in FILES}
    if private is not None:
        if not private.is_dir():
            raise RuleError(f"{private}: no such folder of rules; give a folder with *.toml files")
        for path in sorted(private.glob("*.toml")):
            if path.stem not in FILES:
                names = ", ".join(sorted(FILES))
                raise RuleError(f"{path}: unknown rule file; its name must be one of {names}")
            over = {row.id: row for row in _read(path, path.stem)}
            merged = {row.id: row for row in shipped[path.stem]} | over
            shipped[path.stem] = tuple(sorted(merged.values(), key=lambda row: row.id))
            _check_forms(str(path), shipped[path.stem])
    return RuleSet(shipped)


@cache
def default_rules() -> RuleSet:
    """The shipped rules, read once."""
    return load_rules()


def _read(path: Traversable | Path, stem: str) -> tuple[Row, ...]:
    table, kind = FILES[stem]
    name = str(path)
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise RuleError(f"{name}: not valid TOML: {error}") from error
    if unknown := set(data) - {table}:
        raise RuleError(f"{name}: unknown table {sorted(unknown)}; rows are [[{table}]]")
    rows = tuple(_row(name, kind, number, row) for number, row in enumerate(data.get(table, []), 1))
    _check_ids(name, rows)
    _check_forms(name, rows)
    return rows


def _row(name: str, kind: type[R], number: int, data: dict[str, object]) -> R:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "row"
        label = data.get("id", f"number {number}")
        known = ", ".join(kind.model_fields)
        raise RuleError(
            f"{name}: row {label}: field {field}: {first['msg']} (fields: {known})"
        ) from error


def _check_ids(name: str, rows: tuple[Row, ...]) -> None:
    ids = [row.id for row in rows]
    for left, right in pairwise(ids):
        if left == right:
            raise RuleError(f"{name}: id {left!r} is there twice; rename or merge one")
        if left > right:
            raise RuleError(
                f"{name}: row {right!r} stands after {left!r}; rows are kept sorted by id"
                " (vnfigures rules check --sort puts them in order)"
            )


def _check_forms(name: str, rows: tuple[Row, ...]) -> None:
    owner: dict[str, str] = {}
    for row in rows:
        if isinstance(row, FormsRow):
            for form in row.forms:
                if form in owner:
                    raise RuleError(
                        f"{name}: form {form!r} stands in rows {owner[form]!r} and {row.id!r};"
                        " keep it in one"
                    )
                owner[form] = row.id
