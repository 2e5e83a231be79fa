"""The working methods that come with the program keep the law, on every path that was searched to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

import voordeur.programmes
from stages.reach.law.written import TOWN
from voordeur.stages.reach.rules.language import read_protocol
from voordeur.stages.reach.rules.law import Level, check

TEXTS = sorted(Path(voordeur.programmes.__file__).with_name("protocols").glob("*.yaml"))


@pytest.mark.parametrize("place", TEXTS, ids=lambda place: place.stem)
def test_a_shipped_method_keeps_the_law(place):
    found = check(read_protocol(place.read_text(encoding="utf-8")), TOWN)
    assert [one for one in found if one.level == Level.BREACH] == []
    assert not [one for one in found if "niet elke" in one.message.nl]


def test_all_six_are_there():
    assert {"leiden", "lekstroom", "amsterdam", "zutphen", "coevorden-letter", "coevorden-visit"} <= {one.stem for one in TEXTS}
