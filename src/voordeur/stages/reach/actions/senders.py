"""Who writes: what every letter, card and message says of the municipality, and whom a resident can call."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation
from voordeur.channels.card import forbidden_words
from voordeur.channels.sender import Sender
from voordeur.record.queries import ParameterBook
from voordeur.stages.reach.queries.writers import sender_held


class PostRefusedError(Exception):
    """Nothing may go out now; `sentence` says why in the user's words."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def sender_of(book: ParameterBook, organisation: Organisation, municipality: Municipality | None) -> Sender:
    """Who writes, from the dated parameter ``sender``, filled up with the organisation's own name and number.

    Raises PostRefusedError where a name or number is missing (P14-P16), or the envelope betrays (P17).
    """
    sender = sender_held(book, organisation, municipality)
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
