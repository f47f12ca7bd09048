"""Archives of any depth, web archives, addresses: the same articles, and no harm done."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractor.article import Article
from extractor.read import Fault, ReadOptions, Skip, open_source
from extractor.read.formats import FORMATS, read_as, read_input
from extractor.read.options import Given

TEXT = "Xã còn 12 hộ nghèo.\n"
PAGE = Path(__file__).parent / "fixtures" / "html" / "joomla.html"
Items = list[Article | Fault | Skip]


def zstd(data: bytes) -> bytes:
    from backports.zstd import compress

    return bytes(compress(data))


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


class Pipe(io.RawIOBase):
    """A stream that cannot be sought in."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        return self._data.readinto(buffer)  # type: ignore[arg-type]


def read(name: str, data: bytes, **options: object) -> Items:
    options = {"max_mb": 1, **options}
    return list(read_input(Given(io.BytesIO(data), name), ReadOptions(**options)))  # type: ignore[arg-type]


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd,
}  # fmt: skip


@pytest.mark.parametrize("suffix", PACK)
def test_packed_file_is_its_content(suffix: str) -> None:
    packed = PACK[suffix](TEXT.encode())
    (found,) = read(f"kho/a.txt.{suffix}", packed)
    assert isinstance(found, Article) and found.text == TEXT
    assert found.source == f"kho/a.txt.{suffix}!a.txt"
    (cut,) = read(f"a.txt.{suffix}", packed[:-6])
    assert isinstance(cut, Fault)


@pytest.mark.parametrize("suffix", ["", *PACK])
@pytest.mark.parametrize("pipe", [False, True], ids=["file", "pipe"])
def test_tar_archives_are_walked(suffix: str, pipe: bool) -> None:
    data = tarred(
        {"x/a.txt": TEXT.encode(), "x/anh.jpg": b"\xff\xd8", "x/b.html": PAGE.read_bytes()}
    )
    data = PACK.get(suffix, bytes)(data)
    name = f"kho.tar.{suffix}".rstrip(".")
    stream = io.BufferedReader(Pipe(data)) if pipe else io.BytesIO(data)
    first, skipped, second = read_input(Given(stream, name), ReadOptions())  # type: ignore[arg-type]
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.source, second.title) == (f"{name}!x/a.txt", "Xã Thanh Sơn về đích nông thôn mới")
    assert skipped == Skip(f"{name}!x/anh.jpg", "kind .jpg")


def test_archives_in_archives_are_opened_to_a_depth() -> None:
    inner = zipped({"a.jsonl": b'{"text":"a"}\n{"text":"b"}'})
    nested = zipped({"m.tar.gz": gzip.compress(tarred({"c.zip": inner}))})
    found = read("k.zip", nested)
    assert [item.source for item in found if isinstance(item, Article)] == [
        "k.zip!m.tar.gz!c.zip!a.jsonl:1",
        "k.zip!m.tar.gz!c.zip!a.jsonl:2",
    ]
    deeper = zipped({"l.zip": nested})
    (fault,) = read("k.zip", deeper)
    assert isinstance(fault, Fault) and "too deep inside archives" in fault.fault


def test_broken_member_does_not_stop_the_rest() -> None:
    data = zipped(
        {"a.txt": b"", "b.pdf": b"%PDF-1.4 junk", "c.docx": b"PK", "d.txt": TEXT.encode()}
    )
    *faults, found = read("k.zip", data)
    assert isinstance(found, Article) and found.text == TEXT
    assert [item.place for item in faults] == ["k.zip!a.txt", "k.zip!b.pdf", "k.zip!c.docx"]
    assert all(isinstance(item, Fault) for item in faults)


BOMB = b"0" * 30_000_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", gzip.compress(BOMB)),
        ("a.jsonl.bz2", bz2.compress(BOMB)),
        ("a.txt.zst", zstd(BOMB)),
        ("a.zip", zipped({"a.txt": BOMB})),
        ("a.zip", zipped({f"{number}.txt": BOMB[:2_000_000] for number in range(12)})),
        ("a.tar.gz", gzip.compress(tarred({"a.jpg": BOMB}))),
        ("a.docx", zipped({"[Content_Types].xml": BOMB})),
    ],
    ids=["gz", "bz2", "zst", "zip", "zip of many", "tar", "docx"],
)
def test_bombs_are_refused(name: str, data: bytes) -> None:
    found = read(name, data, max_mb=100)
    assert isinstance(found[-1], Fault) and "bomb" in found[-1].fault
    assert sum(len(item.text) for item in found if isinstance(item, Article)) < len(BOMB)


