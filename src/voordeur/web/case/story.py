"""The story of a case as sentences: one for every kind of event, made from its person-free facts and the names at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from voordeur.record.models import Event
from voordeur.templatetags.shell import euro, low
from voordeur.web.case import approach_told, sentences
from voordeur.web.case.names import Facts, Names, listed
from voordeur.web.case.sentences import said


@dataclass(frozen=True)
class Told:
    """One line of the timeline. `taken_back`: a later event corrects it; `piece`, `message`: what was sent and can be shown."""

    event: Event
    on: date
    sentence: str
    by: str
    note: str
    taken_back: bool
    piece: int | None = None
    message: int | None = None


def told(event: Event, names: Names, *, taken_back: bool = False, piece: int | None = None, message: int | None = None) -> Told:
    """An event as a line of the timeline."""
    note = getattr(event, "note", None)
    return Told(
        event,
        event.on,
        sentence(event.kind, event.facts, names),
        event.by.name if event.by else "",
        note.text if note else "",
        taken_back,
        piece,
        message,
    )


def sentence(kind: str, facts: Facts, names: Names) -> str:
    """What happened, as a person would say it. An unknown kind reads as its code: nothing disappears from the story."""
    tell = _TELLERS.get(kind)
    return _begin(tell(facts, names)) if tell else kind


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def _opened(facts: Facts, names: Names) -> str:
    method = names.protocols.get(str(facts.get("protocol", "")), "")
    return _("Zaak geopend; werkwijze %(method)s") % {"method": method} if method else _("Zaak geopend")


def _signal_joined(facts: Facts, names: Names) -> str:
    partner = names.partners.get(facts.get("partner") or 0) or said({}, facts.get("kind", ""))
    text = _("Signaal van %(partner)s: %(amount)s") % {"partner": partner, "amount": euro(facts.get("amount_cents"))}
    extra = "" if facts.get("signal_type") in {None, "", "first"} else said(sentences.SIGNAL_TYPES, facts["signal_type"])
    return listed(text, extra)


def _signal_left(facts: Facts, names: Names) -> str:
    return _("Een signaal bleek niet bij dit huishouden te horen")


def _attempt(facts: Facts, names: Names) -> str:
    if facts.get("purpose") in sentences.HELPERS:
        return said(sentences.HELPERS, facts["purpose"])
    channel, result = facts.get("channel") or "Onbekend", facts.get("result", "")
    begin = said(sentences.ATTEMPTS, channel)
    if channel == "Kaartje" and result == "sent":
        result = ""
    if facts.get("purpose") == "inbound" and channel == "Telefoon":
        begin = _("Belde terug")
    tail = said(sentences.RESULTS, result) if result else ""
    if result == "talked" and names.residents.get(facts.get("resident") or 0):
        tail = _("gesproken met %(who)s") % {"who": names.who(facts)}
    elif result in {"sent", "returned"} and names.residents.get(facts.get("resident") or 0):
        begin = _("%(what)s aan %(who)s") % {"what": begin, "who": names.who(facts)}
    part = said(sentences.DAY_PARTS, facts["day_part"]) if facts.get("day_part") else ""
    kept = _("op afspraak") if facts.get("appointment") else ""
    return listed(begin, kept, tail, part)


def _no(facts: Facts, names: Names) -> str:
    return f"{names.who(facts)} {said(sentences.NOES, facts.get('no', ''))}"


def _undo_no(facts: Facts, names: Names) -> str:
    return _("%(who)s komt terug op de nee, na een gesprek") % {"who": names.who(facts)}


def _channel_fact(facts: Facts, names: Names) -> str:
    who = names.residents.get(facts.get("resident") or 0, "")
    return listed(said(sentences.CHANNEL_FACTS, facts["fact"]) if facts.get("fact") else _("een weg van contact werkt niet"), who)


def _payment(facts: Facts, names: Names) -> str:
    partner = names.partners.get(facts.get("partner") or 0, "")
    if facts.get("amount_cents"):
        return listed(_("Er is %(amount)s betaald") % {"amount": euro(facts["amount_cents"])}, partner)
    return listed(_("Er is betaald"), partner)


def _arrangement(facts: Facts, names: Names) -> str:
    return listed(_("Er is een betalingsregeling getroffen"), names.partners.get(facts.get("partner") or 0, ""))


def _moved(facts: Facts, names: Names) -> str:
    return _("%(who)s is verhuisd") % {"who": names.who(facts)}


def _deceased(facts: Facts, names: Names) -> str:
    return _("%(who)s is overleden") % {"who": names.who(facts)}


def _offer(facts: Facts, names: Names) -> str:
    return _("Hulp aangeboden aan %(who)s") % {"who": names.who(facts)}


def _accepted(facts: Facts, names: Names) -> str:
    return _("%(who)s neemt hulp aan") % {"who": names.who(facts)}


def _declined(facts: Facts, names: Names) -> str:
    return _("%(who)s wil geen hulp") % {"who": names.who(facts)}


def _agreement(facts: Facts, names: Names) -> str:
    line = names.agreements.get(facts.get("agreement") or 0)
    text, who = (line.text, names.who({"resident": line.resident_id})) if line else ("", names.who({}))
    begin = _("Afspraak gedaan") if facts.get("kind") == "done" else _("Afgesproken met %(who)s") % {"who": who}
    return f"{begin}: {text}" if text else begin


def _referral(facts: Facts, names: Names) -> str:
    line = names.agreements.get(facts.get("agreement") or 0)
    who = names.who({"resident": line.resident_id}) if line else names.who({})
    place = names.directory.get(facts.get("to", ""), facts.get("to", ""))
    text = _("%(who)s verwezen naar %(place)s") % {"who": who, "place": place}
    return listed(text, "" if line is None or line.agreed else _("zonder instemming, met reden"))


def _overruled(facts: Facts, names: Names) -> str:
    return _("Status van een signaal met de hand gezet: %(status)s") % {
        "status": said(sentences.STATUSES, facts.get("status", ""))
    }


def _represented(facts: Facts, names: Names) -> str:
    kind = said(sentences.REPRESENTATIVES, facts.get("kind", ""))
    return _("Voor %(who)s handelt een %(kind)s") % {"who": names.who(facts), "kind": kind}


def _unrepresented(facts: Facts, names: Names) -> str:
    return _("%(who)s handelt weer zelf") % {"who": names.who(facts)}


def _correction(facts: Facts, names: Names) -> str:
    return _("Een eerdere regel is teruggenomen")


def _closed(facts: Facts, names: Names) -> str:
    return _("Afgesloten: %(outcome)s") % {"outcome": said(sentences.OUTCOMES, facts.get("outcome", ""))}


_TELLERS: Mapping[str, Callable[[Facts, Names], str]] = {
    **approach_told.TELLERS,
    "opened": _opened,
    "signal_joined": _signal_joined,
    "signal_left": _signal_left,
    "attempt": _attempt,
    "no": _no,
    "undo_no": _undo_no,
    "channel_fact": _channel_fact,
    "payment": _payment,
    "arrangement": _arrangement,
    "moved": _moved,
    "deceased": _deceased,
    "offer": _offer,
    "accepted": _accepted,
    "declined": _declined,
    "agreement": _agreement,
    "referral": _referral,
    "overruled": _overruled,
    "represented": _represented,
    "unrepresented": _unrepresented,
    "correction": _correction,
    "closed": _closed,
}

# Every kind of event that can be told; a test holds it against the registry of reach.
KINDS = frozenset(_TELLERS)


def day_and_month(value: date) -> str:
    """A day within a sentence: 9 nov."""
    return low(formats.date_format(value, "j M"))
