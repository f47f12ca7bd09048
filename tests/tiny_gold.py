"""A tiny gold and a prediction full of faults, for scores worked out by hand."""

from __future__ import annotations

from typing import Any

TEXT = (
    "Xã còn 12 hộ nghèo, chiếm 2,5%. Quỹ được 30 triệu đồng trong 5 ngày.\n"
    "Ngày 6/3/2018 và ngày 7/3/2018, ông Lê Văn A, Chủ tịch xã, cùng bà Trần Thị B đến dự."
)


def span(words: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **fields}


def figure(words: str, kind: str, value: str, **fields: Any) -> dict[str, Any]:
    plain = {"comparator": "eq", "status": "actual", "unit": "hộ", "measure": "level"}
    return span(words, kind=kind, value=value, **{**plain, **fields})


GOLD = {
    "figures": [
        figure("12 hộ", "count", "12", indicator="pov.poor_hh.count", subject="hộ nghèo"),
        figure("2,5%", "percent", "2.5", unit="%", measure="share", subject="hộ nghèo"),
        figure("30 triệu đồng", "money", "30000000", unit="VND", measure="flow"),
        figure("5 ngày", "measure", "5", unit="ngày"),
    ],
    "dates": [
        span("6/3/2018", start_date="2018-03-06", end_date="2018-03-06", role="event"),
        span("7/3/2018", start_date="2018-03-07", end_date="2018-03-07", role="event"),
    ],
    "officials": [
        {
            "name": "Lê Văn A",
            "role": "mentioned",
            "positions": ["Chủ tịch xã"],
            "mentions": [span("Lê Văn A")],
        },
        {"name": "Trần Thị B", "role": "mentioned", "mentions": [span("Trần Thị B")]},
    ],
    "references": [],
    "checks": ["C5", "C19"],
}
# «12 hộ» is wholly right; «2,5%» has its value right and its measure wrong; the money is misread;
# the days are missed. One date is wrong, the other has another role. Bà B is missed.
PREDICTED = {
    "figures": [
        figure(
            "12 hộ", "count", "12.0", indicator="pov.poor_hh.count", subject="hộ", certainty="sure"
        ),
        figure("2,5%", "percent", "2.5", unit="%", subject="xã", certainty="likely"),
        figure("30 triệu", "money", "30", unit="VND", measure="flow", certainty="likely"),
    ],
    "dates": [
        span("6/3/2018", start_date="2018-03-06", end_date="2018-03-06", role="deadline"),
        span("7/3/2018", start_date="2017-03-07", end_date="2017-03-07", role="event"),
    ],
    "officials": [
        {
            "name": "lê văn  a",
            "role": "mentioned",
            "positions": [{"text": "Chủ tịch  xã"}, {"text": "Bí thư"}],
            "mentions": [span("Lê Văn A"), span("A, Chủ")],
        }
    ],
    "references": [span("5 ", **{"class": "other"})],
    "issues": [{"code": "C5"}, {"code": "C1"}, {"code": "C5"}, {"code": "place_ambiguous"}],
}
