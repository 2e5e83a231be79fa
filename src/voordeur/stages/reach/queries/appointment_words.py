"""The moment of an appointment as a message or letter says it, in the language of its text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from voordeur.programmes.resident_words import resident_words, spoken


def moment_of(reason: Mapping[str, Any], language: str) -> dict[str, str]:
    """``{"day": "dinsdag 1 december", "time": "14:00"}`` for what tells of an appointment; nothing for any other step."""
    params = reason.get("params", {})
    if reason.get("code") not in {"confirm", "remind"}:
        return {}
    words = resident_words(language if language in {one.code for one in spoken()} else "nl")
    return {"day": words.day(date.fromisoformat(params["on"])), "time": str(params["at"])}
