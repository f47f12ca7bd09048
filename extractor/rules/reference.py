"""The rule files and their fields described from the row classes themselves."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from textwrap import dedent
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

from extractor.rules.registry import FILES
from extractor.rules.row import FormsRow, Row

PLAIN = {str: "text", int: "whole number", bool: "true or false", Decimal: "number"}
HEAD = "| field | holds | |\n|---|---|---|"


def describe_files(stems: Iterable[str]) -> Iterator[str]:
    """Markdown, one section for each rule file."""
    for stem in stems:
        table, kind = FILES[stem]
        own = [name for name in _fields(kind) if name not in Row.__struct_fields__]
        # Forms that are described once for all files need no line of their own.
        if issubclass(kind, FormsRow):
            own.remove("forms")
        section = f"## `{stem}.toml`: rows `[[{table}]]`\n\n{_about(kind)}\n"
        yield section + (f"\n{HEAD}\n{_lines(kind, own)}\n" if own else "")


def describe_common() -> str:
    """Markdown of the fields that every row has."""
    return f"{HEAD}\n{_lines(FormsRow, _fields(FormsRow))}\n"


def describe_field(kind: type[Row], name: str) -> str:
    """What a field holds: «`before`, `after`; needed». `name` may lead on into the field."""
    return _holds(_fields(kind)[re.split(r"[.\[]", name, maxsplit=1)[0]])


def _about(kind: type[Row]) -> str:
    """What the class says of itself, then what those it builds on say."""
    own = [base for base in kind.__mro__ if issubclass(base, Row) and base not in (Row, FormsRow)]
    return "\n\n".join(inspect.getdoc(base) or "" for base in own)


def _lines(kind: type[Row], names: Iterable[str]) -> str:
    comments, known = _comments(kind), _fields(kind)
    return "\n".join(
        f"| `{name}` | {_holds(known[name])} | {comments[name].replace('|', '/')} |"
        for name in names
    )


def _fields(kind: type[Row]) -> dict[str, FieldInfo]:
    return {field.name: field for field in fields(kind)}


def _holds(field: FieldInfo) -> str:
    words = _type_words(field.type)
    if field.required:
        return f"{words}; needed"
    # Of a list or a table the default is a factory, which makes an empty one.
    if field.default in (NODEFAULT, None, False):
        return words
    return f"{words}; else `{field.default}`"


def _type_words(annotation: Any) -> str:
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type_words(inner[0])
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        return " or ".join(_type_words(part) for part in inner if part is not NoneType)
    if origin is dict:
        return f"{_type_words(inner[1])} under a name"
    return f"list of {_type_words(inner[0])}" if origin is list else str(annotation)


def _comments(kind: type[Row]) -> dict[str, str]:
    """The comment above each field in the source of the class and of those it builds on."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if not (issubclass(base, Row)):
            continue
        source = dedent(inspect.getsource(base))
        lines = source.split("\n")
        for node in ast.parse(source).body[0].body:  # type: ignore[attr-defined]
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found[node.target.id] = _comment_above(lines, node.lineno - 1)
    return found


def _comment_above(lines: list[str], at: int) -> str:
    words: list[str] = []
    while at and lines[at - 1].strip().startswith("#"):
        at -= 1
        words.insert(0, lines[at].strip().lstrip("# "))
    return " ".join(words)
