"""How many articles may fail before a run is stopped."""

from __future__ import annotations


class TooManyErrorsError(RuntimeError):
    """More articles failed than the user allows."""


def check_errors(faults: int, most: int | None) -> None:
    """Raises TooManyErrorsError when `faults` are more than `most`."""
    if most is not None and faults > most:
        raise TooManyErrorsError(f"more than --max-errors {most} articles failed")
