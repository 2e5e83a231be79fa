"""When a message may go, when it is tried again, and to which number."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.calendar import is_quiet
from voordeur.stages.reach.rules.sending import ASK_AFTER, PAUSES, Hours, mobile_of, next_moment, next_question, next_try

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = Hours.read(["09:00", "20:30"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-10-26T09:00", "2026-10-26T09:00"),
        ("2026-10-26T20:29", "2026-10-26T20:29"),
        ("2026-10-26T08:59", "2026-10-26T09:00"),
        ("2026-10-26T20:30", "2026-10-27T09:00"),
        ("2026-10-24T21:00", "2026-10-26T09:00"),  # a Saturday evening waits for Monday
        ("2026-10-25T12:00", "2026-10-26T09:00"),  # a Sunday
        ("2026-12-24T20:31", "2026-12-28T09:00"),  # Christmas, and the Sunday behind it
    ],
)
def test_nothing_goes_in_the_quiet_hours(now, goes):
    assert next_moment(at(now), HOURS) == at(goes)


YEARS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31))  # noqa: DTZ001 (hypothesis wants them bare)


@given(YEARS, st.times(time(6), time(11)), st.times(time(12), time(23)))
def test_the_moment_is_the_first_one_that_is_allowed(now, opens, closes):
    hours, asked = Hours(opens, closes), now.replace(tzinfo=AMSTERDAM)
    found = next_moment(asked, hours)
    assert found >= asked
    assert opens <= found.time() < closes
    assert not is_quiet(found.date())
    if found > asked:  # nothing between the two was allowed
        assert found.time() == opens
        between = [asked.date() + timedelta(days=n) for n in range((found.date() - asked.date()).days + 1)]
        open_days = [day for day in between if not is_quiet(day)]
        assert open_days[-1] == found.date()
        assert all(day == asked.date() and asked.time() >= closes for day in open_days[:-1])


def test_tries_lie_ever_further_apart_and_end():
    assert [next_try(n) for n in range(1, len(PAUSES) + 1)] == list(PAUSES)
    assert next_try(len(PAUSES) + 1) is None
    assert next_try(1, timedelta(hours=3)) == timedelta(hours=3)


def test_the_carrier_is_asked_ever_less_often():
    assert next_question(timedelta(0)) == ASK_AFTER[0]
    assert next_question(ASK_AFTER[0]) == ASK_AFTER[1]
    assert next_question(ASK_AFTER[-1]) is None


@pytest.mark.parametrize(
    ("phone", "mobile"),
    [
        ("0600001234", "+31600001234"),
        ("06-0000 1234", "+31600001234"),
        ("+31 (0)6 00001234", "+31600001234"),
        ("0031600001234", "+31600001234"),
        ("0201234567 / 0600001234", "+31600001234"),
        ("+4915112345678", "+4915112345678"),
        ("0201234567", ""),
        ("060000123", ""),
        ("onbekend", ""),
        ("", ""),
    ],
)
def test_a_text_goes_to_a_mobile_number_only(phone, mobile):
    assert mobile_of(phone) == mobile
