"""Every kind of input and its reader. A reader is imported when its kind first occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import NamedTuple

from extractor.article import Article
from extractor.read.fault import Fault, FaultError
from extractor.read.options import Given, ReadOptions, Skip
from extractor.read.raw import WHOLE, Raw, take
from extractor.read.sniff import sniff

Item = Article | Fault | Skip | Raw
Reader = Callable[[Given, ReadOptions], Iterator[Item]]


class Format(NamedTuple):
    """A kind of input: its name for --input-format, its suffixes, its reader, its extra."""

    name: str
    suffixes: tuple[str, ...]
    reader: str
    extra: str | None = None


FORMATS = (
    Format("text", (".txt", ".text"), "plain:read_plain"),
    Format("jsonl", (".jsonl", ".ndjson"), "lines:read_lines"),
    Format("json", (".json",), "json_file:read_json"),
    Format("csv", (".csv", ".tsv"), "tables:read_csv"),
    Format("parquet", (".parquet", ".pq"), "parquet:read_parquet", "parquet"),
    Format(
        "html",
        (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".asp", ".php", ".jsp"),
        "html:read_html",
        "html",
    ),
    Format("warc", (".warc", ".warc.gz"), "warc:read_warc", "warc"),
    Format("docx", (".docx",), "docx:read_docx", "office"),
    Format("pdf", (".pdf",), "pdf:read_pdf", "office"),
    Format("eml", (".eml",), "mail:read_mail", "html"),
    Format("feed", (".rss", ".atom", ".xml"), "feed:read_feed", "html"),
    Format("zip", (".zip",), "archives:read_zip"),
    Format("tar", (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), "archives:read_tar"),
    Format("tar.zst", (".tar.zst", ".tzst"), "archives:read_tar", "zst"),
    Format("gz", (".gz",), "archives:read_packed"),
    Format("bz2", (".bz2",), "archives:read_packed"),
    Format("xz", (".xz",), "archives:read_packed"),
    Format("zst", (".zst",), "archives:read_packed", "zst"),
)
BY_NAME = {form.name: form for form in FORMATS}
BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}
# Kinds that are not read, and what to do about them.
CURES = {
    ".doc": "save it as .docx (soffice --convert-to docx)",
    ".rtf": "save it as .docx (soffice --convert-to docx)",
    ".odt": "save it as .docx (soffice --convert-to docx)",
    ".xls": "save it as .csv",
    ".xlsx": "save it as .csv",
    ".rar": "unpack it first",
    ".7z": "unpack it first",
    ".mht": "save the page as .html",
}
# Which package a missing module belongs to is of no use to a reader; the extra is.
EXTRA_OF = {"viparse": "html", "ftfy": "html", "rensa": "dedup", "backports": "zst"}


def format_by_name(name: str) -> Format | None:
    """The format that a file's name, or a page's address, ends with."""
    name = name.rsplit("!", 1)[-1].lower()
    # Mirrors keep the query in the name: «chi-tiet.aspx?id=7».
    for path in (PurePosixPath(name), PurePosixPath(name.split("?")[0])):
        for count in (2, 1):
            if form := BY_SUFFIX.get("".join(path.suffixes[-count:])):
                return form
    return None


def read_input(given: Given, options: ReadOptions) -> Iterator[Item]:
    """The articles of one input, and what is wrong with it; never raises."""
    try:
        form = BY_NAME[options.form] if options.form else format_by_name(given.place)
        if form is None:
            stream, name = sniff(given.stream)
            given, form = given._replace(stream=stream), BY_NAME[name]
    except Exception as error:
        yield _fault(given.place, "", error)
        return
    yield from read_as(form, given, options)


def read_as(form: Format, given: Given, options: ReadOptions) -> Iterator[Item]:
    """The articles of one input of a known kind; never raises."""
    try:
        if options.raw and form.name in WHOLE:
            yield take(form.name, given, options)
            return
        yield from _reader(form)(given, options)
    except FaultError as error:
        yield error.fault
    except ModuleNotFoundError as error:
        yield _missing(given.place, form, error)
    except Exception as error:
        # Every reader stands on a library that meets hostile bytes; the next input is read.
        yield _fault(given.place, form.name, error)


@cache
def _reader(form: Format) -> Reader:
    module, name = form.reader.split(":")
    reader: Reader = getattr(import_module(f"extractor.read.{module}"), name)
    return reader


def _missing(place: str, form: Format, error: ModuleNotFoundError) -> Fault:
    package = (error.name or "?").split(".")[0]
    extra = EXTRA_OF.get(package) or form.extra or "all"
    return Fault(
        place,
        f"needs the package {package}, which is not installed",
        f"pip install 'vnfigures[{extra}]'",
    )


def _fault(place: str, kind: str, error: Exception) -> Fault:
    if isinstance(error, OSError) and error.strerror:
        return Fault(place, f"cannot be read ({error.strerror})", "check path and rights")
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Fault(
        place,
        f"cannot be read{f' as {kind}' if kind else ''} ({reason})",
        "check that the file is whole and of this kind, or say --input-format",
    )
