"""Corrections: taken from forms, listed, and kept beside what was extracted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from extractor.corrections import kept
from extractor.corrections.correction import Correction, Place, Standing, fold
from extractor.corrections.fields import FieldError, as_json, parse_value, shown_value
from extractor.corrections.overlay import agrees, by_place
from extractor.models import ArticleRecord, Figure
from extractor.review.pages.article import AT, WHO, load, panel_of
from extractor.review.site import Site, site_of
from extractor.review.table import Cell, Column, Table
from extractor.review.words import Language

router = APIRouter()
VERDICTS = ("right", "wrong", "withdrawn", "changed", "missing", "complete", "reopened")
OF_ARTICLE = ("complete", "reopened")


class RefusedError(Exception):
    """A correction cannot be taken; its argument is the key of the reason."""


@router.post("/articles/{key}/corrections")
async def correct(request: Request, key: str) -> Response:
    """Keep one correction, and show the record again."""
    site = site_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        site.keeper.check_write(request, str(form.get("seal", "")))
        return await run_in_threadpool(_correct, request, site, key, form)


def _correct(request: Request, site: Site, key: str, form: FormData) -> Response:
    record, said = load(site, key)
    words = site.language(request)
    try:
        correction = _read(record, said, form)
    except RefusedError as error:
        context = {"reason": f"correct.{error}", "back": f"/articles/{key}"}
        return site.show(request, "refused.html", context, 422)
    with site.archive.writing() as connection:
        kept.add_corrections(connection, [correction])
    answer = _shown_again(request, site, record, [*said, correction])
    answer.set_cookie(
        WHO, (correction.made_by or "").encode("ascii", "xmlcharrefreplace").decode()[:200],
        samesite="strict", httponly=True,
    )  # fmt: skip
    if correction.start is not None:
        event = {"vnfCorrected": {"at": f"{correction.start}-{correction.end}",
                                  "verdict": correction.verdict,
                                  "said": words.word("correct", "saved")}}  # fmt: skip
        answer.headers["HX-Trigger"] = json.dumps(event)
    return answer


def _shown_again(
    request: Request, site: Site, record: ArticleRecord, said: list[Correction]
) -> Response:
    """The record as it stands now: alone for htmx, else on the article's page."""
    start, end = said[-1].start, said[-1].end
    if start is None or end is None:
        return RedirectResponse(f"/articles/{record.article.id}", 303)
    if request.headers.get("hx-request") == "true":
        panel = panel_of(request, site, record, said, Place(start, end))
        return site.show(request, "_record.html", {"panel": panel, "record": record})
    return RedirectResponse(f"/articles/{record.article.id}?at={start}-{end}#record", 303)


