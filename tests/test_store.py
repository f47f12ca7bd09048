"""Archives in SQLite and PostgreSQL: the same rows, whole batches, nothing stale."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import TEXT, as_bytes, figure, full_record, make_record
from pydantic import BaseModel
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from extractor import Article, Extractor
from extractor.models import (
    ArticleInfo,
    ArticleRecord,
    DateRecord,
    Issue,
    Official,
    Position,
    Reference,
)
from extractor.models.figure import FigureBase
from extractor.store import migrate, schema
from extractor.store.address import StoreError, parse_address
from extractor.store.archive import Archive
from extractor.store.connect import open_engine
from extractor.store.query import ArticleFilter, FigureFilter
from extractor.store.run import Run, present_run

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
MIRRORS = full_record().article.mirrors
RUN = Run("0.0", "rules", "0123456789abcdef")


@cache
def corpus() -> tuple[ArticleRecord, ...]:
    """Records of some real-looking articles, with and without a date."""
    engine = Extractor(tagger="rules")
    paths = sorted(CORPUS.glob("*.txt"))[:12]
    dates = ("2018-03-12", None)
    return tuple(
        engine.read(Article(path.read_text("utf-8"), dates[at % 2], source=path.name))
        for at, path in enumerate(paths)
    )


def all_rows(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as Python values."""
    with archive.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in (schema.RUNS, schema.ARTICLES, *schema.PARTS)
        }


def test_a_record_comes_back_as_it_was_written(database: str) -> None:
    records = {record.article.id: record for record in (full_record(), *corpus())}
    with Archive.open(database, create=True) as archive:
        archive.save(records.values(), RUN)
        back = list(archive.records())
        assert archive.record("0" * 16) is None
    assert [record.article.id for record in back] == sorted(records)
    for record in back:
        assert record == records[record.article.id]
        assert as_bytes(record) == as_bytes(records[record.article.id])


def filled_fields(part: BaseModel) -> Iterator[tuple[str, str]]:
    """Class and name of each field of `part`, and of what is in it, that is not null or empty."""
    for name, value in part:
        inner = value if isinstance(value, list) else [value]
        if value not in (None, []):
            yield type(part).__name__, name
        for one in inner:
            if isinstance(one, BaseModel):
                yield from filled_fields(one)


def test_every_field_of_the_contract_is_tried() -> None:
    # A field that is new in the contract needs a column, and a value in `full_record`.
    filled = set(filled_fields(full_record()))
    kinds = (ArticleInfo, FigureBase, DateRecord, Official, Position, Reference, Issue)
    known = {(kind.__name__, name) for kind in kinds for name in kind.model_fields}
    filled |= {("FigureBase", name) for kind, name in filled if kind.endswith("Figure")}
    assert sorted(known - filled) == []


def test_both_databases_hold_the_same_rows(postgres: str, tmp_path: Path) -> None:
    found = []
    for place in (f"{tmp_path}/a.db", postgres):
        with Archive.open(place, create=True) as archive:
            archive.save([full_record(), *corpus()], RUN)
            found.append(all_rows(archive))
    assert found[0] == found[1]
    assert all(found[0].values()), "a table without a row proves nothing"


def test_writing_twice_changes_nothing(database: str) -> None:
    records = [full_record(), *corpus()]
    with Archive.open(database, create=True) as archive:
        archive.save(records, RUN)
        before = all_rows(archive)
        archive.save(reversed(records), RUN)
        assert all_rows(archive) == before


def test_rows_of_an_earlier_reading_are_gone(database: str) -> None:
    spans = [(run.start(), run.end(), run.group()) for run in re.finditer("[0-9]+", TEXT)]
    unread = [{"start": start, "end": end, "text": digits} for start, end, digits in spans]
    bare = make_record(TEXT, {"source": full_record().article.source}, unread=unread)
    bare = bare.model_copy(update={"article": bare.article.model_copy(update={"mirrors": MIRRORS})})
    with Archive.open(database, create=True) as archive:
        archive.save([full_record()], RUN)
        archive.save([bare], Run("0.1", "rules", "x"))
        counts = archive.count_rows()
        assert archive.record(bare.article.id) == bare
    left = {name: number for name, number in counts.items() if number}
    assert left == {"articles": 1, "unread": len(unread), "runs": 2}


SOURCES = [("b", None), ("c", "2020-01-01"), ("a", None), ("d", "2020-02-01")]


@pytest.mark.parametrize("batches", [[[0, 1, 2, 3]], [[3], [2], [1], [0]], [[2, 0], [3, 1, 1]]])
def test_one_text_from_many_sources_is_one_article_in_any_order(
    database: str, batches: list[list[int]]
) -> None:
    records = [
        make_record("Xã có 5 hộ.", {"source": source, "published_at": published},
                    figures=[figure("Xã có 5 hộ.", 1, "5 hộ", value="5")])
        for source, published in SOURCES
    ]  # fmt: skip
    with Archive.open(database, create=True) as archive:
        for batch in batches:
            archive.save([records[number] for number in batch], RUN)
        (record,) = archive.records()
    article = record.article
    # Dated before undated, then by the alphabet; the others are where else it stands.
    assert (article.source, article.published_at) == ("c", "2020-01-01")
    assert article.mirrors == ["a", "b", "d"] and len(record.figures) == 1


