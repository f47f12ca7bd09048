"""`vnfigures review` and `vnfigures report`: articles to read, check and correct."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.speak import DONE, MISUSED, PROBLEMS, plural, say
from extractor.service.settings import MissingExtraError, allowed_hosts, is_loopback, require

if TYPE_CHECKING:
    from extractor.review.settings import ReviewSettings
    from extractor.store.archive import Archive

NEEDED = ("fastapi", "uvicorn", "jinja2", "python_multipart")


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What the command line asked for."""

    paths: tuple[str, ...]
    host: str
    port: int
    keep: str | None
    browser: bool
    settings: ReviewSettings


def run_review(request: ReviewRequest) -> int:
    """The exit code, when the review has been ended: 0 done, 2 misused."""
    from extractor.rules import RuleError
    from extractor.store.address import StoreError

    try:
        require("review", *NEEDED)
        with _opened(request.paths, request.keep, request.settings) as (archive, _):
            _serve(request, archive)
    except (MissingExtraError, StoreError, RuleError) as error:
        say(f"review: {error}")
        return MISUSED
    return DONE


def _serve(request: ReviewRequest, archive: Archive) -> None:
    import uvicorn

    from extractor.review.app import create_app

    settings = replace(request.settings, hosts=allowed_hosts(request.host))
    if not is_loopback(request.host) and not settings.token:
        say(f"others can reach {request.host} without a token; set VNFIGURES_TOKEN")
    address = f"http://{request.host}:{request.port}/"
    say(f"{address} (Ctrl-C stops)")
    if request.browser:
        _open_browser(address)
    app = create_app(archive, settings)
    # Built before the first article is pasted.
    app.state.site.engine  # noqa: B018
    uvicorn.run(app, host=request.host, port=request.port, log_level="warning", server_header=False)


def _open_browser(address: str) -> None:
    import threading
    import webbrowser

    threading.Timer(0.8, webbrowser.open, (address,)).start()


@contextmanager
def _opened(
    paths: tuple[str, ...], keep: str | None, settings: ReviewSettings
) -> Iterator[tuple[Archive, list[str]]]:
    """The archive that is given, or one of the articles that are, and what was wrong with some."""
    from extractor.review.loading import is_database, load_articles
    from extractor.store.address import StoreError
    from extractor.store.archive import Archive

    databases = [path for path in paths if is_database(path)]
    if databases and (len(paths) > 1 or keep):
        raise StoreError(f"{databases[0]}: give one database, or articles with --keep")
    if databases:
        with Archive.open(databases[0]) as archive:
            yield archive, []
        return
    with tempfile.TemporaryDirectory(prefix="vnfigures-") as folder:
        place = keep or str(Path(folder) / "review.db")
        with Archive.open(place, create=True) as archive:
            loaded = load_articles(archive, paths, settings)
            for fault in loaded.faults:
                say(fault)
            if paths:
                say(plural(loaded.articles, "article"))
            if not keep:
                say("corrections are gone when this ends; keep them with --keep FILE.db")
            yield archive, loaded.faults


def run_report(paths: tuple[str, ...], output: Path, lang: str, settings: ReviewSettings) -> int:
    """The exit code: 0 done, 1 some input had problems, 2 misused."""
    from extractor.rules import RuleError
    from extractor.store.address import StoreError

    try:
        require("review", "jinja2", "fastapi")
        from extractor.review.report import write_report

        with _opened(paths, None, settings) as (archive, faults):
            number = write_report(archive, output, lang)
    except (MissingExtraError, StoreError, RuleError) as error:
        say(f"report: {error}")
        return MISUSED
    except OSError as error:
        say(f"{output}: cannot be written ({error.strerror}); check path and rights")
        return MISUSED
    say(f"{plural(number, 'article')} → {output}")
    return PROBLEMS if faults else DONE
