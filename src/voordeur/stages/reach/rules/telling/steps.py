"""Each step of a protocol as sentences: when, who, what, how often, under which conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from voordeur.stages.reach.rules.language.protocol import START, Protocol, Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling.asking import asked
from voordeur.stages.reach.rules.telling.phrases import (
    CHANNELS,
    DAY_PARTS,
    DOES,
    STAGES,
    all_of,
    any_of,
    number,
    same,
    sentence,
    spoken,
    term,
)  # fmt: skip
from voordeur.stages.reach.rules.vocabulary import LIVE, AttemptResult, Channel, CollectionStage

RESULTS: Mapping[AttemptResult, Words] = {
    AttemptResult.NOBODY: Words("niemand opendoet", "nobody opens"),
    AttemptResult.NO_ACCESS: Words("de voordeur niet te bereiken is", "the front door cannot be reached"),
    AttemptResult.TALKED: Words("er met de bewoner gesproken is", "the resident was spoken to"),
    AttemptResult.PARTNER_OPENED: Words("de partner opendoet", "the partner answers"),
    AttemptResult.ADULT_OPENED: Words("een andere volwassene opendoet", "another adult answers"),
    AttemptResult.CHILD_OPENED: Words("een kind opendoet", "a child answers"),
    AttemptResult.LIVES_ELSEWHERE: Words("de bewoner ergens anders woont", "the resident lives elsewhere"),
    AttemptResult.UNKNOWN_NAME: Words("de naam er niet bekend is", "the name is not known there"),
    AttemptResult.LANGUAGE: Words("er geen gedeelde taal is", "there is no language in common"),
    AttemptResult.COME_BACK: Words("de bewoner een andere keer wil", "the resident asks for another time"),
    AttemptResult.REPRESENTATIVE: Words("iemand namens de bewoner spreekt", "somebody speaks for the resident"),
    AttemptResult.REFUSED: Words("de bewoner niet wil praten", "the resident does not want to talk"),
    AttemptResult.MOVED: Words("de bewoner verhuisd is", "the resident has moved"),
    AttemptResult.UNSAFE: Words("het er niet veilig is", "it is not safe there"),
    AttemptResult.SENT: Words("er verder niets gebeurt", "nothing else happens"),
    AttemptResult.WRONG_NUMBER: Words("het nummer niet klopt", "the number is wrong"),
    AttemptResult.NO_ANSWER: Words("niemand opneemt", "nobody answers"),
    AttemptResult.VOICEMAIL: Words("alleen de voicemail opneemt", "only the voicemail answers"),
    AttemptResult.RETURNED: Words("de post terugkomt", "the post comes back"),
    AttemptResult.DONE: Words("het gedaan is", "it is done"),
}

# By what other steps are named: their number, or words.
Numbers = Mapping[str, int] | Mapping[str, Words]
# Nobody can be there at these: they are over when they are told.
_OVER = frozenset({CollectionStage.EVICTED, CollectionStage.CALLED_OFF})


def told(protocol: Protocol, step: Step, numbers: Numbers) -> list[Words]:
    """The sentences of one step, the main one first. `numbers`: by which other steps are named."""
    return [_main(protocol, step, numbers), *_often(step), *_conditions(step), *_remarks(protocol, step)]


def who(protocol: Protocol, step: Step) -> Words:
    """Who carries it out, as the protocol calls them."""
    person = protocol.person(step.by)
    return same(person.title) if person else Words("de gemeente", "the municipality")


def _main(protocol: Protocol, step: Step, numbers: Numbers) -> Words:
    by = who(protocol, step)
    verb, rest = _what(step)
    on = when(step, numbers)
    if step.is_reply or step.instead_of:
        inverted = step.is_reply
        nl = f"{on.nl}, {verb.nl} {by.nl} {rest.nl}" if inverted else f"{on.nl} {verb.nl} {by.nl} {rest.nl}"
        return sentence(nl, f"{on.en}, {by.en} {verb.en} {rest.en}")
    return sentence(f"{on.nl} {verb.nl} {by.nl} {rest.nl}", f"{on.en}, {by.en} {verb.en} {rest.en}")


def _what(step: Step) -> tuple[Words, Words]:
    if step.refer_to:
        return Words("verwijst", "refers"), Words(
            f"de bewoner door naar {spoken(step.refer_to)}", f"the resident to {spoken(step.refer_to)}"
        )
    return DOES.get(step.channel, DOES[Channel.DESK])


def when(step: Step, numbers: Numbers) -> Words:
    """When it comes up: `zeven dagen na stap 1`."""
    if step.is_reply:
        return _each_time(step, numbers)
    if step.instead_of:
        other = _numbered(step.instead_of, numbers)
        wait = term(step.wait)
        later = (f" na {wait.nl}", f" {wait.en} later") if step.wait.count else ("", "")
        return Words(f"Lukt {other.nl} niet, dan{later[0]}", f"If {other.en} is not possible{',' if later[1] else ''}{later[1]}")
    since = [_after(name, numbers) for name in step.after if not (name == START and step.after_stage)]
    if step.after_stage:
        since.insert(0, STAGES[step.after_stage])
    moment = all_of(since) if since else Words("het signaal", "the signal")
    if step.wait.count:
        wait = term(step.wait)
        return Words(f"{wait.nl} na {moment.nl}", f"{wait.en} after {moment.en}")
    if step.after_stage and step.after_stage not in _OVER and len(since) == 1:
        return Words(f"bij {moment.nl}", f"at {moment.en}")
    return Words(f"meteen na {moment.nl}", f"right after {moment.en}")


def beside(step: Step, numbers: Numbers) -> Words:
    """What stands beside the line to a step that answers or replaces another: `als stap 3 niet lukt`."""
    if step.is_reply:
        return _each_time(step, numbers)
    other, wait = _numbered(step.instead_of, numbers), term(step.wait)
    later = Words(f", {wait.nl} later", f", {wait.en} later") if step.wait.count else same("")
    return Words(f"als {other.nl} niet lukt{later.nl}", f"if {other.en} is not possible{later.en}")


def moment(step: Step, things: Mapping[str, Words]) -> Words:
    """When it comes up, by what other steps are rather than by their numbers: `zeven dagen na de brief`."""
    return (beside if step.is_reply or step.instead_of else when)(step, things)


def _after(name: str, numbers: Numbers) -> Words:
    return Words("het signaal", "the signal") if name == START else _numbered(name, numbers)


def _numbered(name: str, numbers: Numbers) -> Words:
    said = numbers.get(name, 0)
    return said if isinstance(said, Words) else Words(f"stap {said}", f"step {said}")


def parts_of_day(step: Step) -> Words | None:
    """`'s avonds en 's middags`; None where any will do."""
    return all_of(DAY_PARTS[part] for part in step.day_parts) if step.day_parts else None


def _each_time(step: Step, numbers: Numbers) -> Words:
    """A reply answers each such result, once."""
    results = any_of(RESULTS[one] for one in AttemptResult if one in step.after_results)
    other = _numbered(step.after[0], numbers)
    if step.wait.count:
        wait = term(step.wait)
        return Words(
            f"telkens als bij {other.nl} {results.nl}, {wait.nl} later",
            f"each time that at {other.en} {results.en}, {wait.en} later",
        )
    return Words(f"telkens als bij {other.nl} {results.nl}", f"each time that at {other.en} {results.en}")


def _often(step: Step) -> Iterator[Words]:
    parts = all_of(DAY_PARTS[part] for part in step.day_parts)
    if step.tries > 1:
        count, between = number(step.tries), term(step.spacing)
        on = _on(step, parts)
        yield sentence(
            f"Dat gebeurt hoogstens {count.nl} keer, met minstens {between.nl} ertussen{on.nl}",
            f"This is done {count.en} times at the most, at least {between.en} apart{on.en}",
        )
    elif step.day_parts:
        best = any_of(DAY_PARTS[part] for part in step.day_parts)
        yield sentence(f"Het liefst {best.nl}", f"Preferably {best.en}")


def _on(step: Step, parts: Words) -> Words:
    """The parts of the day of several tries: one after the other."""
    if step.channel not in LIVE:
        return same("")
    if len(step.day_parts) == 1:
        return Words(f", {parts.nl}", f", {parts.en}")
    each = Words(", steeds op een ander dagdeel", ", each at another time of day")
    return Words(f"{each.nl}: {parts.nl}", f"{each.en}: {parts.en}") if step.day_parts else each


def _conditions(step: Step) -> Iterator[Words]:
    if only := asked(step.conditions):
        yield sentence(f"Alleen als {all_of(only).nl}", f"Only if {all_of(only).en}")
    if never := asked(step.unless):
        yield sentence(f"Niet als {any_of(never).nl}", f"Not if {any_of(never).en}")


def _remarks(protocol: Protocol, step: Step) -> Iterator[Words]:
    if protocol.is_partners(step):
        yield sentence(
            "Dit doet de schuldeiser zelf; wij wachten tot die laat weten op welke dag het is gebeurd",
            "The creditor does this itself; we wait until it tells on which day it was done",
        )
    if step.is_referral and step.agreement:
        yield sentence("Dat gebeurt pas als de bewoner ermee instemt", "Only once the resident agrees")
    elif step.is_referral:
        why = step.reason or "–"
        yield sentence(
            f"Dat gebeurt zonder instemming van de bewoner, om deze reden: {why}",
            f"Without the resident's agreement, for this reason: {why}",
        )
    usual = step.channel in {Channel.LETTER, Channel.MAIL}
    if step.offers != usual and not step.is_referral:
        thing = CHANNELS[step.channel]
        if step.offers:
            yield sentence("Hiermee wordt hulp aangeboden", "Help is offered by it")
        else:
            yield sentence(f"Met deze {thing.nl} is nog geen hulp aangeboden", f"This {thing.en} does not offer help yet")
