"""The texts that are measured: real articles, and inputs made to find what is not linear."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

# The articles that come with the source tree; an installed wheel has none.
CORPUS = Path(__file__).parent.parent.parent / "corpus" / "articles"

# Each is repeated until it is long enough. All but the first are one endless line.
ADVERSARIES = {
    "dots": ".",
    "digits": "7",
    "list numbers": "1.1.",
    "commas": ",",
    "numbers and commas": "1,1 1-1, ",
    "capitals": "A",
    "capitalised words": "An ",
    "repeated titles": "Chủ tịch ",
    "titles and names": "ông Nguyễn Văn An, Chủ tịch UBND xã Tân Lập, ",
    "combining marks": "\u0301",
    "letters with marks": "a\u0301\u0323",
    "blanks": " ",
    "line breaks": "\n",
    "opening brackets": "(",
    "quotes": '"',
    "dates": "12/3/2018 ",
    "amounts": "12 triệu đồng ",
    "households": "giảm 2,5% so với năm 2017, còn 12 hộ nghèo; ",
    "number words": "một trăm hai mươi ",
    "percent signs": "5%",
    "slashes": "/",
}

SYLLABLES = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Ngọc")


def crowd(size: int) -> str:
    """A list of officials no two of whom have the same name."""
    people = []
    length = number = 0
    while length < size:
        first, middle, last, fourth = (SYLLABLES[number // 10**k % 10] for k in range(4))
        name = f"ông Nguyễn {fourth} {last} {middle} {first}, Chủ tịch UBND xã {middle} {last}; "
        people.append(name)
        length += len(name)
        number += 1
    return "".join(people)[:size]


def read_texts(path: Path | None) -> list[str]:
    """The texts of a .txt or .jsonl file or of a folder of .txt files; without one, the corpus."""
    place = path or CORPUS
    if place.is_dir():
        texts = [file.read_text(encoding="utf-8") for file in sorted(place.glob("*.txt"))]
    elif place.suffix == ".jsonl":
        lines = place.read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    elif place.is_file():
        texts = [place.read_text(encoding="utf-8")]
    else:
        texts = []
    if not texts:
        raise ValueError(f"{place} holds no article; give --text a .txt, a .jsonl or a folder")
    return texts


def fill(unit: str, size: int) -> str:
    """`unit` repeated to exactly `size` characters."""
    return (unit * (size // len(unit) + 1))[:size]


def endless_line(texts: Iterable[str], size: int) -> str:
    """Real words without a single line break or full stop before a capital."""
    return fill(" ".join(texts).replace("\n", " ").replace(". ", " "), size)


def long_news(texts: Iterable[str], size: int) -> str:
    """Articles one after another."""
    return fill("\n\n".join(texts) + "\n\n", size)
