"""Who writes: what every letter, card and message says of the municipality, and whom a resident can call."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation
from voordeur.channels.card import forbidden_words
from voordeur.channels.sender import Sender
from voordeur.record.queries import ParameterBook


class PostRefusedError(Exception):
    """Nothing may go out now; `sentence` says why in the user's words."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def sender_of(book: ParameterBook, organisation: Organisation, municipality: Municipality | None) -> Sender:
    """Who writes, from the dated parameter ``sender``, filled up with the organisation's own name and number.

    Raises PostRefusedError where a name or number is missing (P14-P16), or the envelope betrays (P17).
    """
    held = book.value("sender", municipality.pk if municipality else None)
    town = municipality.name if municipality else organisation.name
    back = held["return_address"] or town
    sender = Sender(
        municipality=town,
        department=held["department"],
        return_address=back,
        contact=held["contact"] or organisation.contact_name,
        phone=held["phone"] or organisation.phone,
        hours=held["hours"],
        check_phone=held["check_phone"] or organisation.phone,
        dpo=held["dpo"] or back,
    )
    if sender.missing():
        raise PostRefusedError(
            _("Vul eerst de naam en het telefoonnummer in van wie de bewoner kan bellen (Beheer, Organisatie).")
        )
    if found := forbidden_words("\n".join((sender.return_address, sender.department, sender.municipality))):
        raise PostRefusedError(
            _("Op de envelop zou “%(word)s” te lezen zijn. Kies een andere naam voor het team of het retouradres.")
            % {"word": found[0].word}
        )
    return sender
