"""The client and the stand-in, over real HTTP: what is asked, what is answered, what happens when it is not."""

from __future__ import annotations

import socket
from datetime import date

import httpx
import pytest

from connections.brp import openapi
from connections.brp.people import PEOPLE, row
from voordeur.connections.brp import HttpRegister, NoRegister, RegisterUnavailable, Suspension, TooManyFound, configured_register
from voordeur.connections.brp.stand_in import Register, serve


@pytest.fixture
def app():
    return Register(PEOPLE)


@pytest.fixture
def url(app):
    with serve(app) as address:
        yield address


@pytest.fixture
def register(url):
    client = HttpRegister(url, pause=lambda seconds: None)
    yield client
    client.close()


def test_by_bsn_tells_name_address_and_where_post_goes(register):
    fred = register.by_bsn(["999900067"])["999900067"]
    assert (fred.given_names, fred.prefix, fred.surname, fred.initials) == ("Fred", "de", "Boer", "F.")
    assert (fred.partner_prefix, fred.partner_surname, fred.name_use) == ("van", "Dam", "N")
    assert (fred.address.street, fred.address.number, fred.address.postcode) == ("Merelstraat", "16", "9001AB")
    assert fred.address_name == "F. de Boer-van Dam"
    assert fred.municipality == "9001"


def test_the_present_list_of_a_bsn_is_the_one_moved_in_last(register):
    assert register.by_bsn(["999900067"])["999900067"].surname == "Boer"


def test_dates_keep_their_unknown_parts(register):
    people = register.by_bsn([r["bsn"] for r in PEOPLE])
    assert people["999900006"].birth == "1981-03-12"
    assert people["999900018"].birth == "1958-00-00"
    assert people["999900031"].died_on == "2024-01-00"
    assert people["999900043"].birth == ""
    assert people["999900055"].birth == "1990-02-00"


def test_suspension_death_and_secrecy(register):
    people = register.by_bsn([r["bsn"] for r in PEOPLE])
    assert people["999900031"].suspension == Suspension.DECEASED
    assert people["999900043"].suspension == Suspension.EMIGRATED
    assert people["999900043"].address.number == ""
    assert people["999900018"].secrecy and not people["999900006"].secrecy


def test_twenty_bsns_to_a_call(register, app):
    rows = [row(f"9999{i:05d}") for i in range(45)]
    big = Register(rows)
    with serve(big) as address:
        client = HttpRegister(address)
        assert len(client.by_bsn([r["bsn"] for r in rows])) == 45
        client.close()
    assert [len(question["burgerservicenummer"]) for question in big.asked] == [20, 20, 5]


def test_what_cannot_be_a_bsn_is_not_asked(register, app):
    assert register.by_bsn(["", "12345", "ABCDEFGHI"]) == {}
    assert app.asked == []


def test_at_an_address_live_the_dead_too_but_no_mistakes(register):
    found = {person.surname for person in register.at_address("9001 ab", "14")}
    assert found == {"Jansen", "Visser", "Vermeer"}  # Vermist's list was a mistake (F), Dirk is abroad


def test_letter_and_birth_date_narrow_an_address(register):
    assert [p.surname for p in register.at_address("9001AB", "14", "A")] == ["Visser"]
    assert [p.surname for p in register.at_address("9001AB", "14", born="1981-03-12")] == ["Jansen"]


@pytest.mark.parametrize(("postcode", "number"), [("", "14"), ("9001A", "14"), ("0001AB", "14"), ("9001AB", ""), ("9001AB", "x")])
def test_an_address_that_cannot_be_asked_finds_nobody(register, app, postcode, number):
    assert register.at_address(postcode, number) == []
    assert app.asked == []


def test_by_name_and_birth_with_and_without_a_wildcard(register):
    assert [p.bsn for p in register.by_name_and_birth("JANSEN", "1981-03-12")] == ["999900006"]
    assert [p.bsn for p in register.by_name_and_birth("jan*", "1981-03-12")] == ["999900006"]
    assert register.by_name_and_birth("Jansen", "1981-03-13") == []


def test_by_name_in_a_municipality(register):
    assert [p.bsn for p in register.by_name_in_municipality("Jansen", "Anna*", "9001")] == ["999900006"]
    assert register.by_name_in_municipality("Jansen", "Anna*", "9002") == []


def test_more_than_thirty_at_an_address_is_too_many():
    with serve([row(f"9999{i:05d}") for i in range(31)]) as address:
        client = HttpRegister(address)
        with pytest.raises(TooManyFound):
            client.at_address("9001AB", "14")
        client.close()


def test_more_than_ten_of_a_name_is_too_many():
    with serve([row(f"9999{i:05d}") for i in range(11)]) as address:
        client = HttpRegister(address)
        with pytest.raises(TooManyFound):
            client.by_name_and_birth("Jansen", "1981-03-12")
        client.close()


def test_a_busy_register_is_asked_twice_more_and_no_more(url, app):
    waited: list[float] = []
    client = HttpRegister(url, pause=waited.append)
    app._busy[:] = [503, 429]
    assert client.by_bsn(["999900006"])
    assert len(waited) == 2
    app._busy[:] = [503, 503, 503]
    with pytest.raises(RegisterUnavailable):
        client.by_bsn(["999900006"])
    assert len(waited) == 4
    client.close()


