"""A bar on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.cli.speak import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Says words, and shows how far the reading has come where somebody looks."""

    def __init__(self, bar: Bar | None = None, task: TaskID | None = None) -> None:
        self._bar = bar
        self._task = task

    def say(self, words: str) -> None:
        if self._bar is None:
            say(words)
        else:
            self._bar.console.print(f"vnfigures: {words}", markup=False, highlight=False)

    def show(self, done: int, words: str) -> None:
        if self._bar is not None and self._task is not None:
            refresh = not self._bar.live.auto_refresh
            self._bar.update(self._task, completed=done, description=words, refresh=refresh)


@contextmanager
def open_progress(total: int, to_terminal: bool, threads: bool = True) -> Iterator[Progress]:
    """A progress bar over `total` bytes; none when stderr is no terminal or stdout fills it.

    Without threads, as a process that forks must be, it moves only when something is shown.
    """
    if not sys.stderr.isatty() or (to_terminal and sys.stdout.isatty()):
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, auto_refresh=threads) as bar:
        yield Progress(bar, bar.add_task("reading", total=total or None))
