"""The rules at the command line."""

from __future__ import annotations

from pathlib import Path

from conftest import Run

from extractor.cli.rules_check import _sort
from extractor.rules.registry import FILES

ROOT = Path(__file__).parent.parent


def test_check_says_how_much_was_proved(here: Path, run: Run) -> None:
    folder = here / "own"
    folder.mkdir()
    code, out, err = run("rules", "check", "--patterns", str(folder / "none"))
    assert code == 1 and "no such folder of rules" in out and "1 bad rule file" in err


def test_check_names_every_bad_file(here: Path, run: Run) -> None:
    (here / "units.toml").write_text("[[unit]]\nid = 3\n", encoding="utf-8")
    (here / "sentence_stops.toml").write_text("[[stop]\n", encoding="utf-8")
    code, out, err = run("rules", "check", "--patterns", ".")
    assert code == 1 and "units.toml:1: row 3: field id" in out
    assert "sentence_stops.toml:1: not valid TOML" in out and "2 bad rule files" in err


def test_check_puts_private_rows_in_order(here: Path, run: Run) -> None:
    row = '[[stop]]\nid = "{}"\nrole = "abbreviation"\nforms = ["{}"]\n'
    path = here / "sentence_stops.toml"
    path.write_text(row.format("zz", "tandd") + "\n" + row.format("aa", "vksnd"), encoding="utf-8")
    shipped = (ROOT / "patterns" / "sentence_stops.toml").read_bytes()
    _, _, err = run("rules", "check", "--sort", "--patterns", "none")
    assert "rows put in order" not in err
    _sort(here)
    assert path.read_text("utf-8").index('"aa"') < path.read_text("utf-8").index('"zz"')
    assert (ROOT / "patterns" / "sentence_stops.toml").read_bytes() == shipped


def test_try_shows_what_stands_and_what_lost(here: Path, run: Run) -> None:
    sentence = "Ngày 5/4/2022, xã có 4/4 thôn đạt chuẩn và 12 hộ nghèo."
    code, out, _ = run("rules", "try", sentence, "--published", "2022-05-01")
    assert code == 0
    assert "«12 hộ»  stands" in out and "value=12" in out and "rule " in out
    assert "«5/4/2022»" in out and "start_date=2022-04-05" in out


def test_list_tells_files_and_rows(here: Path, run: Run) -> None:
    code, out, _ = run("rules", "list")
    assert code == 0 and [line.split()[0] for line in out.splitlines()] == sorted(FILES)
    code, out, _ = run("rules", "list", "patterns/sentence_stops.toml")
    assert code == 0 and "unit  (sentence_stops.toml:" in out and "forms: t.p | t.x" in out