def test_a_broken_register_is_not_asked_again(url, app):
    waited: list[float] = []
    client = HttpRegister(url, pause=waited.append)
    app._busy[:] = [500]
    with pytest.raises(RegisterUnavailable):
        client.by_bsn(["999900006"])
    assert waited == []
    client.close()


def test_a_register_that_says_nothing_runs_out_of_time():
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        client = HttpRegister(f"http://127.0.0.1:{deaf.getsockname()[1]}", timeout=httpx.Timeout(0.1))
        with pytest.raises(RegisterUnavailable) as raised:
            client.at_address("9001AB", "14")
        client.close()
    assert "antwoordt niet" in str(raised.value.sentence)


def test_a_register_that_is_not_there():
    client = HttpRegister("http://127.0.0.1:9", timeout=httpx.Timeout(0.5))
    with pytest.raises(RegisterUnavailable):
        client.by_bsn(["999900006"])
    client.close()


def test_the_key_goes_along_and_is_needed():
    with serve(Register(PEOPLE, key="geheim")) as address:
        known, stranger = HttpRegister(address, "geheim"), HttpRegister(address, "mis")
        assert known.by_bsn(["999900006"])
        with pytest.raises(RegisterUnavailable) as raised:
            stranger.by_bsn(["999900006"])
        assert "herkent" in str(raised.value.sentence)
        known.close()
        stranger.close()


def test_headers_for_the_gateway_go_along(url):
    client = HttpRegister(url, headers={"x-doelbinding": "vroegsignalering"})
    assert client._client.headers["x-doelbinding"] == "vroegsignalering"
    client.close()


def test_no_register_answers_nothing():
    for ask in (
        lambda: NoRegister().by_bsn(["999900006"]),
        lambda: NoRegister().at_address("9001AB", "14"),
        lambda: NoRegister().by_name_and_birth("Jansen", "1981-03-12"),
        lambda: NoRegister().by_name_in_municipality("Jansen", "Anna", "9001"),
    ):
        with pytest.raises(RegisterUnavailable):
            ask()


def test_configured_register(settings):
    settings.BRP_URL = ""
    assert isinstance(configured_register(), NoRegister)
    settings.BRP_URL = "https://brp.voorbeeld.test/haalcentraal/api/brp"
    assert isinstance(configured_register(), HttpRegister)


@pytest.mark.parametrize(
    "question",
    [
        {"type": "Zoek", "fields": ["naam"]},
        {"type": "RaadpleegMetBurgerservicenummer", "fields": ["naam"]},
        {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["999900006"]},
        {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["1"] * 21, "fields": ["naam"]},
        {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["999900006"], "fields": ["opschortingBijhouding"]},
        {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "9001AB", "fields": ["naam"]},
        {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "9001AB", "huisnummer": "14", "fields": ["naam"]},
        {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "9001AB", "huisnummer": 14, "fields": ["verblijfplaats"]},
        {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "9001AB", "huisnummer": 14, "fields": ["naam"], "kleur": "rood"},
        {"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": "J*", "geboortedatum": "1981-03-12", "fields": ["naam"]},
        {"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": "Jansen", "geboortedatum": "1981", "fields": ["naam"]},
    ],
)
def test_the_stand_in_refuses_what_the_register_refuses(url, question):
    answer = httpx.post(f"{url}/personen", json=question)
    body = answer.json()
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["code"] == "paramsValidation" and body["invalidParams"]


def test_searches_hide_the_dead_unless_asked(url):
    question = {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "9001AB", "huisnummer": 14, "fields": ["naam.geslachtsnaam"]}
    shown = httpx.post(f"{url}/personen", json=question).json()["personen"]
    assert "Vermeer" not in {person["naam"]["geslachtsnaam"] for person in shown}


@pytest.mark.skipif(not openapi.PLACE.exists(), reason="the published description of the BRP API is not at hand")
class TestAgainstThePublishedDescription:
    """What we ask and what the stand-in answers fit the OpenAPI description of BRP Personen Bevragen 2.7."""

    def test_questions(self, register, app):
        register.by_bsn(["999900006"])
        register.at_address("9001AB", "14", "a", "2", born=date(1981, 3, 12).isoformat())
        register.by_name_and_birth("Jan*", "1981-03-12", "van der")
        register.by_name_in_municipality("Jansen", "Anna*", "9001")
        schemas = openapi.Schemas()
        assert len(app.asked) == 4
        for question in app.asked:
            assert schemas.faults(question, question["type"]) == []
            assert set(question) <= schemas.known(question["type"])

    def test_answers(self, register, app, url):
        register.by_bsn([r["bsn"] for r in PEOPLE])
        register.at_address("9001AB", "14")
        register.by_name_and_birth("Jansen", "1981-03-12")
        schemas = openapi.Schemas()
        for question in list(app.asked):
            answer = httpx.post(f"{url}/personen", json=question).json()
            assert answer["personen"]
            assert schemas.faults(answer, f"{question['type']}Response") == []

    def test_faults(self, url):
        schemas = openapi.Schemas()
        body = httpx.post(f"{url}/personen", json={"type": "Zoek", "fields": ["naam"]}).json()
        assert schemas.faults(body, "BadRequestFoutbericht") == []
