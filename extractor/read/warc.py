"""Web archives: the pages that a crawler kept, each with its address and its charset."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from extractor.read.fault import Fault
from extractor.read.formats import BY_NAME, Item, read_as
from extractor.read.options import Given, ReadOptions, Skip

KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/json": "json",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def read_warc(given: Given, options: ReadOptions) -> Iterator[Item]:
    """The articles of the responses in a web archive."""
    records = ArchiveIterator(given.stream, record_types=WarcRecordType.any_type, parse_http=True)
    number = 0
    for record in records:
        number += 1
        address = (record.headers.get("WARC-Target-URI") or f"record {number}").strip("<>")
        yield from _read_record(record, given.place, address, options)
    if number == 0:
        yield Fault(given.place, "holds no WARC record", "check that it is a web archive")


def _read_record(record: Any, archive: str, address: str, options: ReadOptions) -> Iterator[Item]:
    place = f"{archive}!{address}"
    if record.record_type == WarcRecordType.revisit:
        yield Skip(place, "page visited again, unchanged")
        return
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        if record.record_type == WarcRecordType.warcinfo:
            return
        yield Skip(place, "record of the crawl, no page")
        return
    http = record.http_headers
    if http is None and record.record_type == WarcRecordType.response:
        yield Fault(place, "is cut short in its headers", "fetch it again")
        return
    status = http.status_code if http is not None else 200
    if status != 200:
        yield Skip(place, f"answer {status}, no page")
        return
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0]
    form = KINDS.get(kind.strip().lower())
    if form is None:
        yield Skip(place, f"kind {kind or 'unknown'}")
        return
    data = record.reader.read(options.limit + 1)
    yield from _check_whole(record, len(data), place, options)
    inner = Given(io.BytesIO(data), place, record.http_charset, address)
    yield from read_as(BY_NAME[form], inner, options)


def _check_whole(record: Any, read: int, place: str, options: ReadOptions) -> Iterator[Fault]:
    """Readers give a cut record short without a word, so its size is compared."""
    if read > options.limit:
        return
    reason = record.headers.get("WARC-Truncated")
    stated = (record.http_headers or {}).get("Content-Length")
    coded = (record.http_headers or {}).get("Content-Encoding")
    missing = record.content_length - read if record.content_length > read else 0
    if stated and stated.strip().isdigit() and not coded:
        missing = max(missing, int(stated) - read)
    if reason or missing:
        why = reason or f"{missing} bytes are missing"
        yield Fault(place, f"is cut short ({why}); what is there was read", "fetch it again")
