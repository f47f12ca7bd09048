"""The docs know every command, option, rule file and rule field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import tomli
import typer

from extractor.cli import app as cli
from extractor.cli.rules_fields import fields_text
from extractor.engine import Extractor
from extractor.rules.prove import prove
from extractor.rules.reference import describe_common, describe_files
from extractor.rules.registry import FILES
from extractor.rules.row import Row

ROOT = Path(__file__).parent.parent


def _commands() -> list[tuple[str, click.Command]]:
    def walk(prefix: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield prefix, command
            return
        for name, child in inner.items():
            yield from walk(f"{prefix} {name}", child)

    return list(walk("vnfigures", typer.main.get_command(cli.app)))


@pytest.mark.parametrize(("name", "command"), _commands(), ids=[name for name, _ in _commands()])
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    docs = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"`{name}" in docs or f"## {name}" in docs
    options = [o for p in command.params for o in p.opts if o.startswith("--") and o != "--help"]
    assert [option for option in options if f"`{option}" not in docs] == []


def test_every_rule_file_and_field_is_documented() -> None:
    docs = (ROOT / "docs" / "rule-fields.md").read_text(encoding="utf-8")
    assert docs == fields_text(), "rule fields have changed: make docs"


def test_rules_page_shows_examples_that_hold() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    examples = [
        example
        for block in blocks
        for table in (tomli.loads(block), *tomli.loads(block).get("unit", []))
        for example in table.get("examples", [])
    ]
    row = Row(id="shown", examples=examples)
    assert len(examples) == 4 and list(prove(row, Extractor(tagger="rules"))) == []


@pytest.mark.parametrize("stem", sorted(FILES))
def test_reference_names_every_field(stem: str) -> None:
    text = describe_common() + "".join(describe_files([stem]))
    table, kind = FILES[stem]
    assert f"`{stem}.toml`" in text and f"`[[{table}]]`" in text
    assert [name for name in kind.model_fields if f"`{name}`" not in text] == []
