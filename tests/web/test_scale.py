"""Five hundred signals and five thousand: every list and page runs the same number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from a_full_record import TODAY, Desk, Filled, fill, pages, refused_delivery
from voordeur.privacy.actions import examine_log
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import Signal

FEW, MANY = 500, 5_000
# More is a page that asks for each part of itself apart. Signing in, session and rights are among them.
MOST_QUERIES = 40


@pytest.mark.slow
def test_no_page_runs_more_queries_over_many_signals_than_over_few(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    partners = [cast.thuisgoed, cast.zorgvuldig]
    partners += [Partner.objects.create(code=f"p{n}", name=f"P{n}", kind="Energie", receiver=cast.noorderlicht) for n in range(3)]
    desk = Desk(cast.noorderlicht, (cast.waterstad, cast.veenstad), partners, cast.karim, cast.vera)
    clients = {name: signed_in(name) for name in ("clara", "oscar")}

    few = fill(desk, FEW)
    delivery = refused_delivery(desk, 10_000)
    before = _queries(clients, few, delivery)
    many = fill(desk, MANY - FEW, start=FEW)
    after = _queries(clients, many, delivery)

    assert Signal.objects.count() == MANY
    assert after == before
    assert max(after.values()) <= MOST_QUERIES, after


def _queries(clients: dict[str, Client], filled: Filled, delivery: int) -> dict[str, int]:
    """How many queries each page runs the second time that it is opened."""
    counts = {}
    examine_log()  # as every night
    for name, (who, path) in pages(filled, delivery).items():
        clients[who].get(path)
        with CaptureQueriesContext(connection) as ran:
            answer = clients[who].get(path)
        assert answer.status_code in {200, 302}, path  # the one that is found goes on at once
        counts[name] = len(ran)
    return counts
