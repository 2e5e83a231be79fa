"""Every legal signal leads to an offer (R04), in time on the worst path, whatever the day on which it comes in (R20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from voordeur.stages.reach.rules.law.findings import Finding
from voordeur.stages.reach.rules.law.playing import PARTNER_DOES, Case, Game, Path, first_due, next_day, offered
from voordeur.stages.reach.rules.law.stories import dated, spoken, story_of
from voordeur.stages.reach.rules.law.worst import (
    NEVER,
    Worst,
    awkward_days,
    distinct,
    ends_of_all_paths,
    is_near,
    last_day,
    on_every_day,
    over,
    worst_offer,
)  # fmt: skip
from voordeur.stages.reach.rules.law.written import breach, note
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import Channel, ChannelFact, Kind

_BACK = {Channel.LETTER: ChannelFact.RETURNED, Channel.MAIL: ChannelFact.BOUNCED, Channel.TEXT: ChannelFact.WRONG_NUMBER}


def of_the_offer(game: Game, cases: Sequence[Case]) -> Iterator[Finding]:
    """What is wrong with the first offer: never made, or late."""
    found = [(case, worst) for case in cases for worst in worst_offer(game, case)]
    never = [worst for _, worst in found if worst.days == NEVER]
    if never:
        yield from _never(game, never)
    timely = [(case, worst) for case, worst in found if worst.days != NEVER]
    if late := _latest(game, timely):
        yield _late(game, late)
    if not never and not late:
        yield from _capacity(game, timely)
        yield from _lost_in_the_post(game, cases)


def _never(game: Game, worsts: Sequence[Worst]) -> Iterator[Finding]:
    """Signals for which there is no offer at all; and those for which there is none when nature is against it."""
    left_out = [one for one in worsts if not _approached(game, one.path)]
    tried = [one for one in worsts if one not in left_out]
    if tried or len(left_out) > 1:  # below the threshold is told only where nothing else is wrong
        left_out = [one for one in left_out if not one.path.case.signals[0]["letter_only"]]
    if left_out:
        path = min(left_out, key=lambda one: len(one.path.events)).path
        yield breach(
            "R04",
            "dit signaal is wettig, maar geen stap hier biedt er hulp op aan; voeg een brief toe voor wie "
            "overblijft (for: others, of zonder if)",
            "this signal is legal, but no step here offers help on it; add a letter for who is left over (for: "
            "others, or without if)",
            line=game.protocol.lines.get("for", 0),
            story=_story(game, path, None),
        )
    if tried:
        path = min(tried, key=lambda one: len(one.path.events)).path
        name = _last_step(path) or _waited_for(game, path)
        step = game.protocol.step(name)
        for rule in ("R04", "R20"):
            yield breach(
                rule,
                "wie niet bereikt wordt, krijgt op deze weg nooit een aanbod; voeg een brief toe die altijd "
                "uitgaat (after: start)",
                "who is not reached never gets an offer on this path; add a letter that always goes out (after: start)",
                step=name,
                line=step.line if step else 0,
                story=_story(game, path, None),
            )


def _approached(game: Game, path: Path) -> bool:
    """Whether the protocol has any step for such a household."""
    steps = game.ask(game.begin(path.case, path.start))
    return any(game.protocol.step(one.name) for one in (*steps.due, *steps.waiting))


def _waited_for(game: Game, path: Path) -> str:
    """The creditor's step for which everything waits."""
    return next((one.name for one in game.ask(path).waiting if one.code == PARTNER_DOES), "")


def _last_step(path: Path) -> str:
    return next((str(one.facts["step"]) for one in reversed(path.events) if one.kind == Kind.ATTEMPT), "")


def _latest(game: Game, timely: Sequence[tuple[Case, Worst]]) -> Worst | None:
    """The offer that comes furthest beyond its term, on any of the days; None when all come in time."""
    latest = list(timely)
    for case, luck in distinct([(case, worst) for case, worst in timely if is_near(game, worst)]):
        if game.left <= 0:
            game.cut = True
            break
        latest.append((case, on_every_day(game, case, luck)))
    if not latest:
        return None
    case, worst = max(latest, key=lambda one: over(game, one[1]))
    # On the day on which it comes latest, all other luck is looked at too.
    on_that_day = [worst, *ends_of_all_paths(game, case, worst.path.start)]
    worst = max(on_that_day, key=lambda one: over(game, one))
    return worst if over(game, worst) > 0 else None


