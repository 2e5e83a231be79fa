"""An acceptance, wherever it comes, leads to a first conversation: in four weeks, in three working days where it is threatening.

The term runs from the acceptance, not from the signal (R17-R19), and is measured on every day of two years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from voordeur.calendar import add_working_days, end_of_term
from voordeur.stages.reach.rules import deadlines
from voordeur.stages.reach.rules.law.classes import THREATENING, with_signal
from voordeur.stages.reach.rules.law.exploring import Situation
from voordeur.stages.reach.rules.law.findings import Finding
from voordeur.stages.reach.rules.law.playing import RESIDENT, Case, Game, Path
from voordeur.stages.reach.rules.law.stories import dated, spoken, story_of
from voordeur.stages.reach.rules.law.written import breach
from voordeur.stages.reach.rules.next_steps import Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.story import History
from voordeur.stages.reach.rules.vocabulary import Kind

_TWO_YEARS = 731
CONVERSATION = "first_conversation"


def of_acceptances(game: Game, everywhere: Sequence[Situation], usual: Case) -> Iterator[Finding]:
    """Acceptances after which no conversation follows, or one that may come too late."""
    for where in everywhere:
        path = where.path.then(Kind.ACCEPTED, resident=RESIDENT)
        if _conversation(game, path) is None:
            yield breach(
                "R18",
                "wie hulp aanneemt, krijgt hierna geen eerste gesprek; dat moet binnen vier weken",
                "who accepts help gets no first conversation after this; it must come within four weeks",
                line=game.protocol.lines.get("conversation", 0),
                story=story_of(game.protocol, path),
            )
            return
    yield from _of_the_terms(game, usual)


def _of_the_terms(game: Game, usual: Case) -> Iterator[Finding]:
    """The protocol's own terms, asked without the law's: the program would keep to the law's, but the text promises its own."""
    clocks = replace(game.town.clocks, threatening_working_days=0, conversation_weeks=0)
    bare = Game(game.protocol, replace(game.town, clocks=clocks))
    if found := _too_late(game, bare, usual, threatening=False):
        yield found
    told = game.protocol.conversation.threatening
    for facts in THREATENING:
        word = str(facts.get("signal_type", facts.get("stage", "")))
        case = with_signal(usual, **facts)
        if word and word not in told:
            yield _not_seen(game, case, word)
        elif found := _too_late(game, bare, case, threatening=True):
            yield found
            return


def _not_seen(game: Game, case: Case, word: str) -> Finding:
    """What is threatening by law and not by the protocol gets the ordinary term."""
    path = game.begin(case, game.town.from_day).then(Kind.ACCEPTED, resident=RESIDENT)
    step, legal = _conversation(game, path), _legal(game, path.today, threatening=True)
    end = step.deadline if step is not None and step.deadline is not None else legal
    return breach(
        "R17",
        f"{word} is een bedreigende situatie: het eerste gesprek is er dan binnen drie werkdagen; zet {word} bij threatening",
        f"{word} is a threatening situation: the first conversation then comes within three working days; add "
        f"{word} to threatening",
        line=game.protocol.lines.get("conversation", 0),
        story=_until(game, path, end, legal),
    )


def _too_late(game: Game, bare: Game, case: Case, *, threatening: bool) -> Finding | None:
    """The day of acceptance from which the conversation may come latest after its legal term, over two years."""
    days = [game.town.from_day + timedelta(days=n) for n in range(_TWO_YEARS)]
    day = max(days, key=lambda one: (_own(bare, one, threatening) - _legal(game, one, threatening)).days)
    path = game.begin(case, day).then(Kind.ACCEPTED, resident=RESIDENT)
    step, legal = _conversation(bare, path), _legal(game, day, threatening)
    end = step.deadline if step is not None and step.deadline is not None else date.max
    return _finding(game, path, end, legal, threatening=threatening) if end > legal else None


def _finding(game: Game, path: Path, end: date, legal: date, *, threatening: bool) -> Finding:
    rule, key = ("R17", "threatening_within") if threatening else ("R18", "within")
    working, weeks = game.town.clocks.threatening_working_days, game.town.clocks.conversation_weeks
    nl, en = (f"{working} werkdagen", f"{working} working days") if threatening else (f"{weeks} weken", f"{weeks} weeks")
    until, by = spoken(end if end != date.max else path.today), spoken(legal)
    return breach(
        rule,
        f"het eerste gesprek mag hier tot {until.nl} wachten en moet er binnen {nl} na het ja zijn, op {by.nl}; "
        f"schrijf {key}: {nl}",
        f"the first conversation may wait until {until.en} here, and must come within {en} of the yes, by "
        f"{by.en}; write {key}: {nl}",
        line=game.protocol.lines.get("conversation", 0),
        story=_until(game, path, end, legal),
    )


def _until(game: Game, path: Path, end: date, legal: date) -> tuple[Words, ...]:
    told = story_of(game.protocol, path)
    held = dated(legal, "uiterlijk nu moet het eerste gesprek er zijn", "the first conversation must have been held by now")
    if end == date.max:
        return (*told, held)
    return (*told, held, dated(end, "pas nu loopt de termijn van deze werkwijze af", "only now does this method's term end"))


def _legal(game: Game, day: date, threatening: bool) -> date:
    clocks = game.town.clocks
    if threatening:
        return add_working_days(day, clocks.threatening_working_days)
    return end_of_term(day, weeks=clocks.conversation_weeks)


def _own(bare: Game, day: date, threatening: bool) -> date:
    return deadlines.conversation(bare.protocol, History(day, clocks=bare.town.clocks), day, threatening=threatening)


def _conversation(game: Game, path: Path) -> Step | None:
    steps = game.ask(path)
    return next((one for one in (*steps.due, *steps.waiting) if one.name == CONVERSATION), None)
