"""The application of `vnfigures serve`: extraction, the schema, health and metrics."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.security import APIKeyHeader
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor import __version__
from extractor.models import ArticleRecord
from extractor.service import extract
from extractor.service.guard import Guard
from extractor.service.reader import Reader
from extractor.service.settings import Settings

KEY = APIKeyHeader(name="X-API-Key", auto_error=False)
HEADERS = (("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"))


class Health(BaseModel):
    """That the service answers, and how full it is."""

    status: str
    version: str
    running: int
    waiting: int


class Detail(BaseModel):
    """Why a request was refused."""

    detail: Any


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; its engine is built when it starts."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.reader = Reader(settings)
        yield
        app.state.reader.close()

    # The pages of Swagger and ReDoc would fetch their scripts from elsewhere.
    app = FastAPI(
        title="vnfigures",
        version=__version__,
        summary="Vietnamese government news in, figures that people can trust out.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    refusals: dict[int | str, dict[str, Any]] = {
        421: {"model": Detail, "description": "Asked under a name that is not the server's"}
    }
    guards = [Depends(_key_check(settings.key))] if settings.key else []
    app.include_router(_open_routes(), responses=refusals)
    app.include_router(extract.router, dependencies=guards)
    app.add_middleware(Counter, owner=app)
    app.add_middleware(Guard, limit=settings.limit, hosts=settings.hosts, headers=HEADERS)
    return app


def _open_routes() -> APIRouter:
    router = APIRouter()

    @router.get("/healthz", response_model=Health, tags=["state"])
    async def healthz(request: Request) -> Health:
        """That the service answers."""
        queue = request.app.state.reader.queue
        return Health(
            status="ok", version=__version__, running=queue.running, waiting=queue.waiting
        )

    @router.get("/metrics", tags=["state"], responses={200: {"content": {"text/plain": {}}}})
    async def metrics(request: Request) -> Response:
        """Counters in the text form of Prometheus."""
        reader: Reader = request.app.state.reader
        words = reader.metrics.text(reader.queue.running, reader.queue.waiting)
        return Response(words, media_type="text/plain; version=0.0.4")

    @router.get("/v1/schema", tags=["extract"])
    async def schema() -> dict[str, Any]:
        """The JSON Schema of one record."""
        found = ArticleRecord.model_json_schema(by_alias=True, mode="serialization")
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}

    return router


def _key_check(key: str) -> Callable[[str | None], Awaitable[None]]:
    async def check_key(given: Annotated[str | None, Depends(KEY)]) -> None:
        # Headers come as Latin-1, whatever their bytes mean.
        if not hmac.compare_digest((given or "").encode("latin-1"), key.encode()):
            raise HTTPException(
                401,
                "give the service's key in the header X-API-Key",
                {"WWW-Authenticate": 'ApiKey header="X-API-Key"'},
            )

    return check_key


class Counter:
    """Counts what was answered, by route: paths that callers make up must not grow the metrics."""

    def __init__(self, app: ASGIApp, owner: FastAPI) -> None:
        self._app = app
        self._owner = owner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                path = getattr(scope.get("route"), "path", "other")
                self._owner.state.reader.metrics.count_request(path, message["status"])
            await send(message)

        await self._app(scope, receive, send_counted)
