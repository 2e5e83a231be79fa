"""A corporation's own staff tell of many tenants at once: when the announcements were posted, how far collection came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from programme_town import Home, ProgrammeTown, town_of
from voordeur.privacy.models import AccessLogEntry
from voordeur.shell.clock import today

__all__ = ["town_of"]
HOMES = {"Jansen": Home(1, "Jansen"), "Bakker": Home(2, "Bakker")}


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    town = town_of("leiden@1", HOMES, today=today() - timedelta(days=9))
    town.delivers(town.cast.thuisgoed, *((name, {"months": 2}) for name in HOMES))
    return town


def told(client, town, **form):
    address = f"/aanleveren/gedaan/{town.cast.thuisgoed.pk}/"
    return client.post(address, {"what": "announcement", "on": today().isoformat(), **form}, follow=True)


def test_ticked_and_pasted_customers_get_their_posting_date_and_the_visits_follow(town, signed_in):
    petra = signed_in("petra")
    page = petra.get("/aanleveren/gedaan/", follow=True).content.decode()
    assert "Van 2 klanten wachten wij nog op uw bericht" in page
    looked = AccessLogEntry.objects.order_by("pk").last()
    assert "case" in str(looked.__dict__)

    posted = today() - timedelta(days=8)
    after = told(petra, town, on=posted.isoformat(), ticked=["K-1"], pasted="k-2, X-77").content.decode()
    assert "Vastgelegd voor 2 huishoudens." in after
    assert "X-77" in after
    assert "wachten wij nog" not in after
    assert town.due("Jansen", on=today()) == town.due("Bakker") == {"visit"}


def test_how_far_collection_came_is_told_with_its_reason(town, signed_in):
    petra = signed_in("petra")
    assert told(petra, town, what="ontruiming", pasted="K-1").status_code == 422
    told(petra, town, what="ontruiming", because="left", pasted="K-1")
    assert town.case("Jansen").events.get(kind="stage").facts["because"] == "left"


@pytest.mark.parametrize("wrong", [{}, {"pasted": "K-1", "on": "2999-01-01"}, {"pasted": "K-1", "what": "visit"}])
def test_nothing_is_written_down_of_what_cannot_be(town, signed_in, wrong):
    before = town.case("Jansen").events.count()
    assert told(signed_in("petra"), town, **wrong).status_code == 422
    assert town.case("Jansen").events.count() == before


def test_nobody_tells_for_anothers_creditor(town, signed_in):
    address = f"/aanleveren/gedaan/{town.cast.thuisgoed.pk}/"
    assert signed_in("stine").get(address).status_code == 404
    assert signed_in("vera").get(address).status_code == 403
