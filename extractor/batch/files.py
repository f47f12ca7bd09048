"""The names of a run's files, and how the finished ones get theirs."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from extractor.models import ArticleRecord
from extractor.store.run import Run
from extractor.write import Target, open_sink
from extractor.write.partial import partial_path

# Records between two commits of a sink.
COMMIT_EVERY = 500
MANIFEST, ERRORS, RECORDS = ".manifest.json", ".errors.jsonl", ".records.part"
CHUNK = 1 << 20


class Files(NamedTuple):
    """What grows, and what it is called at the end."""

    records: Path
    errors: Path
    journal: Path
    final_errors: Path
    final_manifest: Path

    @classmethod
    def of(cls, target: Target) -> Files:
        """The files of a run into `target`; beside it, or in this folder for a server."""
        base = _base(target)
        errors, manifest = base.with_name(base.name + ERRORS), base.with_name(base.name + MANIFEST)
        grows = base.with_name(base.name + RECORDS)
        if target.form == "jsonl":
            grows = partial_path(base)
        return cls(
            records=grows,
            errors=errors.with_name(errors.name + ".part"),
            journal=manifest.with_name(manifest.name + ".part"),
            final_errors=errors,
            final_manifest=manifest,
        )


def _base(target: Target) -> Path:
    if target.path is not None:
        return target.path.resolve() if target.path.is_symlink() else target.path
    name = hashlib.sha256(str(target).encode()).hexdigest()[:12]
    return Path(f"vnfigures-{name}")


def deliver(target: Target, files: Files, run: Run | None) -> None:
    """Bring the records into a form that does not grow line by line."""
    if target.form == "jsonl" or not files.records.exists():
        return
    sink = open_sink(target, run)
    try:
        with files.records.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                sink.write(ArticleRecord.model_validate_json(line))
                if number % COMMIT_EVERY == 0:
                    sink.commit()
        sink.finish()
    except BaseException:
        sink.leave()
        raise


def settle(target: Target, files: Files, manifest: dict[str, Any]) -> None:
    """Give everything its final name; may be broken off and done again."""
    if files.records.exists():
        checksum = {"records_sha256": _sha256(files.records)}
        _write_whole(files.final_manifest, manifest | checksum)
        if target.form == "jsonl":
            files.records.replace(_base(target))
    if files.errors.exists():
        if files.errors.stat().st_size:
            files.errors.replace(files.final_errors)
        else:
            files.errors.unlink()
            files.final_errors.unlink(missing_ok=True)
    files.records.unlink(missing_ok=True)
    _sync_folder(files.journal.parent)


def _write_whole(path: Path, value: object) -> None:
    part = path.with_name(path.name + ".new")
    part.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
