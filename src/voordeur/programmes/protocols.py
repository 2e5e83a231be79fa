"""The protocol files of the programmes: read once, found by name and version.

The text is returned unread: what it means is decided by the rules of reach.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PLACE = Path(__file__).parent
_NOT_PROTOCOLS = {"parameters.yaml"}


@cache
def protocol_texts() -> tuple[tuple[str, str], ...]:
    """Every programme file as (file name, text), in order of name."""
    places = sorted(place for place in _PLACE.glob("*.yaml") if place.name not in _NOT_PROTOCOLS)
    return tuple((place.name, text) for place in places if "\nprotocols:" in (text := place.read_text(encoding="utf-8")))
