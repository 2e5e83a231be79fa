"""The one chart of the page, as a Vega-Lite specification. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Bar:
    """One month: its label and the two counts; None where a count is withheld, so that no bar is drawn."""

    label: str
    taken_up: int | None
    not_taken_up: int | None


@dataclass(frozen=True)
class Words:
    """What the chart says, in the reader's language."""

    title: str
    taken_up: str
    not_taken_up: str


def spec(bars: Sequence[Bar], words: Words) -> dict[str, Any]:
    """Stacked bars a month. Two tones that differ in lightness as well as hue, so that they also part in grey."""
    rows = [
        {"month": bar.label, "what": what, "count": count}
        for bar in bars
        for what, count in ((words.taken_up, bar.taken_up), (words.not_taken_up, bar.not_taken_up))
        if count is not None
    ]
    scale = {"domain": [words.taken_up, words.not_taken_up], "range": ["#1a5c47", "#cbe1d7"]}
    quiet = {"title": None, "domain": False, "ticks": False, "labelPadding": 8}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": words.title,
        "width": 460,
        "height": 190,
        "background": "transparent",
        "data": {"values": rows},
        "mark": {"type": "bar", "width": {"band": 0.6}},
        "encoding": {
            "x": {"field": "month", "type": "ordinal", "sort": [bar.label for bar in bars], "axis": {**quiet, "labelAngle": 0}},
            "y": {"field": "count", "type": "quantitative", "axis": {**quiet, "tickCount": 4, "gridColor": "#e6e2d9"}},
            "color": {"field": "what", "type": "nominal", "scale": scale, "legend": {"title": None, "orient": "top"}},
            "order": {"field": "what", "sort": "descending"},
        },
        "config": {
            "font": "Source Sans 3",
            "axis": {"labelFontSize": 13, "labelColor": "#333"},
            "legend": {"labelFontSize": 13, "labelColor": "#333"},
            "view": {"stroke": None},
        },
    }
