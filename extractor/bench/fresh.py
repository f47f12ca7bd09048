"""What is measured in processes of their own: start-up and memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.bench.line import Line

STARTUP_LIMIT, GROWTH_LIMIT = 0.5, 2.0
HEAVY = ("underthesea", "spacy", "numpy")
STARTUP = """
import json, sys, time
text = sys.stdin.buffer.read().decode()
begin = time.process_time()
from extractor import extract
extract(text)
spent = time.process_time() - begin
heavy = [name for name in {heavy!r} if name in sys.modules]
print(json.dumps([spent, heavy, len(sys.modules)]))
"""
MEMORY = """
import json
from pathlib import Path
from extractor.bench.fresh import peak_memory
from extractor.bench.texts import read_texts
from extractor.engine import Extractor
texts = read_texts({path!r} and Path({path!r}))
engine = Extractor(tagger={tagger!r})
for text in texts * 2:
    engine.extract(text)
before = peak_memory()
for text in texts * {rounds}:
    engine.extract(text)
print(json.dumps([before, peak_memory() - before, len(texts) * {rounds}]))
"""
ROUNDS = 15


def peak_memory() -> float:
    """The most memory that this process ever held, in MB.

    `getrusage` would count what the process was forked from.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_startup(text: str) -> Iterator[Line]:
    """CPU time of import and first extraction, and what heavy modules that loaded.

    With bytecode, as an installed package has it: the first run writes it, the best one counts.
    """
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        code = STARTUP.format(heavy=HEAVY)
        spent, heavy, modules = min(_run(code, text, env) for _ in range(4))
    yield Line("start-up", "import and first article", spent, "s CPU", STARTUP_LIMIT)
    loaded = ", ".join(heavy) or "none"
    yield Line("start-up", f"heavy modules loaded ({loaded})", len(heavy), "modules", 0)
    yield Line("start-up", "modules loaded", modules, "modules")


def measure_memory(path: Path | None) -> Iterator[Line]:
    """Peak memory after two rounds of the texts, and what further rounds add."""
    place = str(path) if path else None
    for tagger in ("rules", "full"):
        code = MEMORY.format(path=place, tagger=tagger, rounds=ROUNDS if tagger == "rules" else 1)
        peak, growth, articles = _run(code, "")
        yield Line("memory", f"peak, tagger {tagger}", peak, "MB")
        if tagger == "rules":
            yield Line("memory", f"growth over {articles} articles", growth, "MB", GROWTH_LIMIT)


def _run(code: str, text: str, env: Mapping[str, str] | None = None) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", code], input=text.encode(), capture_output=True, check=False, env=env
    )
    if done.returncode:
        raise RuntimeError(f"the measuring process failed: {done.stderr.decode()[-500:]}")
    return json.loads(done.stdout)
