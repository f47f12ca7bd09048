"""Who may look, who may write, and what a page may load."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

SESSION, DOOR = "vnf_session", "vnf_door"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


class ForgedError(Exception):
    """A write did not come from a page of ours."""


class Keeper:
    """Keys of one run of the program; after a restart pages are to be loaded anew."""

    def __init__(self, token: str | None) -> None:
        self._secret = secrets.token_bytes(32)
        self._token = token

    def session_of(self, request: Request) -> str:
        """The visitor's session, a new one for who has none."""
        given = request.cookies.get(SESSION, "")
        return given if 20 <= len(given) <= 64 else secrets.token_urlsafe(24)

    def seal(self, session: str) -> str:
        """What a form must carry to be taken from this session."""
        return self._sign(f"form {session}")

    def check_write(self, request: Request, seal: str) -> None:
        """Raises ForgedError for what another site made a browser send."""
        origin = request.headers.get("origin")
        # «null» is what a browser says of pages it trusts least.
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise ForgedError
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise ForgedError
        session = request.cookies.get(SESSION, "")
        if not session or not hmac.compare_digest(seal.encode(), self.seal(session).encode()):
            raise ForgedError

    def admits(self, request: Request) -> bool:
        """Whether the visitor has given the token, if one is asked for."""
        if self._token is None:
            return True
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        pass_ = request.cookies.get(DOOR, "")
        return self.is_token(given) or hmac.compare_digest(
            pass_.encode(), self.door_pass().encode()
        )

    def is_token(self, given: str) -> bool:
        return self._token is not None and hmac.compare_digest(
            given.encode("utf-8", "replace"), self._token.encode()
        )

    def door_pass(self) -> str:
        """The cookie of who has given the token."""
        return self._sign(f"door {self._token}")

    def _sign(self, words: str) -> str:
        return hmac.new(self._secret, words.encode(), hashlib.sha256).hexdigest()


def own_path(given: str) -> str:
    """A path of this site, the first page for anything else.

    >>> own_path("//evil.example/"), own_path("/figures?topic=pov")
    ('/', '/figures?topic=pov')
    """
    parts = urlsplit(given.replace("\\", "/"))
    fine = given.startswith("/") and not given.startswith(("//", "/\\"))
    return given if fine and not parts.netloc and given.isprintable() else "/"
