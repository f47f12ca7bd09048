"""Counters of a service, in the text form that Prometheus reads."""

from __future__ import annotations

from collections import Counter
from threading import Lock

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """What has been done since the start; may be counted from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._totals: Counter[str] = Counter()
        self._buckets = [0] * len(SECONDS)
        self._seconds = 0.0

    def count_request(self, path: str, status: int) -> None:
        with self._lock:
            self._requests[path, status] += 1

    def count_article(self, figures: int, unread: int, seconds: float) -> None:
        with self._lock:
            self._totals.update(articles=1, figures=figures, unread=unread)
            self._seconds += seconds
            for number, bound in enumerate(SECONDS):
                self._buckets[number] += seconds <= bound

    def count(self, name: str) -> None:
        with self._lock:
            self._totals[name] += 1

    def text(self, running: int, waiting: int) -> str:
        """All counters; `running` and `waiting` are the articles being read and queued now."""
        with self._lock:
            return "\n".join([*self._lines(running, waiting), ""])

    def _lines(self, running: int, waiting: int) -> list[str]:
        lines = ["# TYPE vnfigures_requests_total counter"]
        for (path, status), number in sorted(self._requests.items()):
            lines.append(f'vnfigures_requests_total{{path="{path}",status="{status}"}} {number}')
        for name in ("articles", "figures", "unread", "faults", "refused", "timeouts"):
            lines.append(f"# TYPE vnfigures_{name}_total counter")
            lines.append(f"vnfigures_{name}_total {self._totals[name]}")
        for name, number in (("running", running), ("waiting", waiting)):
            lines += [f"# TYPE vnfigures_{name} gauge", f"vnfigures_{name} {number}"]
        name = "vnfigures_extract_seconds"
        lines.append(f"# TYPE {name} histogram")
        for bound, number in zip(SECONDS, self._buckets, strict=True):
            lines.append(f'{name}_bucket{{le="{bound}"}} {number}')
        done = self._totals["articles"]
        lines += [f'{name}_bucket{{le="+Inf"}} {done}', f"{name}_sum {self._seconds:.6f}"]
        return [*lines, f"{name}_count {done}"]
