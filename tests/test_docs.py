"""The docs know every command, option, rule file and rule field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from extractor.cli import app as cli
from extractor.rules.registry import FILES

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


@pytest.mark.parametrize("stem", sorted(FILES))
def test_every_rule_file_and_field_is_documented(stem: str) -> None:
    docs = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    table, kind = FILES[stem]
    assert f"{stem}.toml" in docs and f"[[{table}]]" in docs
    assert [name for name in kind.model_fields if f"`{name}`" not in docs] == []
