"""Explanations name the words and rules that decided, and the readings that gave way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extractor import Article, Extractor
from extractor.cli.app import app
from extractor.explain import Explanation, explain

SENTENCE = "Năm 2021, xã phấn đấu giảm 12 hộ nghèo, hiện cả xã còn 42 hộ nghèo."


@pytest.fixture(scope="module")
def explanations() -> list[Explanation]:
    return explain(Extractor(tagger="rules"), Article(SENTENCE))


def _decision(explanation: Explanation, field: str) -> tuple[str, str | None, str | None]:
    found = next(item for item in explanation.decisions if item.field == field)
    return found.value, found.words, found.rule


@pytest.mark.parametrize(
    ("number", "field", "value", "words", "rule"),
    [
        (0, "value", "12", "12 hộ", "household"),
        (0, "measure", "change", "giảm", "change.down"),
        (0, "status", "target", "phấn đấu", "target"),
        (1, "measure", "level", "còn", "level.still"),
    ],
)
def test_decision_quotes_what_decided(
    explanations: list[Explanation], number: int, field: str, value: str, words: str, rule: str
) -> None:
    assert _decision(explanations[number], field) == (value, words, rule)


def test_rejected_status_is_named_with_its_words(explanations: list[Explanation]) -> None:
    status = next(item for item in explanations[1].decisions if item.field == "status")
    assert status.value == "actual"
    assert "target: «phấn đấu»" in status.rejected


def test_sentence_is_cut_at_the_figure(explanations: list[Explanation]) -> None:
    first = explanations[0]
    assert first.before + first.figure["text"] + first.after == SENTENCE


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_command_prints_one_figure(tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    result = _run("explain", str(file), "--figure", "f2", "--json")
    assert result.exit_code == 0
    shown = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["figure"]["text"] for item in shown] == ["42 hộ"]


def test_unknown_figure_names_those_there_are(tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    result = _run("explain", str(file), "--figure", "f9")
    assert result.exit_code == 2
    assert "it has f1 to f2" in result.stderr
