"""The named cast that every test may lean on, one of whom has no access.

Coördinator Clara and caseworker Karim work at Noorderlicht, which executes for Waterstad and Veenstad; visitors Vera and Victor
go to the doors; Petra is staff of the corporation Thuisgoed; Marga manages; Oscar is privacy officer; Anna administers; Cees
answers the phone of the town's contact centre;
Stine and visitor Sanne work in Elderstad, another municipality, and may see nothing of all this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache as cache_result

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings

from password_costs import at_less_cost
from voordeur.accounts.models import Municipality, Organisation, OrganisationKind, Role, User
from voordeur.record.models import Partner

PASSWORD = "een-lang-wachtwoord-42"
at_less_cost()
# How long something takes is measured in benchmarks: a busy machine must not fail a property.
settings.register_profile("on any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("on any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that asks for the database, so that `./check quick` can leave it out."""
    for item in items:
        if {"db", "transactional_db", "cast"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@dataclass
class Cast:
    """Everybody, by first name."""

    waterstad: Municipality
    veenstad: Municipality
    elderstad: Municipality
    noorderlicht: Organisation
    elders: Organisation
    thuisgoed_staff: Organisation
    thuisgoed: Partner
    zorgvuldig: Partner
    people: dict[str, User] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


@cache_result
def _hashed() -> str:
    return make_password(PASSWORD)


def _user(cast: Cast, name: str, role: Role, organisation: Organisation) -> None:
    user = User(email=f"{name}@voorbeeld.test", name=name.title(), role=role, organisation=organisation, password=_hashed())
    user.save()
    cast.secrets[name] = totp.generate_totp_secret()
    totp.TOTP.activate(user, cast.secrets[name])
    cast.people[name] = user


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast on the stage, with passwords and time-based codes."""
    waterstad = Municipality.objects.create(code="9001", name="Waterstad")
    veenstad = Municipality.objects.create(code="9002", name="Veenstad")
    elderstad = Municipality.objects.create(code="9003", name="Elderstad")
    noorderlicht = Organisation.objects.create(
        name="Noorderlicht", kind=OrganisationKind.EXECUTING, contact_name="Karim", phone="06-00012345"
    )
    noorderlicht.municipalities.set([waterstad, veenstad])
    elders = Organisation.objects.create(
        name="Gemeente Elderstad", kind=OrganisationKind.MUNICIPALITY, contact_name="Sanne", phone="06-00054321"
    )
    elders.municipalities.set([elderstad])
    staff = Organisation.objects.create(name="Thuisgoed Wonen", kind=OrganisationKind.PARTNER)
    cast = Cast(
        waterstad=waterstad,
        veenstad=veenstad,
        elderstad=elderstad,
        noorderlicht=noorderlicht,
        elders=elders,
        thuisgoed_staff=staff,
        thuisgoed=Partner.objects.create(
            code="thuisgoed", name="Thuisgoed", kind="Huur", attested=True, receiver=noorderlicht, organisation=staff
        ),
        zorgvuldig=Partner.objects.create(code="zorgvuldig", name="Zorgvuldig", kind="Zorg", receiver=noorderlicht),
    )
    for name, role in (
        ("clara", Role.COORDINATOR),
        ("karim", Role.CASEWORKER),
        ("vera", Role.VISITOR),
        ("victor", Role.VISITOR),
        ("marga", Role.MANAGER),
        ("oscar", Role.PRIVACY_OFFICER),
        ("anna", Role.ADMINISTRATOR),
        ("cees", Role.CONTACT_CENTRE),
    ):
        _user(cast, name, role, noorderlicht)
    _user(cast, "petra", Role.PARTNER_STAFF, staff)
    _user(cast, "stine", Role.COORDINATOR, elders)
    _user(cast, "sanne", Role.VISITOR, elders)
    return cast


@pytest.fixture
def signed_in(cast: Cast):
    """Signs one of the cast in through the real door: password, then time-based code."""

    def enter(name: str) -> Client:
        cache.clear()  # a code may be used once: two tests may meet in the same half minute
        client = Client()
        client.post("/toegang/login/", {"login": f"{name}@voorbeeld.test", "password": PASSWORD})
        for _ in range(2):  # the half minute may end between reading the clock and handing in the code
            code = totp.format_hotp_value(totp.hotp_value(cast.secrets[name], next(iter(totp.yield_hotp_counters_from_time()))))
            answer = client.post("/toegang/code/authenticate/", {"code": code})
            if answer.status_code == 302:
                return client
        raise AssertionError("the sign-in of the cast failed")

    return enter
