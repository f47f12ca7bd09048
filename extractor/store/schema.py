"""The tables, as one schema for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
)

from extractor.store.types import ExactDecimal, WordList, Words

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _words(*names: str, needed: bool = False) -> list[Column[Any]]:
    return [Column(name, Words, nullable=not needed) for name in names]


def _article_id() -> Column[Any]:
    """The owner of a row, whose rows go with it."""
    return Column(
        "article_id", Words, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )


def _span() -> list[Column[Any]]:
    """Where the words stand, in code points of the article's text; `end` is a word of SQL."""
    return [
        Column("start_char", Integer, nullable=False),
        Column("end_char", Integer, nullable=False),
        *_words("text", needed=True),
    ]


def _place() -> list[Column[Any]]:
    return _words("place_name", "place_level", "place_code")


def _rules() -> Column[Any]:
    return Column("rules", WordList, nullable=False)


def _number() -> Column[Any]:
    """The row's number within its owner, from 1."""
    return Column("number", Integer, primary_key=True, autoincrement=False)


def _figure(column: str) -> ForeignKeyConstraint:
    """A pointer to another figure of the same article; checked when the transaction ends."""
    return ForeignKeyConstraint(
        ["article_id", column],
        ["figures.article_id", "figures.id"],
        ondelete="CASCADE",
        deferrable=True,
        initially="DEFERRED",
    )


def _official() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["article_id", "official_id"],
        ["officials.article_id", "officials.id"],
        ondelete="CASCADE",
    )


# What decides the result of a run besides the article. No clock: the same run twice is one row.
RUNS = Table(
    "runs",
    METADATA,
    Column("id", Words, primary_key=True),
    *_words("program", "schema_version", "tagger", "rules", needed=True),
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", Words, primary_key=True),
    *_words("source", "title", "published_at"),
    Column("published_on", Date),
    *_words("publisher", "author", "encoding", "converted_from"),
    Column("mirrors", WordList, nullable=False),
    *_words("text", needed=True),
    *_place(),
    Column("run_id", Words, ForeignKey("runs.id")),
    Index(None, "published_on"),
)

FIGURES = Table(
    "figures",
    METADATA,
    _article_id(),
    Column("id", Words, primary_key=True),
    *_span(),
    *_words("kind", needed=True),
    *(Column(name, ExactDecimal) for name in ("value", "value_max", "denominator")),
    *(Column(name, BigInteger) for name in ("vnd", "vnd_max")),
    *_words("unit", "unit_text", "comparator", needed=True),
    *_words("indicator", "topic", "action", "subject"),
    *_words("measure", needed=True),
    *_words("direction"),
    *_words("status", needed=True),
    *(Column(name, Date) for name in ("period_start", "period_end")),
    # Null where there is no period at all.
    Column("as_of", Boolean),
    *_words("baseline"),
    *(Column(name, Date) for name in ("baseline_start", "baseline_end")),
    Column("per", WordList),
    *_words("of", "about", "part_of"),
    *_place(),
    *_words("actor", "fund_source", "attribution", "cue"),
    *(Column(name, Integer, nullable=False) for name in ("sentence_start", "sentence_end")),
    *_words("certainty", needed=True),
    _rules(),
    _figure("about"),
    _figure("part_of"),
    Index(None, "indicator", "place_code", "period_end"),
    Index(None, "place_code"),
)

DATES = Table(
    "dates",
    METADATA,
    _article_id(),
    Column("id", Words, primary_key=True),
    *_span(),
    *(Column(name, Date) for name in ("start_date", "end_date")),
    *_words("time", "part_of_day"),
    *_words("granularity", "role", "resolution", "calendar", needed=True),
    _rules(),
)

OFFICIALS = Table(
    "officials",
    METADATA,
    _article_id(),
    Column("id", Words, primary_key=True),
    # In the order of the record; «o10» would stand before «o2».
    Column("number", Integer, nullable=False),
    *_words("name", needed=True),
    *_words("honorific", "rank"),
    *_words("role", needed=True),
    _rules(),
    Index(None, "name"),
)

POSITIONS = Table(
    "positions",
    METADATA,
    _article_id(),
    Column("official_id", Words, primary_key=True),
    _number(),
    *_span(),
    *_words("title", needed=True),
    *_words("organization"),
    *_words("level", needed=True),
    *_place(),
    _official(),
)

MENTIONS = Table(
    "mentions",
    METADATA,
    _article_id(),
    Column("official_id", Words, primary_key=True),
    _number(),
    *_span(),
    _official(),
)

# The bare word is reserved.
REFERENCES = Table(
    "references_",
    METADATA,
    _article_id(),
    _number(),
    *_span(),
    *_words("class", needed=True),
    _rules(),
)

UNREAD = Table("unread", METADATA, _article_id(), _number(), *_span())

ISSUES = Table(
    "issues",
    METADATA,
    _article_id(),
    _number(),
    *_words("code", "severity", "message", needed=True),
    *_words("message_en", "arithmetic"),
    *(Column(name, Integer) for name in ("start_char", "end_char")),
    Index(None, "code"),
)

ISSUE_FIGURES = Table(
    "issue_figures",
    METADATA,
    _article_id(),
    Column("issue", Integer, primary_key=True, autoincrement=False),
    _number(),
    *_words("figure_id", needed=True),
    ForeignKeyConstraint(
        ["article_id", "issue"], ["issues.article_id", "issues.number"], ondelete="CASCADE"
    ),
    _figure("figure_id"),
)

# Rows that belong to an article, owners before what they own.
PARTS = (
    FIGURES, DATES, OFFICIALS, POSITIONS, MENTIONS, REFERENCES, UNREAD, ISSUES, ISSUE_FIGURES,
)  # fmt: skip

# What people said of the readings: only added to, never part of what is replaced when an article
# is read again. A correction holds to its place in the text; ids of figures change.
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("article_id", Words, ForeignKey("articles.id"), nullable=False),
    # Null when the whole article is meant.
    *(Column(name, Integer) for name in ("start_char", "end_char")),
    *_words("text"),
    *_words("verdict", needed=True),
    *_words("field", "value"),
    # The figure as it was read at the time, as JSON.
    *_words("reading", "note", "made_by"),
    *_words("made_at", needed=True),
    Index(None, "article_id"),
)