@pytest.mark.parametrize("make", [zipped, tarred])
def test_no_path_of_an_archive_is_written(
    make: Callable[[dict[str, bytes]], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "in" / "side"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    names = ["../../leak.txt", str(tmp_path / "absolute.txt"), "here.txt"]
    found = read(f"k.{'zip' if make is zipped else 'tar'}", make(dict.fromkeys(names, b"Tin.")))
    assert sum(isinstance(item, Article) for item in found) == 3
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == []


def test_links_and_locks_in_archives_are_told() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert read("k.tar", out.getvalue()) == [Skip("k.tar!a.txt", "link or device in an archive")]
    locked = bytearray(zipped({"a.txt": TEXT.encode()}))
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    (fault,) = read("k.zip", bytes(locked))
    assert isinstance(fault, Fault) and "password" in fault.fault


def warc(responses: list[tuple[str, str, str, bytes]], gzipped: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    for address, status, kind, body in responses:
        headers = StatusAndHeaders(
            status, [("Content-Type", kind), ("Content-Length", str(len(body)))], "HTTP/1.1"
        )
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


WEB = [
    ("http://xa.example/tin/55.html", "200 OK", "text/html", PAGE.read_bytes()),
    ("http://xa.example/mat", "404 Not Found", "text/html", b"<p>12</p>"),
    ("http://xa.example/anh", "200 OK", "image/jpeg", b"\xff\xd8"),
    ("http://xa.example/a.txt", "200 OK", "text/plain; charset=utf-8", TEXT.encode()),
]


@pytest.mark.parametrize("gzipped", [True, False])
def test_web_archive_gives_its_pages(gzipped: bool) -> None:
    name = "web.warc.gz" if gzipped else "web.warc"
    page, lost, picture, plain = read(name, warc(WEB, gzipped))
    assert isinstance(page, Article) and isinstance(plain, Article)
    assert (page.source, page.title) == (WEB[0][0], "Xã Thanh Sơn về đích nông thôn mới")
    assert (plain.source, plain.text) == (WEB[3][0], TEXT)
    assert [lost, picture] == [
        Skip(f"{name}!{WEB[1][0]}", "answer 404, no page"),
        Skip(f"{name}!{WEB[2][0]}", "kind image/jpeg"),
    ]


@pytest.mark.parametrize("gzipped", [True, False])
def test_record_cut_short_is_told(gzipped: bool) -> None:
    body = os.urandom(3000).hex().encode() + PAGE.read_bytes()
    data = warc([("http://xa.example/b", "200 OK", "text/html", body)], gzipped)
    found = read("web.warc.gz", data[: len(data) * 2 // 3])
    assert isinstance(found[0], Fault)
    assert "is cut short (" in found[0].fault and "bytes are missing" in found[0].fault


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A web server on this machine that serves a temporary folder."""
    (tmp_path / "tin.html").write_bytes(PAGE.read_bytes())
    (tmp_path / "kho.zip").write_bytes(zipped({"a.txt": TEXT.encode()}))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses_are_read(site: str) -> None:
    paths = [f"{site}/tin.html?id=7", f"{site}/kho.zip", f"{site}/khong-co.html"]
    page, zipped_text, lost = open_source(paths, ReadOptions())
    assert isinstance(page, Article) and isinstance(zipped_text, Article)
    assert (page.source, page.published) == (f"{site}/tin.html?id=7", "2020-01-01T00:45")
    assert zipped_text.source == f"{site}/kho.zip!a.txt"
    assert str(lost) == f"{site}/khong-co.html: there is nothing there; check the address"


def test_folders_of_other_file_systems_are_listed() -> None:
    system = fsspec.filesystem("memory")
    system.pipe({"/kho/b/2.txt": TEXT.encode(), "/kho/a.txt": b"Tin.", "/kho/anh.jpg": b"\xff"})
    source = open_source(["memory://kho"], ReadOptions())
    assert [item.source for item in source if isinstance(item, Article)] == [
        "memory:///kho/a.txt",
        "memory:///kho/b/2.txt",
    ]
    assert dict(source.skipped) == {"kind unknown": 1}


def test_pages_are_known_under_the_names_that_crawlers_give(tmp_path: Path) -> None:
    for name in ("chi-tiet.aspx?id=7", "tin", "bai.php?a=1.2"):
        (tmp_path / name).write_bytes(PAGE.read_bytes())
    source = open_source([str(tmp_path)], ReadOptions())
    assert [type(item) for item in source] == [Article] * 3 and not source.skipped


def test_folder_counts_what_it_passes_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.JPG", "c.jpg", "d", "x/e.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<a href=/>Trang chủ và các mục</a>" if "e" in name else TEXT)
    (tmp_path / "cu.doc").write_bytes(b"\xd0\xcf")
    source = open_source([str(tmp_path)], ReadOptions())
    article, fault = list(source)
    assert isinstance(article, Article) and source.done == source.total
    assert isinstance(fault, Fault) and fault.cure == "save it as .docx (soffice --convert-to docx)"
    assert dict(source.skipped) == {
        "kind .jpg": 2,
        "kind without suffix": 1,
        "a page of links, no article": 1,
    }


STARTS = [
    *(b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"%PDF-1.7\n", b"WARC/1.0\r\n", b"<html><body>"),
    *(b"[{", b"PAR1", b"BZh9", b"\x28\xb5\x2f\xfd", b"<rss><item>", b"Subject: a\n\n"),
]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_any_bytes_cost_a_fault_at_most(form: object, start: bytes, rest: bytes) -> None:
    given_ = Given(io.BytesIO(start + rest), "x")
    for item in read_as(form, given_, ReadOptions(max_mb=1)):  # type: ignore[arg-type]
        assert isinstance(item, Article | Fault | Skip)
