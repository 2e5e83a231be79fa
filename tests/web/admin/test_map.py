"""The administrator reads in addresses and streets: what is wrong is said with its line, a long file shows how far it is."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from voordeur.accounts.models import Role
from voordeur.stages.visit.actions.map_files import LINES_IN_A_REQUEST, carry_on, next_file
from voordeur.stages.visit.models import AddressPoint, MapFile, MapLine

HEADER = "postcode;huisnummer;huisletter;huisnummertoevoeging;x;y\n"
LONG = HEADER + "".join(f"1234AB;{n};;;120700;487525\n" for n in range(1, LINES_IN_A_REQUEST + 1))


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.FILES = tmp_path


def sent(client, text: str, kind: str = "addresses", **headers):
    file = io.BytesIO(text.encode())
    file.name = "adressen.csv"
    return client.post(reverse("manage_map"), {"kind": kind, "file": file}, follow=True, **headers)


def test_a_file_is_read_in_and_said(cast, signed_in):
    told = sent(signed_in("anna"), HEADER + "1234AB;14;;;120700;487525\n").content.decode()
    assert "Ingelezen: 2 regels" in told and "adressen.csv" in told
    assert AddressPoint.objects.get().organisation == cast.noorderlicht
    sent(signed_in("anna"), 'name,wkt\nMerelstraat,"LINESTRING (4.49 52.16, 4.5 52.17)"\n', "streets")
    assert MapLine.objects.get().name == "Merelstraat"


def test_a_wrong_line_is_named_and_nothing_is_kept(cast, signed_in):
    answer = sent(signed_in("anna"), HEADER + "1234AB;14;;;120700;487525\n1234AB;15;;;0;0\n")
    assert answer.status_code == 422
    assert "Regel 3 ligt niet in Nederland" in answer.content.decode()
    assert not AddressPoint.objects.exists()
    assert sent(signed_in("anna"), "", "streets").status_code == 422


def test_a_long_file_shows_how_far_it_is_until_the_worker_is_done(cast, signed_in, django_assert_max_num_queries):
    client = signed_in("anna")
    told = sent(client, LONG).content.decode()
    assert "Wacht op zijn beurt" in told and 'hx-trigger="every 1s"' in told
    MapFile.objects.update(state="reading", read=2000)
    with django_assert_max_num_queries(12):
        part = client.get(reverse("manage_map"), headers={"HX-Request": "true"}).content.decode()
    assert "2000 van 4001" in part.replace(".", "") and "<h1" not in part
    now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    carry_on(next_file(now=now), now=lambda: now)
    part = client.get(reverse("manage_map"), headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part and "4000 ingelezen" in part.replace(".", "")


def test_only_an_administrator_and_only_of_the_own_organisation(cast, signed_in):
    sent(signed_in("anna"), HEADER + "1234AB;14;;;120700;487525\n")
    assert signed_in("clara").get(reverse("manage_map")).status_code == 403
    cast.stine.role = Role.ADMINISTRATOR
    cast.stine.save(update_fields=["role"])
    assert "adressen.csv" not in signed_in("stine").get(reverse("manage_map")).content.decode()
