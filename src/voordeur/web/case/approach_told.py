"""The story of the approach itself: what the creditor did, what the resident asked, what a worker decided; one sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voordeur.web.case import sentences
from voordeur.web.case.names import Facts, Names, listed, on_day
from voordeur.web.case.sentences import said


def _stage(facts: Facts, names: Names) -> str:
    text = said(sentences.STAGES, facts["stage"]) if facts.get("stage") else _("De schuldeiser ging een stap verder")
    because = said(sentences.EVICTED_BECAUSE, facts["because"]) if facts.get("because") else ""
    return listed(text, names.partner(facts), because)


def _partner_attempt(facts: Facts, names: Names) -> str:
    who = names.partner(facts) or _("De schuldeiser")
    if (number := facts.get("number") or 0) > 1 or not facts.get("channel"):
        number = max(number, 1)
        told = ngettext("%(who)s deed zelf %(n)s poging", "%(who)s deed zelf %(n)s pogingen", number)
        return told % {"who": who, "n": number}
    channel = said(sentences.ATTEMPTS, facts["channel"])
    result = said(sentences.RESULTS, facts["result"]) if facts.get("result") else ""
    part = said(sentences.DAY_PARTS, facts["day_part"]) if facts.get("day_part") else ""
    tried = listed(channel[:1].lower() + channel[1:], result, part)
    return _("%(who)s probeerde het zelf: %(tried)s") % {"who": who, "tried": tried}


def _partner_step(facts: Facts, names: Names) -> str:
    who = names.partner(facts) or _("De schuldeiser")
    return _("%(who)s deed wat aan de schuldeiser is: %(step)s") % {"who": who, "step": names.step(facts)}


def _known_elsewhere(facts: Facts, names: Names) -> str:
    text = _("%(who)s wordt al geholpen") % {"who": names.who(facts)}
    return listed(text, said(sentences.HELPED_BY, facts["where"]) if facts.get("where") else "")


def _asked(facts: Facts, names: Names) -> str:
    asked = str(facts.get("asked", ""))
    text = f"{names.who(facts)} {said(sentences.ASKED, asked) if asked else _('vraagt iets')}"
    part = said(sentences.DAY_PARTS, facts["day_part"]) if facts.get("day_part") else ""
    via = said(sentences.VIA, facts["via"]) if facts.get("via") else ""
    return listed(text, on_day(facts.get("on")), part, via)


def _says_paid(facts: Facts, names: Names) -> str:
    via = said(sentences.VIA, facts["via"]) if facts.get("via") else ""
    return listed(_("%(who)s zegt dat er betaald is") % {"who": names.who(facts)}, via)


def _lane(facts: Facts, names: Names) -> str:
    lane = said(sentences.APPROACH_LANES, facts["lane"]) if facts.get("lane") else _("eigen spoor")
    return f"{names.who(facts)}: {lane}"


def _household(facts: Facts, names: Names) -> str:
    return _("Er wonen kinderen onder de 18") if facts.get("minors") else _("Er wonen geen kinderen onder de 18")


def _step_overruled(facts: Facts, names: Names) -> str:
    step, until = names.step(facts), on_day(facts.get("until"))
    decision = facts.get("decision")
    if decision == "skip":
        return _("Overgeslagen: %(step)s") % {"step": step}
    if decision == "postpone" and until:
        return _("Uitgesteld tot %(until)s: %(step)s") % {"until": until, "step": step}
    if decision == "now":
        return _("Naar voren gehaald: %(step)s") % {"step": step}
    return _("Anders besloten over: %(step)s") % {"step": step}


def _protocol_moved(facts: Facts, names: Names) -> str:
    key = str(facts.get("protocol", ""))
    method = names.protocols.get(key, key)
    if not method:
        return _("De zaak gaat verder volgens een andere werkwijze")
    return _("De zaak gaat verder volgens de werkwijze %(method)s") % {"method": method}


def _appointment(facts: Facts, names: Names) -> str:
    kind = said(sentences.APPOINTMENTS, facts["kind"]) if facts.get("kind") else _("Afspraak")
    change = said(sentences.APPOINTMENT_CHANGES, facts["state"]) if facts.get("state") else _("veranderd")
    moment = _("%(day)s om %(time)s uur") % {"day": on_day(facts.get("on")), "time": facts["at"]} if facts.get("at") else ""
    by = ""
    if facts.get("by_resident"):
        by = _("door %(who)s zelf") % {"who": names.who(facts)}
    elif names.residents.get(facts.get("resident") or 0):
        by = _("met %(who)s") % {"who": names.who(facts)}
    via = said(sentences.VIA, facts["via"]) if facts.get("via") else ""
    return listed(f"{kind} {change}", moment, by, via)


TELLERS: Mapping[str, Callable[[Facts, Names], str]] = {
    "stage": _stage,
    "partner_attempt": _partner_attempt,
    "partner_step": _partner_step,
    "known_elsewhere": _known_elsewhere,
    "asked": _asked,
    "appointment": _appointment,
    "says_paid": _says_paid,
    "lane": _lane,
    "household": _household,
    "step_overruled": _step_overruled,
    "protocol_moved": _protocol_moved,
}
