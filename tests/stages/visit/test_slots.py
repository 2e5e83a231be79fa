"""Which moments are offered: held against somebody who looks at every minute of every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.calendar import add_working_days, is_quiet
from voordeur.stages.visit.rules.rounds.evening import Window
from voordeur.stages.visit.rules.slots import Host, Taken, Terms, best_host, days, slots

TODAY = date(2026, 12, 22)  # Tuesday before Christmas: holidays on Friday and Saturday
ANY = Window(0.0, 1440.0)
DAYS = [TODAY + timedelta(days=n) for n in range(9)]
PEOPLE = st.frozensets(st.integers(1, 5), min_size=1, max_size=2)
MINUTES = st.integers(36, 84).map(lambda n: n * 15.0)  # 9:00 to 21:00


@st.composite
def windows(draw):
    """No, one or two stretches of a day, apart."""
    cuts = sorted(draw(st.lists(MINUTES, min_size=0, max_size=4, unique=True)))
    return [Window(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]


HOSTS = st.lists(st.builds(Host, PEOPLE, st.dictionaries(st.sampled_from(DAYS), windows(), max_size=4)), max_size=4)
TERMS = st.builds(
    Terms, st.sampled_from([20, 45, 60]), st.sampled_from([0, 10, 15]), st.sampled_from([15, 30, 60]), st.integers(0, 2),
    st.integers(2, 4), st.sampled_from([ANY, Window(540.0, 1230.0), Window(720.0, 900.0)]),
)  # fmt: skip


@st.composite
def taken(draw):
    begin = draw(MINUTES)
    people = draw(st.one_of(PEOPLE, st.just(frozenset())))
    return Taken(people, draw(st.sampled_from(DAYS)), begin, begin + draw(st.sampled_from([20.0, 60.0])), draw(st.booleans()))


def minute_by_minute(hosts, agreed, terms, today):
    """Every minute of each day: who works, who is busy, who travels."""
    found = {}
    for on in (today + timedelta(days=n) for n in range(30)):
        if is_quiet(on) or not add_working_days(today, terms.notice) <= on <= add_working_days(today, terms.days):
            continue
        here = [one for one in agreed if one.on == on]
        works = [{m for w in host.hours.get(on, ()) for m in range(int(w.start), int(w.end))} for host in hosts]
        busy = [{m for one in here if one.people & host.people for m in range(int(one.begin), int(one.end))} for host in hosts]
        keeps = [
            {n for n, one in enumerate(here) if one.people and one.people <= host.people
             and any(w.start <= one.begin and one.end <= w.end for w in host.hours.get(on, ()))} for host in hosts
        ]  # fmt: skip
        kept = set().union(*keeps) if keeps else set()
        loose = [set(range(int(one.begin), int(one.end))) for n, one in enumerate(here) if one.same and n not in kept]
        for begin in range(0, 1440, terms.every):
            if not terms.bells.start <= begin < terms.bells.end:
                continue
            around = set(range(begin - terms.margin, begin + terms.minutes + terms.margin))
            free = [
                n for n, host in enumerate(hosts)
                if around <= works[n] and not around & busy[n]
                and any(w.start <= min(around) and max(around) < w.end for w in host.hours.get(on, ()))
            ]  # fmt: skip
            if len(free) > sum(bool(around & one) for one in loose):
                found[on, begin] = tuple(free)
    return found


@given(HOSTS, st.lists(taken(), max_size=6), TERMS)
def test_the_moments_are_those_that_somebody_finds_who_looks_at_every_minute(hosts, agreed, terms):
    found = slots(hosts, agreed, terms, TODAY)
    assert {(slot.on, slot.begin): slot.free for slot in found} == minute_by_minute(hosts, agreed, terms, TODAY)
    assert found == sorted(found, key=lambda slot: (slot.on, slot.begin))


@given(HOSTS, st.lists(taken(), max_size=6), TERMS, st.integers(0, 30))
def test_whoever_takes_a_moment_leaves_no_one_in_two_places(hosts, agreed, terms, which):
    """Take one after the other: nobody ever has two at once, and a moment that was taken by the last one free is gone."""
    busy = list(agreed)
    for _ in range(5):
        found = slots(hosts, busy, terms, TODAY)
        if not found:
            break
        slot = found[which % len(found)]
        host = best_host(slot, hosts, busy)
        assert not any(
            one.on == slot.on and one.people & host.people and one.begin < slot.end and slot.begin < one.end for one in busy
        )
        busy.append(Taken(host.people, slot.on, slot.begin, slot.end))
        if len(slot.free) == 1:
            assert not any(one.on == slot.on and one.begin == slot.begin for one in slots(hosts, busy, terms, TODAY))


def test_no_sunday_no_holiday_and_only_so_far_ahead():
    terms = Terms(minutes=30, margin=0, every=30, notice=1, days=3)
    assert days(terms, TODAY) == [date(2026, 12, 23), date(2026, 12, 24), date(2026, 12, 28)]
    assert days(Terms(30, 0, 30, 0, 1), date(2026, 11, 28)) == [date(2026, 11, 28), date(2026, 11, 30)]  # a Saturday


def test_a_pair_that_fell_ill_leaves_its_appointment_to_the_others():
    on = date(2026, 12, 23)
    hosts = [Host(frozenset({1, 2}), {on: ()}), Host(frozenset({3, 4}), {on: [Window(1080.0, 1260.0)]})]
    terms = Terms(minutes=60, margin=0, every=60, notice=1, days=2)
    assert [slot.begin for slot in slots(hosts, [Taken(frozenset({1, 2}), on, 1080.0, 1140.0)], terms, TODAY)] == [1140, 1200]


@pytest.mark.parametrize(("wanted", "who"), [((), {2}), ((1,), {1})])
def test_who_has_least_that_day_keeps_it_unless_somebody_is_wanted(wanted, who):
    on = date(2026, 12, 23)
    hosts = [Host(frozenset({n}), {on: [Window(540.0, 1020.0)]}) for n in (1, 2)]
    agreed = [Taken(frozenset({1}), on, 540.0, 600.0)]
    slot = slots(hosts, agreed, Terms(60, 0, 60, 1, 2), TODAY)[-1]
    assert best_host(slot, hosts, agreed, wanted).people == who
