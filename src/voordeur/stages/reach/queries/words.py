"""What is due and why, as a caseworker says it. The codes come from `rules`; nothing here decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.template.defaultfilters import date as as_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voordeur.stages.triage.queries.words import sentence as triage_sentence

_WHAT: Mapping[str, str | Promise] = {
    "Brief": gettext_lazy("brief sturen"),
    "Kaartje": gettext_lazy("kaart brengen"),
    "Huisbezoek": gettext_lazy("huisbezoek"),
    "Telefoon": gettext_lazy("bellen"),
    "Mail": gettext_lazy("mailen"),
    "SMS/Whatsapp": gettext_lazy("bericht sturen"),
    "Afspraak op locatie": gettext_lazy("afspraak maken"),
    "Administratief": gettext_lazy("bekijken"),
}
_WHAT_BY_STEP: Mapping[str, str | Promise] = {
    "way_back": gettext_lazy("gesloten brief sturen"),
    "register_check": gettext_lazy("opzoeken waar iemand woont"),
    "first_conversation": gettext_lazy("eerste gesprek"),
    "follow_up": gettext_lazy("kijken hoe het verder gaat"),
    "come_back": gettext_lazy("teruggaan, zoals afgesproken"),
    "decide": gettext_lazy("beslissen: afsluiten of verder"),
    "representative": gettext_lazy("de bewindvoerder of curator bellen"),
    "call_back": gettext_lazy("terugbellen"),
    "ask_partner": gettext_lazy("bij de schuldeiser navragen of er is betaald"),
}
_PARTS: Mapping[str, str | Promise] = {
    "Ochtend": gettext_lazy("ochtend"),
    "Middag": gettext_lazy("middag"),
    "Avond": gettext_lazy("avond"),
}
_CLOCKS: Mapping[str, str | Promise] = {
    "offer": gettext_lazy("termijn voor het hulpaanbod"),
    "end_of_supply": gettext_lazy("de levering stopt"),
    "conversation": gettext_lazy("eerste gesprek binnen vier weken"),
    "threatening": gettext_lazy("bedreigende situatie: eerste gesprek binnen drie werkdagen"),
}
_ENDED: Mapping[str, str | Promise] = {
    "paid": gettext_lazy("Alles is betaald: sluit de zaak af"),
    "arranged": gettext_lazy("Er is een regeling: sluit de zaak af"),
    "accepted": gettext_lazy("Hulp is gestart: sluit af zodra de hulp loopt"),
    "declined": gettext_lazy("Wil geen hulp: sluit de zaak af"),
    "no_help": gettext_lazy("Zei nee tegen hulp: sluit de zaak af"),
    "no_approach": gettext_lazy("Wil niet benaderd worden: sluit de zaak af"),
    "moved": gettext_lazy("Verhuisd: sluit de zaak af"),
    "deceased": gettext_lazy("Overleden: sluit de zaak af, denk aan de nabestaanden"),
    "known_elsewhere": gettext_lazy("Wordt al geholpen: sluit de zaak af"),
    "no_signals": gettext_lazy("Er staat geen signaal meer in deze zaak: sluit haar af"),
    "unknown_protocol": gettext_lazy("De werkwijze van deze zaak bestaat niet meer: kies een andere"),
    "closed": gettext_lazy("De zaak is afgesloten"),
}
_PASSED_OVER: Mapping[str, str | Promise] = {
    "no_phone": gettext_lazy("geen telefoonnummer bekend"),
    "no_email": gettext_lazy("geen e-mailadres bekend"),
    "no_visits": gettext_lazy("wil geen huisbezoek"),
    "letter_only": gettext_lazy("onder de drempel: alleen een brief"),
    "unopened": gettext_lazy("post ligt ongeopend"),
    "returned": gettext_lazy("post kwam terug"),
    "no_address": gettext_lazy("dit adres bestaat niet"),
    "wrong_number": gettext_lazy("het nummer klopt niet"),
    "bounced": gettext_lazy("de mail kwam niet aan"),
    "lives_elsewhere": gettext_lazy("woont hier niet"),
    "unknown_name": gettext_lazy("de naam is daar niet bekend"),
    "moved": gettext_lazy("verhuisd"),
    "unsafe": gettext_lazy("niet veilig aan de deur"),
    "refused": gettext_lazy("wil niet praten aan de deur"),
    "no_help": gettext_lazy("zei nee tegen hulp"),
    "accepted": gettext_lazy("hulp is aangenomen"),
    "overruled": gettext_lazy("een medewerker besloot deze stap over te slaan"),
    "not_now": gettext_lazy("de voorwaarden van deze stap gelden nu niet"),
}


def what(step: str, channel: str, day_part: str = "") -> str:
    """What the hand does: "bellen, avond"."""
    word = str(_WHAT_BY_STEP.get(step) or _WHAT.get(channel, channel))
    return f"{word}, {_PARTS[day_part]}" if day_part in _PARTS else word


# Clocks of law (Wgs art. 4, the rules on ending supply); the term of the offer is the municipality's own (R20).
STATUTORY = frozenset({"conversation", "threatening", "end_of_supply"})


def is_statutory(reason: Mapping[str, Any]) -> bool:
    """Whether the deadline of a step with this reason is a statutory clock: only that may be red."""
    return reason.get("clock") in STATUTORY


def clock(code: str) -> str:
    """The name of a deadline: "termijn voor het hulpaanbod"."""
    return str(_CLOCKS.get(code, code))


def passed_over(code: str) -> str:
    """Why a step of the protocol is passed over: "geen telefoonnummer bekend"."""
    return str(_PASSED_OVER.get(code, code))


def _on(params: Mapping[str, Any]) -> str:
    try:
        return as_date(date.fromisoformat(str(params.get("on", ""))), "j F")
    except ValueError:
        return "?"


_STEP: Mapping[str, str | Promise] = {
    "Brief": gettext_lazy("de brief"),
    "Kaartje": gettext_lazy("de kaart"),
    "Huisbezoek": gettext_lazy("het huisbezoek"),
    "Telefoon": gettext_lazy("het telefoontje"),
    "Mail": gettext_lazy("de mail"),
    "SMS/Whatsapp": gettext_lazy("het bericht"),
    "Afspraak op locatie": gettext_lazy("de afspraak"),
    "Administratief": gettext_lazy("het werk aan het bureau"),
}


def _step(params: Mapping[str, Any]) -> str:
    """The step that a reason is about: by its channel, else as the protocol names it."""
    return str(_STEP.get(str(params.get("channel", "")), params.get("step", "")))


def _start(params: Mapping[str, Any]) -> str:
    if "expected" not in params:
        return _("Nieuw signaal: begin van de werkwijze")
    return (
        _("Nieuw signaal: begin van de werkwijze. De schuldeiser meldt %(partner_attempts)s van de %(expected)s eigen pogingen")
        % params
    )


_WHY: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "start": _start,
    "again": lambda p: _("Poging %(try)s van %(tries)s; de vorige was op %(on)s") % {**p, "on": _on(p)},
    "no_reaction": lambda p: _("Geen reactie na %(step)s van %(on)s") % {"step": _step(p), "on": _on(p)},
    "closed_door": lambda p: _("Niemand thuis op %(on)s: laat een kaart achter") % {"on": _on(p)},
    "after_result": lambda p: _("Volgt op wat er op %(on)s gebeurde") % {"on": _on(p)},
    "stage_came": lambda p: _("De incasso kwam op %(on)s verder: %(stage)s") % {**p, "on": _on(p)},
    "overruled_now": lambda p: _("Een medewerker besloot op %(on)s om dit nu te doen") % {"on": _on(p)},
    "postponed": lambda p: _("Uitgesteld door een medewerker op %(on)s") % {"on": _on(p)},
    "call_me": lambda p: _("Vroeg op %(on)s om gebeld te worden") % {"on": _on(p)},
    "come_by": lambda p: _("Vroeg op %(on)s of er iemand langskomt") % {"on": _on(p)},
    "says_paid": lambda p: _("Zegt te hebben betaald: tot de schuldeiser antwoordt, bellen we niet en gaan we niet langs"),
    "wish_first": lambda p: _("Eerst doen wat de bewoner vroeg"),
    "partner_does": lambda p: _("Dit doet de schuldeiser zelf: wacht op bericht dat het gebeurd is"),
    "stage": lambda p: _("Wacht op een volgende fase van de incasso: %(stage)s") % p,
    "no_agreement": lambda p: _("Wacht tot de bewoner instemt met doorverwijzen"),
    "not_announced": lambda p: _("Wacht op de dag waarop het bezoek is aangekondigd: zonder aankondiging gaat niemand langs"),
    "way_back": lambda p: _("Iets nieuws gemeld na een nee: één gesloten brief met de weg terug"),
    "ask_the_register": lambda p: _("Het adres klopt misschien niet meer sinds %(on)s") % {"on": _on(p)},
    "nothing_possible": lambda p: _("Geen enkele stap van de werkwijze kan"),
    "everything_tried": lambda p: _("Alles is geprobeerd, voor het laatst op %(on)s") % {"on": _on(p)},
    "no_answer_yet": lambda p: _("Gesproken op %(on)s; nog geen antwoord op het aanbod") % {"on": _on(p)},
    "plan_runs": lambda p: _("De pauze van de incasso liep tot %(on)s: hoe staat het met de afspraken?") % {"on": _on(p)},
    "come_back": lambda p: _("Zo afgesproken op %(on)s") % {"on": _on(p)},
    "conversation": lambda p: _("Hulp aangenomen op %(on)s") % {"on": _on(p)},
    "threatening": lambda p: _("Hulp aangenomen op %(on)s, en de situatie is bedreigend") % {"on": _on(p)},
    "represented": lambda p: _("Een ander handelt voor deze bewoner: neem met die persoon contact op, niet met de bewoner"),
    "ceiling": lambda p: _("Al %(ceiling)s keer contact gezocht in zeven dagen: even wachten") % p,
}


def sentence(reason: Mapping[str, Any]) -> str:
    """The reason of a step ({"code", "params"}) as one sentence in the active language; an unknown code shows itself."""
    code = str(reason.get("code", ""))
    if make := _WHY.get(code):
        return make(reason.get("params", {}))
    if code in _ENDED:
        return str(_ENDED[code])
    if code in _PASSED_OVER:
        return _("%(step)s kan niet: %(why)s") % {"step": _step(reason.get("params", {})), "why": passed_over(code)}
    return code


def urgency(reason: Mapping[str, Any]) -> str:
    """Why the case of a step is urgent, within a sentence, the heaviest first: "crisissignaal, meer signalen deze maand"."""
    reasons = sorted(reason.get("urgency", ()), key=lambda one: -int(one.get("params", {}).get("weight", 0)))
    said = [triage_sentence(one) for one in reasons]
    return ", ".join(one[:1].lower() + one[1:] for one in said)
