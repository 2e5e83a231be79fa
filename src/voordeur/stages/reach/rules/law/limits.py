"""When and how often people are approached (P11), what reaches them first (P16), until when a visit can be called off (P10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from voordeur.calendar import add_months
from voordeur.stages.reach.rules.language.protocol import Step
from voordeur.stages.reach.rules.law.exploring import Situation, contacts_in_a_week, onward, quiet_and_live, situations
from voordeur.stages.reach.rules.law.findings import Finding
from voordeur.stages.reach.rules.law.playing import Case, Game, Path
from voordeur.stages.reach.rules.law.stories import channel_words, dated, spoken, story_of
from voordeur.stages.reach.rules.law.written import breach, note
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import LIVE, UNCOUNTED, AttemptResult, Channel, DayPart, Kind

_TALKS = LIVE | {Channel.APPOINTMENT}
_LONG = timedelta(days=120)
_STARTS = 21  # days to start from, to meet a Sunday or a full week


def of_the_limits(game: Game, cases: Sequence[Case], everywhere: Sequence[Situation], start: date) -> Iterator[Finding]:
    """Quiet hours, Sundays, the ceiling, the first contact, referrals and the opt-out."""
    yield from _hours(game, everywhere)
    yield from _sundays(game, cases, everywhere, start)
    yield from _ceiling(game, cases, everywhere, start)
    yield from _first_contact(game, cases, start)
    yield from _referred(game, everywhere)


def _hours(game: Game, everywhere: Sequence[Situation]) -> Iterator[Finding]:
    contact, town = game.protocol.contact, game.town
    early, late = contact.earliest < town.earliest, contact.latest > town.latest
    if not early and not late:
        return
    own, quiet = f"{contact.earliest:%H:%M}-{contact.latest:%H:%M}", f"{town.earliest:%H:%M}-{town.latest:%H:%M}"
    yield breach(
        "P11",
        f"deze werkwijze belt en bezoekt van {own}; hier mag dat alleen van {quiet}; pas from en until aan",
        f"this method calls and visits from {own}; here only {quiet} is allowed; change from and until",
        line=game.protocol.lines.get("contact", 0),
        story=_at_that_hour(game, everywhere, late=late),
    )


def _at_that_hour(game: Game, everywhere: Sequence[Situation], *, late: bool) -> tuple[Words, ...]:
    """A path to a call or visit in the evening, or in the morning; empty when none of them is on that part of the day."""
    part, bound = (DayPart.EVENING, game.protocol.contact.latest) if late else (DayPart.MORNING, game.protocol.contact.earliest)
    for one in everywhere:
        for due in one.steps.due:
            if due.channel in LIVE and due.day_part == part:
                channel, nl, en = channel_words(due.channel), "tot" if late else "vanaf", "until" if late else "from"
                last = dated(
                    one.path.today,
                    f"aan de beurt, en volgens deze tekst mag dat {nl} {bound:%H:%M}: {channel.nl} ({due.name})",
                    f"due, and by this text allowed {en} {bound:%H:%M}: {channel.en} ({due.name})",
                )
                return (*story_of(game.protocol, one.path), last)
    return ()


def _sundays(game: Game, cases: Sequence[Case], everywhere: Sequence[Situation], start: date) -> Iterator[Finding]:
    found = next((one for one in everywhere if quiet_and_live(one)), None)
    if found is None and game.protocol.contact.sundays:
        found = next((one for one in _starting_later(game, cases, start) if quiet_and_live(one)), None)
    if found is None and not game.protocol.contact.sundays:
        return
    name = quiet_and_live(found) if found else ""
    step = game.protocol.step(name)
    yield breach(
        "P11",
        "op zondagen en feestdagen wordt niemand gebeld of bezocht; schrijf sundays: nee",
        "nobody is called or visited on Sundays and holidays; write sundays: nee",
        step=name,
        line=game.protocol.lines.get("contact", 0) or (step.line if step else 0),
        story=_with_due(game, found, name) if found else (),
    )


def _with_due(game: Game, found: Situation, name: str) -> tuple[Words, ...]:
    due = next(one for one in found.steps.due if one.name == name)
    channel = channel_words(due.channel)
    last = dated(
        found.path.today, f"aan de beurt, op een zondag of feestdag: {channel.nl} ({name})",
        f"due, on a Sunday or holiday: {channel.en} ({name})",
    )  # fmt: skip
    return (*story_of(game.protocol, found.path), last)


def _starting_later(game: Game, cases: Sequence[Case], start: date) -> Iterator[Situation]:
    """How it goes in vain for each class, from each of the coming days."""
    for case in cases:
        for day in (start + timedelta(days=n) for n in range(_STARTS)):
            yield from onward(game, game.begin(case, day), until=day + _LONG)


def _ceiling(game: Game, cases: Sequence[Case], everywhere: Sequence[Situation], start: date) -> Iterator[Finding]:
    most, own = game.town.clocks.contacts_per_week, game.protocol.contact.per_week
    above = own is not None and own > most
    played = [one for case in cases for one in onward(game, game.begin(case, start), until=start + _LONG)] if above else []
    full = next((one for one in (*everywhere, *played) if contacts_in_a_week(one.path) > most), None)
    if full is None and not above:
        return
    name = _last_contact(full.path) if full else ""
    yield breach(
        "P11",
        f"hoogstens {most} keer contact per week per persoon is hier het plafond; schrijf per_week: {most} of minder",
        f"at most {most} contacts a week per person is the ceiling here; write per_week: {most} or less",
        step=name,
        line=game.protocol.lines.get("contact", 0),
        story=story_of(game.protocol, full.path) if full else (),
    )


def _last_contact(path: Path) -> str:
    made = (one for one in reversed(path.events) if one.kind == Kind.ATTEMPT)
    return next((str(one.facts["step"]) for one in made if Channel(str(one.facts["channel"])) not in UNCOUNTED), "")


def _first_contact(game: Game, cases: Sequence[Case], start: date) -> Iterator[Finding]:
    """The first that reaches somebody is a closed letter or a talk, for it must name source, purpose and rights (AVG 14).

    A card, a message or a mail first is a note when a letter or mail with the offer follows within the month that AVG
    14(3)(a) leaves, as it does wherever the offer itself is in time; without one it is a breach.
    """
    for case in cases:
        path = _in_vain(game, case, start)
        sent = [one for one in path.events if one.kind == Kind.ATTEMPT and one.facts["channel"] not in _TALKS]
        sent = [one for one in sent if one.facts["channel"] != Channel.DESK]
        if not sent or sent[0].facts["channel"] == Channel.LETTER:
            continue
        first = sent[0]
        full = {Channel.LETTER, Channel.MAIL}
        told = any(one.facts["channel"] in full and one.on <= add_months(first.on, 1) for one in sent)
        make, name = (note if told else breach), str(first.facts["step"])
        channel, step = channel_words(str(first.facts["channel"])), game.protocol.step(name)
        yield make(
            "P16",
            f"het eerste dat iemand van ons krijgt is een {channel.nl} ({name}); wie wij zijn, waarom wij "
            "schrijven en welke rechten er zijn hoort eerst in een gesloten brief of een gesprek",
            f"the first that somebody gets from us is a {channel.en} ({name}); who we are, why we write and "
            "what rights there are belong in a closed letter or a talk first",
            step=name,
            line=step.line if step else 0,
            story=story_of(game.protocol, replace(path, events=tuple(one for one in path.events if one.on <= first.on))),
        )
        return


def _in_vain(game: Game, case: Case, start: date) -> Path:
    path = game.begin(case, start)
    for one in onward(game, path, until=start + _LONG):
        path = one.path
    return path


def _referred(game: Game, everywhere: Sequence[Situation]) -> Iterator[Finding]:
    """A referral while nobody agreed (R32). The law's exception is narrow but exists: with a reason it is a note."""
    for step in game.protocol.steps:
        if not step.is_referral:
            continue
        where = next((one for one in everywhere if any(due.name == step.name for due in one.steps.due)), None)
        if step.agreement and (where is None or _agreed(where.path)):
            continue
        yield _without_agreement(step, _referral_story(game, where, step))