def _late(game: Game, worst: Worst) -> Finding:
    start, term = worst.path.start, game.town.clocks.offer_within_days
    name = _last_step(worst.path)
    step = game.protocol.step(name)
    on = "nooit" if worst.on is None else f"na {worst.days} dagen"
    on_en = "never" if worst.on is None else f"after {worst.days} days"
    return breach(
        "R20",
        f"het eerste aanbod komt in het slechtste geval {on}, en moet er binnen {term} dagen zijn; maak de "
        f"wachttijd van {name} korter",
        f"the first offer comes {on_en} in the worst case, and must come within {term} days; make the wait of {name} shorter",
        step=name,
        line=step.line if step else 0,
        story=_story(game, worst.path, last_day(game, start)),
    )


def _story(game: Game, path: Path, until: date | None) -> tuple[Words, ...]:
    """The path, and where it stands against the term."""
    end = until or last_day(game, path.start)
    by = spoken(end)
    told = story_of(game.protocol, path)
    if offered(game.protocol, path) is not None:
        return (
            *told,
            dated(path.today, f"het eerste aanbod; het moest er zijn op {by.nl}", f"the first offer; it was due by {by.en}"),
        )
    if waited := _waited_for(game, path):
        told = (*told, dated(path.today, f"de partner meldt niets over {waited}", f"the partner reports nothing about {waited}"))
    nl = f"nog geen aanbod, en niets dat er nog toe leidt; het moest er zijn op {by.nl}"
    en = f"no offer yet, and nothing that leads to one; it was due by {by.en}"
    return (*told, dated(max(end, path.today), nl, en))


def _capacity(game: Game, timely: Sequence[tuple[Case, Worst]]) -> Iterator[Finding]:
    """A visit that waits for room may hold up what comes after it; the play goes to every door on the day itself."""
    if game.protocol.visits_per_month is None:
        return
    for _, worst in timely:
        visits = [one for one in worst.path.events if one.kind == Kind.ATTEMPT and one.facts["channel"] == Channel.VISIT]
        if visits and worst.path.events[-1] is not visits[-1] and not _own_clock(game, worst.path):
            name = str(visits[0].facts["step"])
            yield note(
                "R20",
                f"het aanbod wacht op {name}; wordt het drukker dan {game.protocol.visits_per_month} bezoeken "
                "per maand, dan kan dat te laat zijn",
                f"the offer waits for {name}; with more than {game.protocol.visits_per_month} visits a month it may be late",
                step=name,
                story=_story(game, worst.path, None),
            )
            return


def _own_clock(game: Game, path: Path) -> bool:
    """Whether the step that offered does not wait for a visit."""
    step = game.protocol.step(_last_step(path))
    return step is not None and step.after == ("start",) and not step.instead_of


def _lost_in_the_post(game: Game, cases: Sequence[Case]) -> Iterator[Finding]:
    """Post that comes back and mail that bounces reached nobody: is there another offer then? No text can promise it."""
    start = awkward_days(game.town.from_day)[0]
    for case in cases:
        path = _all_comes_back(game, case, start)
        if path is not None:
            yield note(
                "P12",
                "komt alle post terug en neemt niemand op, dan is er geen aanbod aangekomen; het bureau zoekt dan verder",
                "when all post comes back and nobody answers, no offer has arrived; the desk then looks further",
                story=story_of(game.protocol, path),
            )
            return


def _all_comes_back(game: Game, case: Case, start: date) -> Path | None:
    """The path on which nothing that is sent arrives; None when an offer does arrive all the same."""
    path = game.begin(case, start)
    while game.left > 0 and path.today - start < timedelta(days=200):
        steps = game.ask(path)
        step = first_due(path, steps)
        if step is None:
            day = next_day(path, steps)
            if day is None:
                return path
            path = path.on(day)
            continue
        path = game.carry_out(path, step, game.vain(step.channel)[0])
        if (fact := _BACK.get(step.channel)) is not None:
            path = path.then(Kind.CHANNEL_FACT, channel=step.channel.value, fact=fact.value, resident=None)
        elif offered(game.protocol, replace(path, events=path.events[-1:])) is not None:
            return None
    return None
