"""The docs know every command, option, rule file and rule field."""

from __future__ import annotations

import contextlib
import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import rtoml
import typer
from conftest import Run

from extractor.cli import app as cli
from extractor.cli.rules_fields import fields_text
from extractor.engine import Extractor
from extractor.rules.check import placed_rows, proof_faults
from extractor.rules.prove import prove
from extractor.rules.reference import describe_common, describe_files
from extractor.rules.registry import FILES
from extractor.rules.row import Row

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "corpus" / "README.md"]


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
        for table in (rtoml.loads(block), *rtoml.loads(block).get("unit", []))
        for example in table.get("examples", [])
    ]
    row = Row(id="shown", examples=examples)
    assert len(examples) == 4 and list(prove(row, Extractor(tagger="rules"))) == []


@pytest.mark.parametrize("stem", sorted(FILES))
def test_reference_names_every_field(stem: str) -> None:
    text = describe_common() + "".join(describe_files([stem]))
    table, kind = FILES[stem]
    assert f"`{stem}.toml`" in text and f"`[[{table}]]`" in text
    assert [name for name in kind.__struct_fields__ if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_readme_shows_what_the_command_prints(name: str, run: Run) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    command = "extract docs/example.txt --published 2018-03-19 --format table"
    assert f"`vnfigures {command}`" in page
    with contextlib.chdir(ROOT):
        _, printed, _ = run(*command.split())
    assert printed.strip() in page, f"the result has changed: vnfigures {command}"


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_readme_python_runs_as_shown(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    shown = doctest.DocTestParser().get_doctest(
        page.split("```python")[1].split("```")[0], {}, name, name, 0
    )
    assert doctest.DocTestRunner(verbose=False).run(shown).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    files = [link for link in links if "/" in link or link.endswith((".md", ".json", ".txt"))]
    local = [link for link in files if not link.startswith("http")]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_readme_row_is_proved_when_added(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    row = page.split("```toml")[1].split("```")[0]
    (tmp_path / "units.toml").write_text(row, encoding="utf-8")
    own = [placed for placed in placed_rows(tmp_path) if placed.row.id == "water_tank"]
    assert len(own) == 1 and list(proof_faults(own, tmp_path)) == []
