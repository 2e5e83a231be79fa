"""What left under a wrong link, as sentences: one line for each departure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voordeur.privacy.breach import Departure, Ground, Mark, Way
from voordeur.stages.answer.queries import SENTENCES
from voordeur.web.case.names import Names as Told
from voordeur.web.case.story import sentence

GROUNDS: Mapping[str, Promise] = {
    Ground.NOTHING_LEFT: gettext_lazy("Er is niets verstuurd en niemand anders keek"),
    Ground.INSIDE_ONLY: gettext_lazy("Alleen medewerkers die beide zaken mogen zien, keken"),
    Ground.NO_RISK: gettext_lazy("Er ging iets naar buiten, maar het is geen risico voor de betrokkenen"),
}
MARKS: Mapping[str, Promise] = {
    Mark.OPENED: gettext_lazy("Koppeling losgemaakt, notitie geopend"),
    Mark.REPORTED: gettext_lazy("Gemeld bij de Autoriteit Persoonsgegevens"),
    Mark.NOT_REPORTED: gettext_lazy("Besloten niet te melden"),
    Mark.TOLD: gettext_lazy("Betrokkenen ingelicht"),
    Mark.REMARK: gettext_lazy("Aantekening"),
}
_PAGES: Mapping[str, Promise] = {
    "case": gettext_lazy("de zaak"),
    "door": gettext_lazy("de deur op de telefoon"),
    "round": gettext_lazy("de looplijst"),
    "print": gettext_lazy("het printbestand"),
}


@dataclass(frozen=True)
class Names:
    """What the references of departures stand for: ids of residents, partners and users → names."""

    residents: Mapping[int, str] = field(default_factory=dict)
    partners: Mapping[int, str] = field(default_factory=dict)
    users: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One departure as a screen or a list shows it."""

    first: datetime
    last: datetime
    what: str
    by: str
    times: int
    outside: bool
    reference: str


def lines(left: Iterable[Departure], names: Names) -> list[Line]:
    """Each departure as a line."""
    return [
        Line(one.first, one.last, _what(one, names), names.users.get(one.by or 0, ""), one.times, one.outside, one.reference)
        for one in left
    ]


def _what(one: Departure, names: Names) -> str:
    if one.way == Way.LOOK:
        page = str(_PAGES.get(one.facts.get("page", ""), ""))
        return _("%(who)s bekeek %(page)s") % {"who": names.users.get(one.by or 0) or _("iemand"), "page": page}
    if one.way == Way.ANSWER:
        said = {
            "partner": names.partners.get(one.facts.get("partner", 0)) or _("de schuldeiser"),
            "sentence": SENTENCES.get(one.facts.get("code", ""), one.facts.get("code", "")),
        }
        if one.facts.get("fetched"):
            return _("Antwoord aan %(partner)s, opgehaald: %(sentence)s") % said
        return _("Antwoord aan %(partner)s, nog niet opgehaald: %(sentence)s") % said
    return sentence("attempt", one.facts, Told(residents=names.residents))
