"""A routing engine of one's own: asked in pieces that it takes, never on a strange host, its troubles one clear failure."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from voordeur.connections.routing import NoRouting, RoutingEngine, RoutingUnavailable, configured_routing
from voordeur.connections.routing.client import Patience, is_this_machine
from voordeur.connections.routing.stand_in import StreetEngine, serve

TOWN = [(52.1 + n / 1000, 4.5 + (n * 7 % 11) / 1000) for n in range(23)]


@contextmanager
def asking(engine: StreetEngine, **patience) -> Iterator[RoutingEngine]:
    with serve(engine) as address:
        yield RoutingEngine({"bike": address, "car": address}, patience=replace(Patience(), **patience))


def expected(engine: StreetEngine, places) -> np.ndarray:
    told = [[engine.seconds(one, other) for other in places] for one in places]
    return np.array([[np.nan if one is None else one / 60 for one in row] for row in told])


@pytest.mark.parametrize("most", [2, 3, 7, 22, 23, 100])
def test_a_table_is_the_same_in_however_many_pieces_it_is_asked(most):
    engine = StreetEngine(most=most)
    with asking(engine, most=most) as client:
        assert client.minutes(TOWN, "bike") == pytest.approx(expected(engine, TOWN))
    assert max(engine.asked) <= most
    assert set(engine.profiles) == {"bike"}


def test_each_way_of_going_about_has_its_own_word_and_its_own_engine():
    engine = StreetEngine()
    with asking(engine) as client:
        assert client.answers("car") and not client.answers("foot")
        client.minutes(TOWN[:3], "car")
    assert engine.profiles == ["driving"]


def test_a_place_that_stands_there_twice_is_asked_once():
    engine = StreetEngine()
    with asking(engine) as client:
        found = client.minutes([TOWN[0], TOWN[1], TOWN[0]], "bike")
    assert engine.asked == [2]
    assert found[0, 2] == 0 and found[0, 1] == found[2, 1] > 0


def test_where_no_road_leads_there_is_no_number():
    engine = StreetEngine()
    engine.lost = {TOWN[1]}
    with asking(engine) as client:
        found = client.minutes(TOWN[:3], "bike")
    assert np.isnan(found[0, 1]) and np.isnan(found[1, 2]) and found[0, 2] > 0
    assert found[1, 1] == 0


@pytest.mark.parametrize(
    "body",
    [
        b"<html>", b"[]", b'{"code": "Ok"}', b'{"code": "Ok", "durations": [[0]]}', b'{"code": "NoSegment"}', b"",
        b'{"code": "Ok", "durations": [[0, -1], [1, 0]]}', b'{"code": "Ok", "durations": [[0, "1"], [1, 0]]}',
        b'{"code": "Ok", "durations": [[0, 1e999], [1, 0]]}',
        b'{"code": ["52.1"], "durations": []}', b'{"code": "Ok", "durations": 3}',
    ],
)  # fmt: skip
def test_an_answer_that_is_no_table_is_one_clear_failure_without_places(body):
    engine = StreetEngine()
    engine.says = body
    with asking(engine) as client, pytest.raises(RoutingUnavailable) as failure:
        client.minutes(TOWN[:2], "bike")
    assert "52." not in str(failure.value)


@pytest.mark.parametrize("status", [302, 400, 429, 500, 503])
def test_a_refusal_and_a_redirect_are_failures(status):
    engine = StreetEngine()
    engine.busy = [status]
    with asking(engine) as client, pytest.raises(RoutingUnavailable, match=str(status)):
        client.minutes(TOWN[:2], "bike")
    assert engine.asked == []


def test_a_smaller_engine_than_was_thought_is_a_failure():
    with asking(StreetEngine(most=5), most=100) as client, pytest.raises(RoutingUnavailable, match="400"):
        client.minutes(TOWN, "bike")


def test_a_slow_answer_is_not_waited_for():
    engine = StreetEngine()
    engine.holds = threading.Event()
    try:
        with asking(engine, piece=0.2) as client, pytest.raises(RoutingUnavailable, match="too slow"):
            client.minutes(TOWN[:2], "bike")
    finally:
        engine.holds.set()


def test_all_pieces_together_have_an_end():
    ticks = iter(range(0, 1000, 4))
    engine = StreetEngine(most=4)
    hurried = asking(engine, most=4, whole=6.0, clock=lambda: float(next(ticks)))
    with hurried as client, pytest.raises(RoutingUnavailable, match="too slow"):
        client.minutes(TOWN, "bike")
    assert len(engine.asked) == 1


def test_nobody_listens():
    with serve(StreetEngine()) as address:
        pass
    with pytest.raises(RoutingUnavailable):
        RoutingEngine({"bike": address}).minutes(TOWN[:2], "bike")


@pytest.mark.parametrize(
    "url",
    [
        "https://router.example.org", "http://127.0.0.1.example.org:5000", "http://localhost@example.org", "//example.org",
        "http://10.0.0.7:5000", "http://example.org#127.0.0.1", "",
    ],
)  # fmt: skip
def test_a_host_that_is_not_named_is_never_asked(url):
    with pytest.raises(RoutingUnavailable, match="not named"):
        RoutingEngine({"bike": url}).minutes(TOWN[:2], "bike")


def test_this_machine_and_a_named_host_may_be_asked():
    assert is_this_machine("127.0.0.1") and is_this_machine("::1") and is_this_machine("localhost")
    assert not is_this_machine("localhost.example.org") and not is_this_machine("0.0.0.0") and not is_this_machine("")  # noqa: S104
    named = RoutingEngine({"bike": "http://routes.invalid:1"}, hosts=["routes.invalid"])
    with pytest.raises(RoutingUnavailable, match="Connect"):
        named.minutes(TOWN[:2], "bike")


def test_nobody_is_asked_unless_the_installation_names_an_engine(settings):
    assert settings.ROUTING_URLS == {} and settings.ROUTING_HOSTS == []
    assert isinstance(configured_routing(), NoRouting)
    settings.ROUTING_URLS = json.loads('{"bike": "http://127.0.0.1:5000"}')
    assert configured_routing().answers("bike")


def test_no_places_need_no_question():
    engine = StreetEngine()
    with asking(engine) as client:
        assert client.minutes([], "bike").shape == (0, 0)
    assert engine.asked == []
