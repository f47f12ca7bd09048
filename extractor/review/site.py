"""What all pages share: the archive, the engine, the templates, and how an answer is made."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extractor.engine import Extractor
from extractor.review.controls import visible
from extractor.review.security import SESSION, Keeper
from extractor.review.settings import ReviewSettings
from extractor.review.table import TYPES, Table
from extractor.review.words import LANGUAGES, Language, language
from extractor.store.archive import Archive

PAGE = 100
LANGUAGE = "vnf_language"


class Site:
    """One review: what is read from, and how it is shown."""

    def __init__(self, archive: Archive, settings: ReviewSettings) -> None:
        self.archive = archive
        self.settings = settings
        self.keeper = Keeper(settings.token)
        self.templates = make_templates()

    @cached_property
    def engine(self) -> Extractor:
        return Extractor(self.settings.tagger, self.settings.patterns)

    def language(self, request: Request) -> Language:
        """The visitor's language: by the address, the cookie, else Vietnamese."""
        given = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
        return language(given if given in LANGUAGES else LANGUAGES[0])

    def show(
        self, request: Request, name: str, context: Mapping[str, Any], status: int = 200
    ) -> Response:
        """A page made from a template."""
        words = self.language(request)
        session = self.keeper.session_of(request)
        common = {
            "words": words,
            "t": text_of(words),
            "path": request.url.path,
            "here": here(request),
            "link": lambda **changes: changed(request, changes),
            "seal": self.keeper.seal(session),
            "query": request.query_params,
            "fragment": request.headers.get("hx-request") == "true",
        }
        html = self.templates.get_template(name).render({**common, **context})
        answer = HTMLResponse(html, status)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Vary"] = "HX-Request, Cookie"
        answer.set_cookie(SESSION, session, httponly=True, samesite="strict")
        return answer

    def show_table(
        self, request: Request, name: str, table: Table, context: Mapping[str, Any]
    ) -> Response:
        """A page with a table, or the table alone in the form that `?format=` asks for."""
        form = request.query_params.get("format")
        if form is None:
            return self.show(request, name, {"table": table, **context})
        if form not in TYPES:
            raise HTTPException(404)
        disposition = f'attachment; filename="{table.name}.{form}"'
        return Response(
            table.export(form),
            media_type=TYPES[form],
            headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
        )


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def make_templates() -> Environment:
    """The templates; everything that is not markup of ours is escaped."""
    folder = Path(str(files("extractor.review") / "templates"))
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Nothing for None; text without characters that would turn or hide it."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def text_of(words: Language) -> Any:
    """The word for «table.key»."""
    return lambda key: words.word(*key.split(".", 1))


def here(request: Request) -> str:
    """The present page's address on this site."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def changed(request: Request, changes: Mapping[str, Any]) -> str:
    """The present page's address with other parameters; None takes one away."""
    given = dict(parse_qsl(request.url.query, keep_blank_values=False))
    for name in ("page", "format"):
        given.pop(name, None)
    given.update({name: str(value) for name, value in changes.items()})
    kept = {name: value for name, value in given.items() if value not in ("None", "")}
    query = urlencode(sorted(kept.items()))
    return f"{request.url.path}?{query}" if query else request.url.path


class Paging:
    """Which rows of how many are shown; `?page=all` shows every one."""

    def __init__(self, request: Request, size: int = PAGE) -> None:
        given = request.query_params.get("page", "1")
        self.whole = given == "all"
        self.number = int(given) if given.isdigit() and 0 < int(given) < 1_000_000 else 1
        self.size = 1_000_000 if self.whole else size
        self.offset = 0 if self.whole else (self.number - 1) * size
        self.total = 0

    @property
    def pages(self) -> int:
        return max(1, math.ceil(self.total / self.size))
