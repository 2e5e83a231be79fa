"""What a whole protocol says of one matter, as part of a sentence: to put two of them beside each other."""

from __future__ import annotations

from voordeur.stages.reach.rules.language.protocol import End, Protocol
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling.asking import asked
from voordeur.stages.reach.rules.telling.phrases import CHANNELS, all_of, any_of, clock, none_of, term, times
from voordeur.stages.reach.rules.telling.showing import ENDS, WAYS, contact_often, threatening
from voordeur.stages.reach.rules.vocabulary import Channel

_NOTHING = Words("niets", "nothing")


def for_whom(protocol: Protocol) -> Words:
    """For whom it is."""
    clauses = asked(protocol.audience)
    if not clauses:
        return Words("elk signaal", "every signal")
    said = all_of(clauses)
    return Words(f"huishoudens waarbij {said.nl}", f"households where {said.en}")


def within(protocol: Protocol) -> Words:
    """From acceptance to the first conversation."""
    within = term(protocol.conversation.within)
    return Words(f"eerste gesprek binnen {within.nl}", f"first conversation within {within.en}")


def soon(protocol: Protocol) -> Words:
    """The same where it is threatening."""
    soon = term(protocol.conversation.threatening_within)
    return Words(f"bij een bedreigende situatie binnen {soon.nl}", f"in a threatening situation within {soon.en}")


def threatens(protocol: Protocol) -> Words:
    """What counts as threatening."""
    said = threatening(protocol)
    return Words(f"bedreigend is {said.nl}", f"threatening is {said.en}")


def follow_up(protocol: Protocol) -> Words:
    """After the last step."""
    wait = term(protocol.follow_up)
    return Words(f"{wait.nl} na de laatste stap beslist iemand", f"{wait.en} after the last step somebody decides")


def opt_out(protocol: Protocol) -> Words:
    """Whether and how a visit is declined beforehand."""
    told = protocol.opt_out
    if told is None:
        return Words("het bezoek wordt niet aangekondigd", "the visit is not announced")
    within, ways = term(told.within), any_of(WAYS[way] for way in told.by)
    return Words(
        f"het bezoek is {within.nl} lang af te zeggen, {ways.nl}", f"the visit can be declined for {within.en}, {ways.en}"
    )


def no_to_visits(protocol: Protocol) -> Words:
    """What a no to visits ends."""
    said = none_of(CHANNELS[one] for one in Channel if one in protocol.noes.visits)
    return Words(f"na een nee tegen bezoek {said.nl}", f"after a no to visits {said.en}")


def no_to_help(protocol: Protocol) -> Words:
    """What a no to help ends."""
    said = none_of(CHANNELS[one] for one in Channel if one in protocol.noes.help and one not in {Channel.OTHER, Channel.UNKNOWN})
    return Words(f"na een nee tegen hulp {said.nl}", f"after a no to help {said.en}")


def way_back(protocol: Protocol) -> Words:
    """What something new after a no brings."""
    channel = protocol.noes.way_back
    said = CHANNELS[channel] if channel else _NOTHING
    return Words(f"bij iets nieuws na een nee: {said.nl}", f"for something new after a no: {said.en}")


def ends(protocol: Protocol) -> Words:
    """What ends it."""
    said = any_of(ENDS[one] for one in End if one in protocol.ends) if protocol.ends else _NOTHING
    return Words(f"stopt zodra {said.nl}", f"stops as soon as {said.en}")


def hours(protocol: Protocol) -> Words:
    """At which hours."""
    early, late = clock(protocol.contact.earliest), clock(protocol.contact.latest)
    sundays = Words(", ook op zon- en feestdagen", ", on Sundays and holidays too") if protocol.contact.sundays else Words("", "")
    return Words(f"tussen {early.nl} en {late.nl}{sundays.nl}", f"between {early.en} and {late.en}{sundays.en}")


def visits(protocol: Protocol) -> Words:
    """Planned capacity."""
    if protocol.visits_per_month is None:
        return Words("geen gepland aantal huisbezoeken", "no planned number of visits")
    count = protocol.visits_per_month
    return Words(f"ruimte voor {count} huisbezoeken per maand", f"room for {count} visits a month")


def own_attempts(protocol: Protocol) -> Words:
    """What the creditor did before."""
    if not protocol.partner_attempts:
        return Words("de schuldeiser hoeft het niet eerst zelf te proberen", "the creditor need not try first")
    tried = times(protocol.partner_attempts)
    return Words(f"de schuldeiser heeft het zelf {tried.nl} geprobeerd", f"the creditor itself has tried {tried.en}")


def register(protocol: Protocol) -> Words:
    """Whether the population register is asked."""
    if protocol.signals_checked:
        return Words("eerst kijken in het personenregister", "the population register is asked first")
    return Words("niet eerst kijken in het personenregister", "the population register is not asked first")


TERMS = (within, soon, threatens, follow_up)
NOES = (opt_out, no_to_visits, no_to_help, way_back)
OFTEN = (contact_often, hours, visits, own_attempts, register)
