"""Offers are personal, agreements stand in the plan, a case ends with what its facts bear out."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from voordeur.record.models import Event, Note
from voordeur.stages.help import actions as help_
from voordeur.stages.help.forget import FORGOTTEN, forget
from voordeur.stages.help.models import Agreement, HelpOffer
from voordeur.stages.help.queries import closing_facts, running_clocks
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.help.rules.helper import Helper
from voordeur.stages.help.rules.outcome import Outcome
from voordeur.stages.reach.actions import Attempt, record_attempt
from voordeur.stages.reach.rules.registry import check_facts
from web.town import TODAY, home

TWO = (("F.", "", "Yilmaz"), ("B.", "", "Bakker"))
ACTION = help_.PlanLine(AgreementKind.ACTION, "Toeslag aanvragen", "uzelf", date(2026, 12, 1))


def _refused(code: str, act, *args, **kwargs) -> None:
    with pytest.raises(help_.RefusalError) as caught:
        act(*args, **kwargs)
    assert caught.value.problem.code == code
    assert str(caught.value).endswith(".")


def test_one_person_accepts_and_the_other_declines(cast):
    lives = home(cast, names=TWO, planned=False)
    for resident, accepted in zip(lives.people, (True, False), strict=True):
        help_.answer_offer(lives.case, resident=resident, accepted=accepted, by=cast.karim, on=TODAY)
    answers = dict(HelpOffer.objects.values_list("resident", "answer"))
    assert answers == {lives.people[0].pk: "accepted", lives.people[1].pk: "declined"}


def test_offering_twice_is_one_offer(cast):
    lives = home(cast, planned=False)
    for _ in range(2):
        help_.offer(lives.case, resident=lives.resident, on=TODAY, by=cast.karim)
    assert Event.objects.filter(case=lives.case, kind="offer").count() == 1


def test_somebody_of_another_household_is_not_offered_help_here(cast):
    lives, other = home(cast, planned=False), home(cast, number="16", planned=False)
    _refused("not_in_this_household", help_.offer, lives.case, resident=other.resident, on=TODAY, by=cast.karim)
    assert not HelpOffer.objects.exists()


def test_a_referral_without_agreement_is_refused_and_nothing_is_written(cast):
    lives = home(cast, planned=False)
    line = help_.PlanLine(AgreementKind.REFERRAL, "Naar MEE", referred_to="mee", agreed=False)
    _refused("referral_without_agreement", help_.agree, lives.case, resident=lives.resident, line=line, by=cast.karim, on=TODAY)
    assert not Agreement.objects.exists()
    assert not Event.objects.filter(kind="referral").exists()


def test_the_table_itself_refuses_a_referral_without_agreement_or_reason(cast):
    lives = home(cast, planned=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(case=lives.case, resident=lives.resident, made_on=TODAY, kind="referral", text="x")


def test_every_event_of_help_carries_known_person_free_facts(cast):
    lives = home(cast, planned=False)
    help_.answer_offer(lives.case, resident=lives.resident, accepted=True, by=cast.karim, on=TODAY)
    made = help_.agree(lives.case, resident=lives.resident, line=ACTION, by=cast.karim, on=TODAY)
    help_.done(made, by=cast.karim, on=TODAY)
    help_.done(made, by=cast.karim, on=TODAY)
    to_mee = help_.PlanLine(AgreementKind.REFERRAL, "Naar MEE", referred_to="mee")
    help_.agree(lives.case, resident=lives.resident, line=to_mee, by=cast.karim, on=TODAY)
    help_.record_helper(lives.case, helper=Helper.OTHER, by=cast.karim, on=TODAY)
    events = list(Event.objects.filter(case=lives.case))
    for event in events:
        assert check_facts(event.kind, event.facts) == event.facts
    assert sum(event.facts.get("kind") == "done" for event in events) == 1


def test_a_result_that_the_facts_do_not_bear_out_is_refused(cast):
    lives = home(cast, planned=False)
    _refused("counsellor_not_spoken", help_.close, lives.case, outcome=Outcome.KNOWN, by=cast.karim, on=TODAY)
    help_.record_helper(lives.case, helper=Helper.COUNSELLOR, by=cast.karim, on=TODAY)
    help_.close(lives.case, outcome=Outcome.KNOWN, by=cast.karim, on=TODAY, note="Neemt het over.")
    lives.case.refresh_from_db()
    assert (lives.case.closed_on, lives.case.outcome) == (TODAY, Outcome.KNOWN)
    assert Note.objects.get(event__kind="closed").text == "Neemt het over."
    _refused("already_closed", help_.close, lives.case, outcome=Outcome.KNOWN, by=cast.karim, on=TODAY)


def test_the_talk_with_another_worker_is_no_contact_with_the_resident(cast):
    lives = home(cast, planned=False)
    help_.record_helper(lives.case, helper=Helper.COUNSELLOR, by=cast.karim, on=TODAY)
    facts = closing_facts(lives.case, on=TODAY)
    assert (facts.tried, facts.reached, facts.counsellor) == (False, False, True)


def test_a_corrected_attempt_does_not_count(cast):
    lives = home(cast, planned=False)
    wrong = record_attempt(
        lives.case, made=Attempt("Telefoon", "Avond", True, "talked", lives.resident.pk), by=cast.karim, on=TODAY
    )
    assert closing_facts(lives.case, on=TODAY).reached
    Event.objects.create(case=lives.case, kind="correction", on=TODAY, at=wrong.at, corrects=wrong)
    assert not closing_facts(lives.case, on=TODAY).reached


def test_an_application_runs_its_clock_within_the_walls_only(cast):
    lives = home(cast, planned=False)
    line = help_.PlanLine(AgreementKind.REFERRAL, "Aanvraag", referred_to="schuldhulpverlening")
    help_.agree(lives.case, resident=lives.resident, line=line, by=cast.karim, on=TODAY)
    assert [clock.due_on for clock in running_clocks(cast.karim, today=TODAY)[lives.case.pk]] == [date(2027, 1, 20)]
    assert running_clocks(cast.stine, today=TODAY) == {}


def test_what_was_agreed_is_forgotten_with_the_person_and_only_then(cast):
    lives = home(cast, names=TWO, planned=False)
    secret = help_.PlanLine(AgreementKind.REFERRAL, "Naar MEE", "buurvrouw", None, "mee", False, "Acuut gevaar")
    help_.agree(lives.case, resident=lives.people[0], line=secret, by=cast.karim, on=TODAY)
    help_.agree(lives.case, resident=lives.people[1], line=ACTION, by=cast.karim, on=TODAY)
    assert forget(residents=[lives.people[0].pk], signals=[], today=TODAY) == 1
    assert forget(residents=[lives.people[0].pk], signals=[], today=TODAY) == 0
    first, second = Agreement.objects.order_by("pk")
    assert (first.text, first.owner, first.exception_reason) == ("", "", FORGOTTEN)
    assert second.text == "Toeslag aanvragen"
