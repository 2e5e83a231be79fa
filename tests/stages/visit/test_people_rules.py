"""The rules of people and time: a calendar as others read it, pairs, a month's number, a working week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import permutations

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.stages.visit.rules.capacity import Capacity
from voordeur.stages.visit.rules.duos import lacking
from voordeur.stages.visit.rules.feed import LONGEST_LINE, Entry, tag_of, write_calendar
from voordeur.stages.visit.rules.safety import (
    Fault,
    Measure,
    Note,
    Terms,
    Told,
    against_agreeing,
    asked_of,
    ends_soon,
    faults,
    review_is_late,
)
from voordeur.stages.visit.rules.week import Days, Stretch, together
from voordeur.stages.visit.rules.week import faults as week_faults

CHANGED = datetime(2026, 11, 1, 9, tzinfo=UTC)
texts = st.text(max_size=120)
_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=2))])
# The strategy asks for bounds without a zone, and draws the zone beside them.
_FIRST, _LAST = datetime(2020, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001
moments = st.datetimes(_FIRST, _LAST, timezones=_ZONES).map(lambda at: at.replace(microsecond=0))
entries = st.lists(st.builds(Entry, st.text(min_size=1, max_size=40), moments, moments, texts, texts), max_size=5)


def unfolded(written: bytes) -> list[str]:
    """The content lines, read as RFC 5545, 3.1 says: a line that begins with a space goes on where the last one ended."""
    assert written.endswith(b"\r\n")
    lines = written[:-2].split(b"\r\n")
    assert all(len(line) <= LONGEST_LINE and b"\n" not in line and b"\r" not in line for line in lines)
    whole: list[bytes] = []
    for line in lines:
        line.decode()  # no character is cut in two
        if line.startswith(b" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    return [line.decode() for line in whole]


def unescaped(value: str) -> str:
    """A TEXT value as it was (3.3.11), by walking it sign by sign."""
    found, signs = "", iter(value)
    for sign in signs:
        if sign != "\\":
            found += sign
            continue
        escaped = next(signs)
        assert escaped in "\\;,nN"
        found += "\n" if escaped in "nN" else escaped
    return found


def read(written: bytes) -> list[dict[str, str]]:
    """The events of a calendar by an own, slow reader."""
    lines = unfolded(written)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines[1] == "VERSION:2.0" and lines[2].startswith("PRODID:")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in {"END", "BEGIN"}:
            assert name not in found[-1], f"{name} stands twice in one event"
            found[-1][name] = value
    return found


def plain(value: str) -> str:
    """What of a text can stand in a calendar: its lines, without control characters."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(s for s in lines if s in "\n\t" or not (ord(s) < 32 or 127 <= ord(s) <= 159 or ord(s) in {0x2028, 0x2029}))