def _read(record: ArticleRecord, said: list[Correction], form: FormData) -> Correction:
    """The correction that a form asks for; raises RefusedError."""
    verdict = str(form.get("verdict", ""))
    if verdict not in VERDICTS:
        raise RefusedError("bad_field")
    common: dict[str, Any] = {
        "article_id": record.article.id,
        "verdict": verdict,
        "note": str(form.get("note", ""))[:2000].strip() or None,
        "made_by": str(form.get("who", ""))[:100].strip() or None,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    if verdict in OF_ARTICLE:
        return Correction(**common)
    place = _place(record, form)
    figure = by_place(record.figures).get(place)
    _check(verdict, place, figure, record, said)
    field, value = _field(form) if verdict == "changed" else (None, None)
    reading = json.dumps(as_json(figure), ensure_ascii=False) if figure else None
    text = record.article.text[place.start : place.end]
    span: dict[str, Any] = {"start": place.start, "end": place.end, "text": text}
    return Correction(**common, **span, field=field, value=value, reading=reading)


def _place(record: ArticleRecord, form: FormData) -> Place:
    """The stretch that is meant: by its offsets, or by words that stand in one place only."""
    text = record.article.text
    if found := AT.fullmatch(str(form.get("at", ""))):
        place = Place(int(found[1]), int(found[2]))
        if not place.start < place.end <= len(text):
            raise RefusedError("not_there")
        return place
    quote = str(form.get("quote", "")).strip()
    at = text.find(quote)
    if not quote or at < 0:
        raise RefusedError("not_there")
    if text.find(quote, at + 1) >= 0:
        raise RefusedError("twice")
    return Place(at, at + len(quote))


def _check(
    verdict: str,
    place: Place,
    figure: Figure | None,
    record: ArticleRecord,
    said: list[Correction],
) -> None:
    standing = place in fold(said)
    if verdict == "missing":
        if any(one.start < place.end and place.start < one.end for one in record.figures):
            raise RefusedError("taken")
    elif figure is None and not standing:
        raise RefusedError("not_there")


def _field(form: FormData) -> tuple[str, str | None]:
    field = str(form.get("field", ""))
    try:
        return field, parse_value(field, str(form.get("value", "")))
    except FieldError as error:
        raise RefusedError("bad_value") from error


@router.get("/corrections")
def corrections(request: Request) -> Response:
    """All corrections, latest first, with where the reading agrees by now."""
    site = site_of(request)
    words = site.language(request)
    with site.archive.reading() as connection:
        said = list(kept.all_corrections(connection))
    records = {key: site.archive.record(key) for key in {one.article_id for one in said}}
    table = corrections_table(said, records, words)
    return site.show_table(request, "corrections.html", table, {})


def corrections_table(
    said: list[Correction], records: dict[str, ArticleRecord | None], words: Language
) -> Table:
    """Each correction with its state; the exported table has who and when as well."""
    page, told = words.tables["page"], words.tables["correct"]
    columns = (
        Column("text", page["quote"]),
        Column("verdict", page["reading"]),
        Column("field", told["field"]),
        Column("was", told["was"]),
        Column("value", told["now"]),
        Column("state", page["filter_status"]),
        Column("who", told["who"]),
        Column("when", told["when"]),
        Column("note", told["note"]),
        Column("article", page["article"]),
    )
    by_article: dict[str, list[Correction]] = {}
    for one in reversed(said):
        by_article.setdefault(one.article_id, []).append(one)
    standings = {key: fold(own) for key, own in by_article.items()}
    figures = {key: by_place(record.figures) for key, record in records.items() if record}
    rows = []
    for one in said:
        key = one.article_id
        state = _state(one, standings[key], figures.get(key, {}))
        rows.append(_row(one, records[key], state, words))
    return Table("corrections", columns, rows)


def _state(
    correction: Correction, standings: dict[Place, Standing], figures: dict[Place, Figure]
) -> str:
    """Whether the reading agrees with all that stands at the place."""
    if correction.start is None or correction.end is None:
        return ""
    standing = standings.get(Place(correction.start, correction.end))
    if standing is None:
        return ""
    return "agrees" if agrees(standing, figures) else "differs"


def _row(
    correction: Correction, record: ArticleRecord | None, state: str, words: Language
) -> dict[str, Cell]:
    at = f"?at={correction.start}-{correction.end}#record" if correction.text else ""
    field = correction.field or ""
    was = ""
    if correction.reading and field:
        was = shown_value(json.loads(correction.reading), field) or ""
    title = (record.article.title or record.article.source) if record else correction.article_id
    return {
        "text": Cell(correction.text or ""),
        "verdict": Cell(words.word("verdict", correction.verdict)),
        "field": Cell(words.word("field", field) if field else ""),
        "was": Cell(was),
        "value": Cell((correction.value or "∅") if field else ""),
        "state": Cell(words.word("correct", state) if state else ""),
        "who": Cell(correction.made_by or ""),
        "when": Cell(correction.made_at),
        "note": Cell(correction.note or ""),
        "article": Cell(title or correction.article_id, f"/articles/{correction.article_id}{at}"),
    }
