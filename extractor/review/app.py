"""The application of `vnfigures review`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as HTTPError
from starlette.types import ASGIApp, Receive, Scope, Send

from extractor.review.pages import article, changes, lists, over_time, paste
from extractor.review.search import teach_folding
from extractor.review.security import DOOR, HEADERS, ForgedError, Keeper, own_path
from extractor.review.settings import ReviewSettings
from extractor.review.site import LANGUAGE, Site, site_of
from extractor.review.words import LANGUAGES
from extractor.service.guard import Guard
from extractor.store.archive import Archive

# What is open to who has not given the token.
OPEN = ("/static/", "/enter")


def create_app(archive: Archive, settings: ReviewSettings | None = None) -> FastAPI:
    """The application over an archive."""
    settings = settings or ReviewSettings()
    app = FastAPI(title="vnfigures review", docs_url=None, redoc_url=None, openapi_url=None)
    site = app.state.site = Site(archive, settings)
    teach_folding(archive.engine)
    folder = Path(str(files("extractor.review") / "static"))
    app.mount("/static", StaticFiles(directory=folder), name="static")
    for pages in (lists, article, changes, over_time, paste):
        app.include_router(pages.router)
    app.get("/language/{code}")(choose_language)
    app.get("/enter")(ask_token)
    app.post("/enter")(take_token)
    app.add_exception_handler(ForgedError, _forged)
    app.add_exception_handler(HTTPError, _told)
    app.add_middleware(Door, keeper=site.keeper)
    app.add_middleware(Guard, limit=settings.limit, hosts=settings.hosts, headers=HEADERS)
    return app


def choose_language(request: Request, code: str, back: str = "/") -> Response:
    """Remember the language, and go back."""
    if code not in LANGUAGES:
        raise HTTPException(404)
    answer = RedirectResponse(own_path(back), 303)
    answer.set_cookie(LANGUAGE, code, max_age=31_536_000, samesite="strict")
    return answer


def ask_token(request: Request) -> Response:
    return site_of(request).show(request, "enter.html", {})


def take_token(request: Request, token: str = Form(""), back: str = Form("/")) -> Response:
    """Open the door to who knows the token."""
    keeper = site_of(request).keeper
    if not keeper.is_token(token):
        return site_of(request).show(request, "enter.html", {}, 403)
    answer = RedirectResponse(own_path(back), 303)
    answer.set_cookie(DOOR, keeper.door_pass(), httponly=True, samesite="strict")
    return answer


class Door:
    """Sends who has not given the token to where it is asked for."""

    def __init__(self, app: ASGIApp, keeper: Keeper) -> None:
        self._app = app
        self._keeper = keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http" and not scope["path"].startswith(OPEN):
            request = Request(scope)
            if not self._keeper.admits(request):
                app = RedirectResponse("/enter", 303)
        await app(scope, receive, send)


def _forged(request: Request, _error: Exception) -> Response:
    return site_of(request).show(request, "error.html", {"reason": "page.denied"}, 403)


def _told(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPError) else 500
    reason = "page.not_found" if status == 404 else "page.denied"
    return site_of(request).show(request, "error.html", {"reason": reason}, status)
