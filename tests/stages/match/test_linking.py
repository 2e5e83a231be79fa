"""Linking signals in sets: who, which household, what the register says, what a person decides, and what is forgotten."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stages.match.town import TODAY, Counted, signal
from voordeur.connections.brp import NoRegister, RegisterUnavailable
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Household, Resident
from voordeur.stages.match import actions, queries
from voordeur.stages.match.forget import forget
from voordeur.stages.match.models import Candidate, Decision, Link

FATHER = {"surname": "Berkhout", "initials": "A.J.", "birth_date": date(1951, 3, 12)}


def link(*signals, register=None) -> list[Link]:
    actions.link_signals([s.pk for s in signals], register=register or Counted(), today=TODAY)
    return [Link.objects.select_related("resident__household", "household").get(signal=s) for s in signals]


def test_a_couple_at_one_address_is_one_household(cast):
    him, her = link(signal(cast, **FATHER), signal(cast, surname="Berkhout", initials="C.", birth_date=date(1953, 4, 5)))
    assert (him.verdict, her.verdict) == ("auto", "auto")
    assert him.resident.bsn == "999900006" and her.resident.bsn == "999900018"
    assert him.household == her.household
    assert him.household.municipality == cast.waterstad
    assert him.resident.in_register and him.resident.given_names == "Arend Jan"


def test_the_same_person_over_creditors_and_months_is_one_resident(cast):
    one = link(signal(cast, month=8, **FATHER))[0]
    other = link(signal(cast, month=9, partner=cast.zorgvuldig, surname="Berkhuot", initials="A.", birth_date=date(1951, 3, 12)))[
        0
    ]
    assert one.resident == other.resident
    assert Resident.objects.filter(in_register=True).count() == 1


def test_how_to_reach_somebody_is_learned_from_who_knows_it(cast):
    """The register tells no telephone number; the first creditor that does is believed until a call shows otherwise."""
    link(signal(cast, month=8, **FATHER))
    link(signal(cast, month=9, phone="0600012345", email="", **FATHER))
    link(signal(cast, month=10, phone="0600099999", email="berkhout@voorbeeld.test", **FATHER))
    resident = Resident.objects.get(in_register=True)
    assert (resident.phone, resident.email) == ("0600012345", "berkhout@voorbeeld.test")


@pytest.mark.parametrize(
    ("number", "fields", "status"),
    [
        ("14", FATHER, "resident"),
        ("77", FATHER, "moved_within"),  # R07
        ("22", {"surname": "Deurzen", "initials": "E.", "birth_date": date(1945, 5, 5)}, "deceased"),  # R31
        ("14", {"surname": "Hoekema", "initials": "F.", "birth_date": date(1977, 7, 7)}, "elsewhere"),  # R06
        ("14", {"surname": "Twijnstra", "initials": "G.", "birth_date": date(1966, 6, 6)}, "emigrated"),
        ("14", {"surname": "Niemand", "initials": "N.", "birth_date": date(1966, 6, 7)}, "not_found"),
    ],
)
def test_what_the_register_says(cast, number, fields, status):
    assert link(signal(cast, number=number, **fields))[0].register_status == status


def test_secrecy_stays_with_the_resident(cast):
    assert link(signal(cast, number="20", surname="Meyer", initials="D."))[0].resident.secrecy  # R34


def test_the_day_of_death_is_kept(cast):
    found = link(signal(cast, number="22", surname="Deurzen", initials="E."))[0]
    assert found.resident.died_on == date(2025, 1, 9)


def test_a_doubt_stands_with_a_resident_and_household_of_its_own(cast):
    doubt, other = link(
        signal(cast, number="30", surname="Tweeling", initials="M."), signal(cast, number="30", surname="Tweeling", initials="M.")
    )
    assert doubt.verdict == other.verdict == "review"
    assert doubt.resident != other.resident and doubt.household != other.household
    assert doubt.household.municipality == cast.waterstad  # the postcode tells
    assert {c.person["bsn"] for c in doubt.candidates.all()} == {"999900080", "999900092"}


def test_unknown_people_of_one_customer_number_are_one_resident(cast):
    one, other = link(
        signal(cast, surname="Niemand", customer_number="K1", number="50"),
        signal(cast, surname="Niemand", customer_number="k1", number="51", month=9),
    )
    assert one.resident == other.resident and (one.verdict, other.verdict) == ("new", "auto")
    later = link(signal(cast, surname="Niemand", customer_number="K1", number="52", month=8))[0]
    assert later.resident == one.resident


def test_the_order_of_a_batch_makes_no_difference(cast):
    told = [
        FATHER,
        {"surname": "Berkhout", "initials": "C."},
        {"surname": "Berkhout"},
        {"surname": "Niemand", "customer_number": "K1"},
        {"surname": "Tweeling", "number": "30", "birth_date": date(1994, 11, 29)},
        {"surname": "Niemand", "customer_number": "K1"},
        {"surname": "Meijer", "number": "20", "customer_number": "K2"},
        {"surname": "", "number": "20", "customer_number": "K2"},
    ]
    signals = [signal(cast, **fields) for fields in told]

    def outcome() -> list[tuple[str, str, str, int]]:
        links = Link.objects.filter(signal__in=signals).select_related("resident").order_by("signal")
        first: dict[int, int] = {}
        return [
            (li.verdict, li.register_status, li.resident.bsn, first.setdefault(li.resident_id, i)) for i, li in enumerate(links)
        ]

    link(*signals)
    straight = outcome()
    for seed in (1, 2, 3):
        Candidate.objects.all().delete()
        Link.objects.all().delete()
        Resident.objects.all().delete()
        Household.objects.all().delete()
        shuffled = list(signals)
        random.Random(seed).shuffle(shuffled)
        link(*shuffled)
        assert outcome() == straight


def test_a_second_time_changes_nothing(cast):
    signals = [signal(cast, **FATHER), signal(cast, surname="Niemand"), signal(cast, number="30", surname="Tweeling")]
    link(*signals)
    rows = [list(model.objects.order_by("pk").values()) for model in (Link, Resident, Household, Candidate)]
    register = Counted()
    link(*signals, register=register)
    assert [list(model.objects.order_by("pk").values()) for model in (Link, Resident, Household, Candidate)] == rows
    assert register.calls == 0


def test_the_number_of_queries_does_not_grow_with_the_batch(cast, django_assert_max_num_queries):
    few = [signal(cast, **FATHER) for _ in range(3)]
    many = [signal(cast, surname=f"Niemand{i}", number=str(100 + i), customer_number=f"C{i}") for i in range(40)]
    with django_assert_max_num_queries(40):
        actions.link_signals([s.pk for s in few], register=Counted(), today=TODAY)
    with django_assert_max_num_queries(40):
        actions.link_signals([s.pk for s in many], register=Counted(), today=TODAY)


def test_each_question_is_asked_once_and_logged_once(cast):
    register = Counted()
    link(*(signal(cast, **FATHER) for _ in range(5)), register=register)
    assert register.calls == 2  # one door, one call by BSN
    entry = AccessLogEntry.objects.get(purpose=Purpose.CHECK_REGISTER)
    assert len(entry.subjects) == 5 and all(subject.startswith("signal:") for subject in entry.subjects)


def test_a_silent_register_loses_nothing_and_is_asked_again(cast):
    register = Counted()
    register.silent = True
    one, other = link(signal(cast, **FATHER), signal(cast, surname="Niemand"), register=register)
    assert one.register_status == other.register_status == "not_asked"
    assert one.household == other.household  # one door, while nobody can tell
    with pytest.raises(RegisterUnavailable):
        actions.ask_again(queries.waiting_for_register(), register=register, today=TODAY)
    register.silent = False
    changed = actions.ask_again(queries.waiting_for_register(), register=register, today=TODAY)
    assert changed == [one.signal_id, other.signal_id]
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.verdict, one.register_status, one.resident.bsn) == ("auto", "resident", "999900006")
    assert other.register_status == "not_found"
    assert queries.waiting_for_register() == []


def test_without_any_register_one_person_is_still_one(cast):
    one, other = link(signal(cast, **FATHER), signal(cast, partner=cast.zorgvuldig, **FATHER), register=NoRegister())
    assert one.resident == other.resident


def test_later_evidence_puts_an_earlier_link_before_a_person(cast):
    sure = link(signal(cast, surname="Berkhout", initials="A.", month=8))[0]
    assert sure.resident.bsn == "999900006"
    # Next month it shows that the son, who lives elsewhere now, is known to creditors at this address.
    son = signal(cast, partner=cast.zorgvuldig, surname="Berkhout", initials="A.", birth_date=date(1985, 6, 7), month=9)
    doubted = actions.link_signals([son.pk], register=Counted(), today=TODAY)
    assert doubted == [sure.signal_id]
    sure.refresh_from_db()
    assert sure.verdict == "review" and not sure.resident.in_register
    assert sure.candidates.count() == 2


def test_who_is_found_later_takes_the_earlier_signals_along(cast):
    told = {"surname": "Bekrhout", "initials": "A.J.", "customer_number": "K1", "number": "77"}
    first, second = link(signal(cast, month=8, **told), signal(cast, month=8, partner=cast.zorgvuldig, **told))
    stranger = link(signal(cast, month=8, surname="Niemand", initials="N.", number="77"))[0]
    assert first.resident == second.resident != stranger.resident and first.register_status == "not_found"
    # A month later the same account comes with a birth date: the register knows him, elsewhere.
    found = signal(cast, month=9, number="77", customer_number="K1", **FATHER)
    followed = actions.link_signals([found.pk], register=Counted(), today=TODAY)
    assert followed == [first.signal_id, second.signal_id]
    for one in (first, second, stranger):
        one.refresh_from_db()
    assert first.resident == second.resident == Link.objects.get(signal=found).resident
    assert (first.verdict, first.resident.bsn, first.register_status) == ("auto", "999900006", "moved_within")
    assert first.reasons and not stranger.resident.in_register


def test_a_doubt_is_settled_by_who_proves_to_have_that_account(cast):
    doubt = link(signal(cast, number="30", surname="Tweeling", customer_number="K9", month=8))[0]
    assert doubt.verdict == "review" and doubt.candidates.count() == 2
    sure = signal(cast, number="30", surname="Tweeling", initials="Marga", customer_number="K9", month=9)
    assert actions.link_signals([sure.pk], register=Counted(), today=TODAY) == [doubt.signal_id]
    doubt.refresh_from_db()
    assert (doubt.verdict, doubt.resident.bsn, doubt.candidates.count()) == ("auto", "999900092", 0)


def test_what_a_person_has_judged_is_not_settled_again(cast):
    doubt = link(signal(cast, number="30", surname="Tweeling", customer_number="K9", month=8))[0]
    actions.decide(doubt, same_as=None, by=cast.clara)
    taken_apart = link(signal(cast, month=8, customer_number="K8", **FATHER))[0]
    actions.undo(taken_apart, by=cast.clara)
    sure = [
        signal(cast, number="30", surname="Tweeling", initials="Marga", customer_number="K9", month=9),
        signal(cast, customer_number="K8", month=9, **FATHER),
    ]
    assert actions.link_signals([one.pk for one in sure], register=Counted(), today=TODAY) == []
    doubt.refresh_from_db()
    taken_apart.refresh_from_db()
    assert (doubt.verdict, taken_apart.verdict) == ("human", "review")


def test_who_contradicts_keeps_an_unknown_person_as_it_is(cast):
    told = {"surname": "Bekrhout", "customer_number": "K1", "number": "77"}
    first, second = link(
        signal(cast, month=8, initials="A.J.", **told), signal(cast, month=8, bsn="999900018", initials="A.J.", **told)
    )
    assert first.resident == second.resident or second.resident.bsn
    found = signal(cast, month=9, number="77", customer_number="K1", **FATHER)
    actions.link_signals([found.pk], register=Counted(), today=TODAY)
    second.refresh_from_db()
    assert second.resident.bsn != "999900006"


# --- a person decides -------------------------------------------------------------------------------------------------


@pytest.fixture
def doubt(cast):
    return link(signal(cast, number="30", surname="Tweeling", initials="M."))[0]


def test_the_same_as_a_candidate(cast, doubt):
    own, candidate = doubt.resident, doubt.candidates.get(person__bsn="999900092")
    actions.decide(doubt, same_as=candidate, by=cast.clara)
    doubt.refresh_from_db()
    assert (doubt.verdict, doubt.resident.bsn, doubt.register_status) == ("human", "999900092", "resident")
    decision = Decision.objects.get()
    assert (decision.answer, decision.before, decision.after, decision.by) == ("same", own, doubt.resident, cast.clara)


def test_nobody_of_these(cast, doubt):
    own = doubt.resident
    actions.decide(doubt, same_as=None, by=cast.clara)
    doubt.refresh_from_db()
    assert (doubt.verdict, doubt.resident) == ("human", own)
    assert Decision.objects.get().answer == "different"


def test_undo_gives_the_signal_a_resident_of_its_own_again(cast, doubt):
    actions.decide(doubt, same_as=doubt.candidates.first(), by=cast.clara)
    known = doubt.resident
    actions.undo(doubt, by=cast.karim)
    doubt.refresh_from_db()
    assert doubt.verdict == "review" and doubt.resident != known and not doubt.resident.in_register
    assert [d.answer for d in Decision.objects.order_by("pk")] == ["same", "undo"]
    assert doubt.candidates.count() == 2


def test_an_automatic_link_can_be_undone_too_and_put_back(cast):
    sure = link(signal(cast, **FATHER))[0]
    known = sure.resident
    actions.undo(sure, by=cast.clara)
    assert sure.resident != known
    actions.decide(sure, same_as=sure.candidates.get(), by=cast.clara)
    sure.refresh_from_db()
    assert sure.resident == known and sure.verdict == "human"


def test_a_candidate_of_another_link_is_refused(cast, doubt):
    other = link(signal(cast, number="30", surname="Tweeling", initials="M."))[0]
    with pytest.raises(ValueError, match="another link"):
        actions.decide(doubt, same_as=other.candidates.first(), by=cast.clara)


# --- reading and forgetting -------------------------------------------------------------------------------------------


def test_the_queue_stays_inside_the_walls_and_logs_the_look(cast, doubt):
    look = Look(cast.clara, Purpose.FIND_PERSON, "/dubbelen/")
    doubts = queries.doubts_of(cast.clara, [one.link for one in queries.waiting(cast.clara)], look)
    assert [d.link for d in doubts] == [doubt]
    assert AccessLogEntry.objects.filter(purpose=Purpose.FIND_PERSON).count() == 1
    beyond = Look(cast.stine, Purpose.FIND_PERSON)
    assert queries.waiting(cast.stine) == [] == queries.doubts_of(cast.stine, [doubt.pk], beyond)
    assert queries.doubt_of(cast.stine, doubt.pk, look) is None


def test_the_queue_costs_the_same_for_one_and_for_many(cast, doubt, django_assert_num_queries):
    look = Look(cast.clara, Purpose.FIND_PERSON)

    def read() -> int:
        return len(queries.doubts_of(cast.clara, [one.link for one in queries.waiting(cast.clara)], look))

    assert read() == 1  # from now on the walls of this person are known
    with CaptureQueriesContext(connection) as one:
        assert read() == 1
    link(*(signal(cast, number="30", surname="Tweeling", initials="M.", month=8) for _ in range(12)))
    with django_assert_num_queries(len(one)):
        assert read() == 13


def test_reasons_read_as_a_sentence():
    reasons = [
        {"field": "surname", "agreement": "spelling", "weight": 8.0, "signal": "Janssen", "register": "Jansen"},
        {"field": "birth", "agreement": "same", "weight": 14.5, "signal": "1981-03-12", "register": "1981-03-12"},
        {"field": "address", "agreement": "same", "weight": 16.0, "signal": "x", "register": "x"},
    ]
    assert queries.explain(reasons) == "register: Jansen, signaal: Janssen; zelfde geboortedatum en adres"


def test_link_facts_tell_later_stages_what_they_need(cast):
    found = link(signal(cast, number="20", surname="Meijer", initials="D."))[0]
    facts = queries.link_facts([found.signal_id, 999_999])
    assert facts[found.signal_id].secrecy and facts[found.signal_id].register_status == "resident"
    assert list(facts) == [found.signal_id]


def test_forgetting_leaves_nothing_that_was_compared(cast, doubt):
    sure = link(signal(cast, **FATHER))[0]
    assert forget(residents=[], signals=[doubt.signal_id, sure.signal_id], today=TODAY) == 4
    assert not Candidate.objects.exists()
    assert set(map(str, Link.objects.values_list("reasons", flat=True))) == {"[]"}
    assert forget(residents=[], signals=[doubt.signal_id], today=TODAY) == 0


def test_a_birth_date_is_quoted_as_people_write_it():
    reasons = [{"field": "birth", "agreement": "slip", "register": "1989-12-19", "signal": "1989-12-10"}]
    assert queries.explain(reasons) == "geboortedatum met één fout (register: 19-12-1989, signaal: 10-12-1989)"
