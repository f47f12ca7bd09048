"""Places: names linked to units, the article's place, and where figures hold."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.article import Article
from extractor.engine import Extractor
from extractor.places import gazetteer
from extractor.places.names import fold
from extractor.places.scope import Places
from extractor.places.successors import predecessors, restate, successors


@pytest.fixture(scope="module")
def engine() -> Extractor:
    return Extractor(tagger="rules")


def _places(
    engine: Extractor, text: str, published: str | None, title: str | None = None
) -> Places:
    return engine.find(Article(text, published=published, title=title)).places


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("Xã Chí Đám vừa họp.", "2020-01-01", [("xã Chí Đám", "07999")]),
        (
            "Tại phường 8, TP.Tuy Hòa vừa họp.",
            "2020-01-01",
            [("phường 8", "22018"), ("thành phố Tuy Hòa", "555")],
        ),
        ("H. Hòa Vang vừa họp.", "2020-01-01", [("huyện Hòa Vang", "497")]),
        ("TX Hoàng Mai vừa họp.", "2020-01-01", [("thị xã Hoàng Mai", "432")]),
        (
            "Tp. Phan Rang-Tháp Chàm vừa họp.",
            "2020-01-01",
            [("thành phố Phan Rang - Tháp Chàm", "582")],
        ),
        (
            "Ở xã Duy Trinh (Duy Xuyên, Quảng Nam) vừa họp.",
            "2020-01-01",
            [("xã Duy Trinh", "20617"), ("huyện Duy Xuyên", "508"), ("tỉnh Quảng Nam", "49")],
        ),
        ("Tỉnh Đắc Lắc vừa họp.", "2020-01-01", [("tỉnh Đắk Lắk", "66")]),
        ("Các đồng chí ở TP.HCM vừa họp.", "2020-01-01", [("thành phố Hồ Chí Minh", "79")]),
        # The reform of July 2025: the day decides.
        ("Tỉnh Lào Cai vừa họp.", "2025-06-30", [("tỉnh Lào Cai", "10")]),
        ("Tỉnh Lào Cai vừa họp.", "2025-07-01", [("tỉnh Lào Cai", "15")]),
        ("Huyện Hoành Bồ vừa họp.", "2019-12-31", [("huyện Hoành Bồ", "204")]),
        ("Huyện Hoành Bồ vừa họp.", "2020-01-01", [("huyện Hoành Bồ", None)]),
        ("Tỉnh Hà Tây vừa họp.", "2007-06-01", [("tỉnh Hà Tây", "28")]),
        ("Quận Thủ Đức vừa họp.", "2019-06-01", [("quận Thủ Đức", "762")]),
        ("Thành phố Huế vừa họp.", "2020-06-01", [("thành phố Huế", "474")]),
        ("Thành phố Huế vừa họp.", "2025-02-01", [("thành phố Huế", "46")]),
        # An undated text that speaks of districts is from before the reform.
        (
            "Huyện Bát Xát, tỉnh Lào Cai vừa họp.",
            None,
            [("huyện Bát Xát", "082"), ("tỉnh Lào Cai", "10")],
        ),
        ("Tỉnh Lào Cai vừa họp.", None, [("tỉnh Lào Cai", None)]),
        # Invented and unknown ones are places without a code.
        ("Thành phố PRTC vừa họp.", "2023-01-01", [("thành phố PRTC", None)]),
        (
            "Phường Giang Thịnh, quận Long Biên vừa họp.",
            "2018-01-01",
            [("phường Giang Thịnh", None), ("quận Long Biên", "004")],
        ),
    ],
)
def test_name_is_linked_to_the_unit_in_force(
    engine: Extractor, text: str, published: str | None, found: list[tuple[str, str | None]]
) -> None:
    places = _places(engine, text, published)
    assert [(m.place.name, m.place.code) for m in places.mentions] == found


@pytest.mark.parametrize(
    "text",
    [
        "Trường THCS Lê Lợi trên đường Lê Lợi vừa họp.",
        "Ông Nguyễn Hòa Bình vừa họp với hợp tác xã Tân Tiến.",
        "Toàn xã hội chung tay, các tổ chức tham gia.",
        "Chủ tịch UBND tỉnh Phạm Văn Thiều vừa họp.",
        "Xã NTM nâng cao là mục tiêu.",
        "Đoàn TNCS Hồ Chí Minh vừa họp.",
        "Sân bay Phù Cát đón khách.",
    ],
)
def test_streets_schools_and_people_are_no_places(engine: Extractor, text: str) -> None:
    assert [m.place.name for m in _places(engine, text, "2020-01-01").mentions] == []


def test_open_name_is_an_issue_and_has_no_code(engine: Extractor) -> None:
    record = engine.extract("Phường Việt Hưng còn 12 hộ nghèo.", published="2018-03-01")
    issue = next(issue for issue in record.issues if issue.code == "place_ambiguous")
    assert record.article.text[issue.start : issue.end] == "Phường Việt Hưng"
    assert "00127" in issue.message and "06703" in issue.message
    assert record.article.place is not None and record.article.place.code is None


@pytest.mark.parametrize(
    ("source", "title", "text", "place"),
    [
        (None, "Phường Yên Sở họp dân", "Sáng nay họp.", ("phường Yên Sở", "ward", "00340")),
        (
            "https://longbien.hanoi.gov.vn/tin/12",
            None,
            "Phường Việt Hưng vừa họp.",
            ("phường Việt Hưng", "ward", "00127"),
        ),
        (
            "https://longbien.hanoi.gov.vn/tin/12",
            None,
            "Sáng nay họp.",
            ("quận Long Biên", "district", "004"),
        ),
        (
            None,
            "Hai nơi cùng dọn đường",
            "Thị xã An Nhơn và huyện Phù Cát cùng dọn đường.",
            ("tỉnh Bình Định", "province", "52"),
        ),
        (
            None,
            None,
            "Tại huyện Đắk Song, Hội Nông dân tỉnh Đắk Nông vừa họp bàn.",
            ("tỉnh Đắk Nông", "province", "67"),
        ),
        (None, None, "Bộ Tài chính vừa họp.", None),
    ],
)
def test_article_place_comes_from_headline_lead_and_site(
    engine: Extractor,
    source: str | None,
    title: str | None,
    text: str,
    place: tuple[str, str, str] | None,
) -> None:
    published = "2026-03-01" if title and "Yên Sở" in title else "2018-03-01"
    article = Article(text, published=published, title=title, source=source)
    found = engine.read(article).article.place
    assert (found and (found.name, found.level, found.code)) == place


@pytest.mark.parametrize(
    ("title", "text", "places"),
    [
        (
            "Phường Việt Hưng, quận Long Biên, Hà Nội",
            "Phường còn 12 hộ nghèo, toàn quận 90 hộ nghèo, toàn thành phố 900 hộ nghèo.",
            ["00127", "004", "01"],
        ),
        ("Ninh Thuận", "Ninh Sơn: 2.638 hộ; Bác Ái: 2.601 hộ.", ["585", "584"]),
        (
            "Huyện Mộ Đức, tỉnh Quảng Ngãi",
            "Đức Chánh: 30 hộ; Đức Nhuận có 20 hộ; riêng xã Đức Thắng 10 hộ.",
            ["21412", "21409", "21406"],
        ),
        ("Huyện Mộ Đức", "Các xã, thị trấn vận động được 3 tỷ đồng.", [None]),
        ("Huyện Mộ Đức", "Đoàn tặng 60 suất quà cho các hộ tại xã Đức Thắng.", ["21406"]),
        ("Huyện Mộ Đức", "Xã Đức Thắng và xã Đức Nhuận có 30 hộ nghèo.", [None]),
        ("Huyện Mộ Đức", "Huyện có 30 hộ nghèo.", ["533"]),
    ],
)
def test_figure_holds_where_the_text_says(
    engine: Extractor, title: str, text: str, places: list[str | None]
) -> None:
    record = engine.extract(text, published="2018-03-01", title=title)
    assert [figure.place and figure.place.code for figure in record.figures] == places


def test_ward_never_gets_the_figure_of_a_city_it_does_not_name(engine: Extractor) -> None:
    text = "Phường Việt Hưng còn 12 hộ nghèo, toàn thành phố còn 900 hộ nghèo."
    record = engine.extract(text, published="2018-03-01")
    assert [f.place and f.place.name for f in record.figures] == ["phường Việt Hưng", None]


@pytest.mark.parametrize(
    ("code", "day", "on", "heirs"),
    [
        ("28", date(2007, 1, 1), date(2010, 1, 1), [("01", "whole")]),
        ("204", date(2019, 1, 1), date(2022, 1, 1), [("193", "whole")]),
        ("763", date(2019, 1, 1), date(2022, 1, 1), [("769", "whole")]),
        ("10", None, date(2026, 1, 1), [("15", "whole")]),
        ("00127", None, date(2026, 1, 1), [("00127", "part"), ("00136", "part")]),
        ("26830", None, date(2026, 1, 1), [("26833", "whole")]),
        ("00010", date(2020, 1, 1), date(2025, 5, 1), [("00010", "whole")]),
        ("00010", None, date(2026, 1, 1), [("00004", "unstated")]),
        ("99", None, date(2026, 1, 1), []),
    ],
)
def test_successors_follow_every_change_and_say_how_much(
    code: str, day: date | None, on: date, heirs: list[tuple[str, str]]
) -> None:
    assert [(s.unit.code, s.share) for s in successors(code, on, day)] == heirs


def test_predecessors_tell_which_units_were_divided() -> None:
    shares = {s.unit.full_name: s.share for s in predecessors("00127")}
    assert shares["phường Việt Hưng"] == "part" and len(shares) == 7


def test_restated_figure_is_marked_and_divided_one_is_open() -> None:
    whole, *rest = restate("26830", date(2026, 1, 1))
    assert rest == [] and whole.place.code == "26833" and whole.origin.code == "26830"
    assert whole.share == "whole" and "không cộng dồn" in whole.note
    assert [r.share for r in restate("00127", date(2026, 1, 1))] == ["part", "part"]


def test_tables_hold_all_units() -> None:
    units = list(gazetteer().every())
    old = [u for u in units if u.until == date(2025, 6, 30)]
    new = [u for u in units if u.since == date(2025, 7, 1)]
    assert len([u for u in new if len(u.code) == 2]) == 34
    assert len([u for u in new if len(u.code) == 5]) == 3321
    assert len([u for u in old if len(u.code) == 2]) == 63
    assert all(gazetteer().parent(u) for u in units if len(u.code) > 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phan Rang - Tháp Chàm", "Phan Rang-Tháp Chàm"),
        ("Mỹ Đức", "Mĩ Đức"),
        ("Đăk Song", "Đắk Song"),
        ("08", "8"),
    ],
)
def test_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)
