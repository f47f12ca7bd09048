"""The options of `vnfigures extract` that say how sources are read."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import ARTICLE, Run

from extractor.article import Article
from extractor.read import ReadOptions, open_source

PAGES = Path(__file__).parent / "fixtures" / "html"


def _records(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line)["article"] for line in stdout.splitlines()]


def test_zip_on_stdin_is_read_and_skips_are_counted(here: Path, run: Run) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("wordpress.html", "tcvn3_fonts.html", "listing.html"):
            archive.write(PAGES / name, name)
        archive.writestr("anh.jpg", b"\xff\xd8")
    code, stdout, err = run("extract", "-", "--tagger", "rules", stdin=out.getvalue())
    first, second = _records(stdout)
    assert code == 0
    assert (first["author"], first["published_at"]) == ("Vũ Thị Mẫu", "2022-10-20T06:30")
    assert (second["encoding"], second["converted_from"]) == ("windows-1252", "tcvn3")
    assert "2 skips: 1 × a page of links, no article, 1 × kind .jpg" in err


def test_fields_and_format_are_taken_from_the_command_line(here: Path, run: Run) -> None:
    (here / "kho.dat").write_text(
        json.dumps([{"noi_dung": {"bai": ARTICLE}, "ngay": "13/03/2018"}]), "utf-8"
    )
    words = ["--input-format", "json", "--field", "text=noi_dung.bai", "--field"]
    code, stdout, _ = run("extract", "kho.dat", *words, "published_at=ngay", "--tagger", "rules")
    (article,) = _records(stdout)
    assert code == 0
    assert (article["text"], article["published_at"]) == (ARTICLE, "2018-03-13")


def test_duplicates_are_one_record_with_mirrors(here: Path, run: Run) -> None:
    (here / "again.txt").write_text(f"\n{ARTICLE}", "utf-8")
    code, stdout, err = run("extract", ".", "--dedup", "exact", "--tagger", "rules")
    (article,) = _records(stdout)
    assert code == 0 and "1 × the same article again" in err
    assert (article["source"], article["mirrors"]) == ("again.txt", ["good.txt"])


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--field", "body"], "--field 'body' is not understood; write NAME=THEIRS"),
        (["--field", "words=body"], "with a NAME of text, id, title, published_at"),
        (["--input-format", "xlsx"], "--input-format 'xlsx' is unknown; one of text, jsonl"),
        (["--selectors", "none.toml"], "--selectors none.toml: cannot be read"),
    ],
)
def test_wrong_options_are_told_before_anything_is_read(
    here: Path, run: Run, words: list[str], fault: str
) -> None:
    code, stdout, err = run("extract", "good.txt", *words)
    assert (code, stdout) == (2, "") and fault in err


BUCKET = {"2018/a.txt": b"Tin.", "2018/b/c.html": (PAGES / "joomla.html").read_bytes()}


class Storage(BaseHTTPRequestHandler):
    """As much of S3 as a reader asks for."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        key = unquote(parts.path).removeprefix("/kho").strip("/")
        if not key:
            self._send(200, self._list(query.get("prefix", [""])[0]), body)
        elif key in BUCKET:
            data = BUCKET[key]
            if asked := self.headers.get("Range"):
                start, end = asked.removeprefix("bytes=").split("-")
                data = data[int(start) : int(end or len(data)) + 1]
            self._send(206 if asked else 200, data, body)
        else:
            self._send(404, b"", body)

    def _list(self, prefix: str) -> bytes:
        rows = "".join(
            f"<Contents><Key>{key}</Key><Size>{len(data)}</Size>"
            "<LastModified>2018-03-12T00:00:00.000Z</LastModified></Contents>"
            for key, data in sorted(BUCKET.items())
            if key.startswith(prefix)
        )
        return f"<ListBucketResult>{rows}</ListBucketResult>".encode()

    def _send(self, status: int, data: bytes, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", "application/xml")
        self.send_header("Last-Modified", "Mon, 12 Mar 2018 00:00:00 GMT")
        self.send_header("ETag", '"1"')
        self.end_headers()
        if body:
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Storage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    yield
    server.shutdown()
    server.server_close()


def test_folder_of_object_storage_is_read(storage: None) -> None:
    found = list(open_source(["s3://kho/2018/"], ReadOptions()))
    assert [item.source for item in found if isinstance(item, Article)] == [
        "s3://kho/2018/a.txt",
        "s3://kho/2018/b/c.html",
    ], found
