"""Sentences that read two ways, with the reading that is right. The published day is ISO."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from extractor import Extractor

Want = dict[str, dict[str, Any]]
DAY = "2022-10-05"

CASES: list[tuple[str, str, Want]] = [
    (
        "what was not done to them is a state",
        "Quận đã di dời 50 hộ dân vùng dự án, chưa di dời 24 hộ.",
        {"50 hộ": {"measure": "flow"}, "24 hộ": {"measure": "level"}},
    ),
    (
        "what was paid to those counted is told once",
        "Dự án bồi thường cho 36 hộ hết 93 tỷ đồng. Giá trị hợp đồng xây lắp là 267 tỷ đồng.",
        {"93 tỷ đồng": {"indicator": "land.compensation.amount"},
         "267 tỷ đồng": {"indicator": "infra.cost.amount"}},
    ),
    (
        "only what a norm is raised to is aimed at",
        "Huyện phấn đấu nâng thu nhập từ 41 triệu đồng/người lên 62 triệu đồng/người.",
        {"41 triệu đồng": {"status": "actual"},
         "62 triệu đồng": {"status": "target", "direction": "up", "subject": "thu nhập"}},
    ),
    (
        "a bare item has the verb of an item before",
        "Đội tháo dỡ 12 mái che, mái vẩy; 20 biển hiệu; 7 bục bệ.",
        {"20 biển hiệu": {"measure": "flow"}, "7 bục bệ": {"measure": "flow"}},
    ),
    (
        "a level and a change of the same rate",
        "Tỷ lệ hộ nghèo giảm còn 2,31%, giảm 0,58% so với đầu năm.",
        {
            "2,31%": {"measure": "level", "direction": "down", "unit": "%"},
            "0,58%": {"measure": "change", "direction": "down", "unit": "điểm %",
                      "baseline": "year_start", "indicator": "pov.poor_hh.rate"},
        },
    ),
    (
        "a range of change is no fall from a to b",
        "Năm 2023, xã phấn đấu tỷ lệ hộ nghèo giảm từ 0,2% đến 0,3%.",
        {"0,2% đến 0,3%": {"measure": "change", "status": "target", "comparator": "range",
                           "unit": "điểm %"}},
    ),
    (
        "from a down to b are two levels",
        "Tỷ lệ hộ nghèo giảm từ 3,6% xuống còn 1,7%.",
        {"3,6%": {"measure": "level"}, "1,7%": {"measure": "level", "direction": "down"}},
    ),
    (
        "beyond the plan is no completion",
        "Ngày hội thu được 124 đơn vị máu, vượt 16% chỉ tiêu.",
        {"124 đơn vị máu": {"measure": "flow", "indicator": "hea.blood_units.count"},
         "16%": {"measure": "over_completion", "about": "124 đơn vị máu"}},
    ),
    (
        "equal to x percent of last year is an index",
        "Doanh số thu nợ đạt 82 tỷ đồng, bằng 107,4% so với cùng kỳ năm trước.",
        {"107,4%": {"measure": "index", "baseline": "same_period_prev_year",
                    "about": "82 tỷ đồng"}},
    ),
    (
        "a sign in brackets is a change",
        "Tổng dư nợ là 312 tỷ đồng, tăng 15 tỷ đồng (+5,04%) so với đầu năm.",
        {"5,04%": {"measure": "change_rel", "direction": "up"}},
    ),
    (
        "no part is larger than its whole",
        "Năm qua, phường tiễn 31 thanh niên nhập ngũ, đạt 172,2%.",
        {"172,2%": {"measure": "completion", "about": "31 thanh niên"}},
    ),
    (
        "small firms bound no sum",
        "Vốn doanh nghiệp vừa và nhỏ hơn 18 tỷ đồng.",
        {"18 tỷ đồng": {"comparator": "gt"}},
    ),
    (
        "grown by x percent is not equal to x percent",
        "Kim ngạch xuất khẩu đạt 14 triệu USD, tăng 124% so với cùng kỳ.",
        {"124%": {"measure": "change_rel", "direction": "up"}},
    ),
    (
        "completion of the year's plan",
        "Huyện giải quyết việc làm cho 1.410 lao động, đạt 87% kế hoạch năm.",
        {"1.410 lao động": {"indicator": "lab.jobs.count", "measure": "flow"},
         "87%": {"measure": "completion", "about": "1.410 lao động"}},
    ),
    (
        "a head written once belongs to both counts",
        "Mặt trận huyện đã xây mới 11 căn và sửa chữa 05 căn nhà đại đoàn kết.",
        {"11 căn": {"indicator": "house.built.count", "subject": "căn nhà đại đoàn kết"},
         "05 căn nhà": {"indicator": "house.repaired.count"}},
    ),
    (
        "gifts and cards are not households",
        "Hội trao 70 suất quà và 25 thẻ BHYT cho hộ nghèo.",
        {"70 suất quà": {"unit": "suất", "indicator": "gift.count"},
         "25 thẻ BHYT": {"unit": "thẻ", "indicator": "card.bhyt_given.count"}},
    ),
    (
        "each gift's worth is per unit",
        "Hội trao 90 suất quà, mỗi suất 300.000 đồng.",
        {"300.000 đồng": {"measure": "per_unit", "per": ["suất"], "about": "90 suất quà"}},
    ),
    (
        "the lines below «trong đó:» are parts of those who are given something",
        "Phường chăm lo cho 369 hộ khó khăn. Trong đó:\n+ Hộ nghèo, hộ cận nghèo: 91 hộ\n",
        {"91 hộ": {"measure": "flow", "part_of": "369 hộ", "indicator": None}},
    ),
    (
        "a percentage is of the ratio that it equals",
        "Huyện có 319/322 cử tri đi bỏ phiếu tại 7 khu vực bỏ phiếu, đạt 99%.",
        {"99%": {"about": "319/322 cử tri", "indicator": "elec.turnout.rate"}},
    ),
    (
        "a list of aims goes on over its sentences",
        "Năm tới, xã phấn đấu thu ngân sách 6 tỷ đồng. Năng suất lúa đạt 63 tạ/ha.",
        {"63 tạ/ha": {"status": "target"}},
    ),
    (
        "what has come true is no aim",
        "Năm tới, xã phấn đấu thu ngân sách 6 tỷ đồng. Năng suất lúa đã đạt 63 tạ/ha.",
        {"63 tạ/ha": {"status": "actual"}},
    ),
    (
        "a year ahead is a goal",
        "Thu nhập bình quân đến năm 2025 đạt 70 triệu đồng/người/năm.",
        {"70 triệu đồng": {"status": "target", "measure": "per_unit"}},
    ),
    (
        "a plan for a rate is completed by what stands behind the rate",
        "Thu ngân sách đạt 2,2 tỷ đồng; tỷ lệ hộ nghèo giảm còn 3,6%, đạt 111,9% kế hoạch.",
        {"111,9%": {"measure": "completion", "indicator": "pov.poor_hh.rate", "about": "3,6%"}},
    ),
    (
        "gifts worth a sum are a total",
        "Hội trao 90 suất quà trị giá 27 triệu đồng.",
        {"27 triệu đồng": {"measure": "flow", "about": "90 suất quà"}},
    ),
    (
        "three of five cases is a ratio",
        "Công an phường khám phá 3/5 vụ trộm cắp.",
        {"3/5 vụ": {"kind": "ratio", "value": "3", "denominator": "5"}},
    ),
    (
        "a comma before three digits and tỷ is a decimal",
        "Ngân hàng hỗ trợ 11,713 tỷ đồng cho hộ vay.",
        {"11,713 tỷ đồng": {"value": "11713000000"}},
    ),
    (
        "a comma before three digits and people is a thousands mark",
        "Toàn huyện có 15.483 hộ nông dân và 14,917 hộ hội viên.",
        {"14,917 hộ": {"value": "14917"}},
    ),
    (
        "năm before a noun is five",
        "Xã có năm hộ thoát nghèo.",
        {"năm hộ": {"value": "5", "indicator": "pov.escaped.count"}},
    ),
    (
        "a percentage makes a rate of what is named as households",
        "Đến nay hộ cận nghèo còn 5,4%.",
        {"5,4%": {"indicator": "pov.near_poor_hh.rate", "measure": "level"}},
    ),
    (
        "admitted is a flow, the total a level",
        "Đảng bộ kết nạp 14 đảng viên, nâng tổng số đảng viên lên 452 đồng chí.",
        {"14 đảng viên": {"indicator": "party.admitted.count", "measure": "flow"},
         "452 đồng chí": {"indicator": "party.members.count", "measure": "level",
                          "direction": "up"}},
    ),
    (
        "what is left is a level",
        "Toàn xã còn 37 hộ nghèo.",
        {"37 hộ": {"measure": "level", "direction": None}},
    ),
    (
        "parts belong to the sum before them",
        "9 tháng, ngân hàng cho vay 118 tỷ đồng; trong đó hộ nghèo 44 tỷ đồng.",
        {"44 tỷ đồng": {"part_of": "118 tỷ đồng"}},
    ),
    (
        "subsets belong to the households before them",
        "Xã có 13 hộ nghèo, trong đó có 6 hộ dân tộc thiểu số.",
        {"6 hộ": {"part_of": "13 hộ"}},
    ),
    (
        "a yearly range is per year",
        "Xã phấn đấu mỗi năm giảm 1-1,5% hộ nghèo.",
        {"1-1,5%": {"per": ["năm"], "status": "target", "comparator": "range"}},
    ),
    (
        "two times, doubled, twice as many",
        "Doanh thu đạt 4 tỷ đồng, gấp 2 lần năm trước.",
        {"2 lần": {"kind": "multiple", "measure": "multiple", "value": "2"}},
    ),
    (
        "the last named year governs",
        "Năm 2021, xã xây 5 căn nhà. Năm 2022, xã phấn đấu xây 7 căn nhà.",
        {"5 căn nhà": {"period": ("2021-01-01", "2021-12-31"), "status": "actual"},
         "7 căn nhà": {"period": ("2022-01-01", "2022-12-31"), "status": "target"}},
    ),
    (
        "a target with a baseline to come",
        "Xã phấn đấu đến năm 2030 thu nhập bình quân tăng 50% so với năm 2025.",
        {"50%": {"measure": "change_rel", "direction": "up", "status": "target",
                 "baseline": "year"}},
    ),
    (
        "paid to some of all households is a ratio",
        "Dự án đã chi trả bồi thường cho 174/198 hộ.",
        {"174/198 hộ": {"kind": "ratio", "indicator": "land.compensated.count"}},
    ),
    (
        "an income limit is a threshold",
        "Theo chuẩn mới, hộ có thu nhập dưới 1,5 triệu đồng/người/tháng là hộ nghèo.",
        {"1,5 triệu đồng": {"status": "standard", "comparator": "lt",
                            "per": ["người", "tháng"]}},
    ),
    (
        "an opening stock is a level of its own day",
        "Đầu năm có 248 hộ nghèo, trong năm 39 hộ thoát nghèo.",
        {"248 hộ": {"measure": "level", "indicator": "pov.poor_hh.count"},
         "39 hộ": {"measure": "flow", "indicator": "pov.escaped.count"}},
    ),
    (
        "plan and result of one campaign",
        "Kế hoạch vận động 620 triệu đồng, đến nay vận động được 701 triệu đồng.",
        {"620 triệu đồng": {"status": "target"}, "701 triệu đồng": {"status": "actual"}},
    ),
    (
        "a completion belongs to the nearest figure only",
        "Có 21 quân nhân xuất ngũ, 34 thanh niên nhập ngũ, đạt 106% chỉ tiêu.",
        {"106%": {"measure": "completion", "about": "34 thanh niên"}},
    ),
    (
        "a completion belongs to the people, not the sessions",
        "Trung tâm mở 7 phiên giao dịch cho 2.240 lượt người tìm việc, đạt 109% kế hoạch.",
        {"109%": {"measure": "completion", "about": "2.240 lượt người"}},
    ),
    (
        "bare numbers move what «số …» names; only the later value is foreseen",
        "Dự kiến số đơn vị hành chính cấp xã của tỉnh giảm từ 214 xuống 68.",
        {"214": {"measure": "level", "direction": None, "status": "actual", "unit": "đơn vị"},
         "68": {"measure": "level", "direction": "down", "status": "estimate",
                "indicator": "adm.units.count"}},
    ),
    (
        "a bare number is of the same things when it moves as they did",
        "Sau sắp xếp, Hoa Lâm giảm còn 51 xã, Tân Bồi giảm còn 43.",
        {"43": {"unit": "xã", "direction": "down", "indicator": "adm.units.count"}},
    ),
    (
        "the crew behind a boat's number is no part of it",
        "Tàu BĐ 45678 TS/8 lao động mất liên lạc.",
        {"8 lao động": {"unit": "người", "value": "8"}},
    ),
    (
        "a percentage in brackets behind a change is how far it moved",
        "Tỉnh xảy ra 412 vụ phạm pháp hình sự, giảm 58 vụ (12,3%) so với cùng kỳ.",
        {"12,3%": {"measure": "change_rel", "direction": "down", "about": "58 vụ",
                   "indicator": "sec.crime.count"}},
    ),
]  # fmt: skip


@cache
def _engine() -> Extractor:
    return Extractor(tagger="rules")


def _seen(sentence: str) -> dict[str, dict[str, Any]]:
    """Each figure by its words, with links given by the words of their targets."""
    record = _engine().extract(sentence, published=DAY).model_dump(mode="json")
    words = {figure["id"]: figure["text"] for figure in record["figures"]}
    seen = {}
    for figure in record["figures"]:
        period, baseline = figure["period"], figure["baseline"]
        seen[figure["text"]] = figure | {
            "about": words.get(figure["about"]),
            "part_of": words.get(figure["part_of"]),
            "baseline": baseline and baseline["kind"],
            "period": period and (period["start"], period["end"]),
        }
    return seen


@pytest.mark.parametrize(
    ("sentence", "text", "want"),
    [
        pytest.param(sentence, text, want, id=f"{name}: {text}")
        for name, sentence, wants in CASES
        for text, want in wants.items()
    ],
)
def test_sentence_has_the_right_of_two_readings(
    sentence: str, text: str, want: dict[str, Any]
) -> None:
    seen = _seen(sentence)
    assert text in seen, f"found only {sorted(seen)}"
    assert {field: seen[text][field] for field in want} == want


def test_day_and_month_after_a_part_of_day_are_a_date() -> None:
    record = _engine().extract("Chiều 3/5, phường họp tại 4/4 thôn.", published="2022-05-04")
    assert [(date.text, str(date.start_date)) for date in record.dates] == [
        ("Chiều 3/5", "2022-05-03")
    ]
    assert [(figure.text, figure.kind) for figure in record.figures] == [("4/4 thôn", "ratio")]


def test_class_of_disability_is_no_figure() -> None:
    record = _engine().extract("Ông là thương binh 4/4.")
    assert record.figures == []
    assert [reference.class_ for reference in record.references] == ["ordinal"]


def test_năm_nay_is_a_year_and_no_five() -> None:
    record = _engine().extract("Năm nay hộ nghèo giảm.", published=DAY)
    assert record.figures == []
