"""Zutphen's way of working: the landlord calls first; then its consultant and a social worker stand at the door together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from programme_town import Home, ProgrammeTown
from voordeur.accounts.actions import add_person
from voordeur.accounts.models import Role
from voordeur.calendar import add_working_days
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.stages.visit import queries as visits
from voordeur.stages.visit.actions import NotPlanned
from voordeur.stages.visit.models import Round

DELIVERED = date(2026, 9, 21)
HOMES = {"Kok": Home(1, "Kok"), "Post": Home(2, "Post"), "Roos": Home(3, "Roos")}
ONE_MONTH = {"months": 1, "amount": "640,00"}


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    return town_of("zutphen@1", HOMES, today=DELIVERED)


@pytest.fixture
def hilde(town):
    """The corporation's consultant."""
    home, word = town.cast.thuisgoed_staff, "een-lang-wachtwoord-42"
    consultant, _ = add_person(email="hilde@voorbeeld.test", name="Hilde", role=Role.VISITOR, organisation=home, password=word)
    return consultant


def called(town: ProgrammeTown, name: str, *, reached: bool, on: date) -> None:
    """The landlord calls, and says so."""
    result = "talked" if reached else "no_answer"
    town.learns(
        name, "partner_attempt", on=on, partner=town.cast.thuisgoed.pk, channel=Channel.PHONE, day_part="Middag",
        reached=reached, result=result, number=1,
    )  # fmt: skip
    town.tells(town.cast.thuisgoed, "landlord-call", name, on=on)


def test_the_landlord_calls_first_and_two_stand_at_the_door_of_who_did_not_answer(town, hilde):
    town.delivers(town.cast.thuisgoed, ("Kok", ONE_MONTH))
    assert town.due("Kok") == set()
    assert town.waits_for("Kok") == {"landlord-call": "partner_does"}
    called(town, "Kok", reached=False, on=DELIVERED + timedelta(days=2))
    assert town.waits_for("Kok") == {}

    # The consultant and a social worker together; nobody opens, and they come again at another part of the day.
    pair = (town.cast.vera, hilde)
    first = town.nobody_opens("Kok", pair=pair, on=town.day_of("Kok", "visit"))
    again = town.day_of("Kok", "visit")
    assert again > town.today
    town.talks("Kok", pair=pair, on=again)
    assert town.doors("Kok")[0] == first != town.doors("Kok")[1]

    # She accepts; within four weeks there is a conversation about what lies behind it.
    town.accepts("Kok")
    assert town.due("Kok") == {"first_conversation"}


def test_who_settles_with_the_landlord_on_the_phone_is_not_visited(town):
    town.delivers(town.cast.thuisgoed, ("Post", ONE_MONTH))
    called(town, "Post", reached=True, on=DELIVERED + timedelta(days=1))
    town.learns("Post", "arrangement", partner=town.cast.thuisgoed.pk)
    assert town.due("Post", on=DELIVERED + timedelta(days=20)) == {"decide"}


def test_the_pair_comes_although_the_landlord_never_said_that_it_called(town):
    town.delivers(town.cast.thuisgoed, ("Roos", ONE_MONTH))
    assert town.due("Roos", on=add_working_days(DELIVERED, 5)) == {"visit"}


def test_the_consultant_comes_only_with_somebody_of_the_team_and_only_to_the_landlords_tenants(town, hilde):
    town.delivers(town.cast.thuisgoed, ("Kok", ONE_MONTH))
    town.delivers(town.cast.zorgvuldig, ("Roos", {"amount": "210,00"}))
    with pytest.raises(NotPlanned):
        town.nobody_opens("Kok", pair=(hilde,), on=town.day_of("Kok", "visit"))
    with pytest.raises(NotPlanned):
        town.rings("Roos", "Middag", pair=(town.cast.vera, hilde), result="nobody")

    # At the door the consultant sees name and address, and of arrears the landlord's own only.
    town.nobody_opens("Kok", pair=(town.cast.vera, hilde), on=town.day_of("Kok", "visit"))
    look = Look(hilde, Purpose.VISIT, "deur")
    (door,) = visits.doors(Round.objects.get(), look, today=town.today)
    assert {owed.partner_id for owed in door.arrears} <= {town.cast.thuisgoed.pk}


def test_a_higher_arrear_gets_a_letter_instead(town):
    town.delivers(town.cast.thuisgoed, ("Roos", {"months": 4, "amount": "2.600,00"}))
    town.today = town.day_of("Roos", "other-letter")
    assert town.today == add_working_days(DELIVERED, 2)
    assert "visit" not in {step.name for step in (*town.steps("Roos").due, *town.steps("Roos").waiting)}
