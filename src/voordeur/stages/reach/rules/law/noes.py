"""Who said no is left alone (P10), and so is who died, moved, paid or arranged it (R31, R06, P26): said everywhere, played on.

An end that a protocol does not list does not end: deceased, moved and refused left out are breaches, for everything that follows
them is. After all is paid or arranged a call or visit is a breach (P26: no wasted bell); a letter is a note, for it disturbs
nobody at the door and may be on its way already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from voordeur.stages.reach.rules.language.protocol import OF_HELP, OF_VISITS
from voordeur.stages.reach.rules.law.exploring import Situation, onward
from voordeur.stages.reach.rules.law.findings import Finding, Level
from voordeur.stages.reach.rules.law.playing import RESIDENT, Game, Path
from voordeur.stages.reach.rules.law.stories import channel_words, dated, story_of
from voordeur.stages.reach.rules.next_steps import NextSteps, Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import LIVE, AttemptResult, Channel, CollectionStage, Kind, No

_LATER = timedelta(days=21)
_LONG = timedelta(days=120)
_NEWS = 6  # in so many situations a new signal is tried
_OWN = frozenset({"representative"})


@dataclass(frozen=True)
class Stop:
    """Something after which certain steps may not follow: how it is told, which may not, and what to write."""

    rule: str
    kind: str
    facts: tuple[tuple[str, object], ...]
    forbids: Callable[[Step], bool]
    section: str
    change: Words
    level: Level = Level.BREACH


def _contact(step: Step) -> bool:
    return step.channel != Channel.DESK


def _bell(step: Step) -> bool:
    return step.channel in LIVE


def _end(word: str) -> Words:
    return Words(f"zet {word} bij ends", f"add {word} to ends")


_R = ("resident", RESIDENT)
STOPS: tuple[Stop, ...] = (
    Stop("P10", Kind.NO, (("no", No.VISITS.value), _R), lambda one: one.channel in OF_VISITS, "noes",
         Words("zet Huisbezoek en Kaartje bij noes, visits", "add Huisbezoek and Kaartje to noes, visits")),
    Stop("P10", Kind.NO, (("no", No.HELP.value), _R), _contact, "noes",
         Words("laat bij noes de regel help weg: een nee tegen hulp geldt voor elk kanaal",
               "leave help out of noes: a no to help goes for every channel")),
    Stop("P10", Kind.NO, (("no", No.APPROACH.value), _R), lambda one: True, "noes", _end("refused")),
    Stop("P10", Kind.DECLINED, (_R,), _contact, "ends", _end("refused")),
    Stop("R31", Kind.DECEASED, (_R,), lambda one: True, "ends", _end("deceased")),
    Stop("R06", Kind.MOVED, (_R,), _contact, "ends", _end("moved")),
    Stop("P26", Kind.PAYMENT, (), _bell, "ends", _end("paid")),
    Stop("P26", Kind.ARRANGEMENT, (), _bell, "ends", _end("arranged")),
    Stop("P26", Kind.PAYMENT, (), _contact, "ends", _end("paid"), Level.NOTE),
    Stop("P26", Kind.ARRANGEMENT, (), _contact, "ends", _end("arranged"), Level.NOTE),
)  # fmt: skip


def of_the_stops(game: Game, everywhere: Sequence[Situation]) -> Iterator[Finding]:
    """One finding for each stop after which something goes on that may not."""
    told: set[tuple[str, str]] = set()
    for stop in STOPS:
        if (stop.kind, stop.rule) in told:
            continue
        found = next(filter(None, (_goes_on(game, one, stop) for one in everywhere if one.steps.due or one.steps.waiting)), None)
        if found is not None:
            told.add((stop.kind, stop.rule))
            yield found


def _goes_on(game: Game, where: Situation, stop: Stop) -> Finding | None:
    """The finding when something that the stop forbids is due or waits, now or further on."""
    path = where.path.then(stop.kind, **dict(stop.facts))
    for situation in onward(game, path, until=path.today + _LONG):
        wrong = [one for one in (*situation.steps.due, *situation.steps.waiting) if _counts(one, stop)]
        if wrong:
            return _finding(game, situation, wrong[0], stop)
        if stop.facts != (("no", No.VISITS.value), _R):
            return None
    return None


def _counts(step: Step, stop: Stop) -> bool:
    return stop.forbids(step) and step.name not in _OWN


def _finding(game: Game, situation: Situation, step: Step, stop: Stop) -> Finding:
    name, channel = step.name, channel_words(step.channel)
    written = game.protocol.step(name)
    story = (*story_of(game.protocol, situation.path), _proposed(situation.path, step))
    line = game.protocol.lines.get(stop.section, 0) or (written.line if written else 0)
    nl = f"hierna mag {name} ({channel.nl}) niet meer volgen; {stop.change.nl}"
    en = f"{name} ({channel.en}) may not follow this; {stop.change.en}"
    return Finding(stop.level, stop.rule, Words(nl, en), name, line, story)


def _proposed(path: Path, step: Step) -> Words:
    channel, day = channel_words(step.channel), step.due_on or path.today
    return dated(
        max(day, path.today), f"deze werkwijze wil nu toch: {channel.nl} ({step.name})",
        f"this method asks all the same for: {channel.en} ({step.name})",
    )  # fmt: skip


# What comes of meeting somebody after which nothing, or no bell, may follow.
_MET: tuple[tuple[AttemptResult, Stop], ...] = (
    (AttemptResult.REFUSED, Stop("P10", Kind.DECLINED, (), _contact, "ends", _end("refused"))),
    (AttemptResult.TALKED, Stop("P26", Kind.OFFER, (), _bell, "ends", _end("reached"), Level.NOTE)),
)


def of_refusals(game: Game, everywhere: Sequence[Situation]) -> Iterator[Finding]:
    """Who refuses at the door or on the phone said no (P10); who was spoken to is not called on again unasked (a note, P26)."""
    for result, stop in _MET:
        bells = ((one, step) for one in everywhere for step in one.steps.due if step.channel in LIVE)
        for one, step in bells:
            path = game.carry_out(one.path, step, result)
            steps = game.ask(path)
            wrong = [after for after in (*steps.due, *steps.waiting) if _counts(after, stop) and after.due_on is not None]
            if wrong:
                yield _finding(game, Situation(path, steps), wrong[0], stop)
                break


# What brings one closed letter after a no (P10).
_BRINGS: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = (
    (Kind.SIGNAL_JOINED, (("signal", 9), ("partner", 9))),
    (Kind.SIGNAL_JOINED, (("signal", 9), ("amount_cents", 99_999_900))),
    (Kind.SIGNAL_JOINED, (("signal", 9), ("signal_type", "end_of_supply"))),
    (Kind.STAGE, (("stage", CollectionStage.EVICTION_ANNOUNCED.value), ("partner", 1))),
)


def _brings(game: Game) -> list[tuple[str, tuple[tuple[str, object], ...]]]:
    """Without the eviction where the protocol does not call it threatening: that is a breach by itself (R17)."""
    told = game.protocol.conversation.threatening
    return [(kind, facts) for kind, facts in _BRINGS if kind != Kind.STAGE or CollectionStage.EVICTION_ANNOUNCED in told]


def of_the_way_back(game: Game, everywhere: Sequence[Situation]) -> Iterator[Finding]:
    """After a no, news brings exactly one closed letter, and nobody calls or visits (P10)."""
    still = [one.path for one in everywhere if not any(event.kind == Kind.STAGE for event in one.path.events)]
    for no in (No.HELP, No.VISITS):
        for where in still[:_NEWS]:
            for kind, facts in _brings(game):
                path = where.then(Kind.NO, no=no.value, resident=RESIDENT)
                signal = _signal(path) if kind == Kind.SIGNAL_JOINED else {}
                path = path.on(path.today + _LATER).then(kind, **{**signal, **dict(facts)})
                if found := _wrong_way_back(game, path, no):
                    yield found
                    return


def _signal(path: Path) -> dict[str, object]:
    return dict(path.case.signals[0])


def _wrong_way_back(game: Game, path: Path, no: No) -> Finding | None:
    said = _soon(game.ask(path))
    calls = [one for one in said if one.channel in LIVE]
    letters = [one for one in said if one.channel == Channel.LETTER]
    if not calls and letters:
        sent = game.carry_out(path, letters[0], AttemptResult.SENT)
        again = [one for one in _soon(game.ask(sent)) if one.channel in (OF_VISITS | LIVE if no == No.VISITS else OF_HELP)]
        calls, path = again, sent if again else path
    line = game.protocol.lines.get("noes", 0)
    if calls:
        nl = "na een nee volgt op nieuws een gesloten brief, en wordt er niet gebeld of aangebeld; schrijf way_back: Brief"
        en = "after a no, news brings a closed letter, and nobody calls or visits; write way_back: Brief"
        story = (*story_of(game.protocol, path), _proposed(path, calls[0]))
        return Finding(Level.BREACH, "P10", Words(nl, en), calls[0].name, line, story)
    more = [one for one in said if one.channel not in {Channel.LETTER, Channel.DESK}] if no == No.HELP else []
    if len(letters) == 1 and not more:
        return None
    got = len(letters) + len(more)
    nl = f"na een nee brengt nieuws precies één gesloten brief, en hier {_count_nl(got)}; schrijf way_back: Brief"
    en = f"news after a no brings exactly one closed letter with the way back, and here {got or 'none'}; write way_back: Brief"
    return Finding(Level.BREACH, "P10", Words(nl, en), "", line, story_of(game.protocol, path))


def _count_nl(number: int) -> str:
    return "niets" if not number else f"{number}"


def _soon(steps: NextSteps) -> list[Step]:
    return [*steps.due, *(one for one in steps.waiting if one.due_on is not None)]
