"""CPU time of rivals on the same text in the same run, taking turns."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

Job = Callable[[str], object]


def cpu_seconds(job: Job, texts: Sequence[str]) -> float:
    """CPU time of `job` on all texts."""
    begin = time.process_time()
    for text in texts:
        job(text)
    return time.process_time() - begin


def take_turns(jobs: Mapping[str, Job], texts: Sequence[str], repeats: int) -> dict[str, float]:
    """The median CPU time of each job over all texts.

    The jobs take turns at every text, so that a neighbour's load or a slower clock meets all of
    them alike. All is done once before, to load what is loaded on first use.
    """
    rounds: list[dict[str, float]] = []
    for job in jobs.values():
        cpu_seconds(job, texts)
    for _ in range(repeats):
        gc.collect()
        spent = dict.fromkeys(jobs, 0.0)
        for text in texts:
            for name, job in jobs.items():
                spent[name] += cpu_seconds(job, [text])
        rounds.append(spent)
    return {name: median(spent[name] for spent in rounds) for name in jobs}


def cost_per_character(job: Job, texts: Sequence[str], repeats: int) -> float:
    """Microseconds per character of all texts, least of `repeats`."""
    gc.collect()
    least = min(cpu_seconds(job, texts) for _ in range(repeats))
    return least / sum(len(text) for text in texts) * 1e6
