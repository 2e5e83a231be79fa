"""What is due and why, as a caseworker says it. The codes come from `rules`; nothing here decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from voordeur.stages.reach.rules.proposed import APPOINTMENT
from voordeur.stages.reach.rules.telling import reasons
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
    "confirm": gettext_lazy("de afspraak bevestigen"),
    "remind": gettext_lazy("aan de afspraak herinneren"),
    "ask_partner": gettext_lazy("bij de schuldeiser navragen of er is betaald"),
}
_APPOINTMENTS: Mapping[str, str | Promise] = {
    "Huisbezoek": gettext_lazy("afspraak: huisbezoek"),
    "Telefoon": gettext_lazy("afspraak: bellen"),
    "Afspraak op locatie": gettext_lazy("afspraak op kantoor"),
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


def what(step: str, channel: str, day_part: str = "") -> str:
    """What the hand does: "bellen, avond"."""
    known = _APPOINTMENTS.get(channel) if step == APPOINTMENT else _WHAT_BY_STEP.get(step.partition(":")[0])
    word = str(known or _WHAT.get(channel, channel))
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
    return reasons.passed_over(code).in_(get_language() or "nl")


def sentence(reason: Mapping[str, Any]) -> str:
    """The reason of a step ({"code", "params"}) as one sentence in the active language; an unknown code shows itself."""
    said = reasons.reason(str(reason.get("code", "")), reason.get("params", {}))
    return said.in_(get_language() or "nl")


def urgency(reason: Mapping[str, Any]) -> str:
    """Why the case of a step is urgent, within a sentence, the heaviest first: "crisissignaal, meer signalen deze maand"."""
    reasons = sorted(reason.get("urgency", ()), key=lambda one: -int(one.get("params", {}).get("weight", 0)))
    said = [triage_sentence(one) for one in reasons]
    return ", ".join(one[:1].lower() + one[1:] for one in said)
