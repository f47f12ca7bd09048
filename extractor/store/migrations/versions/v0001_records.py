"""The tables of articles and of what was read in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from extractor.store.types import ExactDecimal, WordList, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Columns = Iterator[sa.Column[Any]]
# In the order of their making: owners before what they own.
TABLES = (
    "runs", "articles", "figures", "dates", "officials", "positions", "mentions", "references_",
    "unread", "issues", "issue_figures",
)  # fmt: skip
PLACE = "place_name place_level place_code"


def upgrade() -> None:
    _create_articles()
    _create_figures()
    _create_dates()
    _create_officials()
    _create_numerals()
    _create_issues()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_articles() -> None:
    op.create_table(
        "runs",
        *_columns(Words(), "id program schema_version tagger rules", needed=True),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "articles",
        *_columns(Words(), "id", needed=True),
        *_columns(Words(), "source title published_at"),
        *_columns(sa.Date(), "published_on"),
        *_columns(Words(), "publisher author encoding converted_from"),
        *_columns(WordList(), "mirrors", needed=True),
        *_columns(Words(), "text", needed=True),
        *_columns(Words(), f"{PLACE} run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_articles_run_id"),
    )
    op.create_index("ix_articles_published_on", "articles", ["published_on"])


def _create_figures() -> None:
    _create_part(
        "figures",
        "id",
        *_columns(Words(), "id", needed=True),
        *_span(),
        *_columns(Words(), "kind", needed=True),
        *_columns(ExactDecimal(), "value value_max denominator"),
        *_columns(sa.BigInteger(), "vnd vnd_max"),
        *_columns(Words(), "unit unit_text comparator", needed=True),
        *_columns(Words(), "indicator topic action subject"),
        *_columns(Words(), "measure", needed=True),
        *_columns(Words(), "direction"),
        *_columns(Words(), "status", needed=True),
        *_columns(sa.Date(), "period_start period_end"),
        *_columns(sa.Boolean(), "as_of"),
        *_columns(Words(), "baseline"),
        *_columns(sa.Date(), "baseline_start baseline_end"),
        *_columns(WordList(), "per"),
        *_columns(Words(), f"of about part_of {PLACE} actor fund_source attribution cue"),
        *_columns(sa.Integer(), "sentence_start sentence_end", needed=True),
        *_columns(Words(), "certainty", needed=True),
        *_columns(WordList(), "rules", needed=True),
        _key("figures", "about", "figures.id", deferred=True),
        _key("figures", "part_of", "figures.id", deferred=True),
    )
    columns = ["indicator", "place_code", "period_end"]
    op.create_index(f"ix_figures_{'_'.join(columns)}", "figures", columns)
    op.create_index("ix_figures_place_code", "figures", ["place_code"])


def _create_dates() -> None:
    _create_part(
        "dates",
        "id",
        *_columns(Words(), "id", needed=True),
        *_span(),
        *_columns(sa.Date(), "start_date end_date"),
        *_columns(Words(), "time part_of_day"),
        *_columns(Words(), "granularity role resolution calendar", needed=True),
        *_columns(WordList(), "rules", needed=True),
    )


def _create_officials() -> None:
    _create_part(
        "officials",
        "id",
        *_columns(Words(), "id", needed=True),
        *_columns(sa.Integer(), "number", needed=True),
        *_columns(Words(), "name", needed=True),
        *_columns(Words(), "honorific rank"),
        *_columns(Words(), "role", needed=True),
        *_columns(WordList(), "rules", needed=True),
    )
    op.create_index("ix_officials_name", "officials", ["name"])
    _create_part(
        "positions",
        "official_id number",
        *_columns(Words(), "official_id", needed=True),
        *_columns(sa.Integer(), "number", needed=True),
        *_span(),
        *_columns(Words(), "title", needed=True),
        *_columns(Words(), "organization"),
        *_columns(Words(), "level", needed=True),
        *_columns(Words(), PLACE),
        _key("positions", "official_id", "officials.id"),
    )
    _create_part(
        "mentions",
        "official_id number",
        *_columns(Words(), "official_id", needed=True),
        *_columns(sa.Integer(), "number", needed=True),
        *_span(),
        _key("mentions", "official_id", "officials.id"),
    )


def _create_numerals() -> None:
    _create_part(
        "references_",
        "number",
        *_columns(sa.Integer(), "number", needed=True),
        *_span(),
        *_columns(Words(), "class", needed=True),
        *_columns(WordList(), "rules", needed=True),
    )
    number = _columns(sa.Integer(), "number", needed=True)
    _create_part("unread", "number", *number, *_span())


def _create_issues() -> None:
    _create_part(
        "issues",
        "number",
        *_columns(sa.Integer(), "number", needed=True),
        *_columns(Words(), "code severity message", needed=True),
        *_columns(Words(), "message_en arithmetic"),
        *_columns(sa.Integer(), "start_char end_char"),
    )
    op.create_index("ix_issues_code", "issues", ["code"])
    _create_part(
        "issue_figures",
        "issue number",
        *_columns(sa.Integer(), "issue number", needed=True),
        *_columns(Words(), "figure_id", needed=True),
        _key("issue_figures", "issue", "issues.number"),
        _key("issue_figures", "figure_id", "figures.id", deferred=True),
    )


def _create_part(table: str, key: str, *items: sa.schema.SchemaItem) -> None:
    """A table of rows that belong to an article and go with it."""
    op.create_table(
        table,
        *_columns(Words(), "article_id", needed=True),
        *items,
        sa.PrimaryKeyConstraint("article_id", *key.split(), name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=f"fk_{table}_article_id", ondelete="CASCADE"
        ),
    )


def _columns(kind: Any, names: str, needed: bool = False) -> Columns:
    # A column belongs to one table only: made anew for each.
    for name in names.split():
        yield sa.Column(name, kind, nullable=not needed, autoincrement=False)


def _span() -> Columns:
    yield from _columns(sa.Integer(), "start_char end_char", needed=True)
    yield from _columns(Words(), "text", needed=True)


def _key(table: str, column: str, target: str, deferred: bool = False) -> sa.ForeignKeyConstraint:
    """A foreign key to another part of the same article."""
    owner, _, name = target.partition(".")
    return sa.ForeignKeyConstraint(
        ["article_id", column],
        [f"{owner}.article_id", f"{owner}.{name}"],
        name=f"fk_{table}_article_id_{column}",
        ondelete="CASCADE",
        deferrable=True if deferred else None,
        initially="DEFERRED" if deferred else None,
    )
