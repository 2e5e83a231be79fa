"""The household on one page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from voordeur.privacy.models import AccessLogEntry
from voordeur.record.actions import append_event
from web.town import TODAY, home, signal


def test_the_page_tells_who_lives_here_what_happened_and_what_is_owed(cast, signed_in):
    lives = home(cast, names=(("F.", "", "Yilmaz"), ("B.", "van den", "Berg")), signals=3)
    signal(lives.case, lives.people[1], cast.zorgvuldig, cents=12_345, kind="Zorg")
    text = signed_in("karim").get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "F. Yilmaz" in text
    assert "B. van den Berg" in text
    assert "Merelstraat 14" in text
    assert "Signaal van Thuisgoed" in text
    assert "€\N{NO-BREAK SPACE}420,00" in text
    assert "€\N{NO-BREAK SPACE}543,45" in text  # both creditors together: 420,00 + 123,45
    assert "<polyline" in text


def test_a_look_at_the_page_is_logged_with_its_purpose(cast, signed_in):
    lives = home(cast)
    signed_in("karim").get(f"/zaak/{lives.case.pk}/")
    entry = AccessLogEntry.objects.latest("pk")
    assert (entry.user, entry.purpose, entry.subjects) == (cast.karim, "offer_help", [f"household:{lives.household.pk}"])


@pytest.mark.parametrize("stranger", ["stine", "vera", "petra", "marga", "oscar", "anna"])
def test_nobody_outside_the_team_sees_a_household(cast, signed_in, stranger):
    lives = home(cast)
    expected = 404 if stranger == "stine" else 403
    assert signed_in(stranger).get(f"/zaak/{lives.case.pk}/").status_code == expected
    assert not AccessLogEntry.objects.filter(user=cast.people[stranger], subjects=[f"household:{lives.household.pk}"]).exists()


def test_somebody_who_serves_one_municipality_does_not_see_the_other(cast, signed_in):
    cast.karim.municipalities.set([cast.veenstad])
    lives = home(cast, municipality=cast.waterstad)
    assert signed_in("karim").get(f"/zaak/{lives.case.pk}/").status_code == 404


def _queries(client, address: str) -> int:
    client.get(address)  # the first look of a day starts a chain
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_the_number_of_queries_does_not_grow_with_the_signals(cast, signed_in):
    one, many = home(cast, signals=1), home(cast, number="16", signals=60)
    client = signed_in("karim")
    assert _queries(client, f"/zaak/{one.case.pk}/") == _queries(client, f"/zaak/{many.case.pk}/")


def test_a_secrecy_mark_and_a_no_stand_with_the_person(cast, signed_in):
    lives = home(cast)
    lives.resident.secrecy = True
    lives.resident.save()
    append_event(case=lives.case, kind="no", on=TODAY, facts={"no": "visits", "resident": lives.resident.pk})
    text = signed_in("karim").get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "Geheimhouding" in text
    assert "wil geen huisbezoek" in text


def test_a_no_that_was_taken_back_is_no_longer_shown_with_the_person(cast, signed_in):
    lives = home(cast)
    said = {"no": "help", "resident": lives.resident.pk}
    append_event(case=lives.case, kind="no", on=TODAY, facts=said)
    append_event(case=lives.case, kind="undo_no", on=TODAY, facts=said)
    text = signed_in("karim").get(f"/zaak/{lives.case.pk}/").content.decode()
    assert "Over contact" not in text
