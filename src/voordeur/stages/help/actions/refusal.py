"""What help cannot do, in the words of whoever asked for it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.stages.help.rules.outcome import Problem

SENTENCES: Mapping[str, Promise] = {
    "already_closed": _("Deze zaak is al afgesloten."),
    "not_in_this_household": _("Deze persoon hoort niet bij dit huishouden."),
    "referral_to_nobody": _("Kies naar wie u verwijst."),
    "referral_without_agreement": _(
        "Verwijzen kan alleen als de bewoner ermee instemt. Kan dat echt niet, schrijf dan op waarom het zonder moet."
    ),
    "reason_needed": _("Schrijf in de toelichting waarom u dit resultaat kiest."),
    "help_was_accepted": _("Iemand in dit huishouden heeft hulp aangenomen; kies wat de hulp heeft opgeleverd."),
    "death_not_recorded": _("Leg eerst vast dat de bewoner is overleden."),
    "move_not_recorded": _("Leg eerst vast dat de bewoner naar een andere gemeente is verhuisd."),
    "counsellor_not_spoken": _("Leg eerst vast dat u de schuldhulpverlener hebt gesproken. Een bewindvoerder telt niet."),
    "helper_not_spoken": _("Leg eerst vast dat u de hulpverlener hebt gesproken die het overneemt. Een bewindvoerder telt niet."),
    "never_tried": _("Er is nog niet geprobeerd contact te krijgen."),
    "was_reached": _("Er is wel contact geweest; kies wat daarna gebeurde."),
    "was_never_reached": _("Er is nog geen contact geweest."),
    "payment_not_recorded": _("Leg eerst vast dat er is betaald of een regeling is getroffen."),
    "not_accepted": _("Nog niemand heeft hulp aangenomen."),
    "too_long_for_quick_fix": _("De laatste afspraak valt later dan %(days)s dagen na het aannemen van hulp; kies vervolghulp."),
    "no_referral_financial": _("Er is wel verwezen, maar niet naar financiële hulp."),
    "no_referral_other": _("Er is alleen naar financiële hulp verwezen."),
    "no_referral_without_resident": _("Er is geen verwijzing zonder instemming vastgelegd, met de reden erbij."),
}


def sentence(problem: Problem) -> str:
    """The problem as a sentence in the reader's language."""
    return str(SENTENCES[problem.code]) % problem.params


class RefusalError(ValueError):
    """An action that cannot be; `problem` has the code, the text of the exception is the sentence."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)

    def __str__(self) -> str:
        return sentence(self.problem)
