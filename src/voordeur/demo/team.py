"""The demonstration's team: who works, for whom, and what lies before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db.models import QuerySet

from voordeur.accounts.models import Organisation, User
from voordeur.connections.brp import PersonRegister
from voordeur.demo.people import Staff
from voordeur.record.models import Case, Partner
from voordeur.stages.reach import actions as reach


@dataclass(frozen=True)
class Left:
    """How much of each kind of work is left lying at the end of a day."""

    letters: int = 0
    cards: int = 0
    calls: int = 0
    looks: int = 0
    talks: int = 0
    agreements: int = 0
    decisions: int = 0
    doubts: int = 0
    doors: int = 0


NOTHING = Left()


@dataclass(frozen=True)
class Team:
    """Everybody and everything that the work needs; `chance` is seeded, so that the same town has the same story.

    `today` is the day on which the demonstration is opened.
    """

    today: date
    office: Organisation
    partners: Mapping[str, Partner]
    staff: Staff
    register: PersonRegister
    chance: Random

    def person(self, first_name: str) -> User:
        """One of the team, by first name in small letters."""
        return self.staff.people[first_name]

    def plan(self, on: date) -> None:
        """Let every open case know what the protocol says is due on this day."""
        reach.plan(list(self.open_cases().values_list("pk", flat=True)), today=on)

    def open_cases(self) -> QuerySet[Case]:
        """The office's open cases, the oldest first."""
        return Case.objects.filter(organisation=self.office, closed_on=None).order_by("opened_on", "pk")

    def due(self, channel: str, day_part: str = "", *, only: str = "", until: date | None = None) -> list[int]:
        """The cases for which something by this channel is due, the oldest first.

        At this part of the day, `only` this step, with a term that runs out by `until`: where given.
        """
        wanted = {"steps__day_part": day_part, "steps__step": only, "steps__deadline__lte": until}
        steps = {"steps__state": "due", "steps__channel": channel} | {key: value for key, value in wanted.items() if value}
        return list(dict.fromkeys(self.open_cases().filter(**steps).values_list("pk", flat=True)))
