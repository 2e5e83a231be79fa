"""Time and memory against the number of signals, as one SVG with two panels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import data
import runs
import vl_convert

# Apart in hue and in lightness, so that they also part in grey and for the colour-blind.
COLOURS = {"Voordeur": "#1a5c47", "Splink 5, saved model": "#d08a1d", "Splink 5, cold": "#7a3b8f", "tight floor": "#8a8a8a"}
NAMES = {"ours": "Voordeur", "splink saved": "Splink 5, saved model", "splink cold": "Splink 5, cold", "floor": "tight floor"}


def draw(sizes: dict[str, Any], place: Path) -> None:
    """Write the chart to `place`."""
    rows = [
        {
            "signals": data.SIZES[size],
            "engine": NAMES[engine],
            "seconds": runs.median(found, "inner"),
            "GiB": runs.median(found, "gib"),
        }
        for size, one in sizes.items()
        for engine, found in one["runs"].items()
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": "Seconds and peak memory against the number of signals",
        "background": "white",
        "data": {"values": rows},
        "hconcat": [
            _panel("seconds", "seconds, CSV to label", [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]),
            _panel("GiB", "peak memory, GiB", [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]),
        ],
        "config": {
            "font": "sans-serif",
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "gridColor": "#e6e2d9"},
            "legend": {"labelFontSize": 12, "orient": "bottom", "title": None, "symbolStrokeWidth": 3},
            "view": {"stroke": None},
        },
    }
    place.write_text(str(vl_convert.vegalite_to_svg(spec)))


def _panel(field: str, title: str, marks: list[float]) -> dict[str, Any]:
    """Lines with points, both axes logarithmic: a straight line of slope one is linear growth."""
    signals = {
        "field": "signals", "type": "quantitative", "scale": {"type": "log"},
        "axis": {"title": "signals", "values": list(data.SIZES.values()), "format": "~s"},
    }  # fmt: skip
    upward = {
        "field": field, "type": "quantitative", "scale": {"type": "log", "nice": False},
        "axis": {"title": title, "values": marks, "format": "~g"},
    }  # fmt: skip
    colour = {
        "field": "engine", "type": "nominal", "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())},
    }  # fmt: skip
    return {
        "width": 330,
        "height": 260,
        "mark": {"type": "line", "point": {"size": 55, "filled": True}, "strokeWidth": 2.5},
        "encoding": {"x": signals, "y": upward, "color": colour},
    }
