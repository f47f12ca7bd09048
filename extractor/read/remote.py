"""Addresses: http, s3 and whatever else fsspec reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import fsspec

from extractor.article import Article
from extractor.read.fault import Fault
from extractor.read.formats import format_by_name, read_input
from extractor.read.options import Given, ReadOptions, Skip

# Of these, one address is one document; the others have folders.
SINGLE = ("http", "https")


def read_address(address: str, options: ReadOptions) -> Iterator[Article | Fault | Skip]:
    """The articles at an address."""
    try:
        with fsspec.open(address, "rb") as stream:
            # The query is no part of the name: «chi-tiet.aspx?id=7».
            place = urlsplit(address)._replace(query="", fragment="").geturl()
            given = Given(stream, place, url=address if place != address else None)
            yield from read_input(given, options)
    except Exception as error:
        yield _fault(address, error)


def list_addresses(address: str, options: ReadOptions) -> list[str | Fault | Skip]:
    """The address itself, or the files of a folder at it, sorted."""
    scheme = address.split("://", 1)[0].lower()
    if scheme in SINGLE:
        return [address]
    try:
        system, path = fsspec.core.url_to_fs(address)
        if not system.isdir(path):
            return [address]
        names = sorted(system.unstrip_protocol(name) for name in system.find(path))
    except Exception as error:
        return [_fault(address, error)]
    return [
        name if options.form or format_by_name(name) else Skip(name, "kind unknown")
        for name in names
    ]


def _fault(address: str, error: Any) -> Fault:
    if isinstance(error, FileNotFoundError):
        return Fault(address, "there is nothing there", "check the address")
    if isinstance(error, ImportError):
        return Fault(address, f"needs more packages ({error})", "pip install 'vnfigures[remote]'")
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Fault(address, f"cannot be fetched ({reason})", "check the address and your rights")
