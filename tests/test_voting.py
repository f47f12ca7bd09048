"""A tagger's vote adds people whom nothing calls one, and takes nothing from the rules."""

from __future__ import annotations

import pytest

from extractor import Extractor
from extractor.models import ArticleRecord

BARE = "Nguyễn Thị Hoa đã nhận quà."
TITLED = "Ông Nguyễn Văn Hòa, Chủ tịch UBND xã Tân Lập, thăm đồng chí Đinh Gia Miền."
STREET = "Đường Trần Huy Liệu dài 2 km, đi qua Trường THCS Nguyễn Trãi và xã Trần Phú."


def _names(record: ArticleRecord) -> list[str]:
    return [official.name for official in record.officials]


@pytest.mark.parametrize(
    ("text", "rules", "auto"),
    [
        (BARE, [], ["Nguyễn Thị Hoa"]),
        (TITLED, ["Nguyễn Văn Hòa", "Đinh Gia Miền"], ["Nguyễn Văn Hòa", "Đinh Gia Miền"]),
        (STREET, [], []),
    ],
)
def test_votes_add_people_and_take_none(text: str, rules: list[str], auto: list[str]) -> None:
    assert _names(Extractor(tagger="rules").extract(text)) == rules
    assert _names(Extractor(tagger="auto").extract(text)) == auto


def test_a_person_by_vote_says_so() -> None:
    (person,) = Extractor(tagger="auto").extract(BARE).officials
    assert person.rules == ["vote"]
    assert person.positions == []
    assert [mention.text for mention in person.mentions] == ["Nguyễn Thị Hoa"]


def test_full_keeps_everybody_whom_the_rules_find() -> None:
    found = _names(Extractor(tagger="full").extract(TITLED))
    assert found == ["Nguyễn Văn Hòa", "Đinh Gia Miền"]


def test_the_tagger_is_asked_only_about_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.tagging import votes

    asked: list[str] = []

    def listen(text, sentence):  # type: ignore[no-untyped-def]
        asked.append(text.norm[sentence.start : sentence.end])
        return []

    monkeypatch.setattr(votes, "_entities", listen)
    Extractor(tagger="auto").extract(f"{TITLED} {BARE} Xã có 12 hộ nghèo.")
    assert asked == [BARE]
