"""`vnfigures rules fields`: what may stand in a rule file."""

from __future__ import annotations

from extractor.cli.rules_list import find_stem
from extractor.cli.speak import DONE, MISUSED
from extractor.rules.reference import describe_common, describe_files
from extractor.rules.registry import FILES

INTRODUCTION = """\
# Rule files and their fields

Written by `vnfigures rules fields`; how to use it all stands in [rules.md](rules.md).
A row may have these fields in every file (`forms` in nearly every one):
"""


def run_fields(file: str | None) -> int:
    """The exit code: 2 when there is no such file."""
    if file is None:
        print(fields_text(), end="")
        return DONE
    stem = find_stem(file)
    if stem is None:
        return MISUSED
    print("\n".join(describe_files([stem])), end="")
    return DONE


def fields_text() -> str:
    """The whole reference as Markdown."""
    return "\n".join([INTRODUCTION, describe_common(), *describe_files(sorted(FILES))])
