"""A PostgreSQL server of the tests' own, where its programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# A server refuses to run as root: then it runs as one of these.
USERS = ("postgres", "nobody")
SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=16MB"


class NoServerError(Exception):
    """There is no PostgreSQL here that could be started; the message says why."""


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a fresh server's database, which is gone afterwards."""
    programs = _programs()
    owner = _owner()
    # Not in pytest's folder, which the server's user may not enter; short, for the socket's sake.
    home = Path(tempfile.mkdtemp(prefix="vnpg"))
    try:
        if owner:
            shutil.chown(home, owner)
        _call(owner, programs / "initdb", "-D", home / "data", "-A", "trust", "-N",
              "-E", "UTF8", "--locale=C", "-U", "tester")  # fmt: skip
        _call(owner, programs / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log",
              "-o", f"{SETTINGS} -k {home}", "start")  # fmt: skip
        try:
            yield f"postgresql://tester@/postgres?host={home}"
        finally:
            _call(owner, programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs() -> Path:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (debian[-1] if debian else None)
    if found is None:
        raise NoServerError("no initdb here: on Debian, apt-get install postgresql")
    return Path(found).resolve().parent


def _owner() -> str | None:
    """The user to run as; None is the present one."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    for user in USERS:
        if user in known:
            return user
    raise NoServerError(f"PostgreSQL does not run as root, and there is no user {USERS}")


def _call(owner: str | None, *words: Any) -> None:
    as_owner: dict[str, Any] = {}
    if owner:
        entry = pwd.getpwnam(owner)
        as_owner = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(word) for word in words],
        stdout=subprocess.DEVNULL,  # the server keeps it open for as long as it runs
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
        timeout=120,
        **as_owner,
    )
    if done.returncode:
        # Installed, but not working: that is no reason to skip a test.
        raise RuntimeError(f"{words[0]} ended with {done.returncode}")
