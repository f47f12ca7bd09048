"""`vnfigures db`, and the questions that docs/database.md asks."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from conftest import Run
from databases import full_record, make_record
from sqlalchemy import text

from extractor.store import migrate
from extractor.store.address import parse_address
from extractor.store.archive import Archive
from extractor.store.connect import open_engine
from extractor.store.run import Run as Reading
from extractor.store.save import save_records

PAGE = (Path(__file__).parent.parent / "docs" / "database.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def filled(here: Path, database: str) -> str:
    """A database with two articles."""
    with Archive.open(database, create=True) as archive:
        archive.save([full_record(), make_record("Tin.")], Reading("0", "rules", "x"))
    return database


def test_upgrade_makes_tables_once(here: Path, database: str, run: Run) -> None:
    code, _, err = run("db", "upgrade", database)
    assert code == 0 and "upgraded from nothing to " in err
    code, _, err = run("db", "upgrade", database)
    assert code == 0 and "is of the present version" in err
    with Archive.open(database) as archive:
        assert set(archive.count_rows().values()) == {0}


def test_upgrade_of_an_older_database_keeps_its_records(
    here: Path, database: str, run: Run
) -> None:
    engine = open_engine(parse_address(database))
    migrate.upgrade(engine, "0001")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        save_records(connection, [full_record()])
    engine.dispose()
    code, _, err = run("extract", "good.txt", "-o", database)
    assert code == 2 and "has the tables of an older version; run vnfigures db upgrade" in err
    assert run("db", "upgrade", database)[0] == 0
    with Archive.open(database) as archive:
        assert list(archive.records()) == [full_record()]


def test_upgrade_keeps_what_is_there(filled: str, run: Run) -> None:
    assert run("db", "upgrade", filled)[0] == 0
    with Archive.open(filled) as archive:
        assert archive.record(full_record().article.id) == full_record()


def test_stats_say_how_much_there_is(filled: str, run: Run) -> None:
    code, out, _ = run("db", "stats", filled, "--json")
    found = json.loads(out)
    assert code == 0 and found["rows"]["articles"] == 2 and found["rows"]["figures"] == 7
    assert found["published"] == {"first": "2020-01-03", "last": "2020-01-03"}
    assert found["figures by indicator"] == {
        "none": 5, "pov.poor_hh.count": 1, "pov.poor_hh.rate": 1,
    }  # fmt: skip
    assert found["issues by code"] == {"rate_mismatch": 1, "vague": 1}
    _, out, _ = run("db", "stats", filled)
    assert re.search(r"^  articles +2$", out, re.MULTILINE)


def test_export_writes_every_record_to_any_form(here: Path, filled: str, run: Run) -> None:
    code, out, err = run("db", "export", filled)
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and err == "vnfigures: 2 articles\n"
    assert [r["article"]["id"] for r in records] == sorted(r["article"]["id"] for r in records)
    for name in ("f.csv", "f.xlsx", "f.parquet", "copy.db"):
        assert run("db", "export", filled, "-o", name)[0] == 0 and Path(name).exists()
    with Archive.open("copy.db") as archive, Archive.open(filled) as source:
        assert list(archive.records()) == list(source.records())


def test_export_into_itself_is_refused(here: Path, filled: str, run: Run) -> None:
    code, _, err = run("db", "export", filled, "-o", filled)
    assert code == 2 and "is input and output at once" in err


@pytest.mark.parametrize("command", ["stats", "export"])
def test_missing_or_other_database_is_told(here: Path, run: Run, command: str) -> None:
    code, _, err = run("db", command, "none.db")
    assert code == 2 and "none.db: there is no such database" in err
    sqlite3.connect("other.db").execute("create table figures (x)").connection.close()
    code, _, err = run("db", command, "other.db")
    assert code == 2 and "holds tables of another program" in err
    assert run("db", "upgrade", "other.db")[0] == 2


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_questions_of_the_page_are_answered(filled: str, number: int) -> None:
    question = QUESTIONS[number]
    if "json_each" in question and filled.startswith("postgresql"):
        question = re.sub(r"rule\.value", "rule", question).replace(
            "json_each(figures.rules)", "jsonb_array_elements_text(figures.rules)"
        )
    with Archive.open(filled) as archive, archive.reading() as connection:
        rows = connection.execute(text(question)).all()
    # One of them asks for what the two articles do not say.
    assert rows or "fund.raised.amount" in question


def test_python_of_the_page_runs(filled: str) -> None:
    code = PAGE.split("```python\n")[1].split("```")[0].replace('"figures.db"', repr(filled))
    exec(compile(code, "docs/database.md", "exec"), {})
