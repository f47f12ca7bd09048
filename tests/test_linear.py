"""What an article costs grows with its length and no faster, whatever it holds.

Steps of the interpreter are counted, not seconds: the count is the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from extractor import Extractor
from extractor.bench.texts import ADVERSARIES, crowd, endless_line, fill, long_news, read_texts

SHORT, LONG = 1_300, 3_900
# How many times more a text may cost than its three pieces: sentences are read whole up to a bound.
MOST = 1.3
TEXTS = read_texts(None)
INPUTS: dict[str, Callable[[int], str]] = {
    "news": lambda size: long_news(TEXTS[:2], size),
    "one endless line": lambda size: endless_line(TEXTS[:2], size),
    "a crowd of officials": crowd,
    **{name: lambda size, unit=unit: fill(unit, size) for name, unit in ADVERSARIES.items()},  # type: ignore[misc]
}


@pytest.fixture(scope="module")
def engine() -> Extractor:
    engine = Extractor(tagger="rules")
    engine.extract("\n".join(TEXTS[:3]))
    return engine


def _count_steps(engine: Extractor, text: str) -> int:
    """How many instructions Python runs to extract from `text`."""
    steps = 0

    def count(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal steps
        if event == "opcode":
            steps += 1
        return count

    def enter(frame: FrameType, _event: str, _arg: Any) -> Any:
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return count

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        engine.extract(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("name", INPUTS)
def test_a_text_takes_about_as_many_steps_as_its_pieces(engine: Extractor, name: str) -> None:
    text = INPUTS[name](LONG)
    # Its own pieces: another text would hold more figures, or fewer.
    pieces = [text[start : start + SHORT] for start in range(0, LONG, SHORT)]
    engine.extract(text)
    assert _count_steps(engine, text) <= MOST * sum(_count_steps(engine, one) for one in pieces)
