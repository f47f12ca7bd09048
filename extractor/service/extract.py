"""POST /v1/extract: one article to one record, many to a stream of lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from extractor.models import ArticleRecord
from extractor.read import Fault
from extractor.read.fault import FaultError
from extractor.service import bodies
from extractor.service.bodies import Day, Item, Known, Line
from extractor.service.queue import BusyError
from extractor.service.reader import Reader

router = APIRouter()
NDJSON = "application/x-ndjson"
FORM = "multipart/form-data"
REASON = {
    "application/json": {
        "schema": {"type": "object", "required": ["detail"], "properties": {"detail": {}}}
    }
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": REASON}
    for status, words in (
        (400, "The body cannot be read as it is announced"),
        (401, "The key is missing or wrong"),
        (413, "The body is larger than the limit"),
        (415, "The body is of a kind that is not read"),
        (421, "Asked under a name that is not the server's"),
        (422, "No article can be read from it: the detail says why and what to do"),
        (503, "As many wait as may wait; try again after Retry-After seconds"),
        (504, "It took longer than the service allows"),
    )
}


@router.post(
    "/v1/extract",
    tags=["extract"],
    response_class=Response,
    responses={
        200: {
            "description": "The record; of NDJSON and of files one record, or one error, a line",
            "model": ArticleRecord,
            "content": {NDJSON: {"schema": {"type": "string"}}},
        },
        **REFUSALS,
    },
    openapi_extra={"requestBody": bodies.request_body()},
)
async def extract(
    request: Request,
    published: Annotated[Day | None, Query(description="ISO; of articles without a date")] = None,
    title: Annotated[Line | None, Query(description="Of a text/plain or text/html body")] = None,
    source: Annotated[Line | None, Query(description="Where that body is from")] = None,
) -> Response:
    """Read one article, or many.

    A JSON, text or HTML body is one article and gives one record. NDJSON, and a file in any format
    that `vnfigures extract` takes, give a line for each article: its record, or
    {"error": {"place", "fault", "cure"}}.
    """
    reader: Reader = request.app.state.reader
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    known = Known(published, title, source)
    if kind == FORM:
        return await _answer_file(request, reader, known)
    if kind != "application/json" and kind not in bodies.FORMATS:
        takes = ", ".join(("application/json", *bodies.FORMATS, FORM))
        raise HTTPException(415, f"{kind or 'a body without Content-Type'}; send {takes}")
    data = await request.body()
    if kind == NDJSON:
        items = bodies.read_body(kind, data, known, reader.options(published))
        return await _stream(reader, items)
    return await _answer_one(reader, kind, data, known)


async def _answer_one(reader: Reader, kind: str, data: bytes, known: Known) -> Response:
    try:
        record = await reader.run(lambda: _read_one(reader, kind, data, known))
    except BusyError as error:
        raise _busy() from error
    except TimeoutError as error:
        raise HTTPException(504, f"it {LATE}") from error
    except (ValidationError, FaultError) as error:
        raise HTTPException(422, bodies.reason_of(error)) from error
    return Response(record, media_type="application/json")


LATE = "took longer than this service allows; send it in parts"


def _busy() -> HTTPException:
    return HTTPException(503, "too many are waiting; try again", {"Retry-After": "1"})


def _read_one(reader: Reader, kind: str, data: bytes, known: Known) -> str:
    """The record of a body as JSON; raises ValidationError or FaultError."""
    options = reader.options(known.published)
    if kind == "application/json":
        return reader.record_json(bodies.read_json(data, options))
    item = next(bodies.read_body(kind, data, known, options))
    if isinstance(item, Fault):
        raise FaultError(item)
    return reader.record_json(bodies.with_title(item, known))


async def _answer_file(request: Request, reader: Reader, known: Known) -> Response:
    async with request.form(max_files=1, max_fields=8) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise HTTPException(422, "file: send a file in the field «file»")
        data = await file.read()
        options = reader.options(known.published)
        items = bodies.read_file(data, known.source or file.filename or "file", options)
        return await _stream(reader, items)


async def _stream(reader: Reader, items: Iterator[Item]) -> Response:
    """The lines of a batch, refused as a whole while there is no place for it."""
    if reader.queue.full:
        reader.metrics.count("refused")
        raise _busy()
    return StreamingResponse(reader.lines(items), media_type=NDJSON)
