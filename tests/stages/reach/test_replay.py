"""Trying a protocol on recorded cases: what it would have done, what stays as it happened, what nobody can know."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from stages.reach.stories import CLOCKS, LETTER, START, VISIT, day, signal, told, tried
from stages.reach.test_worklist import open_cases
from stages.reach.written import step, written
from voordeur.record.models import Case
from voordeur.stages.reach.queries import recorded as reading
from voordeur.stages.reach.rules.replay import Recorded, Replayed, replay
from voordeur.stages.reach.rules.vocabulary import Channel

UNTIL = day("2027-01-31")


def case(*events, opened_on=START, phones=True) -> Recorded:
    """A recorded case of one signal and what happened after it."""
    return Recorded((signal(1, opened_on), *events), opened_on, phones=phones, clocks=CLOCKS)


def played(protocol, *cases: Recorded, until: date = UNTIL) -> Replayed:
    return replay(protocol, cases, since=START, until=until)


def said(result: Replayed) -> str:
    return " ".join(words.nl for words in result.cannot_know)


def test_what_a_protocol_would_have_done_stands_in_the_place_of_what_we_did():
    letters = [tried("Brief", "10-26", step="letter"), tried("Brief", "11-26", step="letter")]
    result = played(VISIT, case(*letters))
    assert result.by_channel == {Channel.LETTER: 1, Channel.VISIT: 3, Channel.PHONE: 2}
    assert result.really == {Channel.LETTER: 2}
    assert (result.ended, result.first_days) == ({"decide": 1}, (0,))


def test_an_unknown_outcome_is_never_a_talk_and_never_a_closed_door():
    result = played(VISIT, case())
    assert (result.known, result.unknown) == (0, 6)
    assert Channel.CARD not in result.by_channel
    assert "6 van de 6 contacten" in said(result)
    assert "Kaartjes tellen alleen mee" in said(result)


def test_an_outcome_on_record_of_that_channel_and_part_of_the_day_in_those_weeks_is_used():
    """The first visit would have come on 9 November in the evening."""
    shut = played(VISIT, case(tried("Huisbezoek", "11-12", "nobody", part="Avond")))
    assert (shut.known, shut.by_channel[Channel.CARD]) == (1, 1)
    for on, part in (("11-03", "Ochtend"), ("11-20", "Avond")):
        elsewhere = played(VISIT, case(tried("Huisbezoek", on, "talked", reached=True, part=part)))
        assert (elsewhere.known, elsewhere.by_channel[Channel.VISIT]) == (0, 3)


def test_an_answer_stands_only_where_the_talk_would_have_been_held_as_well():
    talk = tried("Huisbezoek", "11-12", "talked", reached=True, part="Avond", resident=1)
    yes = told("accepted", "11-12", resident=1)
    visited = played(VISIT, case(talk, yes))
    assert (visited.by_channel[Channel.VISIT], visited.by_channel[Channel.APPOINTMENT], visited.answers_dropped) == (1, 1, 0)
    by_letter = played(LETTER, case(talk, yes))
    assert (by_letter.by_channel, by_letter.answers_dropped) == ({Channel.LETTER: 1}, 1)
    assert "1 keer antwoordde iemand" in said(by_letter)


def test_what_did_not_come_of_us_stays_on_its_own_day():
    paid = played(VISIT, case(told("payment", "11-20")))
    assert (paid.by_channel[Channel.VISIT], paid.ended) == (3, {"paid": 1})
    early = played(VISIT, case(told("payment", "11-05")))
    assert (early.by_channel, early.ended) == ({Channel.LETTER: 1}, {"paid": 1})
    died = told("deceased", "11-05", resident=1)
    assert played(VISIT, case(died, told("correction", "11-06"))).by_channel == {Channel.LETTER: 1}


def test_a_fact_that_was_corrected_is_no_fact_of_the_past_either():
    wrong = told("payment", "11-05")
    mended = type(wrong)(99_999, "correction", day("12-30"), {}, corrects=wrong.id)
    assert played(VISIT, case(wrong, mended)).by_channel[Channel.VISIT] == 3


def test_a_stage_of_collection_brings_what_the_protocol_has_for_it():
    protocol = written(
        step("letter", "Brief", after="start") + step("rescue", "Huisbezoek", after_stage="aanzegging", wait="1 werkdag")
    )
    result = played(protocol, case(told("stage", "12-01", stage="aanzegging", partner=1)))
    (week,) = [one for one in result.weeks if one.by_channel.get(Channel.VISIT)]
    assert week.monday == date(2026, 11, 30)


def test_a_step_that_the_creditor_does_itself_counts_as_done_on_its_day_unless_the_record_tells_another():
    protocol = written(
        step("announcement", "Brief", by="creditor", after="start", offers="nee")
        + step("visit", "Huisbezoek", after="announcement", wait="7 dagen")
        + step("letter", "Brief", after="start", wait="60 dagen")
    )
    silent = played(protocol, case(), until=day("11-30"))
    assert [(week.monday, dict(week.by_channel)) for week in silent.weeks] == [(date(2026, 11, 2), {Channel.VISIT: 1})]
    assert "1 keer doet de schuldeiser zelf een stap" in said(silent)
    posted = played(protocol, case(told("partner_step", "11-10", step="announcement", partner=1)), until=day("11-30"))
    assert [(week.monday, dict(week.by_channel)) for week in posted.weeks] == [(date(2026, 11, 16), {Channel.VISIT: 1})]
    assert "doet de schuldeiser zelf" not in said(posted)


def test_visits_go_as_far_as_the_capacity_of_a_month_and_those_with_a_deadline_go_first():
    protocol = written(step("visit", "Huisbezoek", after="start"), "visits_per_month: 2\n")
    cases = [case() for _ in range(4)]
    result = played(protocol, *cases, until=day("11-30"))
    assert [(week.monday, week.by_channel[Channel.VISIT]) for week in result.weeks] == [(START, 2), (date(2026, 11, 2), 2)]
    assert (result.by_channel[Channel.VISIT], result.held, result.longest_wait) == (4, 2, 7)
    still = played(protocol, *cases, until=day("10-31"))
    assert (still.by_channel[Channel.VISIT], still.held, still.without_contact) == (2, 2, 2)


def test_the_busiest_week_says_what_is_needed():
    cases = [case(opened_on=START + timedelta(days=n)) for n in (0, 1, 14)]
    busiest = played(LETTER, *cases).busiest(Channel.LETTER)
    assert busiest is not None
    assert (busiest.monday, busiest.by_channel[Channel.LETTER]) == (START, 2)


def test_recorded_cases_are_read_in_as_many_queries_for_few_as_for_many_and_played(cast):
    monday = date(2026, 10, 26)
    open_cases(cast, 3)
    with CaptureQueriesContext(connection) as few:
        reading.recorded(Case.objects.all(), since=monday, until=monday)
    open_cases(cast, 9)
    with CaptureQueriesContext(connection) as many:
        cases = reading.recorded(Case.objects.all(), since=monday, until=monday)
    assert (len(cases), len(few)) == (12, len(many))
    result = reading.tried(LETTER, Case.objects.all(), months=2, today=date(2026, 12, 1))
    assert (result.cases, result.by_channel) == (12, {Channel.LETTER: 12})
    assert reading.tried(LETTER, Case.objects.all(), months=1, today=date(2026, 12, 1)).cases == 0
