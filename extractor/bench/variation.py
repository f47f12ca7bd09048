"""Any number of articles out of the corpus: other names, other numbers, always the same ones."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.bench.texts import read_texts

# Syllables of given names; each article has its own exchange of them.
_SYLLABLES = """
An Bình Châu Cường Dũng Dương Giang Hà Hải Hạnh Hiền Hòa Hoa Hồng Hùng Hương Khánh Khoa Lan Linh
Long Mai Minh Nam Nga Ngọc Nhung Phong Phúc Phương Quân Quang Sơn Tâm Thảo Thành Thu Thủy Tiến
Trang Trung Tuấn Tùng Tuyết Vân Việt Xuân Yến
"""
GIVEN = tuple(_SYLLABLES.split())
NAME = re.compile(rf"\b(?:{'|'.join(GIVEN)})\b")
# Days, times, years and the numbers of documents stay: another day would be no day.
NUMBER = re.compile(r"(?<![\d/:.,\-])\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\d/:.\-]|,\d|\w)")


def vary(text: str, seed: int) -> str:
    """The text with other names and other numbers, the same for the same seed."""
    chance = random.Random(seed)
    others = dict(zip(GIVEN, chance.sample(GIVEN, len(GIVEN)), strict=True))
    text = NAME.sub(lambda match: others[match.group()], text)
    return NUMBER.sub(lambda match: _other_number(match.group(), chance), text)


def _other_number(number: str, chance: random.Random) -> str:
    """As many digits, the first no zero where it was none."""
    digits = [
        str(chance.randint(1 if sign != "0" and at == 0 else 0, 9)) if sign.isdigit() else sign
        for at, sign in enumerate(number)
    ]
    return "".join(digits)


def varied_articles(count: int, seed: int = 1, most: int | None = None) -> Iterator[str]:
    """`count` articles, no two alike, each of the corpus in turn, cut to `most` characters."""
    texts = [text[:most] for text in read_texts(None)]
    for number in range(count):
        text = vary(texts[number % len(texts)], seed * 1_000_003 + number)
        yield f"{text.rstrip()}\n\nTin số {number + 1}.\n"


def write_archive(path: Path, count: int, seed: int = 1, most: int | None = None) -> None:
    """The articles as JSON lines."""
    with path.open("w", encoding="utf-8") as stream:
        for text in varied_articles(count, seed, most):
            stream.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
