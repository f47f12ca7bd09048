"""The rendered page shows every mark at its place and lets no markup through."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from typer.testing import CliRunner

from extractor import extract
from extractor.cli.app import app
from extractor.render import render_page

TEXT = "Toàn xã còn 12 hộ nghèo <b>năm</b> 2018 & hỗ trợ 50 triệu đồng."
MARKED = re.compile(r'<mark title="([^"]*)"[^>]*>(.*?)<small', re.DOTALL)


def test_each_figure_is_marked_with_its_reading() -> None:
    record = extract(TEXT)
    marked = [
        (unescape(text), unescape(tip)) for tip, text in MARKED.findall(render_page([record]))
    ]
    for figure in record.figures:
        tips = [tip for text, tip in marked if text == figure.text]
        assert any(str(figure.value) in tip and figure.unit in tip for tip in tips)


def test_the_page_holds_the_article_and_no_foreign_markup() -> None:
    page = render_page([extract(TEXT, title='<script>alert("1")</script>')])
    assert '<meta charset="utf-8">' in page
    assert "<script" not in page
    assert "<b>" not in page
    shown = unescape(re.sub(r"<small.*?</small>|<[^>]+>", "", page))
    assert TEXT in " ".join(shown.split())


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "page.html"
    source.write_text(TEXT, encoding="utf-8")
    arguments = ["render", str(source), "-o", str(target), "--tagger", "rules"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_command_names_a_missing_file(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    result = CliRunner().invoke(app, ["render", str(tmp_path / "no.txt"), "-o", str(target)])
    assert result.exit_code == 1
    assert "no.txt" in result.output
