"""A played path as dated sentences: what came in, what was done, what it led to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from voordeur.stages.reach.rules.history import Told
from voordeur.stages.reach.rules.language.protocol import Protocol
from voordeur.stages.reach.rules.law.playing import Case, Path, conditions_of
from voordeur.stages.reach.rules.proposed import REGISTER_CHECK
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, ChannelFact, Kind, Lane, No

_DAYS = (("ma", "Mon"), ("di", "Tue"), ("wo", "Wed"), ("do", "Thu"), ("vr", "Fri"), ("za", "Sat"), ("zo", "Sun"))
_MONTHS = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"), ("juni", "June"),
    ("juli", "July"), ("augustus", "August"), ("september", "September"), ("oktober", "October"), ("november", "November"),
    ("december", "December"),
)  # fmt: skip
_CHANNELS: Mapping[str, tuple[str, str]] = {
    Channel.LETTER: ("brief", "letter"),
    Channel.CARD: ("kaartje in de bus", "card through the letterbox"),
    Channel.VISIT: ("huisbezoek", "visit"),
    Channel.PHONE: ("telefoontje", "call"),
    Channel.MAIL: ("mail", "e-mail"),
    Channel.TEXT: ("sms", "text message"),
    Channel.APPOINTMENT: ("afspraak op locatie", "appointment"),
    Channel.DESK: ("werk aan het bureau", "work at the desk"),
}
_RESULTS: Mapping[str, tuple[str, str]] = {
    AttemptResult.NOBODY: ("niemand doet open", "nobody opens"),
    AttemptResult.NO_ACCESS: ("geen toegang tot de voordeur", "no access"),
    AttemptResult.CHILD_OPENED: ("een kind doet open", "a child opens"),
    AttemptResult.ADULT_OPENED: ("iemand anders neemt op of doet open", "somebody else answers"),
    AttemptResult.PARTNER_OPENED: ("de partner van de bewoner neemt op of doet open", "the resident's partner answers"),
    AttemptResult.LANGUAGE: ("er is geen taal gemeen", "no language in common"),
    AttemptResult.LIVES_ELSEWHERE: ("de bewoner woont hier niet meer, zegt wie opendoet", "lives elsewhere, says who opens"),
    AttemptResult.UNKNOWN_NAME: ("wie opendoet kent de naam niet", "who opens does not know the name"),
    AttemptResult.UNSAFE: ("het is er niet veilig", "it is not safe there"),
    AttemptResult.NO_ANSWER: ("niemand neemt op", "no answer"),
    AttemptResult.VOICEMAIL: ("de voicemail", "voicemail"),
    AttemptResult.WRONG_NUMBER: ("het nummer klopt niet", "wrong number"),
    AttemptResult.SENT: ("zonder reactie", "without a reaction"),
    AttemptResult.REFUSED: ("de bewoner wil niet", "the resident refuses"),
    AttemptResult.TALKED: ("een gesprek", "a talk"),
    AttemptResult.MOVED: ("de bewoner is verhuisd", "moved"),
    AttemptResult.RETURNED: ("kwam terug", "came back"),
    AttemptResult.COME_BACK: ("kom een andere keer terug", "come back another time"),
}
_FACTS: Mapping[str, tuple[str, str]] = {
    ChannelFact.RETURNED: ("komt terug", "comes back"),
    ChannelFact.BOUNCED: ("komt niet aan", "bounces"),
    ChannelFact.UNOPENED: ("ligt ongeopend", "lies unopened"),
    ChannelFact.WRONG_NUMBER: ("verkeerd nummer", "wrong number"),
    ChannelFact.NO_ADDRESS: ("het adres bestaat niet", "there is no such address"),
}
_NOES: Mapping[str, tuple[str, str]] = {
    No.VISITS: ("de bewoner zegt nee tegen bezoek", "the resident says no to visits"),
    No.HELP: ("de bewoner zegt nee tegen hulp", "the resident says no to help"),
    No.APPROACH: ("de bewoner wil niet benaderd worden (bezwaar, AVG 21)", "the resident objects to being approached (GDPR 21)"),
}
_SIMPLE: Mapping[str, tuple[str, str]] = {
    Kind.ACCEPTED: ("de bewoner neemt de hulp aan", "the resident accepts help"),
    Kind.DECLINED: ("de bewoner slaat het aanbod af", "the resident declines the offer"),
    Kind.PAYMENT: ("alles is betaald", "all is paid"),
    Kind.ARRANGEMENT: ("er is een betalingsregeling", "a payment plan is made"),
    Kind.MOVED: ("de bewoner is verhuisd naar een andere gemeente", "the resident moved to another municipality"),
    Kind.DECEASED: ("de bewoner is overleden", "the resident died"),
    Kind.KNOWN_ELSEWHERE: (
        "de bewoner blijkt al bekend bij schuldhulpverlening",
        "the resident turns out to be known at debt help",
    ),
    Kind.AGREEMENT: ("de bewoner stemt in", "the resident agrees"),
}
_TYPES: Mapping[str, tuple[str, str]] = {
    "first": ("signaal", "signal"),
    "updated": ("bijgewerkt signaal", "updated signal"),
    "end_of_supply": ("eindeleveringssignaal", "end-of-supply signal"),
    "crisis": ("crisissignaal", "crisis signal"),
}
_LANES: Mapping[str, tuple[str, str]] = {
    Lane.YOUNG: ("de bewoner is jonger dan 27", "the resident is under 27"),
    Lane.ENTREPRENEUR: ("de bewoner is ondernemer", "the resident is an entrepreneur"),
    Lane.BENEFITS: ("de bewoner heeft een uitkering", "the resident has a benefit"),
}


def dated(day: date, nl: str, en: str) -> Words:
    """A sentence with its day in front: ``ma 4 mei 2026: …``."""
    week, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    return Words(f"{week[0]} {day.day} {month[0]} {day.year}: {nl}", f"{week[1]} {day.day} {month[1]} {day.year}: {en}")


def spoken(day: date) -> Words:
    """A day without a sentence: ``ma 4 mei 2026``."""
    week, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    return Words(f"{week[0]} {day.day} {month[0]} {day.year}", f"{week[1]} {day.day} {month[1]} {day.year}")


def channel_words(channel: str) -> Words:
    """What a channel is called in a sentence."""
    return Words(*_CHANNELS.get(channel, (channel, channel)))


def story_of(protocol: Protocol, path: Path) -> tuple[Words, ...]:
    """A path as dated sentences, in its order; what else was known from the start stands after the signals."""
    told = [dated(one.on, *_sentence(protocol, one)) for one in path.events]
    also = _also(protocol, path.case)
    if also is not None:
        told.insert(len(path.case.signals), dated(path.start, also.nl, also.en))
    return tuple(told)


def _also(protocol: Protocol, case: Case) -> Words | None:
    """What is known of the household, as far as this protocol asks after it; None when it asks after nothing."""
    channels = {step.channel for step in protocol.steps}
    asked = {word for one in conditions_of(protocol) for word in one.asked}
    told: list[tuple[str, str]] = []
    if "phone" in asked or channels & {Channel.PHONE, Channel.TEXT}:
        told.append(
            ("een telefoonnummer is bekend", "a phone number is known")
            if case.phones
            else ("geen telefoonnummer", "no phone number")
        )
    if "email" in asked or Channel.MAIL in channels:
        told.append(
            ("een mailadres is bekend", "an e-mail address is known") if case.emails else ("geen mailadres", "no e-mail address")
        )
    if "districts" in asked:
        told.append((f"wijk: {case.district or 'onbekend'}", f"district: {case.district or 'unknown'}"))
    if case.signals[0].get("letter_only"):
        told.append(("onder de drempel: alleen post", "below the threshold: post only"))
    return Words("; ".join(nl for nl, _ in told), "; ".join(en for _, en in told)) if told else None


def _sentence(protocol: Protocol, event: Told) -> tuple[str, str]:
    facts = event.facts
    if event.kind in _SIMPLE:
        return _SIMPLE[event.kind]
    if event.kind == Kind.SIGNAL_JOINED:
        return _signal(facts)
    if event.kind == Kind.ATTEMPT:
        return _attempt(protocol, facts)
    if event.kind == Kind.NO:
        return _NOES[facts["no"]]
    if event.kind == Kind.CHANNEL_FACT:
        (nl, en), (fact_nl, fact_en) = _CHANNELS[facts["channel"]], _FACTS[facts["fact"]]
        return f"de {nl} {fact_nl}", f"the {en} {fact_en}"
    return _rest(protocol, event)


def _rest(protocol: Protocol, event: Told) -> tuple[str, str]:
    facts = event.facts
    if event.kind == Kind.PARTNER_STEP:
        step = protocol.step(facts["step"])
        title = step.title if step and step.title else facts["step"]
        return f"de partner meldt wat zij deed: {title}", f"the partner reports what it did: {title}"
    if event.kind == Kind.PARTNER_ATTEMPT:
        return "de schuldeiser meldt een eigen poging", "the creditor reports an attempt of its own"
    if event.kind == Kind.STAGE:
        return f"de incasso komt tot: {facts['stage']}", f"collection comes to: {facts['stage']}"
    if event.kind == Kind.LANE:
        return _LANES[facts["lane"]]
    if event.kind == Kind.HOUSEHOLD:
        return (
            ("er wonen kinderen", "children live there")
            if facts["minors"]
            else ("er wonen geen kinderen", "no children live there")
        )
    return str(event.kind), str(event.kind)


def _signal(facts: Mapping[str, object]) -> tuple[str, str]:
    nl, en = _TYPES.get(str(facts.get("signal_type")), ("signaal", "signal"))
    kind, cents, months = str(facts.get("kind")), facts.get("amount_cents"), facts.get("months")
    nl, en = f"een {nl} over {kind}", f"{'an' if en[0] in 'aeiou' else 'a'} {en} about {kind}"
    if isinstance(cents, int) and cents:
        euro = f"€ {cents // 100}" + (f",{cents % 100:02d}" if cents % 100 else "")
        nl, en = f"{nl}, {euro}", f"{en}, {euro.replace(',', '.')}"
    if isinstance(months, int | float):
        nl, en = (
            f"{nl}, {months:g} {'maand' if months == 1 else 'maanden'} achter",
            f"{en}, {months:g} month{'' if months == 1 else 's'} in arrears",
        )
    if facts.get("stage"):
        nl, en = f"{nl}, in de fase van {facts['stage']}", f"{en}, at the stage of {facts['stage']}"
    if facts.get("partner") not in (None, 1):
        nl, en = f"{nl}, van een andere schuldeiser", f"{en}, from another creditor"
    if facts.get("threatening"):
        nl, en = f"{nl}, bedreigend", f"{en}, threatening"
    return nl, en


def _attempt(protocol: Protocol, facts: Mapping[str, object]) -> tuple[str, str]:
    (nl, en), name = _CHANNELS[str(facts["channel"])], str(facts.get("step", ""))
    if name == REGISTER_CHECK:
        return "iemand kijkt het register na", "somebody looks in the register"
    result = _RESULTS.get(str(facts.get("result")))
    named = f" ({name})" if protocol.step(name) else ""
    if result is None:
        return f"{nl}{named}", f"{en}{named}"
    return f"{nl}{named}: {result[0]}", f"{en}{named}: {result[1]}"
