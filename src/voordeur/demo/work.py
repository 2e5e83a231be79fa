"""The demonstration's team at work: a month of post, calls, evenings at doors, results and answers.

Each thing is done through the same actions as their screens use, on the day on which it would have been done.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from voordeur import stream
from voordeur.calendar.working_days import is_quiet, is_working_day
from voordeur.demo import desk, doors
from voordeur.demo.team import Team
from voordeur.stages.reach.rules.vocabulary import DayPart

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
POST_AFTER = 2  # days after a delivery its letters go out, so that doubts were looked at first
LEFT_LYING = 4  # days before the end: the newest letters and calls are left for whoever opens the demonstration
ANSWERS_AFTER = 7  # and a week later its creditors hear for the first time


def work_a_month(team: Team, *, delivered: date, until: date) -> None:
    """Work from the day after a delivery up to, but not on, a later day; what falls after it stays to be done."""
    posted = answered = False
    for number in range(1, (until - delivered).days):
        day = delivered + timedelta(days=number)
        if not is_working_day(day) or is_quiet(day):
            continue
        nearly_today = (until - day).days <= LEFT_LYING
        for duty in DUTIES.get(day.weekday(), ()):
            if nearly_today and duty is _calls:
                continue
            team.plan(day)
            duty(team, day)
        if not posted and number >= POST_AFTER:
            posted = True
            team.plan(day)
            desk.review(team, on=day)
            if not nearly_today:
                desk.post(team, on=day)
        if not answered and number >= ANSWERS_AFTER:
            answered = True
            send_answers(team, on=day)


def leave_for_today(team: Team, today: date) -> None:
    """Leave the desk as people find it this morning: the worklist fresh, and a round for tonight."""
    team.plan(today)
    doors.plan_round(team, on=today, day_part=DayPart.EVENING)


def send_answers(team: Team, *, on: date) -> None:
    """Bundle what each creditor has not heard yet."""
    for partner in team.partners.values():
        stream.answer_file(partner=partner, today=on, by=team.person("clara"))


def _evening(team: Team, day: date) -> None:
    doors.walk(team, on=day, day_part=DayPart.EVENING)


def _afternoon(team: Team, day: date) -> None:
    doors.walk(team, on=day, day_part=DayPart.AFTERNOON)


def _morning(team: Team, day: date) -> None:
    doors.walk(team, on=day, day_part=DayPart.MORNING)


def _calls(team: Team, day: date) -> None:
    desk.call(team, on=day)
    desk.follow_up(team, on=day)


def _endings(team: Team, day: date) -> None:
    desk.close_some(team, on=day)


DUTIES: dict[int, tuple[Callable[[Team, date], None], ...]] = {
    MONDAY: (_calls, _afternoon),
    TUESDAY: (_evening,),
    WEDNESDAY: (_morning, _calls),
    THURSDAY: (_evening,),
    FRIDAY: (_afternoon, _endings),
}
