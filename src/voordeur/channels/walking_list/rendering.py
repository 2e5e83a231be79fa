"""Walking lists to PDF. Pure: the same list gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from voordeur.channels.typesetting import typeset

_TEMPLATE = Path(__file__).with_name("walking_list.typ")


@dataclass(frozen=True)
class PaperDoor:
    """One door: `at` the planned time or "", `names` whom to ask for, `watch` what to know before ringing, safety first.

    `state` is what already stands there (done, or not to be visited any more), else "".
    """

    at: str
    address: str
    place: str
    names: tuple[str, ...]
    watch: tuple[str, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class WalkingList:
    """A round: what it is called (day and part of the day), who walks it, its doors in order."""

    title: str
    pair: str
    on: date
    doors: tuple[PaperDoor, ...]
    language: str = "nl"


def render_walking_list(listed: WalkingList) -> bytes:
    """One tagged PDF (PDF/UA-1, PDF/A-3a) in the pair's language, with room to write."""
    with translation.override(listed.language):
        data = {
            "language": listed.language.split("-")[0],
            "title": _("Looplijst %(what)s") % {"what": listed.title},
            "pair": listed.pair,
            "doors": [_door(door) for door in listed.doors],
            "heads": [_("Adres"), _("Vraag naar"), _("Hoe ging het")],
            "ticks": [_("niemand"), _("open"), _("gesproken"), _("kaartje")],
            "rules": [
                _("Tegen ieder ander: “van de gemeente, persoonlijk”. Geen onderwerp, geen bedrijf, geen bedrag."),
                _("Niets via een kind; niets aan de buren. Gevaar? Ga weg en bel 112."),
                _("Neem dit papier mee terug en vernietig het daar."),
            ],
        }
    return typeset(_TEMPLATE, data, on=listed.on)


def _door(door: PaperDoor) -> dict[str, object]:
    return {
        "address": " ".join(part for part in (door.at, door.address) if part),
        "place": door.place,
        "names": list(door.names),
        "watch": list(door.watch),
        "state": door.state,
    }