@given(texts, entries)
def test_what_is_written_is_what_is_read(name, given_):
    found = read(write_calendar(name, given_, changed_at=CHANGED))
    assert len(found) == len(given_)
    for event, entry in zip(found, given_, strict=True):
        assert unescaped(event["UID"]) == plain(entry.uid)
        assert unescaped(event["SUMMARY"]) == plain(entry.summary)
        assert unescaped(event.get("LOCATION", "")) == plain(entry.location)
        assert datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == entry.begin
        assert datetime.strptime(event["DTEND"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == entry.end
        assert event["DTSTAMP"] == "20261101T090000Z"


@given(texts, entries, entries)
def test_the_digest_is_that_of_the_contents(name, some, others):
    assert (tag_of(name, some) == tag_of(name, others)) == (some == others)


@given(texts, entries)
def test_a_library_that_others_use_reads_the_same(name, given_):
    found = icalendar.Calendar.from_ical(write_calendar(name, given_, changed_at=CHANGED)).walk("VEVENT")
    told = [(str(event["UID"]), event.decoded("DTSTART"), str(event["SUMMARY"])) for event in found]
    assert told == [(plain(one.uid), one.begin, plain(one.summary)) for one in given_]


TITLES = ("corporatie", "schuldhulp", "welzijn")


@given(st.lists(st.sampled_from(TITLES), max_size=3, unique=True), st.lists(st.frozensets(st.sampled_from(TITLES)), max_size=2))
def test_what_a_pair_lacks_is_the_least_of_all_ways_to_divide_the_titles(asked, have):
    """Against every way to give each title to a person or to nobody, one title a person."""
    ways = []
    for order in permutations([*range(len(have)), *[None] * len(asked)], len(asked)):
        ways.append(sum(who is None or title not in have[who] for title, who in zip(asked, order, strict=True)))
    missing = lacking(asked, have)
    assert len(missing) == min(ways, default=0)
    assert list(missing) == [title for title in asked if title in missing]


def test_one_person_with_both_titles_is_no_pair():
    both = frozenset({"corporatie", "schuldhulp"})
    assert lacking(("corporatie", "schuldhulp"), (both, frozenset())) == ("schuldhulp",)
    assert lacking(("corporatie", "schuldhulp"), (both, frozenset({"corporatie"}))) == ()


def test_over_the_months_number_is_said_with_the_counts_of_each_municipality():
    month = Capacity("Lekstroom", 35, {"Waterstad": 20, "Veenstad": 12}, {"Veenstad": 6})
    assert (month.used, month.left, month.over) == (38, 0, 3)
    said = month.words()
    assert "32 bezoeken gedaan" in said.nl and "3 meer dan gepland" in said.nl and "Veenstad 18, Waterstad 20" in said.nl
    assert "3 more than planned" in said.en
    exactly = Capacity("Lekstroom", 35, {"Waterstad": 35}, {})
    assert exactly.over == 0 and "meer dan gepland" not in exactly.words().nl


def test_days_in_a_row_with_the_same_hours_are_told_once():
    nine, noon, five = time(9), time(12), time(17)
    week = [Stretch(day, nine, noon) for day in (4, 0, 1)] + [Stretch(day, noon, five) for day in (0, 1, 3)]
    both = ((nine, noon), (noon, five))
    assert together(week) == [Days(0, 1, both), Days(3, 3, both[1:]), Days(4, 4, both[:1])]
    assert together([]) == []


def test_a_week_has_no_stretch_that_ends_before_it_begins_or_meets_another():
    nine, noon, one, five = time(9), time(12), time(13), time(17)
    assert week_faults([Stretch(0, nine, noon), Stretch(0, noon, five), Stretch(1, nine, five)]) == {}
    assert week_faults([Stretch(0, nine, one), Stretch(0, noon, five)]) == {0: "overlap"}
    assert week_faults([Stretch(2, five, nine)]) == {2: "backwards"}


TODAY, TERMS = date(2026, 11, 25), Terms(longest_days=183, review_days=7, near_days=30)


def note(**changed):
    return Note(**{"measure": Measure.CAREFUL, "until": TODAY + timedelta(days=60), "writer": 1, "reviewer": 2, **changed})


def test_until_somebody_else_has_looked_nobody_goes_alone():
    assert asked_of([note()], TODAY) == Measure.TOGETHER
    assert asked_of([note(reviewed=True)], TODAY) == Measure.CAREFUL
    assert asked_of([note(reviewed=True), note(measure=Measure.NO_VISITS)], TODAY) == Measure.NO_VISITS
    assert asked_of([note(until=TODAY)], TODAY) is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ()),
        ({"has_reason": False}, (Fault.NO_REASON,)),
        ({"until": TODAY}, (Fault.ENDED,)),
        ({"until": TODAY + timedelta(days=183)}, ()),
        ({"until": TODAY + timedelta(days=184)}, (Fault.TOO_LONG,)),
        ({"reviewer": 1}, (Fault.OWN_REVIEWER,)),
        ({"reviewer": None}, (Fault.NO_REVIEWER,)),
        ({"told": Told.WITHHELD}, (Fault.NO_WHY,)),
        ({"told": Told.WITHHELD, "has_why": True}, ()),
        ({"told": Told.TOLD}, (Fault.NO_DAY,)),
        ({"told": Told.TOLD, "told_on": TODAY}, ()),
        ({"told": Told.TOLD, "told_on": TODAY + timedelta(days=1)}, (Fault.DAY_TO_COME,)),
    ],
)
def test_a_note_has_a_reason_an_end_a_reviewer_and_a_telling(changed, why):
    assert faults(note(**changed), TERMS, TODAY) == why


def test_nobody_agrees_to_their_own_note_or_before_it_is_decided_what_the_resident_hears():
    assert against_agreeing(note(), 1, TERMS, TODAY) == (Fault.OWN_REVIEWER, Fault.NOT_TOLD)
    assert against_agreeing(note(told=Told.TOLD, told_on=TODAY), 3, TERMS, TODAY) == ()


def test_a_review_is_late_and_an_end_is_near_by_the_dated_figures():
    assert not review_is_late(note(), TODAY - timedelta(days=7), TERMS, TODAY)
    assert review_is_late(note(), TODAY - timedelta(days=8), TERMS, TODAY)
    assert not review_is_late(note(reviewed=True), TODAY - timedelta(days=80), TERMS, TODAY)
    assert [ends_soon(note(until=TODAY + timedelta(days=d)), TERMS, TODAY) for d in (0, 1, 30, 31)] == [False, True, True, False]
