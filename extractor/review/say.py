"""A figure's record in one plain sentence: «Tỷ lệ hộ nghèo, xã A, năm 2022: giảm 0,28 điểm …»."""

from __future__ import annotations

from collections.abc import Callable

from extractor.models import DateRecord, Figure, Official
from extractor.models.figure import Baseline, Period
from extractor.review.numbers import amount, number, stretch, unit_after
from extractor.review.words import Language


def say_figure(figure: Figure, words: Language) -> str:
    """What, where, when: how much — how firm."""
    when = say_period(figure.period, words)
    place = figure.place.name if figure.place else ""
    head = ", ".join(filter(None, (say_what(figure, words), place, when)))
    return f"{head}: {say_value(figure, words)} — {words.word('status', figure.status)}"


def say_what(figure: Figure, words: Language) -> str:
    """What is measured, as closely as it is known."""
    if figure.indicator:
        name = words.indicator(figure.indicator)
    else:
        name = " ".join(filter(None, (figure.action, figure.subject))) or _by_topic(figure, words)
    return name[:1].upper() + name[1:]


def _by_topic(figure: Figure, words: Language) -> str:
    return words.word("topic", figure.topic) if figure.topic else words.word("kind", figure.kind)


def say_value(figure: Figure, words: Language) -> str:
    """The value with its direction, comparison, share and base."""
    shown = _with_per(_number(figure, words), figure, words)
    build = PHRASES.get(figure.measure)
    said = build(figure, shown, words) if build else _level(figure, shown, words)
    base = say_baseline(figure.baseline, words)
    return " ".join(filter(None, (said, base)))


def _number(figure: Figure, words: Language) -> str:
    if figure.value is None:
        return f"{words.word('say', 'unknown')} ({figure.text})"
    if figure.denominator is not None:
        of = words.word("say", "ratio")
        total = amount(figure.denominator, figure.unit, words)
        return f"{number(figure.value, words)} {of} {total}"
    if figure.value_max is not None:
        to, top = words.word("say", "to"), amount(figure.value_max, figure.unit, words)
        # «0,15 đến 0,20 điểm phần trăm»; sums may each have their own unit.
        low = number(figure.value, words)
        first = amount(figure.value, figure.unit, words) if figure.unit == "VND" else low
        return f"{first} {to} {top}"
    lead = words.word("comparator", figure.comparator)
    return f"{lead} {amount(figure.value, figure.unit, words)}".strip()


def _with_per(shown: str, figure: Figure, words: Language) -> str:
    per = words.word("say", "per")
    return " ".join([shown, *(f"{per} {unit}" for unit in figure.per or ())])


Phrase = Callable[[Figure, str, Language], str]


def _level(figure: Figure, shown: str, words: Language) -> str:
    if figure.direction is None:
        return shown
    lead = words.word("say", "up_to" if figure.direction == "up" else "down_to")
    return f"{lead} {shown}"


def _change(figure: Figure, shown: str, words: Language) -> str:
    key = f"by_{figure.direction}" if figure.direction else "change"
    return f"{words.word('say', key)} {shown}"


def _completion(figure: Figure, shown: str, words: Language) -> str:
    of = figure.of or words.word("say", "plan")
    return f"{words.word('say', figure.measure)} {shown} {of}"


def _share(figure: Figure, shown: str, words: Language) -> str:
    of = f" {words.word('say', 'of')} {figure.of}" if figure.of else ""
    return f"{words.word('say', 'share')} {shown}{of}"


def _led(figure: Figure, shown: str, words: Language) -> str:
    return f"{words.word('say', figure.measure)} {shown}"


def _multiple(figure: Figure, shown: str, words: Language) -> str:
    lead = f"{words.word('say', 'multiple')} " if words.code == "vi" else ""
    return lead + shown


PHRASES: dict[str, Phrase] = {
    "change": _change,
    "change_rel": _change,
    "completion": _completion,
    "over_completion": _completion,
    "share": _share,
    "index": _led,
    "threshold": _led,
    "multiple": _multiple,
}


def say_period(period: Period | None, words: Language) -> str:
    """When a value is true: «năm 2022», «tính đến 31/12/2022»."""
    if period is None:
        return ""
    shown = stretch(period.start, period.end, words)
    return f"{words.word('say', 'as_of')} {shown}" if period.as_of and shown else shown


def say_baseline(baseline: Baseline | None, words: Language) -> str:
    """What a change is held against: «so với đầu năm 2022»."""
    if baseline is None:
        return ""
    lead = words.word("baseline", baseline.kind)
    if baseline.start is None:
        return lead
    if baseline.kind == "year":
        return f"{lead} {baseline.start.year}"
    return f"{lead} ({stretch(baseline.start, baseline.end, words)})"


def say_date(found: DateRecord, words: Language) -> str:
    """The days a date means, and what it is for."""
    days = stretch(found.start_date, found.end_date, words) or words.word("say", "no_day")
    hour = f" {found.time}" if found.time else ""
    role, how = words.word("role", found.role), words.word("resolution", found.resolution)
    return f"{days}{hour} — {role}, {how}"


def say_official(person: Official, words: Language) -> str:
    """Who a person is: rank, name and every office."""
    offices = "; ".join(position.text for position in person.positions)
    nothing = words.word("say", "author" if person.role == "author" else "no_office")
    return f"{person.name}: {offices or nothing}"


def unit_label(unit: str, words: Language) -> str:
    """A unit as a heading."""
    return words.word("number", "vnd") if unit == "VND" else unit_after(unit, words).strip()
