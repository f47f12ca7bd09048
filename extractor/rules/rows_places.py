"""Rows of words around the names of places."""

from __future__ import annotations

from typing import Literal

from extractor.rules.row import FormsRow

Role = Literal[
    "kind",
    "hamlet",
    "alias",
    "dead",
    "blocker",
    "opener",
    "scope",
    "several",
    "nation",
    "subject",
    "office",
]


class PlaceWordRow(FormsRow, frozen=True, kw_only=True):
    """Words that make a name a place, keep it from being one, or say how far it reaches.

    `kind` and `hamlet`: the type word before a name («xã», «tx.»), `kind` its full form; `alias`:
    another way to write a unit, `name` its full name; `dead`: words in which a type word means
    something else («hợp tác xã»); `blocker`: what stands before a bare name that is a street or
    a school; `opener`: words that begin a sentence right before a bare name; `scope`: «toàn»,
    «trên địa bàn»; `several`: «các», «nhiều»; `nation`: the whole country; `subject`:
    what follows a bare type word that goes on about a unit named before («quận đã cấp»);
    `office`: what stands before «tỉnh» when a name right after it is the office holder's.
    """

    role: Role
    kind: str | None = None
    name: str | None = None

    def check(self) -> None:
        super().check()
        if (self.role in ("kind", "hamlet")) != (self.kind is not None):
            raise ValueError("field kind goes with the roles kind and hamlet, and they need it")
        if (self.role == "alias") != (self.name is not None):
            raise ValueError("field name goes with the role alias, which needs it")
