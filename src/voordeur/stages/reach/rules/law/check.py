"""Whether a protocol keeps the law: what its text says, and what comes of it when it is played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voordeur.stages.reach.rules.language.protocol import Protocol
from voordeur.stages.reach.rules.law.accepting import of_acceptances
from voordeur.stages.reach.rules.law.classes import Classes, classes
from voordeur.stages.reach.rules.law.exploring import Situation, situations
from voordeur.stages.reach.rules.law.findings import Finding, Level, Town
from voordeur.stages.reach.rules.law.limits import of_the_limits, of_the_opt_out
from voordeur.stages.reach.rules.law.noes import of_refusals, of_the_stops, of_the_way_back
from voordeur.stages.reach.rules.law.offers import of_the_offer
from voordeur.stages.reach.rules.law.playing import Game
from voordeur.stages.reach.rules.law.worst import awkward_days
from voordeur.stages.reach.rules.law.written import Texts, note, of_the_text

# How often `next_steps` may be asked in all: for the search of the worst path, and of one class for everything else.
_FOR_OFFERS, _FOR_THE_REST, _FOR_ONE_CLASS, _FEWEST = 20_000, 9_000, 1_200, 150


def check(protocol: Protocol, town: Town, texts: Texts | None = None) -> tuple[Finding, ...]:
    """Every breach and note, breaches first, each with the path that shows it.

    `texts`: by the name of each text, the forbidden words that stand on its card or envelope (P17); None: not looked at.
    What could not be searched to the end is a note, never a silence.
    """
    found = [*of_the_text(protocol, town, texts), *_of_playing(protocol, town)]
    unique = {(one.level, one.rule, one.step, one.message.nl): one for one in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda one: (one.level != Level.BREACH, one.line, one.rule, one.step)))


def _of_playing(protocol: Protocol, town: Town) -> Iterator[Finding]:
    for_offers, rest = Game(protocol, town, left=_FOR_OFFERS), Game(protocol, town, left=_FOR_THE_REST)
    told_apart = classes(rest)
    cases, start = told_apart.cases, awkward_days(town.from_day)[0]
    yield from of_the_offer(for_offers, cases)
    each = max(_FEWEST, min(_FOR_ONE_CLASS, _FOR_THE_REST // (2 * len(cases))))
    everywhere: dict[object, Situation] = {}
    for case in cases:
        for one in situations(rest, replace(case, later=None), start, at_most=each):
            everywhere.setdefault(
                (tuple(step.name for step in one.steps.due), tuple(step.name for step in one.steps.waiting)), one
            )
    places = list(everywhere.values())
    yield from of_the_stops(rest, places)
    yield from of_refusals(rest, places)
    yield from of_the_way_back(rest, places)
    yield from of_acceptances(rest, places, cases[0])
    yield from of_the_limits(rest, cases, places, start)
    yield from of_the_opt_out(rest, cases, places, start)
    yield from _not_proved(told_apart, cut=for_offers.cut or rest.cut)


def _not_proved(told_apart: Classes, *, cut: bool) -> Iterator[Finding]:
    if told_apart.cut:
        yield note(
            "R04",
            "de voorwaarden geven zo veel combinaties dat niet elke is nagegaan; wat wel is nagegaan, klopt",
            "the conditions give so many combinations that not every one was looked at; those that were are in order",
        )
    if cut:
        yield note(
            "R20",
            "er zijn zo veel wegen dat niet elke tot het einde is gespeeld; wat wel is gespeeld, klopt",
            "there are so many paths that not every one was played to its end; those that were are in order",
        )
