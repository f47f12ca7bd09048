"""What stands before an application: the names it answers to, and how much it takes in."""

from __future__ import annotations

import json
from collections.abc import Iterable

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]


def too_large(limit: int) -> str:
    """What is said of a body over the limit."""
    return f"the body is larger than {limit // 1_000_000} MB; send it in parts"


class Guard:
    """Refuses foreign hosts and large bodies, and adds `headers` to every answer."""

    def __init__(
        self,
        app: ASGIApp,
        limit: int,
        hosts: Iterable[str] = (),
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._app = app
        self._limit = limit
        self._hosts = frozenset(host.lower() for host in hosts)
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *self._headers]}
            await send(message)

        given = dict(scope["headers"])
        if self._hosts and _host(given) not in self._hosts:
            await _refuse(send_with_headers, 421, "this server answers to its own names only")
        elif _announced(given) > self._limit:
            await _refuse(send_with_headers, 413, too_large(self._limit))
        else:
            await self._app(scope, self._counted(receive), send_with_headers)

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit:
                # An HTTPException is answered wherever the body is being read.
                raise HTTPException(413, too_large(self._limit))
            return message

        return receive_some


def _host(headers: dict[bytes, bytes]) -> str:
    """The host's name without its port.

    >>> _host({b"host": b"[::1]:8010"})
    '[::1]'
    """
    host = headers.get(b"host", b"").decode("latin-1").lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _announced(headers: dict[bytes, bytes]) -> int:
    length = headers.get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < 20 else 0


async def _refuse(send: Send, status: int, detail: str) -> None:
    body = json.dumps({"detail": detail}).encode()
    headers: list[Header] = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
