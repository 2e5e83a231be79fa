"""Who goes to the doors in a demonstration: duos with what each of the two is, their hours, languages and the way they go."""

from __future__ import annotations

from datetime import date, time, timedelta

from voordeur.demo.lying import MIDDLE
from voordeur.demo.team import Pair, Team
from voordeur.stages.reach.queries.protocols import shipped_methods
from voordeur.stages.visit.actions.duos import Point, Together, keep_duo
from voordeur.stages.visit.actions.people import change_skills, change_visitor, note_absence
from voordeur.stages.visit.rules.week import Stretch

OFFICE = Point("Wijkkantoor", MIDDLE)
WORKING_DAYS = range(5)
BY_DAY = ((time(9), time(12, 30)), (time(13), time(17)))
# Not everybody is free all evening: the first of these for whoever is not named.
EVENINGS = {"": (time(18), time(21)), "karim": (time(18, 30), time(20, 30))}
LANGUAGES = {"vera": ("tr",), "karim": ("ar", "ber"), "victor": ("pl",)}
AWAY_IN, AWAY_FOR = timedelta(days=8), timedelta(days=2)


def form_duos(team: Team, *, on: date) -> None:
    """Make the duos that the working method asks for, each of the two what it asks, with hours by day and in the evening."""
    for pair in team.pairs:
        first, second = team.person(pair.first), team.person(pair.second)
        together = Together(f"{_short(first.name)} en {_short(second.name)}", first, second, OFFICE, OFFICE)
        keep_duo(None, together, organisation=team.office, today=on)
    titles = _titles(team)
    for name in {name for pair in team.pairs for name in (pair.first, pair.second)}:
        hours = [Stretch(day, *stretch) for day in WORKING_DAYS for stretch in (*BY_DAY, EVENINGS.get(name, EVENINGS[""]))]
        languages = LANGUAGES.get(name, ())
        change_visitor(team.person(name), languages=languages, way=team.plan.rounds.way, hours=hours)
        if name in titles:
            change_skills(team.person(name), skills=[titles[name]])


def leave_absence(team: Team) -> None:
    """Somebody is away next week, and a colleague stands in."""
    first = team.today + AWAY_IN
    deputy = team.person("karim")
    note_absence(team.person("victor"), first_day=first, last_day=first + AWAY_FOR, deputy=deputy, today=team.today)


def _titles(team: Team) -> dict[str, str]:
    """What each one is, in the words of the working method; a creditor's employee is what it names first."""
    protocol = shipped_methods()[team.plan.protocol].protocol
    asked = next((who.made_of for who in protocol.who if who.made_of), ())
    if len(asked) < 2:
        return {}
    return {name: title for pair in team.pairs for name, title in zip(_in_order(pair), asked, strict=False)}


def _in_order(pair: Pair) -> tuple[str, str]:
    return (pair.second, pair.first) if pair.creditor else (pair.first, pair.second)


def _short(name: str) -> str:
    return name.split()[0]
