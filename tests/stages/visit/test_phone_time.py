"""A phone's time holds, its clock is checked."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from voordeur.stages.visit.rules.phone_time import moment

EVENING = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
EARLIEST = EVENING - timedelta(days=1)
HOURS = st.integers(-10_000, 10_000).map(lambda hours: timedelta(hours=hours))


def test_a_result_of_three_hours_ago_keeps_its_time():
    later = EVENING + timedelta(hours=3)
    when = moment(tapped=EVENING, sent=later, received=later + timedelta(seconds=4), earliest=EARLIEST)
    assert (when.at, when.mended) == (EVENING, False)


def test_a_clock_that_is_an_hour_fast_is_shifted_back():
    fast = timedelta(hours=1)
    later = EVENING + timedelta(hours=3)
    when = moment(tapped=EVENING + fast, sent=later + fast, received=later, earliest=EARLIEST)
    assert (when.at, when.mended) == (EVENING, True)


def test_a_clock_set_right_on_the_way_cannot_put_a_result_into_the_future():
    when = moment(tapped=EVENING + timedelta(days=3), sent=EVENING, received=EVENING, earliest=EARLIEST)
    assert (when.at, when.mended) == (EVENING, True)


@given(tapped=HOURS, sent=HOURS, received=st.integers(0, 999))
def test_whatever_the_clock_says_a_moment_lies_between_the_round_and_now(tapped, sent, received):
    now = EVENING + timedelta(hours=received)
    when = moment(tapped=EVENING + tapped, sent=EVENING + sent, received=now, earliest=EARLIEST)
    assert EARLIEST <= when.at <= now


@given(minutes=st.integers(0, 540), lag=st.integers(0, 120))
def test_a_right_clock_is_never_mended(minutes, lag):
    tapped, sent = EVENING + timedelta(minutes=minutes), EVENING + timedelta(hours=9)
    when = moment(tapped=tapped, sent=sent, received=sent + timedelta(seconds=lag), earliest=EARLIEST)
    assert (when.at, when.mended) == (tapped, False)
