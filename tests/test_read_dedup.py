"""The same article from several places is one record that names them all."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.article import Article
from extractor.read import Fault, ReadOptions, open_source
from extractor.read.dedup import Deduplicated

BODY = (
    "Sáng 06/3/2018, xã An Bình trao {count} căn nhà đại đoàn kết cho hộ nghèo trên địa bàn. Dự lễ"
    " có ông Trần Văn Mẫu, Chủ tịch UBND xã, cùng đại diện các ban, ngành, đoàn thể và bà con thôn"
    " {place}. Mỗi căn nhà được hỗ trợ 80 triệu đồng từ quỹ Vì người nghèo, phần còn lại do gia"
    " đình, dòng họ và bà con chòm xóm đóng góp bằng ngày công lao động. Đến nay xã còn 41 hộ"
    " nghèo, giảm 12 hộ so với năm trước; xã phấn đấu cuối năm không còn nhà tạm, nhà dột nát."
)


def run(tmp_path: Path, how: str, *rows: dict[str, str]) -> tuple[list[Article], Deduplicated]:
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    source = Deduplicated(
        open_source([str(file)], ReadOptions()), "near" if how == "near" else "exact"
    )
    return [item for item in source if isinstance(item, Article)], source


def test_copies_become_one_with_all_sources(tmp_path: Path) -> None:
    found, source = run(
        tmp_path,
        "exact",
        {"text": "Tin  một.", "source": "http://a"},
        {"text": "Tin hai.", "source": "http://b"},
        {"text": "Tin một.\n", "source": "http://c", "title": "Một", "published_at": "2018-03-12"},
        {"text": "Tin một.", "source": "http://a"},
    )
    assert found == [
        Article(
            "Tin  một.",
            source="http://a",
            title="Một",
            published="2018-03-12",
            encoding="utf-8",
            mirrors=("http://c",),
        ),
        Article("Tin hai.", source="http://b", encoding="utf-8"),
    ]
    assert dict(source.skipped) == {"the same article again": 2}


def test_near_copy_with_a_byline_is_the_same_and_the_fuller_text_is_kept(tmp_path: Path) -> None:
    text = BODY.format(count="03", place="Đông")
    fuller = f"Trao nhà cho hộ nghèo\nLượt xem: 504\n{text}\nTác giả: Lê Thử"
    found, _ = run(tmp_path, "near", {"text": text, "source": "a"}, {"text": fuller, "source": "b"})
    assert [(one.text, one.source, one.mirrors) for one in found] == [(fuller, "b", ("a",))]
    exact, _ = run(tmp_path, "exact", {"text": text}, {"text": fuller})
    assert len(exact) == 2


def test_reports_that_differ_in_one_figure_or_name_stay_apart(tmp_path: Path) -> None:
    rows = [("03", "Đông"), ("05", "Đông"), ("03", "Đoài"), ("03", "Đông")]
    found, _ = run(
        tmp_path,
        "near",
        *(
            {"text": BODY.format(count=c, place=p), "source": f"s{n}"}
            for n, (c, p) in enumerate(rows)
        ),
    )
    assert [(one.source, one.mirrors) for one in found] == [("s0", ("s3",)), ("s1", ()), ("s2", ())]


def test_faults_come_at_once_and_articles_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"a"}\n{\n{"text":"b"}', encoding="utf-8")
    source = Deduplicated(open_source([str(tmp_path / "a.jsonl")], ReadOptions()), "exact")
    kinds = [type(item) for item in source]
    assert kinds == [type(None), Fault, type(None), Article, Article]
