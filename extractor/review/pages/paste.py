"""Paste and go: what is pasted or dropped is read, kept, and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from extractor.article import Article
from extractor.read import Fault, ReadOptions
from extractor.read.decode import parse_published
from extractor.read.fault import FaultError
from extractor.read.legacy import restored
from extractor.review.listing import headline
from extractor.review.pages.lists import list_page
from extractor.review.site import Site, site_of
from extractor.service.bodies import Item, read_file
from extractor.store.run import present_run

router = APIRouter()
TAG = re.compile(
    r"<(?:!doctype|html|body|head|div|p|article|section|table|span|br|h[1-6])\b[^<>]{0,500}>",
    re.IGNORECASE,
)
# One tag may be a word about a tag; a page has many.
FEWEST_TAGS = 3
URL = re.compile(r"\s*https?://\S+\s*")
AT_ONCE = 100


@router.post("/paste")
async def paste(request: Request) -> Response:
    """Read what is sent; one article is shown at once, several as a list."""
    site = site_of(request)
    async with request.form(max_files=1, max_fields=10) as form:
        site.keeper.check_write(request, str(form.get("seal", "")))
        words = site.language(request)
        try:
            options = ReadOptions(_published(form), site.settings.max_mb)
        except ValueError as error:
            return await _again(request, site, str(error), form)
        text = str(form.get("text", "")).replace("\r\n", "\n")
        file = form.get("file")
        data = await file.read() if isinstance(file, UploadFile) else b""
        if isinstance(file, UploadFile) and data:
            items = read_file(data, (file.filename or "file")[:300], options)
        elif not text.strip():
            return await _again(request, site, words.word("page", "paste_nothing"), form)
        elif URL.fullmatch(text):
            return await _again(request, site, words.word("page", "paste_url"), form)
        else:
            items = read_pasted(text, options)
        kept, faults = await run_in_threadpool(keep, site, items)
        if not kept:
            return await _again(request, site, faults[0] if faults else "", form)
    return RedirectResponse(f"/articles/{kept[0]}" if len(kept) == 1 else "/", 303)


async def _again(request: Request, site: Site, message: str, form: FormData) -> Response:
    more = {"message": message, "pasted": str(form.get("text", ""))}
    return await run_in_threadpool(list_page, request, site, more, 422)


def _published(form: FormData) -> str | None:
    given = str(form.get("published", "")).strip()
    return parse_published(given) if given else None


def read_pasted(text: str, options: ReadOptions) -> Iterator[Item]:
    """The article that was pasted, as text or as a page's markup."""
    if len(TAG.findall(text[:20_000])) < FEWEST_TAGS:
        yield restored(Article(text, published=options.published, title=headline(text)))
        return
    from extractor.read.html import fragment_article

    try:
        yield fragment_article(text, "pasted", options)
    except FaultError as error:
        yield error.fault


def keep(site: Site, items: Iterator[Item]) -> tuple[list[str], list[str]]:
    """The ids of the articles read and kept, and what was wrong with others."""
    run = present_run(site.settings.tagger, site.settings.patterns)
    kept: list[str] = []
    faults: list[str] = []
    batch = []
    for item in items:
        if isinstance(item, Fault):
            faults.append(str(item))
            continue
        batch.append(site.engine.read(item))
        kept.append(batch[-1].article.id)
        if len(batch) == AT_ONCE:
            site.archive.save(batch, run)
            batch = []
    site.archive.save(batch, run)
    return kept, faults
