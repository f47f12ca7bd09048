"""What state a database's schema is in, and how it gets to the present one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from extractor.store.schema import METADATA
from extractor.store.views import create_views, drop_views

VERSIONS = "alembic_version"


class State(StrEnum):
    """How a database's schema stands to the program's."""

    empty = "empty"
    foreign = "foreign"
    older = "older"
    current = "current"
    newer = "newer"


def revision_of(connection: Connection) -> str | None:
    """The revision of the database's schema, None when it has none."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    found: str | None = connection.execute(
        text(f"SELECT version_num FROM {VERSIONS}")
    ).scalar_one_or_none()
    return found


def state_of(connection: Connection) -> State:
    """The state of the database that `connection` leads to."""
    revision = revision_of(connection)
    if revision is None:
        ours = set(inspect(connection).get_table_names()) & set(METADATA.tables)
        return State.foreign if ours else State.empty
    scripts = ScriptDirectory.from_config(_config())
    if revision == scripts.get_current_head():
        return State.current
    known = {script.revision for script in scripts.walk_revisions()}
    return State.older if revision in known else State.newer


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision` in one transaction; views are made anew."""
    with engine.connect() as plain:
        _let_go_of_keys(plain)
        connection = plain.execution_options(writes=True)
        with connection.begin():
            # SQLite changes a table by copying it, and refuses while a view looks at it.
            drop_views(connection)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            create_views(connection)
    # The next connection minds foreign keys again.
    engine.dispose()


def _let_go_of_keys(connection: Connection) -> None:
    """Foreign keys off, on SQLite: dropping a copied table would drop all that hangs on it."""
    driver = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.cursor().execute("PRAGMA foreign_keys = OFF")


def _config() -> Config:
    config = Config()
    place = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", place.replace("%", "%%"))
    return config
