"""What the command line says about how sources are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec

from extractor.read.formats import BY_NAME
from extractor.read.options import ReadOptions
from extractor.read.records import FIELDS


class ReadingError(ValueError):
    """Sources cannot be read as asked; the message gives the cure."""


def parse_fields(pairs: Iterable[str]) -> dict[str, str]:
    """Our fields and theirs: ["text=body"] is {"text": "body"}; raises ReadingError.

    >>> parse_fields(["text=content.body"])
    {'text': 'content.body'}
    """
    fields: dict[str, str] = {}
    for pair in pairs:
        name, equals, theirs = pair.partition("=")
        if not equals or not theirs or name not in FIELDS:
            raise ReadingError(
                f"--field {pair!r} is not understood; write NAME=THEIRS"
                f" with a NAME of {', '.join(FIELDS)}"
            )
        fields[name] = theirs
    return fields


def check_reading(options: ReadOptions, pairs: Iterable[str], dedup: str) -> ReadOptions:
    """The options with their fields; raises ReadingError before anything is read."""
    if options.form and options.form not in BY_NAME:
        raise ReadingError(
            f"--input-format {options.form!r} is unknown; one of {', '.join(BY_NAME)}"
        )
    if dedup == "near" and find_spec("rensa") is None:
        raise ReadingError("--dedup near needs rensa; pip install 'vnfigures[dedup]'")
    if options.selectors is not None:
        _check_selectors(options)
    return replace(options, fields=parse_fields(pairs))


def _check_selectors(options: ReadOptions) -> None:
    try:
        from extractor.read.page.portals import SelectorError, load_portals
    except ModuleNotFoundError as error:
        raise ReadingError(
            f"--selectors needs {error.name}; pip install 'vnfigures[html]'"
        ) from error
    try:
        load_portals(options.selectors)
    except SelectorError as error:
        raise ReadingError(f"--selectors {error}") from error
