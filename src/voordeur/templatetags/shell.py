"""How values read on a screen: money, days, names; and the frame's own navigation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol

from django import template
from django.template import Context
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.access import may as person_may
from voordeur.privacy.gate import has_second_factor
from voordeur.shell.clock import today

register = template.Library()


@register.filter
def euro(cents: int | None) -> str:
    """Cents as `€ 1.234,56` (Dutch) or `€ 1,234.56` (English)."""
    if not isinstance(cents, int):
        return ""
    amount = formats.number_format(cents / 100, decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"€\N{NO-BREAK SPACE}{amount}"


@register.filter
def day(value: date | None) -> str:
    """A date as people say it: vandaag, gisteren, morgen, do 26 nov, 26 nov 2025. A moment counts as its day in Amsterdam."""
    value = _as_day(value)
    if value is None:
        return ""
    now = today()
    said = {0: _("vandaag"), -1: _("gisteren"), 1: _("morgen")}.get((value - now).days)
    if said:
        return said
    return low(formats.date_format(value, "D j M" if value.year == now.year else "j M Y"))


@register.filter
def day_long(value: date | None) -> str:
    """A date in full: woensdag 25 november 2026."""
    value = _as_day(value)
    return "" if value is None else low(formats.date_format(value, "l j F Y"))


@register.filter
def month(value: date | None) -> str:
    """A month: november 2026."""
    value = _as_day(value)
    return "" if value is None else low(formats.date_format(value, "F Y"))


@register.filter
def waited(value: date | None) -> str:
    """How long ago a day is: vandaag, 1 dag, 12 dagen, 5 weken. Empty for a day still to come."""
    value = _as_day(value)
    if value is None or (days := (today() - value).days) < 0:
        return ""
    if days == 0:
        return _("vandaag")
    if days < 21:
        return ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days}
    return ngettext("%(n)d week", "%(n)d weken", days // 7) % {"n": days // 7}


def _as_day(value: object) -> date | None:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value if isinstance(value, date) else None


@register.filter
def low(text: str) -> str:
    """The name of a day or a month as the language writes it within a sentence: Dutch begins it small, English does not."""
    return text.lower() if translation.get_language() == "nl" else text


class Named(Protocol):
    """What somebody's name is made of (a resident)."""

    initials: str
    prefix: str
    surname: str


class Addressed(Protocol):
    """What an address is made of (a household)."""

    street: str
    house_number: str
    house_letter: str
    addition: str


@register.filter
def person_name(person: Named | None) -> str:
    """A person as one addresses them: `J. van den Berg`; "naam onbekend" when nothing is known."""
    if person is None:
        return ""
    return " ".join(part for part in (person.initials, person.prefix, person.surname) if part) or _("naam onbekend")


@register.filter
def household_name(people: Collection[Named]) -> str:
    """The people of one household: `J. de Boer`, `Fam. Yilmaz`, `Jansen en De Wit`."""
    if len(people) == 1:
        return person_name(next(iter(people)))
    names = list(dict.fromkeys(f"{p.prefix} {p.surname}".strip() for p in people if p.surname))
    if not names:
        return _("naam onbekend")
    if len(names) == 1:
        return _("Fam. %(name)s") % {"name": _capital(names[0])}
    return _("%(names)s en %(last)s") % {"names": ", ".join(map(_capital, names[:-1])), "last": _capital(names[-1])}


def _capital(name: str) -> str:
    # A name that stands without first name or initials begins with a capital: "fam. De Boer".
    return name[:1].upper() + name[1:]


@register.filter
def address_line(place: Addressed | None) -> str:
    """Street and number: `Merelstraat 14a-2`."""
    if place is None:
        return ""
    number = f"{place.house_number}{place.house_letter}"
    tail = f"{number}-{place.addition}" if place.addition else number
    return f"{place.street} {tail}".strip()


@dataclass(frozen=True)
class NavItem:
    """One entry of the main navigation; `current` when the page stands under it."""

    name: str
    label: str | Promise
    url: str
    current: bool


# Name of the address, what people call it. Who sees it is said by the screen itself (`@needs`); an address that is not
# there is left out.
_NAV: tuple[tuple[str, str | Promise], ...] = (
    ("today", gettext_lazy("Vandaag")),
    ("inbound", gettext_lazy("Inkomend")),
    ("take-callback", gettext_lazy("Terugbelverzoek")),
    ("cases", gettext_lazy("Zaken")),
    ("review", gettext_lazy("Dubbelen")),
    ("post", gettext_lazy("Post")),
    ("visits", gettext_lazy("Huisbezoek")),
    ("door-rounds", gettext_lazy("Mijn rondes")),
    ("deliveries", gettext_lazy("Aanleveringen")),
    ("answers", gettext_lazy("Antwoorden")),
    ("protocols", gettext_lazy("Werkwijzen")),
    ("figures", gettext_lazy("Cijfers")),
    ("privacy", gettext_lazy("Privacy")),
    ("breaches", gettext_lazy("Datalekken")),
    ("privacy_log", gettext_lazy("Logboek")),
    ("manage", gettext_lazy("Beheer")),
)


@register.simple_tag(takes_context=True)
def nav(context: Context) -> list[NavItem]:
    """The main navigation of the person who looks; empty before both factors of the sign-in."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated or not has_second_factor(request):
        return []
    works = person_may(user, Ability.SEE_CASES)  # for others Vandaag only leads to their own first page
    found = [
        (name, label, url)
        for name, label in _NAV
        if (works or name != "today") and (url := address(name)) and _open_to(user, url)
    ]
    under = [url for _name, _label, url in found if request.path == url or (url != "/" and request.path.startswith(url))]
    nearest = max(under, key=len, default="")
    return [NavItem(name, label, url, url == nearest) for name, label, url in found]


def _open_to(user: User, url: str) -> bool:
    ability = _asked_at(url)
    return ability is not None and person_may(user, ability)


@cache
def _asked_at(url: str) -> Ability | None:
    """What somebody must be able to do to open an address of the navigation: the same on every page."""
    return getattr(resolve(url).func, "ability", None)


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """An address by its name, or "" where the installation has none by that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def may(context: Context, ability: str) -> bool:
    """Whether the person who looks may do such things: `{% may "work_cases" as ok %}`."""
    user = getattr(context.get("request"), "user", None)
    return bool(user is not None and user.is_authenticated and person_may(user, Ability(ability)))


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The query string of this address with another page number; filters stay."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def nth(items: Any, index: int) -> Any:
    """The item at a place (0 is the first); None past the end."""
    return items[index] if index < len(items) else None
