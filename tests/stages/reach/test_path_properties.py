"""What holds for every protocol and every history, against slow oracles that are plainly right."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from stages.reach.methods import DAYS, FACT, HISTORIES, METHODS, PLAIN_METHODS
from stages.reach.silence import SIGNAL, ask, played
from stages.reach.stories import START
from voordeur.calendar import is_quiet
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.history import Told
from voordeur.stages.reach.rules.language import Protocol, Step
from voordeur.stages.reach.rules.next_steps import CONVERSATION, DECIDE, REPRESENTATIVE, WAY_BACK
from voordeur.stages.reach.rules.registry import check_facts
from voordeur.stages.reach.rules.replay import Recorded, replay
from voordeur.stages.reach.rules.vocabulary import NOT_ON_QUIET_DAYS, Channel, DayPart, Kind, No

often = settings(max_examples=150, deadline=None, derandomize=True, database=None)
NO_CEILING = Clocks(offer_within_days=28)


@often
@given(METHODS, HISTORIES, DAYS, st.booleans())
def test_every_protocol_has_an_answer_to_every_history(protocol, events, today, phones):
    result = ask(protocol, events, today, phones=phones)
    assert result.due or result.waiting or result.ended, "nobody silently drops off"
    assert all(step.due_on is not None and step.due_on <= today for step in result.due)
    assert all(step.due_on is None or step.due_on > today for step in result.waiting)
    assert all(step.code for step in (*result.due, *result.waiting)), "nothing is asked without a reason"
    assert any(step.due_on for step in (*result.due, *result.waiting)) or result.ended, "a day is known on which somebody looks"


@often
@given(METHODS, HISTORIES, DAYS, st.randoms(use_true_random=False))
def test_facts_may_arrive_in_any_order(protocol, events, today, chance):
    shuffled = list(events)
    chance.shuffle(shuffled)
    renumbered = [Told(100 + n, one.kind, one.on, one.facts) for n, one in enumerate(shuffled)]
    assert ask(protocol, renumbered, today) == ask(protocol, events, today)


@often
@given(METHODS, HISTORIES, DAYS, FACT, DAYS)
def test_a_fact_that_was_corrected_is_as_if_never_told(protocol, events, today, fact, on):
    mistake = Told(200, fact[0].value, on, fact[1])
    mended = Told(201, Kind.CORRECTION.value, on, {}, corrects=200)
    assert ask(protocol, [mended, *events, mistake], today) == ask(protocol, events, today)
    withdrawn = Told(202, Kind.CORRECTION.value, on, {}, corrects=201)
    assert ask(protocol, [*events, mistake, mended, withdrawn], today) == ask(protocol, [*events, mistake], today)


@often
@given(METHODS, HISTORIES, DAYS, st.sampled_from(list(No)), st.sampled_from([1, 2]))
def test_nothing_that_a_no_covers_is_due_after_it(protocol, events, today, no, person):
    """Everything was told by the last day; then one person says no, and nothing new comes."""
    last = max([today, *(one.on for one in events)])
    kept = [one for one in events if one.kind != Kind.UNDO_NO]
    result = ask(protocol, [*kept, Told(99, Kind.NO.value, last, {"no": no.value, "resident": person})], last)
    covered = {No.VISITS: protocol.noes.visits, No.HELP: protocol.noes.help, No.APPROACH: frozenset(Channel)}[no]
    # Under an earlier no to help the letter with the way back may stand; it is nobody's visit.
    of_others = {REPRESENTATIVE, *([CONVERSATION, WAY_BACK] if no == No.VISITS else [])}
    for step in (*result.due, *result.waiting):
        if step.channel in covered and step.name not in of_others:
            assert no != No.VISITS
            assert person not in step.residents


@often
@given(METHODS, st.booleans(), st.sampled_from(["", "aanzegging"]), st.booleans())
def test_every_path_ends_with_a_person_who_looks(protocol, phones, stage, reported):
    """Nobody ever answers, and a creditor reports its own steps, or never does."""
    known = [Told(1, SIGNAL.kind, START, {**SIGNAL.facts, "stage": stage})]
    if reported:
        known += [Told(10 + n, "partner_step", START, {"step": step.name, "partner": 1}) for n, step in enumerate(protocol.steps)]
    done, answer = played(protocol, known, phones=phones)
    assert answer.ended == ()
    assert DECIDE in [step.name for step in answer.due]
    for name, times in Counter(step.name for _, step in done).items():
        assert times <= _most(protocol, name, done)


def _most(protocol: Protocol, name: str, done: list[tuple[date, object]]) -> int:
    """How often a step may be done: its tries; a reply once for each result that it answers."""
    step = protocol.step(name)
    assert step is not None, "no step that the protocol does not name"
    if step.is_reply:
        return step.tries * sum(one.name in step.after for _, one in done)
    return step.tries


@often
@given(METHODS, st.booleans())
def test_a_part_of_the_day_comes_back_only_when_no_other_was_tried_less(protocol, phones):
    tried: dict[Channel, Counter[str]] = defaultdict(Counter)
    for _, step in played(protocol, phones=phones)[0]:
        written = protocol.step(step.name)
        assert written is not None
        if step.day_part:
            parts = written.day_parts or tuple(DayPart)
            assert tried[step.channel][step.day_part] == min(tried[step.channel][part] for part in parts)
            tried[step.channel][step.day_part] += 1
        elif step.channel in {Channel.VISIT, Channel.PHONE}:
            assert not written.day_parts
            tried[step.channel]["Middag"] += 1


@often
@given(PLAIN_METHODS)
def test_the_days_are_those_that_the_text_says(protocol):
    """Without conditions, noes or a ceiling the whole course can be written down beforehand, step by step."""
    expected: dict[str, list[date]] = {}
    for step in protocol.steps:
        expected[step.name] = _course(step, expected)
    found: dict[str, list[date]] = defaultdict(list)
    for day, step in played(protocol, clocks=NO_CEILING)[0]:
        found[step.name].append(day)
    assert found == expected


def _course(step: Step, before: dict[str, list[date]]) -> list[date]:
    begun = [step.wait.after(START if name == "start" else before[name][-1]) for name in step.after]
    days = [_shown(step, max(begun))]
    while len(days) < step.tries:
        days.append(_shown(step, step.spacing.after(days[-1])))
    return days


def _shown(step: Step, day: date) -> date:
    while step.channel in NOT_ON_QUIET_DAYS and is_quiet(day):
        day += timedelta(days=1)
    return day


@often
@given(METHODS, HISTORIES, DAYS)
def test_never_above_the_ceiling_of_contacts_in_a_week(protocol, events, today):
    """Made in the week before and proposed for today together, for each person."""
    uncounted = {Channel.DESK, Channel.CARD}
    wanted = {"call_back", "come_back", CONVERSATION}
    ceiling = protocol.contact.per_week or 2
    due = [step for step in ask(protocol, events, today).due if step.channel not in uncounted]
    for person in (1, 2):
        made = [
            one
            for one in events
            if one.kind == Kind.ATTEMPT
            and one.facts["channel"] not in uncounted
            and today - timedelta(days=7) < one.on <= today
            and one.facts["resident"] in {person, None}
        ]
        mine = [step for step in due if person in step.residents]
        held = [step for step in mine if step.name not in wanted]
        assert not held or len(made) + len(mine) <= ceiling


@often
@given(METHODS, HISTORIES, DAYS)
def test_nobody_is_called_visited_or_texted_on_a_quiet_day(protocol, events, today):
    result = ask(protocol, events, today)
    for step in (*result.due, *result.waiting):
        shown = max(step.due_on, today) if step.due_on else None
        assert shown is None or step.channel not in NOT_ON_QUIET_DAYS or not is_quiet(shown)


@often
@given(HISTORIES)
def test_the_stories_told_here_are_those_that_the_registry_allows(events):
    for one in events:
        check_facts(one.kind, one.facts)


@settings(often, max_examples=60)
@given(METHODS, st.lists(HISTORIES, min_size=1, max_size=4), st.sampled_from([None, 1, 3]))
def test_every_record_can_be_tried_on_every_protocol(protocol, records, room):
    """It comes to an end, keeps within its capacity, and takes no more from the record than stands there."""
    cases = [Recorded(tuple(events), START, phones=True, clocks=NO_CEILING) for events in records]
    until = START + timedelta(days=200)
    result = replay(replace(protocol, visits_per_month=room), cases, since=START, until=until)
    made = sum(one.kind == Kind.ATTEMPT and one.facts["channel"] != Channel.DESK for events in records for one in events)
    assert result.cases == sum(result.ended.values()) == len(cases)
    assert result.known <= made
    assert result.known + result.unknown == sum(n for channel, n in result.by_channel.items() if channel != Channel.DESK)
    assert sum(result.by_channel.values()) == sum(sum(week.by_channel.values()) for week in result.weeks)
    visits = [week.by_channel.get(Channel.VISIT, 0) for week in result.weeks]
    # The window spans eight months, a week two of them at the most.
    assert room is None or (sum(visits) <= 8 * room and max(visits, default=0) <= 2 * room)
