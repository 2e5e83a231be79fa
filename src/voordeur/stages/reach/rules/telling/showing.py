"""A protocol as a policy officer would write it down: plain sentences, in the order of the path."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voordeur.stages.reach.rules.language.protocol import OF_HELP, End, Protocol
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling import steps
from voordeur.stages.reach.rules.telling.asking import TYPES, asked, in_doubt
from voordeur.stages.reach.rules.telling.outline import Part, outline
from voordeur.stages.reach.rules.telling.phrases import (
    CHANNELS,
    STAGES,
    all_of,
    any_of,
    clock,
    none_of,
    number,
    same,
    sentence,
    term,
    times,
    wrapped,
)  # fmt: skip
from voordeur.stages.reach.rules.vocabulary import Channel, CollectionStage

_WIDTH = 100
_LEAD = re.compile(r"- |\d+\. ")
_PARTS = {
    Part.PATH: Words("Stap voor stap", "Step by step"),
    Part.STAGES: Words("Als de incasso verdergaat", "When collection goes on"),
    Part.EVERYONE: Words("Voor iedereen", "For everyone"),
    Part.OTHERS: Words("Voor alle andere signalen", "For all other signals"),
}
_GOING_ON = sentence(
    "Een volgende stap komt alleen als de vorige niets opleverde. Kan een stap niet, dan komt de volgende meteen aan bod",
    "A next step only comes when the one before led to nothing. If a step is not possible, the next one comes up at once",
)
WAYS = {
    "phone": Words("per telefoon", "by phone"),
    "email": Words("per mail", "by e-mail"),
    "code": Words("met de code uit de brief", "with the code in the letter"),
    "partner": Words("bij de schuldeiser", "to the creditor"),
    "letter": Words("per brief", "by letter"),
}
ENDS = {
    End.REACHED: Words("er met de bewoner is gesproken", "the resident was spoken to"),
    End.REFUSED: Words("de bewoner het aanbod afslaat", "the resident declines the offer"),
    End.PAID: Words("alles is betaald", "all is paid"),
    End.ARRANGED: Words("er een betalingsregeling is", "there is a payment arrangement"),
    End.MOVED: Words("de bewoner is verhuisd", "the resident has moved"),
    End.DECEASED: Words("de bewoner is overleden", "the resident has died"),
    End.KNOWN_ELSEWHERE: Words("de bewoner al ergens anders wordt geholpen", "the resident is helped elsewhere already"),
}


def show(protocol: Protocol, language: str) -> str:
    """The whole protocol as text, with headings; `language` nl or en."""
    blocks = [_title(protocol, language)]
    for heading, lines in _sections(protocol):
        told = "\n".join(_wrapped(line, language) for line in lines)
        if told:
            blocks.append(f"{heading.in_(language)}\n{told}")
    return "\n\n".join(blocks)


def _title(protocol: Protocol, language: str) -> str:
    version = Words(f"versie {protocol.version}", f"version {protocol.version}").in_(language)
    head = f"{protocol.title} ({version})"
    lines = [head, "=" * len(head)]
    return "\n".join([*lines, "\n".join(wrapped(protocol.about, _WIDTH))] if protocol.about else lines)


def _wrapped(line: Words, language: str) -> str:
    text = line.in_(language)
    lead = _LEAD.match(text)
    within = " " * (lead.end() if lead else 0)
    return f"\n{within}".join(wrapped(text, _WIDTH - len(within)))


def _sections(protocol: Protocol) -> Iterator[tuple[Words, list[Words]]]:
    yield Words("Voor wie", "For whom"), list(_for_whom(protocol))
    yield Words("Wie wat doet", "Who does what"), list(_people(protocol))
    order = outline(protocol)
    for position, (part, its_steps) in enumerate(order.parts.items()):
        lines = [_GOING_ON] if not position and len(protocol.steps) > 1 else []
        for step in its_steps:
            said = steps.told(protocol, step, order.numbers)
            lines.append(_numbered(order.numbers[step.name], step.title, said))
        yield _PARTS[part], lines
    yield Words("Na de laatste stap", "After the last step"), list(_afterwards(protocol))
    yield Words("Wie nee zegt", "Who says no"), list(_noes(protocol))
    yield Words("Wie ja zegt", "Who says yes"), list(_conversation(protocol))
    yield Words("Wanneer het stopt", "When it stops"), list(_ends(protocol))
    yield Words("Wanneer en hoe vaak", "When and how often"), list(_contact(protocol))


def _numbered(count: int, title: str, said: list[Words]) -> Words:
    nl, en = " ".join(one.nl for one in said), " ".join(one.en for one in said)
    head = f"{title}{'' if title.endswith(('.', '?', '!')) else '.'} " if title else ""
    quoted = f"“{title}”. " if title else ""
    return Words(f"{count}. {head}{nl}", f"{count}. {quoted}{en}")


def _bullet(nl: str, en: str) -> Words:
    told = sentence(nl, en)
    return Words(f"- {told.nl}", f"- {told.en}")


def _for_whom(protocol: Protocol) -> Iterator[Words]:
    clauses = asked(protocol.audience)
    if not clauses:
        yield sentence("Deze werkwijze is voor elk signaal", "This method is for every signal")
        return
    who = all_of(clauses)
    yield sentence(f"Deze werkwijze is voor huishoudens waarbij {who.nl}", f"This method is for households where {who.en}")
    if doubt := in_doubt(protocol.audience):
        yield sentence(
            f"Weten wij {doubt.nl} niet, dan hoort het huishouden er ook bij",
            f"If we do not know {doubt.en}, the household belongs to it as well",
        )
    if protocol.partner_attempts:
        tried = times(protocol.partner_attempts)
        yield sentence(
            f"De schuldeiser heeft het dan zelf al {tried.nl} geprobeerd. "
            "Is dat minder, dan vragen wij ernaar; niemand wacht erop",
            f"The creditor has tried {tried.en} by then; if fewer, we ask about it, and nobody waits for it",
        )
    if Part.OTHERS not in outline(protocol).parts:
        yield sentence("Voor andere signalen zegt deze werkwijze niets", "It says nothing of other signals")


def _people(protocol: Protocol) -> Iterator[Words]:
    for one in protocol.who:
        made = all_of(same(each) for each in one.made_of)
        nl, en = one.title, one.title
        if one.made_of:
            nl, en = f"{nl}: {made.nl}, samen", f"{en}: {made.en}, together"
        if one.partner:
            nl, en = f"{nl}, de schuldeiser die het signaal geeft", f"{en}, the creditor that gives the signal"
        yield _bullet(nl, en)


def _afterwards(protocol: Protocol) -> Iterator[Words]:
    wait = term(protocol.follow_up)
    when = Words(f"{wait.nl} na", f"{wait.en} after") if protocol.follow_up.count else Words("Meteen na", "Right after")
    yield sentence(
        f"{when.nl} de laatste stap, of na een gesprek zonder antwoord, kijkt iemand of de zaak dicht kan of verder moet",
        f"{when.en} the last step, or after a talk without an answer, somebody decides whether to close or to go on",
    )


def _noes(protocol: Protocol) -> Iterator[Words]:
    noes, told = protocol.noes, protocol.opt_out
    if told:
        numbers, within, ways = outline(protocol).numbers, term(told.within), any_of(WAYS[way] for way in told.by)
        step = numbers.get(told.step, 0)
        yield _bullet(
            f"Het bezoek wordt aangekondigd in stap {step}. Vanaf de dag van versturen kan de bewoner het {within.nl} lang "
            f"afzeggen, {ways.nl}, zonder reden te geven. Zolang die dag niet bekend is, gaat niemand langs",
            f"The visit is announced in step {step}. From the day of sending the resident can decline it for {within.en}, "
            f"{ways.en}, without giving a reason. As long as that day is not known, nobody goes",
        )
    visits = none_of(CHANNELS[one] for one in Channel if one in noes.visits)
    yield _bullet(
        f"Zegt iemand nee tegen bezoek, dan geldt dat meteen voor het hele huishouden: {visits.nl}",
        f"Who says no to visits, says so at once for the whole household: {visits.en}",
    )
    yield _help_no(protocol)
    yield _bullet(
        "Wie helemaal niet benaderd wil worden, hoort niets meer, ook geen brief. Een mens beslist daarover",
        "Who does not want to be approached at all hears nothing more, not even a letter. A person decides on that",
    )
    yield _way_back(protocol)


def _help_no(protocol: Protocol) -> Words:
    if protocol.noes.help >= OF_HELP:
        return _bullet(
            "Zegt iemand nee tegen hulp, dan houdt elk contact over deze achterstand meteen op",
            "Who says no to help gets no more contact about these arrears, at once",
        )
    ways = all_of(CHANNELS[one] for one in Channel if one in protocol.noes.help)
    return _bullet(
        f"Zegt iemand nee tegen hulp, dan houdt dit meteen op voor deze achterstand: {ways.nl}",
        f"Who says no to help gets no more of these about these arrears, at once: {ways.en}",
    )


def _way_back(protocol: Protocol) -> Words:
    channel = protocol.noes.way_back
    if channel is None:
        return _bullet(
            "Ook als er daarna iets nieuws gebeurt, komt er niets meer", "Even when something new happens, nothing more comes"
        )
    thing = CHANNELS[channel]
    closed = ("gesloten ", "closed ") if channel == Channel.LETTER else ("", "")
    return _bullet(
        f"Komt er na een nee een nieuw of hoger signaal, stopt de levering of wordt de situatie bedreigend, dan gaat er één "
        f"{closed[0]}{thing.nl} uit met de weg terug. Bellen en langsgaan doen wij alleen als de bewoner er zelf om vraagt",
        "If a new or higher signal comes after a no, if supply ends or the situation becomes threatening, "
        f"one {closed[1]}{thing.en} tells the way back. We call and visit only when the resident asks for it",
    )


def _conversation(protocol: Protocol) -> Iterator[Words]:
    within, soon = term(protocol.conversation.within), term(protocol.conversation.threatening_within)
    yield sentence(
        f"Wie hulp aanneemt, heeft binnen {within.nl} een eerste gesprek, en binnen {soon.nl} als de situatie bedreigend is",
        f"Who accepts help has a first conversation within {within.en}, and within {soon.en} where the situation is threatening",
    )
    said = threatening(protocol)
    yield sentence(f"Bedreigend is: {said.nl}", f"Threatening is: {said.en}")


def threatening(protocol: Protocol) -> Words:
    """What counts as threatening: `een crisissignaal of de ontruiming`."""
    told = protocol.conversation.threatening
    return any_of([TYPES[one] for one in TYPES if one in told] + [STAGES[one] for one in CollectionStage if one in told])


def _ends(protocol: Protocol) -> Iterator[Words]:
    ends = any_of(ENDS[one] for one in End if one in protocol.ends)
    if protocol.ends:
        yield sentence(f"De werkwijze stopt zodra {ends.nl}", f"The method stops as soon as {ends.en}")
    if others := [one for one in End if one not in protocol.ends]:
        said = any_of(ENDS[one] for one in others)
        yield sentence(f"Zij stopt niet als {said.nl}", f"It does not stop when {said.en}")


def contact_often(protocol: Protocol) -> Words:
    """How often somebody is approached: `hoogstens twee keer per week`."""
    if protocol.contact.per_week is None:
        return Words("zo vaak als de gemeente toestaat", "as often as the municipality allows")
    count = times(protocol.contact.per_week)
    return Words(f"hoogstens {count.nl} per week", f"{count.en} a week at the most")


def _contact(protocol: Protocol) -> Iterator[Words]:
    contact = protocol.contact
    early, late = clock(contact.earliest), clock(contact.latest)
    often = contact_often(protocol)
    sundays = Words("niet op zon- en feestdagen", "not on Sundays and holidays")
    if contact.sundays:
        sundays = Words("ook op zon- en feestdagen", "on Sundays and holidays too")
    yield sentence(
        f"Wij zoeken {often.nl} contact met iemand, tussen {early.nl.removesuffix(' uur')} en {late.nl}, en {sundays.nl}",
        f"We seek contact with somebody {often.en}, between {early.en} and {late.en}, and {sundays.en}",
    )
    if protocol.visits_per_month:
        count = number(protocol.visits_per_month)
        yield sentence(
            f"Er is ruimte voor {count.nl} huisbezoeken per maand. Wordt het meer, dan komt er een melding; niemand valt af",
            f"There is room for {count.en} visits a month. If it becomes more, that is reported; nobody drops off",
        )
    if protocol.signals_checked:
        yield sentence(
            "Voor het eerste contact kijken wij in het personenregister of de bewoner nog leeft en daar nog woont",
            "Before the first contact we look in the population register whether the resident is alive and still lives there",
        )
    else:
        yield sentence(
            "Voor het eerste contact kijken wij niet in het personenregister",
            "Before the first contact we do not look in the population register",
        )
