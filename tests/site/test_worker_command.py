"""`voordeur worker`: carries what waits, leaves nothing claimed behind, ends when told."""

from __future__ import annotations

import io
import signal

import pytest
from django.db import connection

from stages.deliver import shapes
from voordeur import stream
from voordeur.site.command import main
from voordeur.stages.deliver import actions
from voordeur.stages.deliver.models import Delivery

# The worker takes a fresh connection for each look at the queue, which a test's own transaction would not survive; SQLite in
# memory keeps its one connection.
pytestmark = pytest.mark.django_db(transaction=connection.vendor != "sqlite")

SHAPE = shapes.SHAPES["eight fields"]


@pytest.fixture(autouse=True)
def _own_signals():
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    yield
    for each, handler in kept.items():
        signal.signal(each, handler)


@pytest.fixture
def waiting(cast, settings, tmp_path):
    settings.FILES = tmp_path
    content = io.BytesIO(shapes.csv_of([name for name, _ in SHAPE], shapes.rows_of(SHAPE, shapes.arrears(5))))
    return actions.store(partner=cast.thuisgoed, name="o.csv", content=content, on=shapes.TODAY, by=None).delivery


def test_once_carries_what_waits_to_its_end(waiting):
    assert main(["worker", "--once"]) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.delivered, waiting.claimed_at) == ("done", 5, None)
    assert list(actions.unfinished_signals(waiting)) == []


def test_a_stop_in_the_middle_frees_the_delivery(waiting, monkeypatch):
    carry = stream.carry_signals

    def told_to_stop(*args, **kwargs):
        monkeypatch.setattr(stream, "carry_signals", carry)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(stream, "carry_signals", told_to_stop)
    assert main(["worker", "--once"]) == 0
    assert Delivery.objects.get(pk=waiting.pk).state == "matching"
    assert actions.next_unfinished() == waiting


def test_a_delivery_that_fails_does_not_stop_the_worker(waiting, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("something outside")

    monkeypatch.setattr(stream, "carry_signals", broken)
    assert main(["worker", "--once"]) == 0
    assert Delivery.objects.get(pk=waiting.pk).state == "matching"
    assert actions.next_unfinished() is None, "it stays claimed for a while"
