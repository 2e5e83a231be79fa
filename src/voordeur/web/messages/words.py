"""What the screens say of a message: how it stands, why, and what somebody can do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.stages.reach.actions.sending import Decision
from voordeur.stages.reach.rules.sending import MessageState
from voordeur.stages.reach.rules.vocabulary import Channel

Words = Mapping[str, str | Promise]

CHANNELS: Words = {Channel.MAIL: _("E-mail"), Channel.TEXT: _("Bericht op de telefoon"), Channel.LETTER: _("Brief")}
STATES: Words = {
    MessageState.READY: _("wacht"),
    MessageState.CLAIMED: _("wordt verstuurd"),
    MessageState.HANDED_OVER: _("verstuurd"),
    MessageState.DELIVERED: _("aangekomen"),
    MessageState.FAILED: _("niet aangekomen"),
    MessageState.UNKNOWN: _("onzeker of het ging"),
    MessageState.WITHDRAWN: _("niet verstuurd"),
}
# Why it stands so, and what that means for who reads it.
WHY: Words = {
    "no_such_address": _("Het adres of nummer bestaat niet. De werkwijze gaat verder met een andere weg."),
    "not_delivered": _("De bezorger gaf het op: postvak vol, telefoon uit of een storing. De werkwijze gaat vanzelf verder."),
    "refused": _("De bezorger weigerde het. Laat de beheerder de instellingen nakijken en probeer het daarna opnieuw."),
    "gave_up": _("De bezorger was te lang niet bereikbaar. Probeer het opnieuw."),
    "no_carrier": _("De gekozen bezorger is er niet meer. Laat de beheerder er een kiezen en probeer het daarna opnieuw."),
    "interrupted": _(
        "Het versturen werd afgebroken en de bezorger kan niet zeggen of het bericht ging. "
        "Kijk bij de verzonden post van de mailserver en kies daarna."
    ),
    "over": _("Het hoefde niet meer: er was intussen iets veranderd in de zaak."),
    "left": _("Iemand besloot het niet te versturen."),
    "forgotten": _("De gegevens zijn gewist voordat het ging."),
}
DECISIONS: Words = {
    Decision.ARRIVED: _("Het is verstuurd"),
    Decision.AGAIN: _("Opnieuw versturen"),
    Decision.LEAVE: _("Niet meer versturen"),
    Decision.BOUNCED: _("Het kwam terug"),
}
# Which of them stands out where there are several.
FIRST = (Decision.AGAIN, Decision.ARRIVED, Decision.LEAVE, Decision.BOUNCED)


def said(words: Words, code: str) -> str:
    """The words for a code; the code itself where there are none, so that nothing disappears from a screen."""
    return str(words.get(code, code))
