"""One measured number with its goal."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A measurement; `limit` is the most it should be, or None where there is no goal."""

    group: str
    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def met(self) -> bool:
        return self.limit is None or self.value <= self.limit
