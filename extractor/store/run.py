"""What decides the result of a run besides the article."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from extractor.models.base import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Run:
    """A way of reading: program, contract, tagger and rules; it has no clock, so it repeats."""

    program: str
    tagger: str
    rules: str
    schema_version: str = SCHEMA_VERSION

    @property
    def id(self) -> str:
        """First 16 hex digits of the SHA-256 of all fields."""
        words = "\n".join((self.program, self.tagger, self.rules, self.schema_version))
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def row(self) -> dict[str, str]:
        return {"id": self.id, **asdict(self)}


def present_run(tagger: str, patterns: Path | None = None) -> Run:
    """The run of this program with these rules."""
    from extractor import __version__

    return Run(__version__, tagger, rules_digest(patterns))


def rules_digest(private: Path | None = None) -> str:
    """First 16 hex digits of the SHA-256 of all rule files, a private folder's included."""
    from extractor.rules.load import rule_files

    digest = hashlib.sha256()
    for file in rule_files(private):
        data = file.path.read_bytes()
        digest.update(f"{file.stem} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:16]
