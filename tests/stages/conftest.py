"""Fixtures of the stages."""

import pytest

from stages.town import Street


@pytest.fixture
def street(cast):
    """A street in Waterstad, empty as yet."""
    return Street(cast)
