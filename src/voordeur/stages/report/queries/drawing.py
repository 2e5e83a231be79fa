"""Draw a chart on the server: a picture without script or inline style, kept so that it is drawn once."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache as once
from typing import Any

import vl_convert
from django.core.cache import cache

from voordeur.channels.typesetting import FONTS

_KEPT = 24 * 60 * 60


def svg(spec: dict[str, Any]) -> str:
    """The chart of a Vega-Lite specification as SVG, to stand in a page: it scales, and is named by the page around it."""
    key = "chart:" + hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()
    drawn = cache.get(key)
    if drawn is None:
        _fonts()
        drawn = _in_page(str(vl_convert.vegalite_to_svg(spec)))
        cache.set(key, drawn, _KEPT)
    return str(drawn)


def _in_page(drawn: str) -> str:
    """Without a fixed size, so that the page decides; hidden from screen readers, for whom the table beside it stands."""
    start, rest = drawn.split(">", 1)
    start = re.sub(r'\s(width|height|class)="[^"]*"', "", start)
    return f'{start} class="vd-chart" aria-hidden="true" focusable="false">{rest}'


@once
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