def _referral_story(game: Game, where: Situation | None, step: Step) -> tuple[Words, ...]:
    if where is None:
        return ()
    last = dated(
        where.path.today,
        f"aan de beurt, zonder dat de bewoner ja zei: de verwijzing {step.name}",
        f"due, without the resident's yes: the referral {step.name}",
    )
    return (*story_of(game.protocol, where.path), last)


def _without_agreement(step: Step, story: tuple[Words, ...]) -> Finding:
    if not step.agreement and step.reason.strip():
        return note(
            "R32",
            f"{step.name} verwijst zonder instemming; dat is een uitzondering, en de zaak krijgt de reden: {step.reason}",
            f"{step.name} refers without agreement; that is an exception, and the case gets the reason: {step.reason}",
            step=step.name,
            line=step.line,
            story=story,
        )
    return breach(
        "R32",
        f"{step.name} verwijst zonder dat de bewoner instemt; schrijf agreement: ja, of de wettelijke reden bij reason",
        f"{step.name} refers without the resident's agreement; write agreement: ja, or the legal reason after reason",
        step=step.name,
        line=step.line,
        story=story,
    )


def _agreed(path: Path) -> bool:
    return any(one.kind in {Kind.AGREEMENT, Kind.ACCEPTED} for one in path.events)


