"""Finding a household, and the list of cases."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Household
from voordeur.web.find.asked import Asked, read
from web.town import home


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", Asked()),
        ("x", Asked(too_short=True)),
        ("1234 ab 14", Asked(postcode="1234AB", number="14")),
        ("1234AB", Asked(postcode="1234AB")),
        ("06-0000 1234", Asked(phone="600001234")),
        ("+31 6 00001234", Asked(phone="600001234")),
        ("van den Berg", Asked(words=("van", "den", "Berg"))),
        ("Merelstraat 14", Asked(words=("Merelstraat", "14"))),
        ("Dorpsweg 3", Asked(words=("Dorpsweg", "3"))),
        ("3", Asked(too_short=True)),
    ],
)
def test_what_is_typed_is_read_as_address_phone_or_name(text, asked):
    assert read(text) == asked


@pytest.mark.parametrize("q", ["yilm", "1234AB 14", "1234 ab", "06 00001234", "+31600001234", "Merelstraat 14"])
def test_a_household_is_found_by_name_address_and_phone(cast, signed_in, q):
    lives = home(cast)
    home(cast, names=(("A.", "", "Pietersen"),), street="Dorpsweg", number="3", phone="06-00009999")
    client = signed_in("karim")
    assert f"/zaak/{lives.case.pk}/" in client.get("/zaken/", {"q": q}).content.decode()
    look = AccessLogEntry.objects.latest("pk")
    assert look.purpose == "find_person"
    assert f"household:{lives.household.pk}" in look.subjects


@pytest.mark.parametrize(("typed", "found"), [
    ("Merelstraat 14a-2", True), ("merelstraat 14A", True), ("Merelstraat 14", True), ("14a-2", True),
    ("Merelstraat 14b", False), ("Merelstraat 14a-3", False), ("Merelstraat 4", False),
])  # fmt: skip
def test_an_address_is_found_as_it_is_shown(cast, signed_in, typed, found):
    lives = home(cast)
    Household.objects.filter(pk=lives.household.pk).update(house_letter="a", addition="2")
    assert (f"/zaak/{lives.case.pk}/" in signed_in("karim").get("/zaken/", {"q": typed}).content.decode()) == found


def test_another_town_finds_nobody(cast, signed_in):
    home(cast)
    assert "/zaak/" not in signed_in("stine").get("/zaken/", {"q": "Yilmaz"}).content.decode()


def test_the_list_has_closed_cases_only_when_asked(cast, signed_in):
    lives = home(cast)
    lives.case.closed_on, lives.case.outcome = lives.case.opened_on, "Definitief geen contact kunnen krijgen"
    lives.case.save()
    client = signed_in("karim")
    assert f"/zaak/{lives.case.pk}/" not in client.get("/zaken/").content.decode()
    assert f"/zaak/{lives.case.pk}/" in client.get("/zaken/", {"staat": "closed"}).content.decode()


def test_the_list_can_be_narrowed_to_a_municipality(cast, signed_in):
    here, there = home(cast), home(cast, municipality=cast.veenstad, number="16")
    text = signed_in("karim").get("/zaken/", {"gemeente": cast.veenstad.pk}).content.decode()
    assert f"/zaak/{there.case.pk}/" in text
    assert f"/zaak/{here.case.pk}/" not in text


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_the_number_of_queries_does_not_grow_with_the_cases(cast, signed_in):
    home(cast)
    client = signed_in("karim")
    client.get("/zaken/")
    before = _queries(client, "/zaken/")
    for number in range(40):
        home(cast, number=str(100 + number), planned=False)
    assert _queries(client, "/zaken/") == before
