"""What a review opens: a database as it is, or articles read into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.engine import Extractor
from extractor.read import Fault, ReadOptions, open_source
from extractor.read.formats import format_by_name
from extractor.review.settings import ReviewSettings
from extractor.store.address import is_url
from extractor.store.archive import Archive
from extractor.store.run import present_run

DATABASES = (".db", ".sqlite", ".sqlite3")
AT_ONCE = 100


@dataclass(slots=True)
class Loaded:
    """How many articles were read, and what was wrong with others."""

    articles: int = 0
    faults: list[str] = field(default_factory=list)


def is_database(place: str) -> bool:
    """Whether a place is a database rather than articles."""
    return is_url(place) or Path(place).suffix.lower() in DATABASES


def load_articles(archive: Archive, paths: Iterable[str], settings: ReviewSettings) -> Loaded:
    """Read articles into an archive."""
    engine = Extractor(settings.tagger, settings.patterns)
    run = present_run(settings.tagger, settings.patterns)
    loaded = Loaded()
    batch = []
    for item in open_source(list(_inside(paths)), ReadOptions(max_mb=settings.max_mb)):
        if isinstance(item, Fault):
            loaded.faults.append(str(item))
            continue
        batch.append(engine.read(item))
        loaded.articles += 1
        if len(batch) == AT_ONCE:
            archive.save(batch, run)
            batch = []
    archive.save(batch, run)
    return loaded


def _inside(paths: Iterable[str]) -> Iterator[str]:
    """The paths, folders as the files in them; a link that leads out of its folder is left."""
    for path in paths:
        folder = Path(path)
        if "://" in path or not folder.is_dir():
            yield path
            continue
        home = folder.resolve()
        for file in sorted(folder.rglob("*")):
            known = file.is_file() and format_by_name(file.name) is not None
            if known and _is_open(file, folder) and file.resolve().is_relative_to(home):
                yield str(file)


def _is_open(file: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in file.relative_to(folder).parts)
