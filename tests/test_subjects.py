"""What is counted, measured or paid for, by its words."""

from __future__ import annotations

import pytest

from extractor import Extractor

# Sentence and, for each figure in it, its words and its subject.
CASES = [
    # A list goes by places and bodies: each part is of what the whole is of.
    (
        "Toàn huyện có 45 căn nhà bị tốc mái, gồm: xã Hà Đông 20 căn, thị trấn Bình Lư 25 căn.",
        {
            "45 căn nhà": "căn nhà bị tốc mái",
            "20 căn": "căn nhà bị tốc mái",
            "25 căn": "căn nhà bị tốc mái",
        },
    ),
    (
        "Đã có 900/1.000 cử tri đi bầu:\nKhu vực bỏ phiếu số 01 = 400/450 = 88,89%",
        {"400/450": "cử tri đi bầu", "88,89%": "cử tri đi bầu"},
    ),
    # A list goes by things: each part is its own.
    (
        "Xảy ra 12 vụ, gồm: trộm cắp tài sản 7 vụ, đánh bạc 3 vụ, cố ý gây thương tích 2 vụ.",
        {"7 vụ": "trộm cắp tài sản", "3 vụ": "đánh bạc", "2 vụ": "cố ý gây thương tích"},
    ),
    # A label right before the colon names what follows.
    ("2- Đất đai:\n- Rừng trồng: 462,1 ha.", {"462,1 ha": "Rừng trồng"}),
    # What happens is counted, whatever its verb.
    ("Tai nạn giao thông xảy ra 5 vụ.", {"5 vụ": "Tai nạn giao thông"}),
    # What is said of the counted, right behind the unit.
    ("Hiện còn 16 ca đang điều trị tại trạm.", {"16 ca": "ca đang điều trị tại trạm"}),
    ("Xã có 13 hộ mới thoát nghèo.", {"13 hộ": "hộ mới thoát nghèo"}),
    # A percentage that goes on from another one speaks of the same thing.
    (
        "Tổng thu ngân sách đạt 9 tỷ đồng, đạt 59% so kế hoạch tăng 6% so cùng kỳ.",
        {"59%": "Tổng thu ngân sách", "6%": "Tổng thu ngân sách"},
    ),
    # A plan or a total is no thing by itself.
    ("Xã bê tông hóa 36 km đường thôn, đạt 92% tổng chiều dài.", {"92%": "đường thôn"}),
    # Who gives is not what is given.
    (
        "Công ty Hoa Sen ủng hộ 50 triệu đồng cho phong trào khuyến học.",
        {"50 triệu đồng": "phong trào khuyến học"},
    ),
    # Money that nothing is named for is what was done with it.
    ("Ngân hàng Chính sách xã hội huyện giải ngân 2 tỷ đồng.", {"2 tỷ đồng": "giải ngân"}),
    # A list of things is one name, before the figure and behind it.
    (
        "Nguồn vốn huy động ngắn, trung hạn đạt 1.250 tỷ đồng, tăng 4%.",
        {
            "1.250 tỷ đồng": "Nguồn vốn huy động ngắn, trung hạn",
            "4%": "Nguồn vốn huy động ngắn, trung hạn",
        },
    ),
    (
        "Xảy ra 14 vụ cháy, nổ, làm 2 người bị thương, thiệt hại khoảng 300 triệu đồng.",
        {"14 vụ": "vụ cháy, nổ", "2 người": "người bị thương"},
    ),
    ("Tỉnh có 98 xã, thị trấn thuộc vùng khó khăn.", {"98 xã": "xã, thị trấn"}),
    (
        "Xã có 12 thôn, dân số 8.500 người, diện tích 46 km2.",
        {"12 thôn": "thôn", "46 km2": "diện tích"},
    ),
    ("Tại 3 xã, người dân đã hiến 2.000 m2 đất.", {"3 xã": "xã"}),
    # What a bare count is the number of stands before «là» or a colon.
    (
        "Người tham gia bảo hiểm xã hội (BHXH) tự nguyện là 2.410 người.",
        {"2.410 người": "Người tham gia bảo hiểm xã hội (BHXH) tự nguyện"},
    ),
    ("- Hộ có hoàn cảnh khó khăn: 120 hộ", {"120 hộ": "Hộ có hoàn cảnh khó khăn"}),
    # The number of a thing is no head noun, and «số» stays where a compound needs it.
    ("Xã Tân Lộc có diện tích 71 km2, dân số 21.640 người.", {"21.640 người": "dân số"}),
    # One thing has several extents.
    ("Trên đê xuất hiện vết nứt dài 40 m, rộng 3 m.", {"40 m": "vết nứt", "3 m": "vết nứt"}),
    # A word that leads on, left behind by the figure after it, ends no name.
    ("Xã hỗ trợ 12 hộ dân của 3 thôn.", {"12 hộ": "hộ dân"}),
    (
        "Hội trao 30 suất quà, mỗi suất trị giá 200.000 đồng tặng hộ nghèo.",
        {"200.000 đồng": "suất quà"},
    ),
    (
        "Hội tặng gạo cho các hộ khó khăn. Tổng trị giá 45 triệu đồng.",
        {"45 triệu đồng": "Tổng trị giá"},
    ),
    # What a thing comes with is named behind «với».
    (
        "Quỹ tín dụng Hòa Bình giúp nhau làm ăn với tổng vốn đăng ký 18 tỷ đồng.",
        {"18 tỷ đồng": "tổng vốn đăng ký"},
    ),
    # A compound stays whole at the end of a name.
    ("Huyện có 5 xã đạt chuẩn nông thôn mới.", {"5 xã": "xã đạt chuẩn nông thôn mới"}),
    # Words that name no thing stand for none.
    ("Hội nghị có sự tham gia của xã viên cùng 300 đại biểu.", {"300 đại biểu": "đại biểu"}),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(tagger="rules")


@pytest.mark.parametrize(("text", "subjects"), CASES, ids=[text[:40] for text, _ in CASES])
def test_the_subject_is_the_thing_and_no_more(
    extractor: Extractor, text: str, subjects: dict[str, str | None]
) -> None:
    found = {figure.text: figure.subject for figure in extractor.extract(text).figures}
    assert {words: found.get(words) for words in subjects} == subjects
