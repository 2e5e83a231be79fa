"""How post looks: colour, logo, Word template."""

from __future__ import annotations

import base64
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from voordeur.accounts.models import Organisation, User
from voordeur.channels.word import SLOTS
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.programmes import texts
from voordeur.shell.clock import today
from voordeur.stages.reach.actions.texts import set_colour, set_logo, set_word_template
from voordeur.stages.reach.forms.texts import ColourForm, LogoForm, WordForm
from voordeur.stages.reach.queries.text_preview import preview
from voordeur.stages.reach.queries.texts import house_style, house_style_row, programme_in_use, text_book
from voordeur.stages.reach.screens.texts import home_of

_NONE = "none"  # the button that takes something away


@needs(Ability.EDIT_TEXTS)
def show(request: HttpRequest) -> HttpResponse:
    """The three parts; each has a form of its own, told apart by `part`."""
    home, by, part = home_of(request), cast(User, request.user), request.POST.get("part", "")
    row = house_style_row(home)
    colour = ColourForm(_given(request, "colour"), initial={"colour": (row.colour if row else "") or "#1a1a1a"})
    logo = LogoForm(_given(request, "logo"), request.FILES or None)
    word = WordForm(_given(request, "word"), request.FILES or None)
    if request.method == "POST" and _changed(part, home, by, request, (colour, logo, word)):
        messages.success(request, _("Bewaard."))
        return redirect("house_style")
    return render(request, "reach/style.html", {**_shown(home), "colour": colour, "logo": logo, "word": word, "row": row})


def _given(request: HttpRequest, part: str) -> QueryDict | None:
    return request.POST if request.POST.get("part") == part and _NONE not in request.POST else None


def _changed(part: str, home: Organisation, by: User, request: HttpRequest, forms: tuple[ColourForm, LogoForm, WordForm]) -> bool:
    """Whether something was stored."""
    colour, logo, word = forms
    gone = _NONE in request.POST
    if part == "colour" and (gone or colour.is_valid()):
        set_colour(organisation=home, colour="" if gone else colour.cleaned_data["colour"], by=by)
    elif part == "logo" and (gone or logo.is_valid()):
        set_logo(organisation=home, content=None if gone else logo.cleaned_data["logo"], by=by)
    elif part == "word" and (gone or word.is_valid()):
        content, name = (None, "") if gone else (word.cleaned_data["template"], word.cleaned_data["name"])
        set_word_template(organisation=home, content=content, name=name, by=by)
    else:
        return False
    return True


def _shown(home: Organisation) -> dict[str, object]:
    """The first letter in the present style."""
    text = text_book(home).text(programme_in_use(home, on=today()), "letter")
    pages = preview(home, text, on=today()).pictures
    return {
        "page": base64.b64encode(pages[0]).decode() if pages else "",
        "has_logo": bool(house_style(home).logo),
        "slots": sorted(SLOTS),
        "language": texts.language(text.language),
    }
