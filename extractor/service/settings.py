"""How a service is set up: where it listens, what it takes, how much at once."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


class MissingExtraError(Exception):
    """What a face on the web needs is not installed; the message gives the command."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of a service; `key` is asked of every caller of /v1 when it is set."""

    tagger: Literal["rules", "auto", "full"] = "auto"
    patterns: str | None = None
    max_mb: int = 20
    # Seconds that one article, page or file may take.
    timeout: float = 30.0
    # Articles read at the same time, and those that may wait for their turn.
    workers: int = 2
    waiting: int = 32
    key: str | None = None
    # The names it answers to; none means any.
    hosts: tuple[str, ...] = LOCAL_NAMES

    @property
    def limit(self) -> int:
        return self.max_mb * 1_000_000


def allowed_hosts(host: str) -> tuple[str, ...]:
    """The names under which a server bound to `host` answers; none means any.

    A page elsewhere can make its own name lead to this machine and then ask as if it were ours;
    a server that stays on the machine answers to the machine's own names only.

    >>> allowed_hosts("0.0.0.0")
    ()
    """
    return (*LOCAL_NAMES, host) if is_loopback(host) else ()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server bound to `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def require(extra: str, *modules: str) -> None:
    """Raises MissingExtraError when a module of the extra is not installed."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise MissingExtraError(f"needs {', '.join(missing)}; pip install 'vnfigures[{extra}]'")
