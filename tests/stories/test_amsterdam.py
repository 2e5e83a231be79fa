"""Amsterdam's way of working: an offer at each stage of collection, a last rescue before the eviction; silence is no refusal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from programme_town import Home, ProgrammeTown
from voordeur.calendar import add_working_days
from voordeur.record.models import Case, Event
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, CollectionStage, DayPart, EvictedBecause
from voordeur.stages.triage.models import Taking

DELIVERED = date(2026, 9, 21)
HOMES = {"Vink": Home(1, "Vink"), "Mol": Home(2, "Mol"), "Das": Home(3, "Das")}
REACHABLE = {"phone": "0600012345", "email": "noor@voorbeeld.test"}
# The council lets the last rescue come by on three days running; otherwise two contacts a week are the most (P11).
CEILING = 4


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    return town_of("amsterdam@1", HOMES, today=DELIVERED, contacts_per_week=CEILING)


def goes_on(town: ProgrammeTown, name: str, stage: CollectionStage, *, after: int) -> date:
    """Collection comes to a stage, so many days later."""
    town.today += timedelta(days=after)
    assert town.tells(town.cast.thuisgoed, stage, name).unknown == ()
    return town.today


def test_from_the_first_reminder_to_the_last_rescue(town):
    # Before De Brugwachter reported, it had written, mailed and called: five times. That came along as a fact.
    line = REACHABLE | {"months": 3, "amount": "2.480,00", "stage": "Herinnering", "attempts": "2 x brief, sms, 2 x gebeld"}
    town.delivers(town.cast.thuisgoed, ("Vink", line))
    case = town.case("Vink")
    assert case.events.get(kind="partner_attempt").facts["number"] == 5
    assert case.events.get(kind="stage").facts["stage"] == CollectionStage.REMINDER

    # The team's own attempts: a letter, then doors. One opens to nobody, and a card stays behind.
    assert town.due("Vink", on=add_working_days(DELIVERED, 1)) == {"letter"}
    town.post_goes_out("Vink")
    assert town.nobody_opens("Vink", on=town.day_of("Vink", "visit")) == DayPart.EVENING
    assert "card" in town.due("Vink")

    # Formal notice: an e-mail with the offer. Demand: a call. Collection: a new letter.
    goes_on(town, "Vink", CollectionStage.FORMAL_NOTICE, after=7)
    town.today = town.day_of("Vink", "at-notice")
    town.tries("Vink", Channel.MAIL, AttemptResult.SENT, step="at-notice")
    goes_on(town, "Vink", CollectionStage.DEMAND, after=14)
    town.today = town.day_of("Vink", "at-demand")
    town.tries("Vink", Channel.PHONE, AttemptResult.NO_ANSWER, step="at-demand")
    goes_on(town, "Vink", CollectionStage.COLLECTION, after=14)
    assert "at-collection" in town.due("Vink", on=town.day_of("Vink", "at-collection"))
    town.post_goes_out("Vink")

    # Summoned: the team comes by again, at a part of the day that was not tried. Then it is there at the hearing.
    goes_on(town, "Vink", CollectionStage.SUMMONS, after=14)
    town.today = town.day_of("Vink", "at-summons")
    assert town.nobody_opens("Vink") != DayPart.EVENING
    goes_on(town, "Vink", CollectionStage.HEARING, after=21)
    assert "at-hearing" in town.due("Vink")
    town.tries("Vink", Channel.APPOINTMENT, AttemptResult.NOBODY, step="at-hearing")
    goes_on(town, "Vink", CollectionStage.JUDGMENT, after=14)
    assert town.day_of("Vink", "at-judgment") == add_working_days(town.today, 1)
    goes_on(town, "Vink", CollectionStage.SERVED, after=14)
    assert "at-service" in town.due("Vink")

    # The eviction is announced: Eropaf comes by within three working days, again and again, and writes.
    announced = goes_on(town, "Vink", CollectionStage.EVICTION_ANNOUNCED, after=14)
    rescue = {step.name: step for step in town.steps("Vink").due}
    assert rescue.keys() >= {"last-rescue", "last-rescue-letter"}
    assert rescue["last-rescue"].by == "eropaf"
    town.nobody_opens("Vink")
    second = town.day_of("Vink", "last-rescue")
    assert announced < second <= add_working_days(announced, 3)

    # Somebody opens at last, and says yes: the first conversation follows within three working days.
    town.talks("Vink", on=second)
    town.accepts("Vink")
    (conversation,) = town.steps("Vink").due
    assert (conversation.name, conversation.deadline) == ("first_conversation", add_working_days(second, 3))

    # In all those months of silence nobody wrote down a refusal, and no creditor heard of one.
    assert not Event.objects.filter(case=case, kind__in=("no", "declined")).exists()
    assert town.answers("Vink") == ["ONTVANGEN", "HULP_GEACCEPTEERD"]


def test_an_eviction_that_is_called_off_needs_no_rescue(town):
    town.delivers(town.cast.thuisgoed, ("Mol", {"stage": "Ontruiming aangezegd", "attempts": 6}))
    assert "last-rescue" in town.due("Mol")
    town.tells(town.cast.thuisgoed, CollectionStage.CALLED_OFF, "Mol")
    assert "last-rescue" not in town.due("Mol")


def test_an_eviction_that_is_carried_out_says_why_it_came_to_that(town):
    town.delivers(town.cast.thuisgoed, ("Mol", {"stage": "Ontruiming aangezegd", "attempts": 6}))
    with pytest.raises(ValueError, match="waarom"):
        town.tells(town.cast.thuisgoed, CollectionStage.EVICTED, "Mol")
    town.tells(town.cast.thuisgoed, CollectionStage.EVICTED, "Mol", because=EvictedBecause.NEVER_REACHED)
    told = town.case("Mol").events.get(kind="stage", facts__stage=CollectionStage.EVICTED)
    assert told.facts["because"] == EvictedBecause.NEVER_REACHED


def test_too_few_attempts_of_its_own_are_asked_after_and_keep_nobody_from_an_offer(town):
    town.delivers(town.cast.thuisgoed, ("Mol", {"attempts": 2}))
    town.today = add_working_days(DELIVERED, 1)
    (letter,) = [step for step in town.steps("Mol").due if step.name == "letter"]
    assert (letter.params["partner_attempts"], letter.params["expected"]) == (2, 4)


def test_a_talk_without_an_answer_is_followed_by_the_offer_of_the_next_stage(town):
    town.delivers(town.cast.thuisgoed, ("Mol", {"stage": "Dagvaarding", "attempts": 4}))
    town.talks("Mol", on=town.day_of("Mol", "at-summons"))
    assert town.due("Mol", on=town.today + timedelta(days=2)) == set()
    goes_on(town, "Mol", CollectionStage.EVICTION_ANNOUNCED, after=30)
    assert town.due("Mol") >= {"last-rescue", "last-rescue-letter"}


def test_after_a_no_the_announced_eviction_brings_one_closed_letter_and_nobody_at_the_door(town):
    town.delivers(town.cast.thuisgoed, ("Das", {"stage": "Vonnis", "attempts": 4}))
    town.says_no("Das", "help", on=DELIVERED + timedelta(days=2))
    goes_on(town, "Das", CollectionStage.EVICTION_ANNOUNCED, after=10)
    assert town.due("Das") == {"way_back"}
    town.post_goes_out("Das")
    assert town.due("Das", on=town.today + timedelta(days=3)) <= {"decide"}


def test_who_lives_on_a_benefit_is_approached_by_a_team_of_its_own(town):
    town.delivers(town.cast.thuisgoed, ("Mol", REACHABLE | {"attempts": 4}))
    town.learns("Mol", "lane", resident=town.resident("Mol").pk, lane="benefits", basis="afspraak met Werk en Inkomen")
    town.due("Mol", on=add_working_days(DELIVERED, 1))
    town.post_goes_out("Mol")
    for _ in range(3):
        town.today = town.day_of("Mol", "benefits-phone")
        (call,) = [step for step in town.steps("Mol").due if step.name == "benefits-phone"]
        assert call.by == "benefits-team"
        town.tries("Mol", Channel.PHONE, AttemptResult.NO_ANSWER, step="benefits-phone")
    known = town.steps("Mol")
    assert {step.name for step in (*known.due, *known.waiting) if step.due_on} == {"benefits-visit"}


def test_signals_of_several_creditors_come_together_in_one_case(town):
    insurer = town.cast.zorgvuldig
    town.delivers(town.cast.thuisgoed, ("Vink", {"attempts": 4}))
    town.delivers(insurer, ("Vink", {"amount": "240,00"}))
    assert Case.objects.filter(organisation=town.office).count() == 1
    assert set(Taking.objects.values_list("signal__partner__code", flat=True)) == {"thuisgoed", "zorgvuldig"}