def of_the_opt_out(game: Game, cases: Sequence[Case], everywhere: Sequence[Situation], start: date) -> Iterator[Finding]:
    """A visit before its announcement was posted, or before the term for calling it off has passed (P10).

    Played as it stands, and with the steps by themselves: a text whose steps only keep the term because the program holds
    them back says something else than it does.
    """
    told = game.protocol.opt_out
    if told is None:
        return
    bare = Game(replace(game.protocol, opt_out=None), game.town, left=400)
    by_themselves = [one for case in cases for one in situations(bare, case, start, at_most=60)]
    seen: set[str] = set()
    for one in (*everywhere, *by_themselves):
        for due in one.steps.due:
            if due.channel != Channel.VISIT or due.name in seen or game.protocol.step(due.name) is None:
                continue
            posted = _posted(one.path, told.step)
            free = told.within.after(posted) if posted else None
            if free is None or one.path.today < free:
                seen.add(due.name)
                yield _too_early(game, one, due.name, free)


def _posted(path: Path, name: str) -> date | None:
    """The day on which the announcement was posted, by us or as the creditor reports it."""
    sent = [
        one.on
        for one in path.events
        if one.facts.get("step") == name
        and (one.kind == Kind.PARTNER_STEP or (one.kind == Kind.ATTEMPT and one.facts["result"] == AttemptResult.SENT))
    ]
    return min(sent, default=None)


def _too_early(game: Game, one: Situation, name: str, free: date | None) -> Finding:
    """A breach; of a visit at a stage of collection a note: there the text cannot wait, and the program holds the visit back."""
    step = game.protocol.step(name)
    story = (
        *story_of(game.protocol, one.path),
        dated(one.path.today, f"aan de beurt: het bezoek ({name})", f"due: the visit ({name})"),
    )
    if free is None:
        nl, en = "dat is niet aangekondigd", "it was not announced"
    else:
        until = spoken(free)
        nl, en = f"tot {until.nl} kan de bewoner het nog afzeggen", f"until {until.en} the resident may still call it off"
    announced = game.protocol.opt_out.step if game.protocol.opt_out else ""
    make = note if step is not None and step.after_stage is not None else breach
    return make(
        "P10",
        f"{name} komt te vroeg: {nl}; laat {name} na {announced} komen en wacht minstens de termijn van opt_out",
        f"{name} comes too early: {en}; let {name} come after {announced} and wait at least the term of opt_out",
        step=name,
        line=step.line if step else 0,
        story=story,
    )
