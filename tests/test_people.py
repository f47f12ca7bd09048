"""People and their offices: names, positions, mentions, authors."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions import Person
from extractor.people import PeopleFinder
from extractor.rules import default_rules
from extractor.text import Text, normalise

FINDER = PeopleFinder(default_rules())


def read(raw: str) -> tuple[Text, list[Person]]:
    text = normalise(raw)
    return text, FINDER.find(text, [])


def offices(raw: str) -> dict[str, list[str]]:
    """Name → position texts."""
    text, people = read(raw)
    return {p.name: [text.quote(o.span) for o in p.offices] for p in people}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # After the name: dash, comma, bracket, damaged blanks.
        ("Đồng chí Lê Văn Mây- Bí thư Chi bộ dự.", {"Lê Văn Mây": ["Bí thư Chi bộ"]}),
        (
            "Ông Lê Văn Mây, Chủ tịch UBND xã Hạ Trì, cho hay.",
            {"Lê Văn Mây": ["Chủ tịch UBND xã Hạ Trì"]},
        ),
        ("Bà Vũ Thị Na (chủ cơ sở bánh Na Tư) vui.", {"Vũ Thị Na": ["chủ cơ sở bánh Na Tư"]}),
        (
            "Cùng dự có Phó Chủ tịch UBND huyện Vũ Văn Sông, Trưởng ban Dân vận Huyện ủy"
            " Lê Thị Mây, Trưởng Công an huyện Thượng tá Hà Văn Núi.",
            {
                "Vũ Văn Sông": ["Phó Chủ tịch UBND huyện"],
                "Lê Thị Mây": ["Trưởng ban Dân vận Huyện ủy"],
                "Hà Văn Núi": ["Trưởng Công an huyện"],
            },
        ),
        (
            "Chủ tịch UBND thành phố Đặng Thị Kim Mây phát biểu.",
            {"Đặng Thị Kim Mây": ["Chủ tịch UBND thành phố"]},
        ),
        ("Bà Lê Thị Mây, Chủ tịch UBND TP.", {"Lê Thị Mây": ["Chủ tịch UBND TP"]}),
        (
            "Lê Văn Mây (SN 1958, nguyên Chủ tịch xã Hạ Trì) và bị cáo Hà Thị Na (58 tuổi, kế toán"
            " xã Hạ Trì) ra tòa.",
            {
                "Lê Văn Mây": ["nguyên Chủ tịch xã Hạ Trì"],
                "Hà Thị Na": ["kế toán xã Hạ Trì"],
            },
        ),
        (
            "Ông Lê Văn Mây, Chi cục trưởng Chi cục Thủy sản - Phó Trưởng đoàn, trả lời.",
            {"Lê Văn Mây": ["Chi cục trưởng Chi cục Thủy sản", "Phó Trưởng đoàn"]},
        ),
        (
            "Thủ tướng miễn nhiệm Chủ tịch UBND tỉnh Sơn La của ông Lê Văn Mây.",
            {"Lê Văn Mây": ["Chủ tịch UBND tỉnh Sơn La"]},
        ),
        (
            "Ông Lê Văn Mây chủ tịch UBND phường chủ trì.",
            {"Lê Văn Mây": ["chủ tịch UBND phường"]},
        ),
        ("Ông Lê Văn Mây chủ tịch hội nghị phát biểu.", {"Lê Văn Mây": []}),
        (
            "Với vai trò Hội trưởng Hội Phụ nữ xã - bà Na luôn gần dân.",
            {"Na": ["Hội trưởng Hội Phụ nữ xã"]},
        ),
        ("Lê Văn Mây, SN 1990, trú phường Tân Hòa, bị bắt.", {"Lê Văn Mây": []}),
        (
            "Bí thư Thành ủy Bà Rịa Lê Văn Mây dự lễ.",
            {"Lê Văn Mây": ["Bí thư Thành ủy Bà Rịa"]},
        ),
        # Title first: the place ends where the surname begins.
        (
            "Chủ tịch UBND xã Hạ Trì Lê Văn Mây cho biết.",
            {"Lê Văn Mây": ["Chủ tịch UBND xã Hạ Trì"]},
        ),
        ("Phó Chủ tịch UBND xã Vừ A Dính nói.", {"Vừ A Dính": ["Phó Chủ tịch UBND xã"]}),
        ("Bí thư Thành ủy Hà Nội Lê Gia Mây dự.", {"Lê Gia Mây": ["Bí thư Thành ủy Hà Nội"]}),
        (
            "Bí thư Đảng ủy xã Hạ Trì - ông Lê Văn Mây nói.",
            {"Lê Văn Mây": ["Bí thư Đảng ủy xã Hạ Trì"]},
        ),
        ("Phê duyệt của Chủ tịch UBND tỉnh Ninh Thuận.", {}),
        ("Chủ tịch UBND huyện Trần Văn Thời kết luận.", {}),
        # Stacked offices.
        (
            "Đ/c Lê Văn Mây - Quận ủy viên, Bí thư Đảng ủy kiêm Chủ tịch HĐND phường dự.",
            {"Lê Văn Mây": ["Quận ủy viên", "Bí thư Đảng ủy", "Chủ tịch HĐND phường"]},
        ),
        (
            "Ông Lê Văn Mây, nguyên Bí thư Huyện ủy, cho biết.",
            {"Lê Văn Mây": ["nguyên Bí thư Huyện ủy"]},
        ),
        # Commas, dashes and «và» inside the name of a body.
        (
            "Bà Vũ Thị Na, Trưởng Phòng Lao động, Thương binh và Xã hội huyện, trao quà.",
            {"Vũ Thị Na": ["Trưởng Phòng Lao động, Thương binh và Xã hội huyện"]},
        ),
        (
            "Đồng chí Vũ Thị Na - Trưởng Ban Kinh tế - Ngân sách - trao quà.",
            {"Vũ Thị Na": ["Trưởng Ban Kinh tế - Ngân sách"]},
        ),
        # Lists.
        (
            "Dự có các đồng chí: Lê Văn Mây, Bí thư Huyện ủy; Thượng tá Hồ Sông, Trưởng Công an"
            " huyện.",
            {"Lê Văn Mây": ["Bí thư Huyện ủy"], "Hồ Sông": ["Trưởng Công an huyện"]},
        ),
        (
            "Các đồng chí Lê Văn Mây, Vũ Thị Na - Ủy viên Ban Thường vụ Huyện ủy dự.",
            {
                "Lê Văn Mây": ["Ủy viên Ban Thường vụ Huyện ủy"],
                "Vũ Thị Na": ["Ủy viên Ban Thường vụ Huyện ủy"],
            },
        ),
        (
            "Chủ tịch UBND tỉnh Lê Văn Mây và Phó Chủ tịch UBND tỉnh Vũ Gia Na tiếp đoàn.",
            {"Lê Văn Mây": ["Chủ tịch UBND tỉnh"], "Vũ Gia Na": ["Phó Chủ tịch UBND tỉnh"]},
        ),
        (
            "Các Phó Chủ tịch UBND tỉnh Lê Văn Mây, Vũ Thị Na cùng dự.",
            {"Lê Văn Mây": ["Phó Chủ tịch UBND tỉnh"], "Vũ Thị Na": ["Phó Chủ tịch UBND tỉnh"]},
        ),
        # An office ends at a unit, its name, or the first small word after them.
        ("Ông Lê Văn Mây làm Bí thư Đảng ủy phường.", {"Lê Văn Mây": ["Bí thư Đảng ủy phường"]}),
        (
            "Chủ tịch UBND huyện Hạ Trì Lê Văn Mây đánh trống khai giảng.",
            {"Lê Văn Mây": ["Chủ tịch UBND huyện Hạ Trì"]},
        ),
        (
            "Ông Lê Văn Mây, Chủ tịch UBND xã bỏ lá phiếu đầu tiên.",
            {"Lê Văn Mây": ["Chủ tịch UBND xã"]},
        ),
        (
            "Đồng chí Lê Văn Mây - Bộ trưởng Bộ Ngoại giao - tiếp đoàn.",
            {"Lê Văn Mây": ["Bộ trưởng Bộ Ngoại giao"]},
        ),
        (
            "Chủ tịch UBND huyện Hạ Trì (tỉnh Tân Lâm) ông Lê Văn Mây cho biết.",
            {"Lê Văn Mây": ["Chủ tịch UBND huyện Hạ Trì"]},
        ),
        (
            "Dự họp có các ông, bà: Ông Lê Văn Mây- UVBTVHU- Chủ tịch UBMTTQ huyện.",
            {"Lê Văn Mây": ["UVBTVHU", "Chủ tịch UBMTTQ huyện"]},
        ),
        (
            "Ông Lê Văn Mây, đại biểu Hội đồng nhân dân (HĐND) huyện, trả lời.",
            {"Lê Văn Mây": ["đại biểu Hội đồng nhân dân (HĐND) huyện"]},
        ),
        (
            "Giám đốc Sở GTVT Hà Giang đề nghị; Giám đốc Sở GTVT Nhữ Văn Tám nói.",
            {"Nhữ Văn Tám": ["Giám đốc Sở GTVT"]},
        ),
        (
            "Bổ nhiệm ông Lê Văn Mây, Bí thư Huyện ủy Đại Từ giữ chức Giám đốc Sở Y tế.",
            {"Lê Văn Mây": ["Bí thư Huyện ủy Đại Từ", "Giám đốc Sở Y tế"]},
        ),
        (
            "Ông Lê Văn Mây (SN 1950), trú tại xã Hạ Trì, huyện Tân Lâm, Bí thư Chi bộ, kể.",
            {"Lê Văn Mây": ["Bí thư Chi bộ"]},
        ),
        # A document's signature.
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLê Văn Mây", {"Lê Văn Mây": ["CHỦ TỊCH"]}),
        # Collective or role only: nobody.
        ("Cùng dự có các đồng chí trong Thường trực Đảng ủy - HĐND - UBND.", {}),
        ("Đồng chí Bí thư Đảng ủy yêu cầu các chi bộ vào cuộc.", {}),
    ],
)
def test_offices_end_where_the_office_ends(sentence: str, expected: dict[str, list[str]]) -> None:
    assert offices(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Bà H'Mây Niê và ông Y Sông Êban kể.", ["H'Mây Niê", "Y Sông Êban"]),
        ("Chị K' Lan trồng cà phê.", ["K' Lan"]),
        ("Bà Jane Carter, Giám đốc dự án, nói.", ["Jane Carter"]),
        ("Tổng thống Jane Carter thăm Huế.", ["Jane Carter"]),
        ("Bệnh nhân Trần Thị S. được ra viện.", ["Trần Thị S."]),
        ("Em N.T.M. bị bạn là L.K.P đánh.", ["N.T.M."]),
        ("Ông Phùng Văn Trường ở thôn 5 thuê đất.", ["Phùng Văn Trường"]),
        ("Đồng chí LÊ HỮU MÂY đọc diễn văn.", ["LÊ HỮU MÂY"]),
        ("Ông Lê Văn Mây-nguyên Chánh Thanh tra huyện dự.", ["Lê Văn Mây"]),
        ("Ông Mây cho biết vụ này được mùa.", ["Mây"]),
        ("Phố Bà Triệu, đường Lê Lợi, Trường THPT Phan Bội Châu.", []),
        ("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.", []),
        ("Làm theo lời Bác Hồ dạy.", []),
        ("Huyện Anh Sơn và tỉnh Bà Rịa - Vũng Tàu.", []),
        ("Có 3 tàu (Cà Mau 2, Bà Rịa Vũng Tàu 1).", []),
        ("Có 95 em học sinh Trường Tiểu học Hoa Mai dự.", []),
        ("Người nhận là Lê Văn Mây (SN 1950), trú tại xã Hạ Trì.", ["Lê Văn Mây"]),
        ("Công an bắt Lê Văn Mây (34 tuổi).", ["Lê Văn Mây"]),
        ("Xe do Lê Văn Mây (trú xã Hạ Trì) lái.", ["Lê Văn Mây"]),
        ("Bắt giữ Lê Văn Mây, trú tại thôn 5.", ["Lê Văn Mây"]),
    ],
)
def test_names_are_bare_and_only_of_people(sentence: str, names: list[str]) -> None:
    assert [person.name for person in read(sentence)[1]] == names


@pytest.mark.parametrize(
    ("raw", "authors"),
    [
        ("Xã họp dân. Ảnh: Thu Mận/TTXVN", ["Thu Mận"]),
        ("Xã họp dân. Ảnh: Thu Mận Hiện nay, xã có 5 thôn.", ["Thu Mận"]),
        ("Xã họp dân.\nTin, ảnh: Thu Mận - Hồng Đào", ["Thu Mận", "Hồng Đào"]),
        ("Xã họp dân.\nThu Mận; Ảnh: Hồng Đào", ["Thu Mận", "Hồng Đào"]),
        ("Rau lên phố\nLê Thị Mận 14:52, 27/06/2023\nXã họp dân.", ["Lê Thị Mận"]),
        ("Xã họp dân. Thu Mận", ["Thu Mận"]),
        ("Xã họp dân.\nTHU MẬN", ["THU MẬN"]),
        ("Xã họp dân.\nH.M", ["H.M"]),
        ("Xã họp dân. Theo Thu Mận (Báo Kiên Giang)", ["Thu Mận"]),
        ("Xã họp dân. Ảnh: PV\nHết.", []),
        ("Ông Lê Văn Mây là Bí thư Thị ủy TX. Hạ Long.", []),
        ("Xã họp dân.\nThu Mận - Đài Truyền thanh huyện", ["Thu Mận"]),
        ("Nguồn thông tin: Thời gian qua, xã họp dân.", []),
        ("Xã họp dân.\n\nLê Văn Mây\n\nTin khác\nXã Hạ Trì ra quân", ["Lê Văn Mây"]),
        ("Xã họp dân.\n\nLê Văn Mây\n\n(http://vi-du.vn)", ["Lê Văn Mây"]),
        ("Xã họp dân\n\nLê Gia Mây\n08/9/2025 18:33\n\nXã họp.", ["Lê Gia Mây"]),
        ("Xã họp dân.\n\nToàn cảnh\n\nHồ Chí Minh\n\nTin khác", []),
        ("Xã họp dân.\nTHU MẬN\n,\n.", ["THU MẬN"]),
        ("Xã họp dân.\nThu Mận - ĐTT HẠ TRÌ", ["Thu Mận"]),
        ("Xã họp dân.\n\nTheo Báo Kiên Giang", []),
        ("Xã họp dân\n\nLê Mây Thứ hai, ngày 04/12/2023\nXã họp.", ["Lê Mây"]),
        ("Xã họp dân bàn việc làm con đường qua thôn.\nThu Mận\n3 giờ trước", ["Thu Mận"]),
    ],
)
def test_authors_sign_below_pictures_and_at_the_end(raw: str, authors: list[str]) -> None:
    assert [person.name for person in read(raw)[1] if person.role == "author"] == authors


def test_later_short_mentions_belong_to_the_one_person_they_fit() -> None:
    text, people = read(
        "Ông Lê Văn Mây, Trưởng thôn, mở đầu. Bà Vũ Thị Na góp ý. Ông Mây đáp, bà Na cười."
    )
    assert [[text.quote(m) for m in p.mentions] for p in people] == [
        ["Lê Văn Mây", "Mây"],
        ["Vũ Thị Na", "Na"],
    ]


def test_two_people_of_one_given_name_leave_the_short_mention_open() -> None:
    _, people = read("Ông Lê Văn Mây và ông Vũ Gia Mây đến. Ông Mây phát biểu.")
    assert [len(person.mentions) for person in people] == [1, 1]


def test_an_office_and_a_given_name_are_a_mention() -> None:
    text, people = read("Bí thư Huyện ủy Lê Gia Mây dự. Bí thư Mây hỏi thăm bà con.")
    assert [[text.quote(m) for m in p.mentions] for p in people] == [["Lê Gia Mây", "Mây"]]


def test_a_street_named_after_a_person_is_no_mention_of_him() -> None:
    text, people = read("Chủ tịch Hồ Chí Minh về thăm. Nay là TP Hồ Chí Minh, đường Hồ Chí Minh.")
    assert [[text.quote(m) for m in p.mentions] for p in people] == [["Hồ Chí Minh"]]


def test_a_second_spelling_of_an_office_adds_none() -> None:
    raw = "Chủ tịch UBND xã Lê Văn Mây dự. Ông Lê Văn Mây, Chủ tịch Ủy ban nhân dân xã Hạ Trì, nói."
    assert offices(raw) == {"Lê Văn Mây": ["Chủ tịch UBND xã"]}


@pytest.mark.parametrize(
    ("position", "title", "organization", "level", "place"),
    [
        ("Chủ tịch UBND phường", "Chủ tịch UBND", "UBND phường", "ward", None),
        ("Phó Bí thư Huyện ủy", "Phó Bí thư", "Huyện ủy", "district", None),
        ("Trưởng thôn Hạ Trì", "Trưởng thôn", "thôn Hạ Trì", "hamlet", "thôn Hạ Trì"),
        ("PCT HĐND tỉnh Sơn La", "Phó Chủ tịch HĐND", "HĐND tỉnh Sơn La", "province", "Sơn La"),
        ("Giám đốc Công ty Hoa Mai", "Giám đốc", "Công ty Hoa Mai", "none", None),
        ("Ủy viên Bộ Chính trị", "Ủy viên Bộ Chính trị", "Bộ Chính trị", "central", None),
    ],
)
def test_an_office_has_title_organization_level_and_place(
    position: str, title: str, organization: str, level: str, place: str | None
) -> None:
    _, people = read(f"Ông Lê Văn Mây, {position}, cho biết.")
    (office,) = people[0].offices
    assert (office.title, office.organization, office.level) == (title, organization, level)
    assert office.place is None if place is None else (office.place or "").endswith(place)


ARTICLE = (
    "Dự hội nghị có đồng chí Lê Thị Thủy - Bí thư Đảng ủy, Chủ tịch HĐND xã; Đại úy Hồ Sông,"
    " Trưởng Công an xã.\nÔng Y Thin Êban, Trưởng buôn, vui mừng. Bà Thủy kết luận.\nThu Mận"
)


@pytest.mark.parametrize(
    "variant",
    [
        unicodedata.normalize("NFD", ARTICLE),
        ARTICLE.replace(" ", "\u00a0"),
        ARTICLE.replace("\n", "\r\n"),
        ARTICLE.replace(" ", "  "),
        ARTICLE.replace(" - ", " – "),
        ARTICLE.replace("Thủy", "Thuỷ").replace("úy", "uý"),
    ],
)
def test_the_same_people_whatever_the_encoding(variant: str) -> None:
    seen = [
        (p.name.replace("uỷ", "ủy"), p.rank, [o.title for o in p.offices], len(p.mentions))
        for p in read(variant)[1]
    ]
    assert seen == [
        ("Lê Thị Thủy", None, ["Bí thư", "Chủ tịch HĐND"], 2),
        ("Hồ Sông", "Đại úy", ["Trưởng Công an"], 1),
        ("Y Thin Êban", None, ["Trưởng buôn"], 1),
        ("Thu Mận", None, [], 1),
    ]


PIECES = st.sampled_from(
    [
        *("ông ", "Bà ", "đồng chí ", "các đồng chí: ", "Chủ tịch ", "UBND ", "xã ", "Lê Văn Mây "),
        *(
            "- ",
            ", ",
            "; ",
            "\n",
            ". ",
            "(",
            ") ",
            "kiêm ",
            "nguyên ",
            "và ",
            "K'",
            "N.T.",
            "Ảnh: ",
        ),
        *(
            "Đại tá ",
            "SN 1950 ",
            "theo ",
            "PV",
            "Hà Nội ",
            "Phó ",
            "cho biết ",
            "\u0301",
            '"',
            "Ủy ",
        ),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_and_spans_lie_in_it(raw: str) -> None:
    text, people = read(raw)
    for person in people:
        assert person.name and person.mentions == tuple(sorted(set(person.mentions)))
        for span in (*person.mentions, *(office.span for office in person.offices)):
            assert 0 <= span.start < span.end <= len(text.norm)


@pytest.mark.parametrize(
    "unit", ["Chủ tịch ", "Nguyễn ", "ông ", "Bí thư, ", "(", "Lê Văn A, ", "ông Lê Văn A; ", "K'"]
)
def test_repeated_input_is_read_in_bounded_steps(unit: str) -> None:
    read(unit * 4000)


def test_a_heading_in_capitals_and_half_of_an_abbreviation_are_no_authors() -> None:
    for text in ("Xã họp sáng nay.\nII. PHÁT TRIỂN KINH TẾ\n1. Nông nghiệp", "Tỉnh họp.\n\nP.V"):
        assert not read(text)[1]
