"""When a night ends, for the keys that a phone gets: also when the clock is moved."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from voordeur.web.door.night import night_ends, night_of

HERE = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("day", "hour", "minute"), [(25, 4, 0), (25, 19, 30), (25, 23, 59), (26, 0, 0), (26, 0, 30), (26, 3, 59)]
)
def test_midnight_is_the_middle_of_a_night(day, hour, minute):
    moment = datetime(2026, 11, day, hour, minute, tzinfo=HERE)
    assert night_of(moment) == date(2026, 11, 25)
    assert night_ends(moment) == datetime(2026, 11, 26, 4, tzinfo=HERE)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 10, 24), 9), (date(2026, 11, 24), 8), (date(2027, 3, 27), 7)])
def test_a_night_in_which_the_clock_is_moved_ends_at_four_too(day, hours):
    eight = datetime(day.year, day.month, day.day, 20, tzinfo=HERE)
    ends = night_ends(eight)
    assert (ends.astimezone(HERE).hour, night_of(ends)) == (4, day + timedelta(days=1))
    assert (ends - eight.astimezone(ZoneInfo("UTC"))) == timedelta(hours=hours)