def test_money_is_whole_dong_and_other_values_keep_every_digit(database: str) -> None:
    values = ["123456789012345.123456", "1.30", "0", "9" * 40, "0." + "0" * 30 + "1"]
    words = " ".join(f"{number}x" for number in range(len(values)))
    figures = [figure(words, n + 1, f"{n}x", value=value) for n, value in enumerate(values)]
    with Archive.open(database, create=True) as archive:
        archive.save([full_record(), make_record(words, figures=figures)], RUN)
        rows = {(row["article_id"], row["id"]): row for row in archive.figures()}
        money = rows[(full_record().article.id, "f5")]
        key = make_record(words, figures=figures).article.id
        back = [format(rows[(key, f"f{n + 1}")]["value"], "f") for n in range(len(values))]
    assert back == values
    assert money["vnd"] == 123_200_000_000 and type(money["vnd"]) is int
    with open_engine(parse_address(database)).connect() as connection:
        raw = connection.execute(text("SELECT value FROM figures WHERE id = 'f2'")).scalars().all()
    assert set(map(type, raw)) == ({str} if database.startswith("sqlite") else {Decimal})


def test_a_nul_in_the_text_survives(database: str) -> None:
    words = "Xã\x00 có 5 hộ."
    nul = make_record(words, {"title": "\x00"}, figures=[figure(words, 1, "5 hộ", subject="\x00")])
    stand_in = make_record("Xã\ufdd0 có hộ.", {"title": "\ufdd0"})
    with Archive.open(database, create=True) as archive:
        archive.save([nul, stand_in], RUN)
        assert archive.record(nul.article.id) == nul
        assert archive.record(stand_in.article.id) == stand_in
        (row,) = archive.figures()
    assert row["sentence"] == "Xã\ufdd0 có 5 hộ."


def test_half_a_character_never_becomes_a_record() -> None:
    with pytest.raises(ValueError, match=r"surrogates not allowed|valid string"):
        make_record("Xã \ud800 có hộ.").model_dump_json()


