"""Vandaag: order, walls, words, and the same number of queries for a few cases and for many."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from stages.triage.batch import make_residents, make_signals
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Case
from voordeur.stages.reach.actions import Attempt, plan, record_attempt, record_fact, record_no
from voordeur.stages.reach.queries import Filters, Hand, clocks_this_week, coming, due_counts, sentence, worklist
from voordeur.stages.reach.rules.telling.reasons import ENDED, PASSED_OVER, WHY
from voordeur.stages.triage.actions import take_up

MONDAY = date(2026, 10, 26)


def open_cases(cast, number: int, *, where=None, phone: str = "06-00012345", **fields: object) -> list[int]:
    """So many cases with a due letter, through the real actions."""
    where = where or cast.waterstad
    people = make_residents(cast.thuisgoed, where, number, phone=phone)
    signals = make_signals(cast.thuisgoed, where, residents=people, on=MONDAY, **fields)
    cases: set[int] = set()
    for n in range(0, number, 500):
        cases |= take_up([one.pk for one in signals[n : n + 500]], today=MONDAY)
    plan(cases, today=MONDAY)
    return sorted(cases)


def look_of(user) -> Look:
    return Look(user, Purpose.OFFER_HELP, "/")


def test_rows_are_grouped_by_what_the_hand_does_and_say_why(cast):
    post, no = open_cases(cast, 2)
    person = Case.objects.get(pk=no).household.residents.get()
    record_no(Case.objects.get(pk=no), resident=person, no="help", by=cast.karim, on=MONDAY)
    plan([no], today=MONDAY)
    found = worklist(cast.karim, look_of(cast.karim), today=MONDAY)
    assert (found.due, [(group.hand, group.total) for group in found.groups]) == (2, [(Hand.POST, 1), (Hand.DECIDE, 1)])
    (row,) = found.groups[0].rows
    assert (row.step.case_id, row.what, row.why) == (
        post,
        "brief sturen",
        "Signaal van 26 oktober: de werkwijze vraagt deze stap",
    )
    assert (row.deadline, row.clock) == (date(2026, 11, 23), "termijn voor het hulpaanbod")
    assert [one.surname for one in row.residents] == ["Voorbeeld0"]
    (row,) = found.groups[1].rows
    assert (row.what, row.why) == ("beslissen: afsluiten of verder", "Zei nee tegen hulp: sluit de zaak af")


def test_the_most_urgent_comes_first_and_says_so(cast):
    calm, urgent = open_cases(cast, 1), open_cases(cast, 1, signal_type="crisis")
    (group,) = worklist(cast.karim, look_of(cast.karim), today=MONDAY).groups
    assert [row.step.case_id for row in group.rows] == urgent + calm
    assert [row.urgency for row in group.rows] == ["crisissignaal", ""]


def test_everybody_sees_what_stands_within_their_walls(cast):
    here, there = open_cases(cast, 1), open_cases(cast, 1, where=cast.veenstad)
    cast.karim.municipalities.set([cast.waterstad])

    def seen(user) -> list[int]:
        groups = worklist(user, look_of(user), today=MONDAY).groups
        return sorted(row.step.case_id for group in groups for row in group.rows)

    assert seen(cast.clara) == sorted(here + there)
    assert seen(cast.karim) == here
    assert seen(cast.stine) == []
    assert due_counts(cast.karim, today=MONDAY) == {"Brief": 1}
    assert due_counts(cast.stine, today=MONDAY) == {}


def test_the_list_is_one_logged_look_at_the_households_on_it(cast):
    cases = open_cases(cast, 3)
    worklist(cast.karim, look_of(cast.karim), today=MONDAY, size=2)
    homes = Case.objects.filter(pk__in=cases).order_by("pk").values_list("household", flat=True)
    assert AccessLogEntry.objects.get().subjects == sorted(f"household:{pk}" for pk in homes[:2])


def test_filters_and_pages(cast):
    open_cases(cast, 3)
    of = lambda **more: worklist(cast.karim, look_of(cast.karim), today=MONDAY, **more)  # noqa: E731
    assert of(filters=Filters(hand="call")).due == 0
    assert of(filters=Filters(hand="post", municipality=cast.waterstad.pk)).due == 3
    second = of(page=2, size=2)
    assert (second.page, second.pages, [len(group.rows) for group in second.groups]) == (2, 2, [1])
    assert of(page=99, size=2).page == 2


def test_what_waited_for_today_is_on_the_list_and_what_comes_is_told(cast):
    (pk,) = open_cases(cast, 1)
    made = Attempt(channel="Brief", day_part="", reached=False, result="sent", step="letter")
    record_attempt(Case.objects.get(pk=pk), made=made, by=cast.karim, on=MONDAY)
    plan([pk], today=MONDAY)
    due = date(2026, 11, 9)
    assert worklist(cast.karim, look_of(cast.karim), today=MONDAY).due == 0
    assert coming(cast.karim, today=due - timedelta(days=3)) == (due - timedelta(days=2), {})
    assert coming(cast.karim, today=due - timedelta(days=2)) == (due, {Hand.VISIT: 1})
    (group,) = worklist(cast.karim, look_of(cast.karim), today=due).groups
    assert (group.hand, group.rows[0].what) == (Hand.VISIT, "huisbezoek, avond")


def test_clocks_of_law_are_counted_and_the_municipalitys_own_term_is_not(cast):
    cases = open_cases(cast, 2)
    for case in Case.objects.filter(pk__in=cases):
        record_fact(case, kind="accepted", facts={"resident": case.household.residents.get().pk}, by=cast.karim, on=MONDAY)
    open_cases(cast, 1)  # runs under the term of the offer only, which is the municipality's own (R20)
    plan(cases, today=MONDAY)
    assert clocks_this_week(cast.karim, today=MONDAY) == 0
    assert clocks_this_week(cast.karim, today=date(2026, 11, 18)) == 2
    assert clocks_this_week(cast.stine, today=date(2026, 11, 18)) == 0


def test_every_reason_in_the_worklist_has_a_sentence(cast):
    for code in (*WHY, *ENDED, *PASSED_OVER):
        params = {"on": "2026-10-26", "step": "letter", "try": 2, "tries": 3, "ceiling": 2, "stage": "vonnis"}
        assert sentence({"code": code, "params": params}) != code


def _costs(action) -> int:
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def test_planning_costs_the_same_for_few_cases_and_for_many(cast):
    few, many = open_cases(cast, 10), open_cases(cast, 50)
    assert _costs(lambda: plan(many, today=MONDAY)) == _costs(lambda: plan(few, today=MONDAY))
