"""What does not hold together is found, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from conftest import Run
from msgspec.structs import replace

from extractor.checks import CheckSet
from extractor.checks.across import ArchiveChecks, ArchiveIssue
from extractor.checks.across.show import as_page
from extractor.checks.finding import say
from extractor.checks.interval import Interval
from extractor.checks.reference import checks_table
from extractor.checks.registry import CHECKS
from extractor.engine import Extractor
from extractor.models import ArticleRecord, Issue
from extractor.rules import default_rules
from extractor.rules.prove import prove
from extractor.rules.rows_checks import CheckRow

ROOT = Path(__file__).parent.parent
ROWS = default_rules().rows("checks", CheckRow)
ACROSS = [row for row in ROWS if row.across]
CODES = [f"C{number}" for number in range(1, 29)]


@cache
def _engine() -> Extractor:
    return Extractor(tagger="rules")


def _issues(text: str, published: str | None = None) -> list[Issue]:
    issues = _engine().extract(text, published=published).issues
    return [issue for issue in issues if issue.code in CODES]


def _across(*articles: tuple[str, str]) -> list[ArchiveIssue]:
    records = (_engine().extract(text, published=day) for day, text in articles)
    return list(ArchiveChecks(default_rules()).check(records))


# Rows.


def test_every_check_of_the_dossier_has_a_row() -> None:
    assert {row.id.split("_")[0].upper() for row in ROWS} == set(CODES)
    assert {row.id for row in ROWS if not row.across} == set(CHECKS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_check_shows_what_fires_and_what_does_not(row: CheckRow) -> None:
    fires, silent = (row.series, row.series_rejects) if row.across else (row.examples, row.rejects)
    assert fires and silent


@pytest.mark.parametrize("row", ACROSS, ids=lambda row: row.id)
def test_checks_across_articles_hold_on_their_series(row: CheckRow) -> None:
    assert list(prove(row, _engine())) == []


def test_failed_series_is_told() -> None:
    row = replace(ACROSS[0], series=ACROSS[0].series_rejects, series_rejects=[])
    assert "nothing is found" in next(iter(prove(row, _engine())))


def test_table_of_checks_in_the_docs_is_the_present_one() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert checks_table(default_rules()) in page, "the checks have changed: vnfigures check --list"


# Intervals.


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Xã còn 42 hộ nghèo.", "42", "42"),
        ("Xã còn hơn 40 hộ nghèo.", "40", "44"),
        ("Xã còn gần 40 hộ nghèo.", "36", "40"),
        ("Xã còn khoảng 40 hộ nghèo.", "36", "44"),
        ("Xã còn dưới 40 hộ nghèo.", "0", "40"),
        ("Xã còn ít nhất 40 hộ nghèo.", "40", "Infinity"),
        ("Xã thu ngân sách 2,4 tỷ đồng.", "2350000000", "2450000000"),
        ("Xã thu ngân sách hơn 544 triệu đồng.", "544000000", "598400000"),
        ("Xã thu ngân sách 1.250.000 đồng.", "1250000", "1250000"),
        ("Xã thu ngân sách 1 tỷ 200 triệu đồng.", "1150000000", "1250000000"),
        ("Tỷ lệ hộ nghèo của xã còn 2,4%.", "2.35", "2.45"),
        ("Mỗi hộ được từ 600 - 800 nghìn đồng.", "599500", "800500"),
    ],
)
def test_interval_takes_a_figure_at_its_word(sentence: str, low: str, high: str) -> None:
    record = _engine().extract(sentence)
    sheet = CheckSet(default_rules()).sheet(record)
    assert sheet.interval(0) == Interval(Decimal(low), Decimal(high))


def test_vague_figure_has_no_interval() -> None:
    record = _engine().extract("Hàng trăm hộ đã có điện.")
    assert record.figures and CheckSet(default_rules()).sheet(record).interval(0) is None


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("24000000", "VND", "24 triệu đồng"),
        ("93.75", "%", "93,75%"),
        ("3400", "hộ", "3.400 hộ"),
        ("Infinity", "hộ", "∞"),
    ],
)
def test_numbers_are_said_the_vietnamese_way(value: str, unit: str, words: str) -> None:
    assert say(Decimal(value), unit) == words


# Findings.


@pytest.mark.parametrize(
    ("text", "code", "figures", "arithmetic", "message"),
    [
        (
            "Xã còn 6 hộ nghèo, trong đó 7 hộ neo đơn.",
            "C1",
            ["f1", "f2"],
            "7 hộ > 6 hộ",
            "«7 hộ» lớn hơn «6 hộ», tổng mà nó là một phần",
        ),
        (
            "Xã đã giải quyết cho 26/52 hộ, đạt 48,9%.",
            "C3",
            ["f1", "f2"],
            "26 / 52 × 100 = 50% ≠ 48,85…48,95%",
            "«26/52 hộ» là 50%, không phải «48,9%»",
        ),
        (
            "Hội trao 60 suất quà, mỗi suất 400.000 đồng, tổng trị giá 34 triệu đồng.",
            "C4",
            ["f1", "f2", "f3"],
            "«60 suất quà» × «400.000 đồng» = 24 triệu đồng ≠ «34 triệu đồng»",
            "Số lượng nhân mức mỗi phần là 24 triệu đồng, không phải «34 triệu đồng»",
        ),
        (
            "Xã còn 40 hộ nghèo, gồm 20 hộ ở thôn Đông và 19 hộ ở thôn Đoài.",
            "C2",
            ["f1", "f2", "f3"],
            "20 + 19 = 39 hộ ≠ 40 hộ",
            "Các phần cộng lại là 39 hộ, không phải «40 hộ»",
        ),
    ],
)
def test_finding_names_figures_and_shows_the_arithmetic(
    text: str, code: str, figures: list[str], arithmetic: str, message: str
) -> None:
    (issue,) = _issues(text)
    assert (issue.code, issue.figures) == (code, figures)
    assert (issue.arithmetic, issue.message) == (arithmetic, message)
    assert issue.severity == "error" and issue.message_en


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Xã còn 6 hộ nghèo, trong đó 9 hộ neo đơn.", "error"),
        ("Xã còn khoảng 6 hộ nghèo, trong đó 9 hộ neo đơn.", "warning"),
        ("Có 2.325/2.385 cử tri đi bầu, đạt 97,4%.", "info"),
    ],
)
def test_about_right_and_truncated_figures_are_judged_mildly(text: str, severity: str) -> None:
    assert [issue.severity for issue in _issues(text)] == [severity]


def test_finding_without_figures_has_its_own_place() -> None:
    text = "Phường đã họp vào ngày 31/6/2022 tại trụ sở."
    (issue,) = _issues(text)
    assert issue.code == "C15" and issue.figures == [] and issue.start is not None
    assert text[issue.start : issue.end] == "31/6/2022"


def test_offsets_are_of_the_text_as_given() -> None:
    text = "Xa\u0303  còn 6 hộ nghèo, trong đó 7 hộ neo đơn."
    (issue,) = _issues(text)
    assert text[issue.start : issue.end] == "6 hộ nghèo, trong đó 7 hộ"


GOLD = sorted((ROOT / "corpus" / "gold").glob("*.json"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_own_corpus_holds_the_faults_planted_in_it_and_no_others(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    article = ROOT / "corpus" / "articles" / f"{path.stem}.txt"
    with article.open(encoding="utf-8", newline="") as stream:
        found = {issue.code for issue in _issues(stream.read(), gold["published_at"])}
    assert found == set(gold["checks"])


# Across articles.

HOME = "xã Tân Lập, huyện Lục Yên, tỉnh Yên Bái"
LEVEL = "Cuối năm {year}, " + HOME + " còn {value} hộ nghèo."
FIRST = ("2023-01-10", LEVEL.format(year=2022, value=42))
OTHER = ("2023-03-10", LEVEL.format(year=2022, value=47))


def test_finding_across_articles_cites_both_with_their_words() -> None:
    (issue,) = _across(FIRST, OTHER)
    assert (issue.code, issue.severity, issue.arithmetic) == ("C7", "warning", "42 hộ ≠ 47 hộ")
    assert [(c.published, c.text, c.figure) for c in issue.cited] == [
        ("2023-01-10", "42 hộ", "f1"),
        ("2023-03-10", "47 hộ", "f1"),
    ]


def test_findings_do_not_depend_on_the_order_of_records() -> None:
    assert _across(FIRST, OTHER) == _across(OTHER, FIRST)


def test_since_keeps_what_newer_articles_take_part_in() -> None:
    records = [_engine().extract(text, published=day) for day, text in (FIRST, OTHER)]
    checks = ArchiveChecks(default_rules())
    assert len(list(checks.check(records, date(2023, 2, 1)))) == 1
    assert list(checks.check(records, date(2023, 4, 1))) == []


@pytest.mark.parametrize(
    ("articles", "code", "severity"),
    [
        ((FIRST, ("2023-02-01", FIRST[1].replace("còn", "sau rà soát còn").replace("42", "44"))),
         "C7", "info"),
        (
            (
                ("2023-01-10", f"Năm 2023, {HOME} phấn đấu kết nạp 10 đảng viên."),
                ("2023-12-30", f"Năm 2023, {HOME} đã kết nạp 12 đảng viên."),
            ),
            "C17",
            "info",
        ),
        (
            (
                ("2024-03-01", "Ông Trần Văn Khải, Chủ tịch UBND xã Sông Vân dự lễ."),
                ("2024-03-01", "Ông Trần Văn Khải, Phó Chủ tịch UBND xã Sông Vân dự họp."),
            ),
            "C24",
            "warning",
        ),
    ],
)  # fmt: skip
def test_articles_compared(articles: tuple[tuple[str, str], ...], code: str, severity: str) -> None:
    assert [(issue.code, issue.severity) for issue in _across(*articles)] == [(code, severity)]


@pytest.mark.parametrize(
    "articles",
    [
        # A plan and its result are two things.
        (FIRST, ("2022-01-10", f"Cuối năm 2022, {HOME} phấn đấu còn 40 hộ nghèo.")),
        # Another place of that name.
        (FIRST, ("2023-03-10", FIRST[1].replace("47", "42").replace("Lục Yên", "Văn Chấn"))),
        # Rounded.
        (FIRST, ("2023-03-10", FIRST[1].replace("42", "khoảng 40"))),
        # The same article from another portal.
        (FIRST, ("2023-01-11", FIRST[1])),
    ],
)  # fmt: skip
def test_what_can_both_be_true_is_no_clash(articles: tuple[tuple[str, str], ...]) -> None:
    assert [issue for issue in _across(*articles) if issue.severity != "info"] == []


def test_page_escapes_what_articles_say() -> None:
    issue = _across(FIRST, OTHER)[0]
    nasty = issue.cited[0]._replace(source="<script>", sentence="<b> 42 hộ & 1 hộ")
    page = "".join(as_page([issue._replace(cited=(nasty,))]))
    assert "<script>" not in page and "<b>" not in page
    assert "&lt;b&gt; <strong>42 hộ</strong> &amp; 1 hộ" in page


# Command.


def _archive(tmp_path: Path) -> Path:
    path = tmp_path / "kho.jsonl"
    records: list[ArticleRecord] = [
        _engine().extract(text, published=day) for day, text in (FIRST, OTHER)
    ]
    lines = [record.model_dump_json(by_alias=True) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_command_shows_findings_as_json(run: Run, tmp_path: Path) -> None:
    code, printed, told = run("check", str(_archive(tmp_path)), "--format", "jsonl")
    (line,) = printed.splitlines()
    found = json.loads(line)
    assert code == 1 and "1 warning" in told
    assert found["code"] == "C7" and [c["text"] for c in found["cited"]] == ["42 hộ", "47 hộ"]


def test_command_reads_articles_and_writes_a_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bai.txt").write_text("Xã còn 6 hộ nghèo, trong đó 7 hộ neo đơn.", encoding="utf-8")
    page = tmp_path / "trang.html"
    code, printed, _ = run("check", str(tmp_path / "bai.txt"), "-f", "html", "-o", str(page))
    assert (code, printed) == (1, "")
    assert "«7 hộ» lớn hơn «6 hộ»" in page.read_text(encoding="utf-8")


def test_command_is_done_when_all_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bai.txt").write_text("Xã còn 6 hộ nghèo, trong đó 5 hộ neo đơn.", encoding="utf-8")
    code, printed, told = run("check", str(tmp_path / "bai.txt"))
    assert (code, printed) == (0, "") and "nothing found" in told


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--since", "hôm qua"], "is no ISO date"), ([], "give an archive")],
)
def test_command_misused_says_so(run: Run, options: list[str], words: str) -> None:
    code, _, told = run("check", *(["corpus"] if options else []), *options)
    assert code == 2 and words in told


def test_command_lists_the_checks(run: Run) -> None:
    code, printed, _ = run("check", "--list")
    assert code == 0 and printed == checks_table(default_rules())
