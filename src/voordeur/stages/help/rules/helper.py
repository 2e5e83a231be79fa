"""Which other workers must have been spoken to before a case is handed to them (R29)."""

from __future__ import annotations

from enum import StrEnum


class Helper(StrEnum):
    """Who can take over. An administrator (bewindvoerder) cannot: having one is not help with these arrears (R29)."""

    COUNSELLOR = "debt_counsellor"
    OTHER = "other_helper"
