"""The demonstration's people at work: a month of post, evenings at doors, calls, offers, results and answers.

Each thing is done through the same actions as their screens use, on the day on which it would have been done.
"""

from __future__ import annotations

from datetime import date, timedelta

from voordeur import stream
from voordeur.calendar.working_days import next_working_day
from voordeur.demo import desk, evening
from voordeur.demo.team import Team

# Days after a delivery on which something is done; each is moved to the next working day.
LETTERS_AFTER, FIRST_EVENING_AFTER, SECOND_EVENING_AFTER, CALLS_AFTER, CLOSING_AFTER = 2, 13, 17, 20, 25


def work_a_month(team: Team, *, delivered: date, until: date) -> None:
    """Work from a delivery up to, but not on, a later day; what falls after it stays to be done."""
    duties = (
        (1, desk.review),
        (LETTERS_AFTER, desk.post),
        (FIRST_EVENING_AFTER, evening.walk),
        (SECOND_EVENING_AFTER, evening.walk),
        (CALLS_AFTER, desk.call),
        (CLOSING_AFTER, close_and_answer),
    )
    for after, duty in duties:
        on = next_working_day(delivered + timedelta(days=after))
        if on < until:
            team.plan(on)
            duty(team, on=on)


def leave_for_today(team: Team, today: date) -> None:
    """Leave the desk as people find it this morning: the worklist fresh, and a round for tonight."""
    team.plan(today)
    evening.plan_round(team, on=today)


def close_and_answer(team: Team, *, on: date) -> None:
    """End what has come to its end, and send each creditor its answers."""
    desk.close_some(team, on=on)
    for partner in team.partners.values():
        stream.answer_file(partner=partner, today=on, by=team.person("clara"))
