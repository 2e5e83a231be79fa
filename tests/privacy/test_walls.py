"""Every address, for every role, for a stranger from another municipality, and for nobody at all.

Two towns stand side by side in one installation, each worked through the stream's own actions. Whoever asks, and whatever
number stands in the address, nothing of the other town ever comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from two_towns import OTHER, OWN, TODAY, TownWords, town_register, two_towns  # noqa: F401
from voordeur.privacy.access import ABILITIES, Ability
from voordeur.privacy.log import Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Case, Household, Resident
from voordeur.stages.deliver.models import Delivery, PendingFile
from voordeur.stages.match.models import Candidate, Link, LinkVerdict
from voordeur.stages.visit.models import Round

ROLES = ("clara", "karim", "vera", "petra", "marga", "oscar", "anna", "cees", "stine")
# Allauth's own pages (one's own password and codes) and the language switch hold no rows of anybody.
OUTSIDE = ("toegang/",)


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, route)
        else:
            yield route, pattern


ROUTES = [(route, p) for route, p in _patterns(get_resolver()) if not route.startswith(OUTSIDE)]


# What a number in an address is, by where it stands: (start of the route, its name) → one of `two_towns.numbers`.
PLACES = {
    ("zaak/", "pk"): "case",
    ("zaak/", "signal"): "signal",
    ("zaak/", "line"): "agreement",
    ("vandaag/", "pk"): "case",
    ("inkomend/", "pk"): "case",
    ("terugbellen/", "pk"): "call_back",
    ("werkwijzen/", "pk"): "switch",
    ("deur/", "pk"): "round",
    ("deur/", "stop"): "stop",
    ("huisbezoek/deur/", "pk"): "stop",
    ("huisbezoek/afspraken/", "pk"): "appointment",
    ("huisbezoek/mensen/", "pk"): "user",
    ("huisbezoek/duos/", "pk"): "duo",
    ("huisbezoek/veiligheid/", "pk"): "door_note",
    ("huisbezoek/", "pk"): "round",
    ("post/", "pk"): "batch",
    ("berichten/", "pk"): "message",
    ("beheer/mensen/", "pk"): "user",
    ("beheer/partners/", "pk"): "partner",
    ("beheer/gedeelde-adressen/", "pk"): "shared",
    ("aanleveren/proef/", "pk"): "pending",
    ("aanleveren/gedaan/", "pk"): "partner",
    ("aanleveren/", "pk"): "delivery",
    ("benaderen/verzonden/", "pk"): "piece",
    ("terugkoppelen/<int:pk>/maken/", "pk"): "partner",
    ("terugkoppelen/", "pk"): "answer_file",
}
WORDS = {
    "method": ["coevorden-letter@1"],
    "on": ["2026-10-24"],
    "day_part": ["Avond"],
    "step": ["letter"],
    "key": ["threshold_cents"],
    "kind": ["csv", "xlsx"],
    "programme": ["coevorden"],
    "name": ["card"],
    "language": ["nl"],
    "carrier": ["notify"],
    "code": ["234-567-89C"],
}


def _what(route: str, name: str) -> str:
    return next((what for (start, word), what in PLACES.items() if route.startswith(start) and word == name), name)


def _addresses(route: str, *towns: dict[str, list[int]]) -> list[str]:
    """The route with one number of each of these towns, in every combination, put in for each of its parameters."""
    filled = ["/" + route]
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        what = _what(route, name)
        assert what in WORDS or what in towns[0], f"/{route}: say in PLACES or WORDS what {name} is"
        values = WORDS.get(what) or [town[what][0] for town in towns]
        filled = [re.sub(rf"<(?:\w+:)?{name}>", str(v), f, count=1) for f in filled for v in values]
    return filled


def test_every_screen_names_an_ability_or_is_expressly_public():
    bare = [route for route, p in ROUTES if not hasattr(p.callback, "ability") and not getattr(p.callback, "public", False)]
    assert bare == []


def test_every_ability_belongs_to_somebody():
    assert set().union(*ABILITIES.values()) == set(Ability)


def _shown(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


@pytest.mark.parametrize("name", ROLES)
def test_nobody_sees_beyond_their_walls(two_towns, signed_in, name):  # noqa: F811
    client, user = signed_in(name), getattr(two_towns.cast, name)
    own, other = (OTHER, OWN) if name == "stine" else (OWN, OTHER)
    mine, theirs = two_towns.numbers[own.name], two_towns.numbers[other.name]
    seen = 0
    for route, pattern in ROUTES:
        ability = getattr(pattern.callback, "ability", None)
        allowed = ability is None or ability in ABILITIES[user.role]
        inside = set(_addresses(route, mine))
        for address in sorted({*_addresses(route, mine, theirs), *inside}):
            for method in ("get", "post"):
                if method == "post" and allowed and address in inside:
                    continue  # would work on one's own rows, which is what the screen is for
                answer = getattr(client, method)(address)
                where = f"{name} {method} {address} → {answer.status_code}"
                body = _shown(answer)
                seen += 1
                assert answer.status_code < 500, where
                assert not [word for word in other.words if word.encode() in body], f"{where} shows {other.name}"
                if not allowed:
                    assert answer.status_code in {403, 404, 405}, where
                elif address not in inside:
                    assert answer.status_code in {404, 405}, where
    assert seen > 2 * len(ROUTES), "the walk was cut short"


def test_a_team_member_does_see_the_own_town(two_towns, signed_in):  # noqa: F811
    """The other half: were every page empty, the walls would stand by accident."""
    client, case = signed_in("clara"), two_towns.numbers[OWN.name]["case"][0]
    assert OWN.surname in client.get(f"/zaak/{case}/").content.decode()


def test_a_stranger_is_sent_to_the_door(two_towns):  # noqa: F811
    client = Client()
    for route, pattern in ROUTES:
        if getattr(pattern.callback, "public", False):
            continue
        for address in _addresses(route, two_towns.numbers[OWN.name]):
            answer = client.get(address)
            assert answer.status_code == 302, f"{address} → {answer.status_code}"
            assert answer["Location"].startswith("/toegang/login/"), address
            assert client.post(address).status_code in {302, 403}, address


@pytest.mark.parametrize("name", ["clara", "karim", "vera", "marga"])
def test_who_serves_one_municipality_sees_nothing_of_another(two_towns, signed_in, name):  # noqa: F811
    """All the work lies in Waterstad: whoever of the same organisation serves only Veenstad finds none of it."""
    getattr(two_towns.cast, name).municipalities.set([two_towns.cast.veenstad])
    # What one uploaded oneself one may see again.
    Delivery.objects.update(received_by=two_towns.cast.karim)
    PendingFile.objects.update(by=two_towns.cast.karim)
    Round.objects.update(first=two_towns.cast.karim, second=two_towns.cast.victor)
    client, theirs = signed_in(name), two_towns.numbers[OWN.name]
    shown = []
    for route, _pattern in ROUTES:
        for address in _addresses(route, theirs):
            for method in ("get", "post"):
                answer = getattr(client, method)(address)
                assert answer.status_code < 500, f"{method} {address}"
                body = _shown(answer)
                shown += [f"{method} {address}: {word}" for word in OWN.words if word.encode() in body]
    assert shown == []


def test_a_doubt_about_somebody_of_another_municipality_is_for_who_serves_both(two_towns, signed_in):  # noqa: F811
    cast, link = two_towns.cast, Link.objects.filter(signal__organisation=two_towns.cast.noorderlicht).first()
    elsewhere = Household.objects.create(organisation=cast.noorderlicht, municipality=cast.veenstad, postcode="9999ZZ")
    stranger = Resident.objects.create(household=elsewhere, surname="Buurtgenoot")
    Candidate.objects.create(link=link, resident=stranger, score=0.7)
    Link.objects.filter(pk=link.pk).update(verdict=LinkVerdict.REVIEW)
    assert "Buurtgenoot" in signed_in("karim").get(f"/dubbelen/{link.pk}/").content.decode()
    cast.karim.municipalities.set([cast.waterstad])
    client = signed_in("karim")
    assert client.get(f"/dubbelen/{link.pk}/").status_code == 404
    assert client.post(f"/dubbelen/{link.pk}/besluit/", {"candidate": "none"}).status_code == 404
    assert "Buurtgenoot" not in client.get("/dubbelen/").content.decode()


def test_nobody_adds_a_door_of_another_municipality_to_a_round(two_towns, signed_in):  # noqa: F811
    cast, own = two_towns.cast, Case.objects.filter(organisation=two_towns.cast.noorderlicht)
    cast.clara.municipalities.set([cast.waterstad])
    round_ = Round.objects.get(organisation=cast.noorderlicht)
    elsewhere = Household.objects.create(organisation=cast.noorderlicht, municipality=cast.veenstad)
    theirs = Case.objects.create(
        household=elsewhere, organisation=cast.noorderlicht, municipality=cast.veenstad, opened_on=TODAY, protocol="coevorden@1"
    )
    sent = {"first": cast.clara.pk, "second": cast.vera.pk, "add": [theirs.pk, "9" * 40, "²"]}
    assert signed_in("clara").post(f"/huisbezoek/{round_.pk}/", sent).status_code < 500
    assert set(round_.stops.values_list("case", flat=True)) <= set(own.exclude(pk=theirs.pk).values_list("pk", flat=True))


@pytest.mark.parametrize("number", ["9" * 40, "²", "-1", "1'--", "\x00"])
def test_a_number_that_is_none_finds_nothing(two_towns, signed_in, number):  # noqa: F811
    client = signed_in("clara")
    assert client.get("/zaken/", {"gemeente": number, "page": number}).status_code == 200
    assert client.get("/", {"hand": "call", "page": number}).status_code == 200
    assert client.post("/post/maken/", {"channel": "Brief", "case": number}).status_code == 302


def test_no_cache_keeps_a_page(two_towns, signed_in):  # noqa: F811
    client = signed_in("clara")
    for address in ("/", "/zaken/", f"/zaak/{two_towns.numbers[OWN.name]['case'][0]}/", "/nergens/"):
        assert "no-store" in client.get(address)["Cache-Control"], address


# Why each screen is looked at, by where its address begins; a screen with a name on it that stands nowhere here fails.
WHY = {
    "zaak/": {Purpose.OFFER_HELP}, "": {Purpose.OFFER_HELP}, "zaken/": {Purpose.OFFER_HELP, Purpose.FIND_PERSON},
    "inkomend/": {Purpose.FIND_PERSON, Purpose.OFFER_HELP}, "dubbelen/": {Purpose.FIND_PERSON},
    "deur/": {Purpose.VISIT}, "huisbezoek/": {Purpose.VISIT}, "huisbezoek/afspraken/": {Purpose.OFFER_HELP},
    "koppeling/": {Purpose.FIND_PERSON}, "privacy/datalekken/": {Purpose.SUPERVISE},
    "post/": {Purpose.PRINT}, "berichten/": {Purpose.PRINT}, "aanleveren/": {Purpose.DELIVER}, "terugkoppelen/": {Purpose.ANSWER},
}  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_every_page_with_somebody_on_it_is_logged_with_its_purpose(two_towns, signed_in, name):  # noqa: F811
    town = OTHER if name == "stine" else OWN
    client, user = signed_in(name), getattr(two_towns.cast, name)
    numbers, told = two_towns.numbers[town.name], 0
    for route, _pattern in ROUTES:
        for address in _addresses(route, numbers):
            for query in ({}, {"q": town.surname}) if route in {"inkomend/", "zaken/", "koppeling/"} else ({},):
                before = AccessLogEntry.objects.count()
                answer = client.get(address, query)
                if answer.status_code != 200 or not _names_somebody(_shown(answer), town):
                    continue
                told += 1
                new = list(AccessLogEntry.objects.order_by("id")[before:])
                assert new, f"{name} {address} shows somebody and writes no look"
                purposes = {entry.purpose for entry in new}
                start = max((begin for begin in WHY if route.startswith(begin)), key=len)
                assert purposes <= WHY[start], f"{name} {address}: {purposes}"
                assert {entry.user_id for entry in new} == {user.pk}
    assert told or name in {"vera", "marga", "anna", "cees"}


def _names_somebody(body: bytes, town: TownWords) -> bool:
    """Whether a word of the town stands there, but for what was searched for and the name of an uploaded file."""
    text = (
        body.decode(errors="replace")
        .replace(f'value="{town.surname}"', "")
        .replace(f"q={town.surname}", "")
        .replace(f"{town.surname}-nieuw.csv", "")
    )
    return any(word in text.replace(f"{town.surname}.csv", "") for word in town.words)
