"""Every row of every rule file proves itself: one test case for each example and each reject."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from extractor.engine import Extractor
from extractor.rules import RuleError, load_rules, read_example
from extractor.rules.check import PlacedRow, load_faults, placed_rows, proof_faults
from extractor.rules.load import RuleFile, read_rules
from extractor.rules.locate import row_lines, sort_file, sort_rows
from extractor.rules.prove import prove
from extractor.rules.row import Row
from extractor.text import Span

ROWS = placed_rows()


def _cases(field: str) -> list[object]:
    return [
        pytest.param(placed, number, id=f"{placed.stem}:{placed.row.id}:{number}")
        for placed in ROWS
        for number in range(1, len(getattr(placed.row, field)) + 1)
    ]


@cache
def _engine() -> Extractor:
    return Extractor(tagger="rules")


def _faults(row: Row) -> list[str]:
    return list(prove(row, _engine()))


@pytest.mark.parametrize(("placed", "number"), _cases("examples"))
def test_example_finds_exactly_what_it_marks(placed: PlacedRow, number: int) -> None:
    alone = replace(placed.row, examples=[placed.row.examples[number - 1]], rejects=[])
    assert _faults(alone) == []


@pytest.mark.parametrize(("placed", "number"), _cases("rejects"))
def test_rule_keeps_away_from_its_reject(placed: PlacedRow, number: int) -> None:
    alone = replace(placed.row, examples=[], rejects=[placed.row.rejects[number - 1]])
    assert _faults(alone) == []


def test_example_gives_plain_sentence_and_spans() -> None:
    sentence, expected = read_example("Còn [12 hộ](12 hộ) nghèo, [3 hộ](3 hộ) cận nghèo.")
    assert sentence == "Còn 12 hộ nghèo, 3 hộ cận nghèo."
    assert [want.span for want in expected] == [Span(4, 9), Span(17, 21)]


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("Không đánh dấu gì.", "marks nothing"),
        ("Hội nghị [họp kín](sentence) hôm nay.", "nothing is found at exactly 'họp kín'"),
        ("[Hội nghị họp.](paragraph)", "'paragraph' is not what is found"),
    ],
)
def test_failed_proof_says_what_is_wrong(example: str, fault: str) -> None:
    assert fault in _faults(Row(id="own", examples=[example]))[0]


def test_descriptions_may_have_several_words() -> None:
    example = "Trao [40 suất quà](count 40 suất) cho [3.115 lượt người](3115 lượt người count)."
    assert _faults(Row(id="own", examples=[example])) == []


# What a private folder may hold, and how a fault in it is told.

GOOD = """\
[[stop]]
id = "court"
role = "abbreviation"
forms = ["tand"]
examples = ["[Tin từ TAND. Sông Vân.](sentence)"]
"""


def _private(tmp_path: Path, text: str, name: str = "sentence_stops.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_private_rows_are_laid_over_the_shipped_ones(tmp_path: Path) -> None:
    rules = load_rules(_private(tmp_path, GOOD))
    ids = [row.id for row in rules.rows("sentence_stops", Row)]
    assert "court" in ids and "unit" in ids and ids == sorted(ids)


def test_private_row_replaces_its_namesake(tmp_path: Path) -> None:
    folder = _private(tmp_path, GOOD.replace("court", "unit"))
    rows = {row.id: row for row in load_rules(folder).rows("sentence_stops", Row)}
    assert rows["unit"].examples == ["[Tin từ TAND. Sông Vân.](sentence)"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace('"tand"', '"TAND"'), 1, "must be in lower case"),
        (GOOD.replace('"tand"', '"tand "'), 1, "has stray blanks or is not NFC"),
        (GOOD.replace("role", "rule"), 1, "there is no field rule"),
        (GOOD.replace("abbreviation", "abbrev"), 1, "`abbreviation`, `opener`"),
        (GOOD.replace("court", "Tòa án"), 1, "may have only a-z"),
        (GOOD + GOOD, 6, "is there twice"),
        (GOOD + GOOD.replace("court", "bench"), 6, "rows are kept sorted by id"),
        (GOOD + GOOD.replace("court", "dock"), 6, "stands in rows 'court' and 'dock'"),
        (GOOD + "forms = [", 6, "not valid TOML"),
        ("[[word]]\n", None, "unknown table ['word']; rows are [[stop]]"),
    ],
)
def test_bad_rule_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    path = _private(tmp_path, text) / "sentence_stops.toml"
    place = f"{path}:{line}: " if line else f"{path}: "
    with pytest.raises(RuleError) as error:
        read_rules(RuleFile(path, "sentence_stops"))
    assert str(error.value).startswith(place) and words in str(error.value)


def test_form_that_the_shipped_rules_hold_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"laid over the shipped rules, form 'tp' stands in"):
        load_rules(_private(tmp_path, GOOD.replace("tand", "tp")))


def test_unknown_file_name_and_missing_folder_are_told(tmp_path: Path) -> None:
    _private(tmp_path, GOOD, "stops.toml")
    assert "unknown rule file" in next(load_faults(tmp_path))
    assert "no such folder of rules" in next(load_faults(tmp_path / "none"))


def test_failed_proof_of_a_private_row_names_file_and_line(tmp_path: Path) -> None:
    wrong = GOOD.replace("TAND. Sông Vân.](sentence)", "TAND.](sentence) Sông Vân.")
    folder = _private(tmp_path, "# của toà\n\n" + wrong)
    own = [placed for placed in placed_rows(folder) if placed.row.id == "court"]
    (fault,) = proof_faults(own, folder)
    assert fault.startswith(f"{folder / 'sentence_stops.toml'}:3: row court: example")


# Order on disk.


def test_rows_are_put_in_order_with_the_comments_above_them(tmp_path: Path) -> None:
    second = "# Viết tắt của toà.\n" + GOOD
    first = GOOD.replace("court", "bench").replace("tand", "tad")
    path = _private(tmp_path, f"# Tệp riêng.\n\n{second}\n{first}") / "sentence_stops.toml"
    assert sort_file(path, "stop")
    assert path.read_text(encoding="utf-8") == f"# Tệp riêng.\n\n{first}\n{second}"
    assert not sort_file(path, "stop")


def test_sorting_an_ordered_file_changes_nothing() -> None:
    source = f"# Tệp riêng.\n\n{GOOD}"
    assert sort_rows(source, "stop") == source
    assert row_lines(source, "stop") == [3]
