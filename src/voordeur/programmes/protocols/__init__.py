"""The working methods that are shipped, one a file: ``NAME.yaml``.

The text is returned unread: what it means is decided by the rules of reach.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PLACE = Path(__file__).parent


@cache
def protocol_texts() -> tuple[tuple[str, str], ...]:
    """Every shipped protocol as (file name, text), in order of name."""
    places = sorted(_PLACE.glob("*.yaml"))
    return tuple((place.name, place.read_text(encoding="utf-8")) for place in places)
