"""An administrator cares for the people of one organisation, and of no other."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from voordeur.accounts.models import Role, User
from voordeur.privacy.models import AccessLogEntry

NEW = {"name": "Nadia Noor", "email": "Nadia@voorbeeld.test", "role": "caseworker"}
PASSWORD = "vier-kalme-paarden-in-de-wei"


@pytest.fixture
def anna(signed_in):
    return signed_in("anna")


def _link(answer) -> str:
    return re.search(r"http://testserver(/toegang/welkom/[^<\s]+)", answer.content.decode()).group(1)


def test_somebody_new_chooses_a_password_by_a_link_that_works_once(anna, cast):
    link = _link(anna.post("/beheer/mensen/nieuw/", {**NEW, "municipalities": [cast.waterstad.pk]}))
    nadia = User.objects.get(email="nadia@voorbeeld.test")
    assert nadia.organisation == cast.noorderlicht
    assert list(nadia.municipalities.all()) == [cast.waterstad]
    assert not nadia.has_usable_password()

    stranger = Client()
    assert stranger.post(link, {"password": PASSWORD, "again": "iets anders"}).status_code == 200
    assert stranger.post(link, {"password": "welkom", "again": "welkom"}).status_code == 200
    assert stranger.post(link, {"password": PASSWORD, "again": PASSWORD}).headers["Location"] == "/toegang/login/"
    nadia.refresh_from_db()
    assert nadia.check_password(PASSWORD)
    assert stranger.get(link).status_code == 410
    assert stranger.post(link, {"password": "nog-een-lang-wachtwoord", "again": "nog-een-lang-wachtwoord"}).status_code == 410

    # Signed in with the password alone, every screen leads to setting up the second factor.
    stranger.post("/toegang/login/", {"login": nadia.email, "password": PASSWORD})
    assert stranger.get("/").headers["Location"] == "/toegang/code/totp/activate/"


def test_a_link_of_a_blocked_person_is_dead(anna, cast):
    link = _link(anna.post("/beheer/mensen/nieuw/", NEW))
    nadia = User.objects.get(email="nadia@voorbeeld.test")
    anna.post(f"/beheer/mensen/{nadia.pk}/blokkeren/")
    assert Client().get(link).status_code == 410


def test_every_change_stands_in_the_log(anna, cast):
    anna.post("/beheer/mensen/nieuw/", NEW)
    anna.post(f"/beheer/mensen/{cast.karim.pk}/", {"name": "Karim", "role": "coordinator"})
    anna.post(f"/beheer/mensen/{cast.karim.pk}/blokkeren/")
    nadia = User.objects.get(email="nadia@voorbeeld.test")
    told = list(AccessLogEntry.objects.filter(purpose="manage").values_list("user__name", "subjects"))
    assert told == [("Anna", [f"user:{nadia.pk}"]), ("Anna", [f"user:{cast.karim.pk}"]), ("Anna", [f"user:{cast.karim.pk}"])]


def test_the_same_address_signs_in_once_however_it_is_written(anna):
    answer = anna.post("/beheer/mensen/nieuw/", {**NEW, "email": "CLARA@voorbeeld.test"})
    assert "Er is al iemand met dit e-mailadres." in answer.content.decode()
    assert User.objects.filter(email__iexact="clara@voorbeeld.test").count() == 1


def test_blocking_ends_the_open_session_at_once(anna, signed_in, cast):
    karim = signed_in("karim")
    assert karim.get("/toegang/code/").status_code == 200
    anna = signed_in("anna")
    anna.post(f"/beheer/mensen/{cast.karim.pk}/blokkeren/")
    assert karim.get("/toegang/code/").headers["Location"].startswith("/toegang/login/")
    assert "mfa" not in str(karim.session.get("account_authentication_methods", ""))


def test_renewing_takes_password_and_code_away(anna, cast):
    old = cast.karim.password
    link = _link(anna.post(f"/beheer/mensen/{cast.karim.pk}/toegang/"))
    cast.karim.refresh_from_db()
    assert cast.karim.password != old
    assert not cast.karim.has_usable_password()
    assert not Authenticator.objects.filter(user=cast.karim).exists()
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("way", ["", "toegang/", "blokkeren/", "openzetten/"])
def test_another_organisations_people_are_not_there(anna, cast, way):
    address = f"/beheer/mensen/{cast.stine.pk}/{way}"
    assert anna.post(address, {"name": "x", "role": "visitor"}).status_code == 404
    cast.stine.refresh_from_db()
    assert (cast.stine.name, cast.stine.is_active, cast.stine.role) == ("Stine", True, Role.COORDINATOR)
    assert "Stine" not in anna.get("/beheer/").content.decode()


def test_another_organisations_municipality_cannot_be_given(anna, cast):
    anna.post(f"/beheer/mensen/{cast.karim.pk}/", {"name": "Karim", "role": "visitor", "municipalities": [cast.elderstad.pk]})
    cast.karim.refresh_from_db()
    assert cast.karim.role == Role.CASEWORKER
    assert not cast.karim.municipalities.exists()


def test_the_last_administrator_stays(anna, cast):
    anna.post(f"/beheer/mensen/{cast.anna.pk}/blokkeren/")
    answer = anna.post(f"/beheer/mensen/{cast.anna.pk}/", {"name": "Anna", "role": "visitor"})
    assert "laatste beheerder" in answer.content.decode()
    cast.anna.refresh_from_db()
    assert cast.anna.is_active
    assert cast.anna.role == Role.ADMINISTRATOR


def test_a_partners_role_is_not_for_the_team(anna, cast):
    anna.post(f"/beheer/mensen/{cast.karim.pk}/", {"name": "Karim", "role": "partner"})
    cast.karim.refresh_from_db()
    assert cast.karim.role == Role.CASEWORKER


@pytest.mark.parametrize("name", ["clara", "karim", "vera", "petra", "marga", "oscar"])
def test_nobody_else_administers(signed_in, name):
    client = signed_in(name)
    for address in ("/beheer/", "/beheer/mensen/nieuw/", "/beheer/partners/", "/beheer/waarden/", "/beheer/organisatie/"):
        assert client.get(address).status_code == 403


def test_the_list_of_people_takes_as_many_queries_for_many(anna, cast, django_assert_max_num_queries):
    for n in range(30):
        person = User.objects.create(email=f"p{n}@voorbeeld.test", name=f"P{n}", role="visitor", organisation=cast.noorderlicht)
        person.municipalities.set([cast.waterstad])
    with django_assert_max_num_queries(12):
        assert anna.get("/beheer/").status_code == 200
