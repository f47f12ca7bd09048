"""`vnfigures rules list`: which rule files there are, and what stands in them."""

from __future__ import annotations

import difflib
import inspect
from collections import Counter
from pathlib import Path

import msgspec

from extractor.cli.speak import DONE, MISUSED, say
from extractor.rules import RuleError
from extractor.rules.check import PlacedRow, placed_rows
from extractor.rules.registry import FILES

PROOF = ("id", "examples", "rejects", "published", "note")


def run_list(file: str | None, patterns: Path | None) -> int:
    """The exit code: 2 when there is no such file."""
    stem = find_stem(file) if file else None
    if file and stem is None:
        return MISUSED
    try:
        rows = placed_rows(patterns)
    except RuleError as error:
        say(str(error))
        return MISUSED
    if stem:
        _print_rows(stem, [placed for placed in rows if placed.stem == stem])
    else:
        _print_files(rows)
    return DONE


def find_stem(file: str) -> str | None:
    """The rule file that is meant; None, with a word to the user, when there is none such."""
    stem = Path(file).name.removesuffix(".toml")
    if stem in FILES:
        return stem
    near = difflib.get_close_matches(stem, FILES, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(FILES))}"
    say(f"{file}: no such rule file; {hint}")
    return None


def _print_files(rows: list[PlacedRow]) -> None:
    counts = Counter(placed.stem for placed in rows)
    for stem in sorted(FILES):
        print(f"{stem:<22}{counts[stem]:>5} rows  {_summary(stem)}")


def _print_rows(stem: str, rows: list[PlacedRow]) -> None:
    table, kind = FILES[stem]
    print(f"# {stem}.toml, rows [[{table}]]: {inspect.getdoc(kind)}")
    print(f"# fields: {', '.join(kind.__struct_fields__)}")
    for placed in rows:
        print(f"\n{placed.row.id}  ({Path(placed.path).name}:{placed.line})")
        for name, value in msgspec.to_builtins(placed.row).items():
            if name not in PROOF:
                print(f"  {name}: {_flat(value)}")
        for example in placed.row.examples:
            print(f"  + {example}")
        for reject in placed.row.rejects:
            print(f"  - {reject}")


def _summary(stem: str) -> str:
    return (inspect.getdoc(FILES[stem][1]) or "").split("\n", 1)[0]


def _flat(value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)
