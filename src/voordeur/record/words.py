"""How a kind of arrears reads on a screen. The data keep the DDAS literal (EnumSignaalpartner)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What stands here under its own name (DUO, Belastingdienst) is a name to Dutch readers and is explained to others.
KINDS: dict[str, str | Promise] = {
    "Zorg": _("Zorg"),
    "Huur": _("Huur"),
    "Energie": _("Energie"),
    "Water": _("Water"),
    "Hypotheek": _("Hypotheek"),
    "DUO": _("DUO"),
    "CAK Eigen bijdrage": _("CAK Eigen bijdrage"),
    "CAK Zorgverzekeringen": _("CAK Zorgverzekeringen"),
    "Belastingdienst": _("Belastingdienst"),
    "Dienst Toeslagen": _("Dienst Toeslagen"),
    "Overige": _("Overige"),
}


def kind_said(kind: str) -> str:
    """A kind in the language of the page; the literal itself where it has no word here."""
    return str(KINDS.get(kind, kind))
