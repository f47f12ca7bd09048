"""`vnfigures bench`: what extraction costs, beside underthesea in the same run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractor.bench import BenchOptions, Line, run_bench
from extractor.cli.speak import DONE, MISUSED, PROBLEMS, say


def run_bench_command(text: Path | None, repeats: int, linear: bool, as_json: bool) -> int:
    """The exit code: 0 all goals met, 1 some missed, 2 misused."""
    return print_lines(run_bench(BenchOptions(text, repeats, linear)), as_json)


def print_lines(measured: Iterable[Line], as_json: bool) -> int:
    """Print what is measured as it comes, then all of it; the exit code as above."""
    lines: list[Line] = []
    try:
        for line in measured:
            lines.append(line)
            say(f"{line.group}: {line.name} {_number(line.value)} {line.unit}")
    except (RuntimeError, ValueError, OSError) as error:
        say(str(error))
        return MISUSED
    if as_json:
        print(json.dumps([{**line._asdict(), "met": line.met} for line in lines], indent=1))
    else:
        Console().print(_table(lines))
    missed = sum(not line.met for line in lines)
    say(f"{len(lines)} measured, {missed} over the limit")
    return PROBLEMS if missed else DONE


def _table(lines: list[Line]) -> Table:
    table = Table("group", "measured", box=None)
    for column in ("value", "limit"):
        table.add_column(column, justify="right")
    table.add_column("unit")
    table.add_column("")
    for line in lines:
        limit = "" if line.limit is None else f"≤ {_number(line.limit)}"
        verdict = "" if line.limit is None else ("met" if line.met else "[bold red]missed[/]")
        table.add_row(line.group, line.name, _number(line.value), limit, line.unit, verdict)
    return table


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3f}"
