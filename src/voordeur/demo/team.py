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
class Team:
    """Everybody and everything that the work needs; `chance` is seeded, so that the same town has the same story."""

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

    def due(self, channel: str, day_part: str | None = None) -> list[int]:
        """The cases for which something by this channel (at this part of the day) is due, the oldest first."""
        step = {"steps__state": "due", "steps__channel": channel} | ({"steps__day_part": day_part} if day_part else {})
        return list(dict.fromkeys(self.open_cases().filter(**step).values_list("pk", flat=True)))
