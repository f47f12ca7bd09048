"""Literal forms in text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.lexicon import Hit, Lexicon, is_edge

UNITS = Lexicon({"hộ": "H", "hộ dân": "HD", "người": "N", "%": "P", "m2": "M", "nhà": "A"})


@pytest.mark.parametrize(
    ("low", "hits"),
    [
        ("12 hộ dân nghèo", [Hit(3, 9, "HD")]),
        ("hộ, hộ", [Hit(0, 2, "H"), Hit(4, 6, "H")]),
        ("hội hộc phộ", []),
        ("5hộ", [Hit(1, 3, "H")]),
        ("hộ dânđ", [Hit(0, 2, "H")]),
        ("95%dân", [Hit(2, 3, "P")]),
        ("20m2.", [Hit(2, 4, "M")]),
        ("", []),
    ],
)
def test_scan_takes_the_longest_form_between_syllable_edges(low: str, hits: list[Hit[str]]) -> None:
    assert UNITS.scan(low) == hits


def test_scan_all_also_gives_the_forms_inside_others() -> None:
    assert sorted(UNITS.scan_all("hộ dân")) == [Hit(0, 2, "H"), Hit(0, 6, "HD")]


@pytest.mark.parametrize(
    ("start", "hit"),
    [(0, Hit(0, 6, "HD")), (1, None), (3, None), (7, Hit(7, 12, "N")), (12, None), (99, None)],
)
def test_at_gives_the_longest_form_that_begins_there(start: int, hit: Hit[str] | None) -> None:
    assert UNITS.at("hộ dân người", start) == hit


def test_edge_is_where_no_letter_goes_on() -> None:
    assert [is_edge("ab 1c", at) for at in range(6)] == [True, False, True, True, True, True]


@given(st.text(alphabet="hộ dânngười%m2, ", max_size=60))
def test_scan_is_the_same_as_asking_at_each_place(low: str) -> None:
    expected, reached = [], 0
    for start in range(len(low)):
        hit = UNITS.at(low, start) if start >= reached and is_edge(low, start) else None
        if hit:
            expected.append(hit)
            reached = hit.end
    assert UNITS.scan(low) == expected


def test_empty_lexicon_finds_nothing() -> None:
    nothing: Lexicon[str] = Lexicon([])
    assert len(nothing) == 0 and nothing.scan("hộ") == [] and nothing.at("hộ", 0) is None
