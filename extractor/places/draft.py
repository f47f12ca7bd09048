"""A mention whose unit is still under discussion, and the candidates it starts with."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.places.mentions import PlaceMention
from extractor.places.setting import Setting
from extractor.places.units import Unit


class Draft:
    """A mention under discussion."""

    def __init__(self, mention: PlaceMention, units: list[Unit]) -> None:
        self.mention = mention
        # Never changed in place: drafts of one name share the list until something parts them.
        self.units = units
        self.gone = bool(mention.units) and not self.units
        self.firm = mention.firm
        # Said to be part of a unit that has none of that name.
        self.denied = False
        # Listed or followed by its container in the text.
        self.chained = False

    def narrow(self, units: Iterable[Unit]) -> bool:
        """Keep the candidates that are among `units`; False (and no change) if that leaves none."""
        codes = {unit.code for unit in units}
        kept = [unit for unit in self.units if unit.code in codes]
        if not kept:
            return False
        self.units = kept
        return True

    def bury(self) -> None:
        """Take it for a unit of former times («phường A cũ»): its code may be another's today."""
        self.units = []
        self.gone = self.chained = True

    def deny(self) -> None:
        """Take it for a unit that the tables do not have."""
        self.units = []
        self.denied = self.chained = True

    @property
    def settled(self) -> Unit | None:
        return self.units[0] if len(self.units) == 1 else None


class Admission:
    """Candidates in force, worked out once for each name and type word."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._known: dict[tuple[str, str | None], tuple[tuple[Unit, ...], list[Unit]]] = {}

    def units(self, mention: PlaceMention) -> list[Unit]:
        """One per code; those of the very kind that the text names, if any."""
        known = self._known.get((mention.key, mention.kind))
        if known is None or known[0] is not mention.units:
            known = (mention.units, self._admit(mention))
            self._known[mention.key, mention.kind] = known
        return known[1]

    def _admit(self, mention: PlaceMention) -> list[Unit]:
        admits = self._setting.admits
        units = list({unit.code: unit for unit in mention.units if admits(unit)}.values())
        if mention.kind is None:
            # Bare «Hà Giang» is the province, not the city of that name.
            own = [unit for unit in units if len(unit.code) == 2]
        else:
            own = [unit for unit in units if unit.kind == mention.kind]
        return own or units
