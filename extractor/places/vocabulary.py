"""Literal forms that the place finder looks for, each with what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct
from msgspec.structs import replace

from extractor.places.names import fold, prefixes, spellings
from extractor.places.units import Gazetteer, Level, Unit, gazetteer
from extractor.rules import RuleSet
from extractor.rules.rows_people import AbbreviationRow, SurnameRow
from extractor.rules.rows_places import PlaceWordRow, Role

KIND_LEVELS: dict[str, tuple[Level, ...]] = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "huyện": ("district",),
    "quận": ("district",),
    "thị xã": ("district",),
    "xã": ("ward",),
    "phường": ("ward",),
    "thị trấn": ("ward",),
    "đặc khu": ("ward",),
}
# What follows an unknown name is a count: «xã Tân Hòa 7 hộ».
NUMBER = re.compile(r" ?\d+$")
LONGEST = 50
SIZES: dict[Level, int] = {"province": 2, "district": 3, "ward": 5}


class Entry(Struct, frozen=True):
    """What a form stands for; `starts`: where its syllables begin, for names."""

    role: str
    kind: str | None = None
    key: str = ""
    units: tuple[Unit, ...] = ()
    starts: tuple[int, ...] = ()
    # «TP.», «h.»: means a unit only when a known name follows.
    short: bool = False


class Vocabulary:
    """Type words, other spellings and the names of provinces and districts, as one automaton."""

    def __init__(self, rules: RuleSet) -> None:
        self.gazetteer: Gazetteer = gazetteer()
        # Names come again and again in an archive; this only saves looking them up.
        self._runs: dict[tuple[str, str], tuple[str, str, tuple[Unit, ...]]] = {}
        rows = rules.rows("place_words", PlaceWordRow)
        self.scopes = _ends(rows, "scope")
        self.offices = _ends(rows, "office")
        self.subjects = tuple(f"{form} " for form in _ends(rows, "subject"))
        self.severals = _ends(rows, "several")
        self.blockers = _ends(rows, "blocker")
        self.openers = frozenset((*_ends(rows, "opener"), *_ends(rows, "subject"), *self.scopes))
        # Other spellings by key, so that «tỉnh BR-VT» is read like «BR-VT».
        self._others = {
            fold(form): fold(_split(row.name)[1]) for row in rows if row.name for form in row.forms
        }
        forms = dict(self._names())
        for row in rows:
            if entry := self._entry(row):
                forms.update(dict.fromkeys(row.forms, entry))
                short = [form for form in row.forms if row.role == "kind" and form[1:] == "."]
                forms.update(dict.fromkeys(short, replace(entry, short=True)))
        self._no_names = frozenset(
            form
            for row in (*rules.rows("abbreviations", AbbreviationRow), *rows)
            if not isinstance(row, PlaceWordRow) or row.role in ("dead", "office")
            for form in row.forms
        )
        self._surnames = frozenset(
            form for row in rules.rows("surnames", SurnameRow) for form in row.forms
        )
        self.entries = list(forms.values())
        self.automaton = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)

    def read_run(self, run: str, kind: str) -> tuple[str, str, tuple[Unit, ...]]:
        """Name, key and units of the longest beginning of `run` that is the name of a unit.

        A run that begins with no such name is given back whole, without units.
        """
        if (run, kind) not in self._runs:
            if len(self._runs) > 8192:
                self._runs.clear()
            self._runs[run, kind] = self._read_run(run, kind)
        return self._runs[run, kind]

    def _read_run(self, run: str, kind: str) -> tuple[str, str, tuple[Unit, ...]]:
        for name in prefixes(run):
            key = fold(name.removeprefix("số "))
            units = self.fitting(key, kind)
            if units and not _cut_short(run, name):
                return name, key, units
        run = NUMBER.sub("", run)
        return run, fold(run), ()

    def fitting(self, key: str, kind: str) -> tuple[Unit, ...]:
        """Units of that name on a level that the type word allows; numbers only of its own kind.

        A commune that became a ward keeps its name, so «xã X» may be what is «phường X» in the
        tables; «phường 8» is never «quận 8».
        """
        sizes = {SIZES[level] for level in KIND_LEVELS[kind]}
        units = [unit for unit in self._filed(key) if len(unit.code) in sizes]
        return tuple(unit for unit in units if unit.kind == kind or not key.isdigit())

    def may_be_name(self, run: str, kind: str, contained: bool) -> bool:
        """Whether an unknown run of capitals may be a unit's name, and not a person's.

        `contained`: the text goes on with what it is part of.
        """
        syllables = run.lower().split()
        if not 1 < len(run) <= LONGEST or run[0].isdigit() or run.lower() in self._no_names:
            return False
        if (len(syllables) > 1) == run.isupper():
            # «thành phố PRTC» may be one, «THÀNH PHỐ QUYẾT TÂM» and «TP. Tuy nhiên» are none.
            return False
        if len(syllables) < 3 or contained:
            return True
        return kind != "tỉnh" and syllables[0] not in self._surnames

    def _filed(self, key: str) -> list[Unit]:
        other = self._others.get(key)
        return self.gazetteer.filed(key) if other is None else self.gazetteer.filed(other)

    def _names(self) -> Iterator[tuple[str, Entry]]:
        for key, units in self.gazetteer.upper_names():
            for name in {unit.name for unit in units}:
                for form in spellings(name, key):
                    yield form, Entry("name", None, key, tuple(units), _starts(form))

    def _entry(self, row: PlaceWordRow) -> Entry | None:
        if row.role in ("scope", "several", "blocker", "opener", "subject", "office"):
            return None
        if row.name is None:
            return Entry(row.role, row.kind)
        kind, name = _split(row.name)
        key = fold(name)
        return Entry("alias", kind, key, self.fitting(key, kind), (0,))


def _cut_short(run: str, name: str) -> bool:
    """Whether what follows `name` in the run belongs to it: «Tân Lập Thượng», «Phan Lâm Trung»."""
    rest = run[len(name) :]
    if "-" in rest[:3] or run.isupper():
        return False
    rest = rest.strip()
    return (rest.isalpha() and not rest.isupper()) or (" " in rest and " " not in name)


def _split(full_name: str) -> tuple[str, str]:
    """Type word and name."""
    kind = next(kind for kind in KIND_LEVELS if full_name.startswith(kind + " "))
    return kind, full_name[len(kind) + 1 :]


def _ends(rows: Iterable[PlaceWordRow], role: Role) -> tuple[str, ...]:
    return tuple(form for row in rows if row.role == role for form in row.forms)


def _starts(form: str) -> tuple[int, ...]:
    return tuple(
        at
        for at, letter in enumerate(form)
        if letter.isalpha() and (at == 0 or form[at - 1] in " -")
    )
