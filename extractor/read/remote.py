"""Addresses: http, s3 and whatever else fsspec reaches."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import fsspec

from extractor.read.archives import Counting
from extractor.read.fault import Fault
from extractor.read.formats import Item, format_by_name, read_input
from extractor.read.options import Given, ReadOptions, Skip

# Of these, one address is one document; the others have folders.
SINGLE = ("http", "https")


def read_address(address: str, options: ReadOptions) -> Iterator[Item]:
    """The articles at an address."""
    try:
        # Many a portal serves no ranges: what it sends is read as it comes.
        how = {"block_size": 0} if _scheme(address) in SINGLE else {}
        with fsspec.open(address, "rb", **how) as stream:
            # The query is no part of the name: «chi-tiet.aspx?id=7».
            place = urlsplit(address)._replace(query="", fragment="").geturl()
            if how:
                stream = cast(BinaryIO, io.BufferedReader(Counting(stream)))
            given = Given(stream, place, url=address if place != address else None)
            yield from read_input(given, options)
    except Exception as error:
        yield _fault(address, error)


def list_addresses(address: str, options: ReadOptions) -> list[str | Fault | Skip]:
    """The address itself, or the files of a folder at it, sorted."""
    if _scheme(address) in SINGLE:
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


def _scheme(address: str) -> str:
    return address.split("://", 1)[0].lower()


def _fault(address: str, error: Any) -> Fault:
    if isinstance(error, FileNotFoundError):
        return Fault(address, "there is nothing there", "check the address")
    if isinstance(error, ImportError):
        return Fault(address, f"needs more packages ({error})", "pip install 'vnfigures[remote]'")
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Fault(address, f"cannot be fetched ({reason})", "check the address and your rights")
