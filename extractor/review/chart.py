"""Values over time as SVG, each point a link to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from extractor.review.controls import visible
from extractor.review.numbers import amount, number
from extractor.review.words import Language

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 110, 20, 16, 40
TICKS = 4


class Point(NamedTuple):
    """One value of one place on a day; the line of a place joins those of one status."""

    on: date
    value: Decimal
    series: str
    status: str
    href: str
    words: str


class Scale(NamedTuple):
    """From days and values to the picture."""

    first: int
    days: int
    low: float
    span: float

    def x(self, on: date) -> float:
        return LEFT + (on.toordinal() - self.first) / self.days * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.low) / self.span * (HEIGHT - TOP - BOTTOM)


def draw_chart(points: Sequence[Point], title: str, unit: str, words: Language) -> Markup | None:
    """The chart; None where there are not two days to draw."""
    if len({point.on for point in points}) < 2:
        return None
    scale = _scale(points)
    series = list(dict.fromkeys(point.series for point in points))
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="group"'
        f' aria-label="{escape(visible(title))}">',
        *_axes(scale, points, unit, words),
    ]
    for place, name in enumerate(series):
        own = sorted((p for p in points if p.series == name), key=lambda p: (p.on, p.href))
        parts += _line(own, scale, place % 6)
    return Markup("".join([*parts, "</svg>"]))


def _scale(points: Sequence[Point]) -> Scale:
    days = [point.on.toordinal() for point in points]
    values = [float(point.value) for point in points]
    low = min(0.0, *values)
    span = max(values) - low or 1.0
    return Scale(min(days), max(days) - min(days), low, span * 1.05)


def _axes(scale: Scale, points: Sequence[Point], unit: str, words: Language) -> list[str]:
    parts = []
    for tick in range(TICKS + 1):
        value = scale.low + scale.span * tick / TICKS
        y = scale.y(value)
        shown = _tick(value, scale.span, unit, words)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}"'
                     f' y2="{y:.1f}"/><text class="tick end" x="{LEFT - 8}"'
                     f' y="{y + 4:.1f}">{shown}</text>')  # fmt: skip
    years = sorted({point.on.year for point in points})
    for year in years[:: max(1, len(years) // 8)]:
        x = max(LEFT, scale.x(date(year, 12, 31)))
        if x <= WIDTH - RIGHT + 4:
            parts.append(f'<text class="tick middle" x="{x:.1f}" y="{HEIGHT - 14}">{year}</text>')
    return parts


def _tick(value: float, span: float, unit: str, words: Language) -> str:
    if unit == "VND":
        return amount(Decimal(int(float(f"{value:.3g}"))), unit, words)
    step = Decimal(1) if span >= 10 else Decimal("0.01")
    return number(Decimal(f"{value:.3g}").quantize(step), words)


def _line(points: Sequence[Point], scale: Scale, colour: int) -> list[str]:
    firm = [point for point in points if point.status == "actual"]
    path = " ".join(f"{scale.x(p.on):.1f},{scale.y(float(p.value)):.1f}" for p in firm)
    parts = [f'<polyline class="series c{colour}" points="{path}"/>'] if len(firm) > 1 else []
    for point in points:
        kind = "firm" if point.status == "actual" else "planned"
        said = escape(visible(point.words))
        parts.append(
            f'<a href="{escape(point.href)}" aria-label="{said}"><title>{said}</title>'
            f'<circle class="point {kind} c{colour}" cx="{scale.x(point.on):.1f}"'
            f' cy="{scale.y(float(point.value)):.1f}" r="6"/></a>'
        )
    return parts
