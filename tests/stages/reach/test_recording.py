"""Attempts, noes and facts: what may be written down, and what follows on the worklist."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from stages.triage.batch import make_residents, make_signals
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Case, Event, Note, Resident
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.queries import cases_to_plan, steps_of, timeline
from voordeur.stages.triage.actions import take_up

MONDAY = date(2026, 10, 26)


@pytest.fixture
def case(cast) -> Case:
    """A case of one resident with a phone, opened on a Monday."""
    residents = make_residents(cast.thuisgoed, cast.waterstad, phone="06-00012345")
    (signal,) = make_signals(cast.thuisgoed, cast.waterstad, residents=residents, on=MONDAY)
    (pk,) = take_up([signal.pk], today=MONDAY)
    reach.plan([pk], today=MONDAY)
    return Case.objects.get(pk=pk)


def resident_of(case: Case) -> Resident:
    return case.household.residents.get()


def resident_of_living(case: Case) -> Resident:
    return case.household.residents.get(died_on=None)


def listed(case: Case) -> list[tuple[str, str, date]]:
    return list(DueStep.objects.filter(case=case).order_by("due_on", "step").values_list("step", "state", "due_on"))


def letter(**more: object) -> reach.Attempt:
    return reach.Attempt(channel="Brief", day_part="", reached=False, result="sent", step="letter", **more)


def test_r27_an_attempt_has_date_channel_part_of_day_reached_purpose_and_outcome(cast, case):
    made = reach.Attempt(
        channel="Telefoon", day_part="Avond", reached=True, result="talked", resident_id=resident_of(case).pk, purpose="offer"
    )
    event = reach.record_attempt(case, made=made, by=cast.karim, on=MONDAY, note="Belt morgen terug")
    assert (event.kind, event.on, event.by) == ("attempt", MONDAY, cast.karim)
    assert event.facts == {
        "step": "", "channel": "Telefoon", "day_part": "Avond", "reached": True, "result": "talked",
        "resident": resident_of(case).pk, "purpose": "offer",
    }  # fmt: skip
    assert Note.objects.get(event=event).text == "Belt morgen terug"


def test_the_worklist_follows_what_was_done(cast, case):
    assert listed(case) == [("letter", "due", MONDAY)]
    reach.record_attempt(case, made=letter(), by=cast.karim, on=MONDAY)
    reach.plan([case.pk], today=MONDAY)
    assert listed(case) == [("visit", "waiting", date(2026, 11, 9))]
    reach.plan([case.pk], today=date(2026, 11, 9))
    assert listed(case) == [("visit", "due", date(2026, 11, 9))]


def test_planning_twice_gives_the_same_list(case):
    before = listed(case)
    reach.plan([case.pk], today=MONDAY)
    assert listed(case) == before


def test_a_step_that_waited_is_due_on_its_day_without_anybody_doing_anything(cast, case):
    reach.record_attempt(case, made=letter(), by=cast.karim, on=MONDAY)
    reach.plan([case.pk], today=MONDAY)
    assert reach.plan_day(today=MONDAY + timedelta(days=1)) == 0
    assert reach.plan_day(today=date(2026, 11, 9)) == 1
    assert listed(case) == [("visit", "due", date(2026, 11, 9))]
    assert cases_to_plan(today=date(2026, 11, 9)) == []


def test_a_closed_case_has_nothing_due(cast, case):
    reach.record_fact(case, kind="deceased", facts={"resident": resident_of(case).pk}, by=cast.karim, on=MONDAY)
    reach.plan([case.pk], today=MONDAY)
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (MONDAY, "Inwoner is overleden")
    assert listed(case) == []


def test_p08_where_one_of_two_died_the_case_goes_on(cast, case):
    other = Resident.objects.create(household=case.household, surname="Ander")
    signals = make_signals(cast.zorgvuldig, cast.waterstad, residents=[other], on=MONDAY)
    take_up([signals[0].pk], today=MONDAY)
    reach.record_fact(case, kind="deceased", facts={"resident": other.pk}, by=cast.karim, on=MONDAY)
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.closed_on, other.died_on) == (None, MONDAY)
    assert resident_of_living(case).died_on is None


def test_r06_who_moved_away_closes_the_case(cast, case):
    reach.record_fact(case, kind="moved", facts={"resident": resident_of(case).pk}, by=cast.karim, on=MONDAY)
    case.refresh_from_db()
    assert case.outcome == "Persoon is geen inwoner (meer) in de gemeente"


def test_p10_a_no_to_help_leaves_only_the_closing_to_decide(cast, case):
    reach.record_no(case, resident=resident_of(case), no="help", by=None, on=MONDAY)
    reach.plan([case.pk], today=MONDAY)
    (step,) = DueStep.objects.filter(case=case)
    assert (step.step, step.channel, step.reason["code"]) == ("decide", "Administratief", "no_help")


def test_p10_an_objection_needs_a_person_who_decides(cast, case):
    with pytest.raises(ValueError, match="medewerker"):
        reach.record_no(case, resident=resident_of(case), no="approach", by=None, on=MONDAY)
    assert reach.record_no(case, resident=resident_of(case), no="approach", by=cast.clara, on=MONDAY).facts["no"] == "approach"


def test_p10_undoing_a_no_takes_a_talk(cast, case):
    person = resident_of(case)
    reach.record_no(case, resident=person, no="visits", by=cast.karim, on=MONDAY)
    undo = {"kind": "undo_no", "facts": {"no": "visits", "resident": person.pk}, "by": cast.karim, "on": MONDAY}
    with pytest.raises(ValueError, match="na een gesprek"):
        reach.record_fact(case, **undo)
    assert not Event.objects.filter(kind="undo_no").exists()
    talk = reach.Attempt(channel="Telefoon", day_part="Ochtend", reached=True, result="talked", resident_id=person.pk)
    reach.record_attempt(case, made=talk, by=cast.karim, on=MONDAY)
    assert reach.record_fact(case, **undo).kind == "undo_no"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"channel": "Postduif"}, "Kies hoe er contact is gezocht"),
        ({"result": "vaag"}, "Kies wat er van de poging kwam"),
        ({"channel": "Huisbezoek", "day_part": ""}, "Kies het dagdeel"),
        ({"day_part": "Nacht"}, "Kies het dagdeel"),
        ({"extra": {"name": "Jansen"}}, "hoort niet bij deze gebeurtenis: name"),
        ({"purpose": "Mevrouw Jansen gesproken, belt terug; zie ook haar zoon!"}, "kan niet zo worden vastgelegd: purpose"),
    ],
)
def test_an_attempt_that_is_not_in_order_is_refused_in_words(cast, case, changed, sentence):
    made = {"channel": "Brief", "day_part": "", "reached": False, "result": "sent", **changed}
    with pytest.raises(ValueError, match=sentence):
        reach.record_attempt(case, made=reach.Attempt(**made), by=cast.karim, on=MONDAY)
    assert not Event.objects.filter(kind="attempt").exists()


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        ("gossip", {}, "bestaat niet: gossip"),
        ("payment", {"amount_cents": -1}, "amount_cents"),
        ("payment", {"amount_cents": "50 euro"}, "amount_cents"),
        ("payment", {"from": "Jansen"}, "aantekening"),
        ("channel_fact", {"channel": "Brief"}, "ontbreekt: fact"),
        ("channel_fact", {"channel": "Brief", "fact": "weg"}, "kan niet zo"),
        ("deceased", {"resident": True}, "resident"),
    ],
)
def test_a_fact_that_is_not_in_order_is_refused_in_words(cast, case, kind, facts, sentence):
    before = Event.objects.count()
    with pytest.raises(ValueError, match=sentence):
        reach.record_fact(case, kind=kind, facts=facts, by=cast.karim, on=MONDAY)
    assert Event.objects.count() == before


def test_no_attempt_is_added_to_a_closed_case(cast, case):
    reach.record_fact(case, kind="deceased", facts={"resident": resident_of(case).pk}, by=None, on=MONDAY)
    case.refresh_from_db()
    with pytest.raises(ValueError, match="afgesloten"):
        reach.record_attempt(case, made=letter(), by=cast.karim, on=MONDAY)


def test_a_case_whose_protocol_is_gone_is_put_before_somebody(case):
    Case.objects.filter(pk=case.pk).update(protocol="verdwenen@9")
    reach.plan([case.pk], today=MONDAY)
    (step,) = DueStep.objects.filter(case=case)
    assert (step.step, step.reason["code"]) == ("decide", "unknown_protocol")


def test_the_steps_of_a_case_say_what_is_behind_it(cast, case):
    reach.record_attempt(case, made=letter(), by=cast.karim, on=MONDAY)
    steps = steps_of(case, today=MONDAY)
    assert [(one.name, one.code, one.on) for one in steps.done] == [("letter", "done", MONDAY)]
    assert [one.name for one in steps.waiting] == ["visit"]


def test_the_timeline_is_a_logged_look_newest_first(cast, case):
    reach.record_attempt(case, made=letter(), by=cast.karim, on=MONDAY, note="Met kaartje erbij")
    told = timeline(case, Look(cast.karim, Purpose.OFFER_HELP, "/zaken/1/"))
    assert [(one.event.kind, one.note) for one in told] == [
        ("attempt", "Met kaartje erbij"),
        ("signal_joined", ""),
        ("opened", ""),
    ]
    assert AccessLogEntry.objects.get().subjects == [f"case:{case.pk}"]