def test_foreign_keys_are_kept(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        archive.save([full_record()], RUN)
        for statement in (
            "UPDATE figures SET about = 'f99' WHERE id = 'f2'",
            "UPDATE positions SET official_id = 'o99'",
            "INSERT INTO unread (article_id, number, start_char, end_char, text)"
            " VALUES ('nowhere', 1, 0, 1, '7')",
        ):
            with pytest.raises(IntegrityError), archive.engine.begin() as connection:
                connection.execute(text(statement))
        with archive.writing() as connection:
            connection.execute(text("DELETE FROM articles"))
        assert {name: n for name, n in archive.count_rows().items() if n} == {"runs": 1}


KILLED = """
import os, signal, sys
from sqlalchemy import event
from databases import full_record, make_record
from extractor.store.archive import Archive
from extractor.store.run import Run

archive = Archive.open(sys.argv[1])

@event.listens_for(archive.engine, "before_cursor_execute")
def die(connection, cursor, statement, *_):
    if statement.startswith("INSERT INTO officials"):
        os.kill(os.getpid(), signal.SIGKILL)

archive.save([make_record("Mới."), full_record().model_copy(update={"figures": [], "issues": []})])
"""


def test_a_process_killed_in_the_middle_of_a_batch_leaves_no_trace(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        archive.save([full_record()], RUN)
        before = all_rows(archive)
    killed = subprocess.run([sys.executable, "-c", KILLED, database], cwd=Path(__file__).parent)
    assert killed.returncode == -signal.SIGKILL
    with Archive.open(database) as archive:
        assert all_rows(archive) == before
        archive.save([make_record("Mới.")])
        assert archive.count_rows()["articles"] == 2


def test_a_fault_in_the_middle_of_a_batch_takes_back_the_batch(database: str) -> None:
    broken = full_record().model_copy(deep=True)
    object.__setattr__(broken.figures[1], "about", "f99")
    with Archive.open(database, create=True) as archive:
        archive.save([make_record("Cũ.")], RUN)
        before = all_rows(archive)
        with pytest.raises(StoreError, match="nothing of this batch was written"):
            archive.save([make_record("Mới."), broken], RUN)
        assert all_rows(archive) == before


def test_migrations_make_the_schema_of_the_program(database: str) -> None:
    engine = open_engine(parse_address(database))
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.state_of(connection) is migrate.State.current
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.METADATA) == []
    migrate.upgrade(engine)
    engine.dispose()


def test_a_database_in_another_state_is_refused_with_the_cure(database: str) -> None:
    engine = open_engine(parse_address(database))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE articles (id TEXT)"))
    with pytest.raises(StoreError, match="holds tables of another program"):
        Archive.open(database, create=True)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE articles"))
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    with pytest.raises(StoreError, match="install a newer vnfigures"):
        Archive.open(database, create=True)
    engine.dispose()


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("no database, but many words " * 99, encoding="utf-8")
    for place, words in (
        (f"{tmp_path}/notes.db", "is not a database; give another file"),
        (f"{tmp_path}/none.db", "there is no such database"),
        ("mysql://me:secret@host/db", r"mysql://me:\*\*\*@host/db: no such kind of database"),
        ("sqlite://", "no such kind|names no file"),
    ):
        with pytest.raises(StoreError, match=words):
            Archive.open(place)
    missing = "postgresql://me:secret@/none?host=/nowhere&password=secret"
    with pytest.raises(StoreError, match="check that the server runs") as told:
        Archive.open(missing)
    assert "secret" not in str(told.value)


def test_observations_say_what_where_when_and_by_whom(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        archive.save([full_record()], RUN)
        with archive.reading() as connection:
            query = "SELECT * FROM observations ORDER BY figure_id"
            first, second = connection.execute(text(query)).mappings()
    assert (first["indicator"], first["place_code"], first["figure_id"], first["value_float"]) == (
        "pov.poor_hh.count", "00127", "f1", 6.0,
    )  # fmt: skip
    assert (str(first["period_end"]), bool(first["as_of"])) == ("2019-12-31", True)
    assert str(second["value"]) == "1.30" and second["quote"] == "1,30%"
    assert second["sentence"] == TEXT and second["source"] == "https://example.vn/tin?id=1"


def test_officials_in_office_have_a_first_and_a_last_day(database: str) -> None:
    record = full_record()
    later = TEXT.replace("nói", "nêu")
    data = record.model_dump(mode="json", by_alias=True)
    article = data.pop("article") | {"text": later, "published_at": "2021-06-30"}
    article["id"] = make_record(later, dates=data["dates"], figures=data["figures"],
                                references=data["references"],
                                unread=data["unread"]).article.id  # fmt: skip
    second = make_record(later, article, **{k: v for k, v in data.items() if k != "schema_version"})
    with Archive.open(database, create=True) as archive:
        archive.save([record, second], RUN)
        with archive.reading() as connection:
            query = "SELECT * FROM officials_in_office ORDER BY title"
            rows = [dict(row) for row in connection.execute(text(query)).mappings()]
    assert [(row["name"], row["title"], row["organization"], row["articles"]) for row in rows] == [
        ("Đinh Văn A", "Bí thư", "Đảng ủy", 2), ("Đinh Văn A", "Chủ tịch", "UBND", 2),
    ]  # fmt: skip
    assert {str(row["first_seen"]) for row in rows} == {"2020-01-03"}
    assert {str(row["last_seen"]) for row in rows} == {"2021-06-30"}


def test_archives_answer_questions(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        archive.save([full_record(), make_record("Tin 100% khác.", unread=[
            {"start": 4, "end": 7, "text": "100"}])], RUN)  # fmt: skip
        lines = archive.articles()
        assert [line.published_at for line in lines] == ["2020-01-03T08:15", None]
        assert (lines[0].figures, lines[0].officials, lines[0].issues) == (7, 11, 2)
        for wanted, number in (
            (ArticleFilter(since=date(2020, 1, 3), until=date(2020, 1, 3)), 1),
            (ArticleFilter(since=date(2020, 1, 4)), 0),
            (ArticleFilter(words="0% k"), 1),
            (ArticleFilter(words="0_ k"), 0),
            (ArticleFilter(with_issues=True, publisher="Báo Phường"), 1),
        ):
            assert len(archive.articles(wanted)) == number, wanted
        assert len(archive.articles(limit=1, offset=1)) == 1
        for figures, ids in (
            (FigureFilter(indicators=("pov.poor_hh.rate",)), ["f2"]),
            (FigureFilter(places=("00127",)), ["f1"]),
            (FigureFilter(places=("tổ 3", "00127")), ["f1", "f4"]),
            (FigureFilter(kinds=("money",), measures=("flow",)), ["f5"]),
            (FigureFilter(since=date(2019, 1, 1), until=date(2019, 12, 31)), ["f1", "f2"]),
            (FigureFilter(topics=("pov",), statuses=("target",)), []),
        ):
            assert [row["id"] for row in archive.figures(figures)] == ids, figures


def test_a_run_is_known_by_what_decides_it(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text("", encoding="utf-8")
    assert present_run("rules") == present_run("rules")
    ids = {present_run("rules").id, present_run("auto").id, present_run("rules", tmp_path).id}
    assert len(ids) == 3
