"""How values read on a screen: money, days, names."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils import formats, translation
from django.utils.translation import gettext as _

from voordeur.shell.clock import today

register = template.Library()


@register.filter
def euro(cents: int | None) -> str:
    """Cents as `€ 1.234,56` (Dutch) or `€ 1,234.56` (English)."""
    if cents is None:
        return ""
    amount = formats.number_format(cents / 100, decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"€\N{NO-BREAK SPACE}{amount}"


@register.filter
def day(value: date | None) -> str:
    """A date as people say it: vandaag, gisteren, morgen, do 26 nov, 26 nov 2025."""
    if value is None:
        return ""
    now = today()
    said = {0: _("vandaag"), -1: _("gisteren"), 1: _("morgen")}.get((value - now).days)
    if said:
        return said
    pattern = "D j M" if value.year == now.year else "j M Y"
    text = formats.date_format(value, pattern)
    return text.lower() if translation.get_language() == "nl" else text
