"""The demonstration's team: who works, for whom, and what lies before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from random import Random

from django.db.models import QuerySet

from voordeur.accounts.models import Organisation, User
from voordeur.connections.brp import PersonRegister
from voordeur.demo.people import CREDITORS_VISITORS, Staff
from voordeur.demo.plans import Plan
from voordeur.record.models import Case, Partner
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.queries.protocols import shipped_methods
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.stages.visit import queries as visit_queries


@dataclass(frozen=True)
class Left:
    """How much of each kind of work is left lying at the end of a day."""

    letters: int = 0
    cards: int = 0
    calls: int = 0
    messages: int = 0
    looks: int = 0
    talks: int = 0
    agreements: int = 0
    decisions: int = 0
    doubts: int = 0
    doors: int = 0


NOTHING = Left()
# Who of the team goes along with a creditor's employee, in turns.
GUIDES = ("vera", "victor", "karim")


@dataclass(frozen=True)
class Pair:
    """Two who go to the doors together; where one is a creditor's employee (its code), only to that creditor's (P22)."""

    first: str
    second: str
    creditor: str = ""


PAIRS = (Pair("vera", "victor"), Pair("clara", "karim"))


@dataclass(frozen=True)
class Team:
    """Everybody and everything that the work needs; `chance` is seeded, so that the same town has the same story.

    `today` is the day on which the demonstration is opened.
    """

    plan: Plan
    today: date
    office: Organisation
    partners: Mapping[str, Partner]
    staff: Staff
    register: PersonRegister
    chance: Random

    def person(self, first_name: str) -> User:
        """One of the team, by first name in small letters."""
        return self.staff.people[first_name]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Who goes to the doors: two pairs of the town's own, or for each creditor that goes along a pair with its employee."""
        along = zip(cycle(GUIDES), self.plan.visitors_from, CREDITORS_VISITORS, strict=False)
        mixed = tuple(Pair(guide, name.split()[0].lower(), creditor) for guide, creditor, name in along)
        return mixed or PAIRS

    @property
    def leaves_cards(self) -> bool:
        """Whether the working method leaves a card at a closed door."""
        return any(step.channel == Channel.CARD for step in shipped_methods()[self.plan.protocol].protocol.steps)

    def concerned(self, pair: Pair, cases: list[int]) -> list[int]:
        """Those of these cases to which this pair may go, in their order."""
        known = visit_queries.signalling(cases) if pair.creditor else {}
        return [case for case in cases if not pair.creditor or self.partners[pair.creditor].pk in known.get(case, ())]

    def out(self, day_part: str) -> list[Pair]:
        """Who goes out on a part of a day: where nobody is in two pairs, those that may go to most of the doors (P22)."""
        due = self.due(Channel.VISIT, day_part)
        known = visit_queries.signalling(due)
        many = Counter(partner for case in due for partner in known.get(case, ()))
        chosen: list[Pair] = []
        for pair in sorted(self.pairs, key=lambda pair: -many[self.partners[pair.creditor].pk] if pair.creditor else 0):
            busy = {who for one in chosen for who in (one.first, one.second)}
            if due and not {pair.first, pair.second} & busy:
                chosen.append(pair)
        return chosen

    def work_out(self, on: date) -> None:
        """Let every open case know what the protocol says is due on this day."""
        reach.plan(list(self.open_cases().values_list("pk", flat=True)), today=on)

    def open_cases(self) -> QuerySet[Case]:
        """The office's open cases, the oldest first."""
        return Case.objects.filter(organisation=self.office, closed_on=None).order_by("opened_on", "pk")

    def steps(self, channel: str) -> dict[int, str]:
        """The cases for which something by this channel is due, the oldest first, with the step that is due."""
        rows = Case.objects.filter(pk__in=self.due(channel), steps__channel=channel, steps__state="due")
        found: dict[int, str] = {}
        for case, step in rows.order_by("opened_on", "pk", "steps__due_on").values_list("pk", "steps__step"):
            found.setdefault(case, step)
        return found

    def due(self, channel: str, day_part: str = "", *, only: str = "", until: date | None = None) -> list[int]:
        """The cases for which something by this channel is due, the oldest first.

        At this part of the day, `only` this step, with a term that runs out by `until`: where given.
        """
        wanted = {"steps__day_part": day_part, "steps__step": only, "steps__deadline__lte": until}
        steps = {"steps__state": "due", "steps__channel": channel} | {key: value for key, value in wanted.items() if value}
        return list(dict.fromkeys(self.open_cases().filter(**steps).values_list("pk", flat=True)))
