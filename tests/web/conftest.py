"""A fixed day for the screens."""

from __future__ import annotations

import pytest

from web.town import TODAY


@pytest.fixture(autouse=True)
def fixed_today(settings):
    """The screens think that it is a Wednesday in November."""
    settings.FIXED_TODAY = TODAY
