"""The demonstration's team at work: a month of post, calls, evenings at doors, results and answers.

Each thing is done through the same actions as their screens use, on the day on which it would have been done.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from voordeur import stream
from voordeur.calendar.working_days import is_quiet, is_working_day
from voordeur.demo import creditors, crews, desk, doors, residents
from voordeur.demo.team import NOTHING, Left, Team
from voordeur.stages.reach.rules.vocabulary import DayPart

FRIDAY = 4
POST_AFTER = 2  # days after a delivery its letters go out, so that doubts were looked at first
ANSWERS_AFTER = 7  # and a week later its creditors hear for the first time
# In the last days something is left for whoever opens the demonstration: what a team of this size has before it on an
# ordinary morning. What comes seldom is kept longer.
LATELY, NEARLY_TODAY = timedelta(days=12), timedelta(days=4)
KEPT_LATELY = Left(calls=4, doubts=4, doors=4)
FOR_TODAY = Left(letters=4, cards=2, calls=4, messages=2, looks=2, talks=2, agreements=2, decisions=2, doubts=4, doors=9)


def work_a_month(team: Team, *, delivered: date, until: date) -> None:
    """Work from the day after a delivery up to, but not on, a later day; what falls after it stays to be done."""
    answered = False
    for number in range(1, (until - delivered).days):
        day = delivered + timedelta(days=number)
        if not is_working_day(day) or is_quiet(day):
            continue
        left = _left(team.today - day)
        creditors.do_their_part(team, on=day)
        creditors.collect(team, on=day)
        if team.plan.residents_act:
            residents.act(team, on=day)
        team.work_out(day)
        if number >= POST_AFTER:
            desk.review(team, on=day, left=left.doubts)
            desk.post(team, on=day, left=left)
        _desk(team, day, left)
        for day_part in team.plan.rounds.on.get(day.weekday(), ()):
            doors.walk(team, on=day, day_part=DayPart(day_part), left=left.doors)
        if day.weekday() == FRIDAY:
            desk.end_helped(team, on=day)
        if not answered and number >= ANSWERS_AFTER:
            answered = True
            send_answers(team, on=day)


def _left(ahead: timedelta) -> Left:
    if ahead <= NEARLY_TODAY:
        return FOR_TODAY
    return KEPT_LATELY if ahead <= LATELY else NOTHING


def leave_for_today(team: Team) -> Any:
    """Leave the desk as people find it this morning: the worklist fresh. Gives the round for tonight, if there are doors."""
    team.work_out(team.today)
    desk.end_cases(team, on=team.today, left=FOR_TODAY.decisions)
    crews.leave_absence(team)
    return doors.plan_tonight(team, on=team.today)


def send_answers(team: Team, *, on: date) -> None:
    """Bundle what each creditor has not heard yet."""
    for partner in team.partners.values():
        stream.answer_file(partner=partner, today=on, by=team.person("clara"))


def _desk(team: Team, day: date, left: Left) -> None:
    desk.call(team, on=day, left=left.calls)
    desk.write(team, on=day, left=left.messages)
    desk.go_to_hearings(team, on=day)
    desk.converse(team, on=day, left=left.talks)
    desk.look(team, on=day, left=left.looks)
    desk.tick_off(team, on=day, left=left.agreements)
    desk.end_cases(team, on=day, left=left.decisions)
