"""A town for each story, with its own population register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest

from conftest import Cast
from programme_town import Home, ProgrammeTown
from voordeur.connections.brp import HttpRegister
from voordeur.connections.brp.stand_in import serve

TownOf = Callable[..., ProgrammeTown]


@pytest.fixture
def town_of(cast: Cast) -> Iterator[TownOf]:
    """Makes a town that works by a protocol: `town_of("leiden@1", homes, today=…, **parameters)`."""
    with ExitStack() as open_:

        def make(protocol: str, homes: Mapping[str, Home], *, today: date, **parameters: Any) -> ProgrammeTown:
            url = open_.enter_context(serve([home.register_row() for home in homes.values()]))
            town = ProgrammeTown(cast, HttpRegister(url, ""), homes, today)
            town.works_by(protocol, **parameters)
            return town

        yield make
