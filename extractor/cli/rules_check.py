"""`vnfigures rules check`: are all rules well-formed, and do they do what their rows say?"""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.cli.speak import DONE, PROBLEMS, plural, say
from extractor.rules import RuleError
from extractor.rules.check import load_faults, placed_rows, proof_faults
from extractor.rules.load import rule_files
from extractor.rules.locate import sort_file
from extractor.rules.registry import FILES

CURE = "mend the rule, or the example if it asks for the wrong thing (vnfigures rules try)"


def run_check(patterns: Path | None, sort: bool) -> int:
    """The exit code: 0 when every row is proved."""
    if sort:
        _sort(patterns)
    if faults := list(load_faults(patterns)):
        for fault in faults:
            print(fault)
        say(f"{plural(len(faults), 'bad rule file')}; examples are proved once all files load")
        return PROBLEMS
    rows = placed_rows(patterns)
    failed = 0
    for fault in proof_faults(rows, patterns):
        failed += 1
        print(f"{fault}; {CURE}")
        sys.stdout.flush()
    examples = sum(len(placed.row.examples) for placed in rows)
    rejects = sum(len(placed.row.rejects) for placed in rows)
    say(
        f"{plural(len(rows), 'row')}, {plural(examples, 'example')},"
        f" {plural(rejects, 'reject')}: "
        + (f"{plural(failed, 'proof')} failed" if failed else "all proved")
    )
    return PROBLEMS if failed else DONE


def _sort(patterns: Path | None) -> None:
    """Put rows in order: in the private folder if there is one, else in the shipped files."""
    try:
        found = rule_files(patterns)
    except RuleError:
        return
    for file in found:
        if file.shipped != (patterns is None) or not isinstance(file.path, Path):
            continue
        try:
            if sort_file(file.path, FILES[file.stem][0]):
                say(f"{file.path}: rows put in order")
        except (ValueError, OSError):
            continue  # The check that follows says what is wrong with the file.
