"""What holds for every history, however odd."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from stages.reach.stories import CLOCKS, LETTER, START, VISIT
from voordeur.calendar import is_quiet
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.next_steps import next_steps
from voordeur.stages.reach.rules.registry import FACTS, check_facts
from voordeur.stages.reach.rules.vocabulary import LIVE, AttemptResult, Channel, ChannelFact, DayPart, Kind, No

DAYS = st.integers(0, 90).map(lambda n: START + timedelta(days=n))
PEOPLE = st.sampled_from([1, 2, None])
SIGNALS = st.fixed_dictionaries(
    {
        "signal": st.integers(1, 4),
        "partner": st.integers(1, 2),
        "kind": st.just("Huur"),
        "amount_cents": st.integers(1, 90_000),
        "signal_type": st.sampled_from(["first", "updated", "end_of_supply", "crisis"]),
        "resident": PEOPLE,
        "letter_only": st.booleans(),
    }
)
ATTEMPTS = st.fixed_dictionaries(
    {
        "step": st.sampled_from(["", "letter", "visit", "card", "phone", "register_check", "way_back"]),
        "channel": st.sampled_from([one.value for one in Channel]),
        "day_part": st.sampled_from(["", *(one.value for one in DayPart)]),
        "reached": st.booleans(),
        "result": st.sampled_from([one.value for one in AttemptResult]),
        "resident": PEOPLE,
        "purpose": st.sampled_from(["", "first_conversation"]),
    }
)
PERSON = st.fixed_dictionaries({"resident": PEOPLE})
OTHERS = {
    Kind.NO: st.fixed_dictionaries({"no": st.sampled_from([one.value for one in No]), "resident": PEOPLE}),
    Kind.UNDO_NO: st.fixed_dictionaries({"no": st.sampled_from([one.value for one in No]), "resident": PEOPLE}),
    Kind.CHANNEL_FACT: st.fixed_dictionaries(
        {"channel": st.just("Brief"), "fact": st.sampled_from([one.value for one in ChannelFact]), "resident": PEOPLE}
    ),
    Kind.PAYMENT: st.fixed_dictionaries({"signal": st.sampled_from([None, 1, 2]), "amount_cents": st.integers(0, 90_000)}),
    Kind.SIGNAL_LEFT: st.fixed_dictionaries({"signal": st.integers(1, 4)}),
    **{kind: PERSON for kind in (Kind.MOVED, Kind.DECEASED, Kind.OFFER, Kind.ACCEPTED, Kind.DECLINED)},
    **{kind: st.just({}) for kind in (Kind.ARRANGEMENT, Kind.CORRECTION, Kind.CLOSED, Kind.PROTOCOL_MOVED)},
}
FACT = st.one_of(
    SIGNALS.map(lambda facts: (Kind.SIGNAL_JOINED, facts)),
    ATTEMPTS.map(lambda facts: (Kind.ATTEMPT, facts)),
    *(facts.map(lambda facts, kind=kind: (kind, facts)) for kind, facts in OTHERS.items()),
)
STORY = st.lists(st.tuples(FACT, DAYS), max_size=14).map(
    lambda some: [Told(n, fact[0].value, on, fact[1]) for n, (fact, on) in enumerate(some)]
)
PROTOCOLS = st.sampled_from([LETTER, VISIT])


def ask(protocol, events, today, *, phones=True):
    return next_steps(protocol, history(events, opened_on=START, phones=phones, clocks=CLOCKS), today)


@settings(max_examples=300, deadline=None)
@given(PROTOCOLS, STORY, DAYS, st.booleans())
def test_every_history_has_an_answer(protocol, events, today, phones):
    result = ask(protocol, events, today, phones=phones)
    assert result.due or result.waiting or result.ended, "nobody silently drops off"
    assert all(step.due_on <= today for step in result.due)
    assert all(step.due_on > today for step in result.waiting)
    assert all(step.code for step in (*result.due, *result.waiting))


@settings(max_examples=300, deadline=None)
@given(PROTOCOLS, STORY, DAYS, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_arrive_does_not_matter(protocol, events, today, chance):
    shuffled = list(events)
    chance.shuffle(shuffled)
    renumbered = [Told(100 + n, one.kind, one.on, one.facts) for n, one in enumerate(shuffled)]
    assert ask(protocol, renumbered, today) == ask(protocol, events, today)


@settings(max_examples=300, deadline=None)
@given(PROTOCOLS, STORY, DAYS, st.sampled_from([No.HELP, No.APPROACH]), st.sampled_from([1, 2]))
def test_nobody_is_approached_after_a_no(protocol, events, today, no, person):
    """All that was reported before the last day; then one person says no, and nothing is reported after it."""
    last = max([today, *(one.on for one in events)])
    kept = [one for one in events if one.kind != Kind.UNDO_NO]
    said = Told(99, Kind.NO.value, last, {"no": no.value, "resident": person})
    result = ask(protocol, [*kept, said], last)
    assert [step for step in (*result.due, *result.waiting) if person in step.residents] == []


@settings(max_examples=300, deadline=None)
@given(STORY, DAYS)
def test_no_visit_after_a_no_to_visits(events, today):
    last = max([today, *(one.on for one in events)])
    kept = [one for one in events if one.kind != Kind.UNDO_NO]
    result = ask(VISIT, [*kept, Told(99, Kind.NO.value, last, {"no": No.VISITS.value, "resident": 1})], last)
    assert [step.name for step in (*result.due, *result.waiting) if step.channel in {Channel.VISIT, Channel.CARD}] == []


@settings(max_examples=300, deadline=None)
@given(STORY, DAYS)
def test_never_the_same_part_of_the_day_while_another_was_tried_less(events, today):
    result = ask(VISIT, events, today)
    for step in (*result.due, *result.waiting):
        if step.day_part:
            since = min((one.on for one in history(events, opened_on=START).signals), default=START)
            tried = Counter(
                one.facts["day_part"]
                for one in events
                if one.kind == Kind.ATTEMPT and one.on >= since and one.facts["step"] == step.name
            )
            untried = [part for part in DayPart if not tried[part]]
            # Attempts before the signals that are still open were about something else, and attempts without a step
            # count too: the oracle only knows that a part tried under this very name is not chosen over an untried one
            # unless that history is settled.
            if untried and _all_open(events):
                assert tried[step.day_part] == 0


def _all_open(events):
    settling = {Kind.PAYMENT, Kind.ARRANGEMENT, Kind.NO, Kind.DECLINED, Kind.MOVED, Kind.DECEASED, Kind.SIGNAL_LEFT}
    steps = [one for one in events if one.kind == Kind.ATTEMPT and not one.facts["step"]]
    return not steps and not [one for one in events if one.kind in settling]


@settings(max_examples=300, deadline=None)
@given(PROTOCOLS, STORY, DAYS)
def test_nobody_is_called_or_visited_on_a_quiet_day(protocol, events, today):
    result = ask(protocol, events, today)
    assert not (is_quiet(today) and [step for step in result.due if step.channel in LIVE])
    assert [step for step in result.waiting if step.channel in LIVE and is_quiet(step.due_on)] == []


@settings(max_examples=300, deadline=None)
@given(PROTOCOLS, STORY, DAYS)
def test_never_above_the_ceiling_of_contacts_in_a_week(protocol, events, today):
    counted = {Channel.DESK.value, Channel.CARD.value}
    result = ask(protocol, events, today)
    week = [
        one
        for one in events
        if one.kind == Kind.ATTEMPT and one.facts["channel"] not in counted and today - timedelta(days=7) < one.on <= today
    ]
    for step in result.due:
        if step.channel.value in counted:
            continue
        for person in step.residents:
            mine = [one for one in week if one.facts["resident"] in {person, None}]
            assert len(mine) < CLOCKS.contacts_per_week


@given(STORY)
def test_the_stories_told_here_are_those_that_the_registry_allows(events):
    assert {one.kind for one in events} <= set(FACTS)
    for one in events:
        check_facts(one.kind, one.facts)
