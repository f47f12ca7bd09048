"""What is wrong with one input: it is reported, and the other inputs are still read."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """Where something is wrong, what, and what to do about it."""

    place: str
    fault: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.fault}; {self.cure}"


class FaultError(Exception):
    """Raised where a fault ends the reading of one input."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault
