"""Why a figure was read as it was: which words and rules decided, and what gave way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.mentions import Claim, choose
from extractor.text import Text

if TYPE_CHECKING:
    from extractor.engine import Extractor
    from extractor.meaning.page import Meaning

# The fields that are explained, with their names for a reader.
FIELDS = {
    "value": "giá trị (value)",
    "unit": "đơn vị (unit)",
    "comparator": "so sánh (comparator)",
    "indicator": "chỉ tiêu (indicator)",
    "subject": "đối tượng (subject)",
    "action": "hành động (action)",
    "measure": "loại trị số (measure)",
    "direction": "chiều (direction)",
    "status": "trạng thái (status)",
    "period": "thời kỳ (period)",
    "baseline": "gốc so sánh (baseline)",
    "per": "tính trên (per)",
    "of": "trên tổng (of)",
    "about": "bổ nghĩa cho (about)",
    "part_of": "thuộc về (part of)",
    "place": "địa bàn (place)",
    "actor": "chủ thể (actor)",
    "fund_source": "nguồn kinh phí (fund source)",
    "attribution": "theo ai (attribution)",
    "certainty": "độ chắc (certainty)",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One field: its value, the rule and the words that decided, and the readings rejected."""

    field: str
    value: str
    rule: str | None
    words: str | None
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure: its record, its sentence cut at the figure, and every decision."""

    figure: dict[str, Any]
    before: str
    after: str
    decisions: tuple[Decision, ...]


def explain(engine: Extractor, article: Article) -> list[Explanation]:
    """The explanations of all figures of an article, in text order."""
    reading = engine.find(article)
    record = engine.read(article).model_dump(mode="json", by_alias=True)
    lost = list(_lost_claims(engine, reading.text))
    raw = article.text
    explanations = []
    for figure, meaning in zip(record["figures"], engine.interpret(reading), strict=True):
        home = figure["sentence"]
        explanations.append(
            Explanation(
                figure=figure,
                before=raw[home["start"] : figure["start"]],
                after=raw[figure["end"] : home["end"]],
                decisions=tuple(_decisions(reading.text, figure, meaning, lost)),
            )
        )
    return explanations


def _decisions(
    text: Text, figure: dict[str, Any], meaning: Meaning, lost: list[Claim]
) -> Iterator[Decision]:
    grounds = {
        "value": _value_grounds(text, meaning, lost),
        "comparator": (None, meaning.at.quantity.cue, ()),
        "indicator": _indicator_grounds(text, meaning),
        "measure": _measure_grounds(text, meaning),
        "status": _status_grounds(text, meaning),
        "period": _period_grounds(text, meaning),
        "baseline": _cue_grounds(text, meaning.baseline),
        "certainty": (None, None, tuple(doubt.reason for doubt in meaning.doubts)),
    }
    for field in FIELDS:
        shown = _show(figure.get(field))
        rule, words, rejected = grounds.get(field, (None, None, ()))
        if shown is not None or rejected:
            yield Decision(field, shown or "–", rule, words, rejected)


Grounds = tuple[str | None, str | None, tuple[str, ...]]


def _value_grounds(text: Text, meaning: Meaning, lost: list[Claim]) -> Grounds:
    span = meaning.at.quantity.span
    rivals = [
        f"«{text.quote(claim.span)}» {type(claim).__name__} {getattr(claim, 'rule', '')}".strip()
        for claim in lost
        if claim.span.overlaps(span)
    ]
    return meaning.at.quantity.rule, text.quote(span), tuple(dict.fromkeys(rivals))


def _indicator_grounds(text: Text, meaning: Meaning) -> Grounds:
    link = meaning.link
    words = text.quote(link.head) if link.head is not None else None
    return link.rule, words, tuple(f"{name}: {why}" for name, why in link.rivals)


def _measure_grounds(text: Text, meaning: Meaning) -> Grounds:
    measure = meaning.measure
    words = text.quote(measure.cue) if measure.cue is not None else None
    return measure.rule, words, measure.rivals


def _status_grounds(text: Text, meaning: Meaning) -> Grounds:
    rule, words, _ = _cue_grounds(text, meaning.status_cue)
    rivals = (f"{cue.row.status}: «{text.quote(cue.span)}»" for cue in meaning.status_rivals)
    return rule, words, tuple(dict.fromkeys(rivals))


def _cue_grounds(text: Text, cue: Any) -> Grounds:
    return (None, None, ()) if cue is None else (cue.row.id, text.quote(cue.span), ())


def _period_grounds(text: Text, meaning: Meaning) -> Grounds:
    period = meaning.period
    if period is None:
        return None, None, ()
    words = text.quote(period.timex.span)
    return period.timex.rule, words if period.near else f"{words} (câu trước)", ()


def _lost_claims(engine: Extractor, text: Text) -> Iterator[Claim]:
    claims = engine.find_claims(text)
    kept = set(map(id, choose(claims)))
    return (claim for claim in claims if id(claim) not in kept)


def _show(value: Any) -> str | None:
    """A field's value in one line; None when there is nothing to show."""
    if value is None or value == []:
        return None
    if isinstance(value, dict):
        return ", ".join(f"{name} {item}" for name, item in value.items() if item is not None)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
