"""The texts to residents: list, write with the real letter or card beside it, put in use."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from voordeur.accounts.models import Organisation, OrganisationKind, User
from voordeur.channels.text_check import Level, usable
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.programmes import texts
from voordeur.programmes.texts import Kind, Text
from voordeur.shell.clock import today
from voordeur.stages.reach.actions.texts import TextRefusedError, use_shipped, use_text, write_text
from voordeur.stages.reach.forms.texts import TextForm
from voordeur.stages.reach.queries.text_preview import Preview, preview
from voordeur.stages.reach.queries.texts import Key, TextBook, as_text, faults_of, programme_in_use, text_book, versions

KINDS = {
    Kind.LETTER: gettext_lazy("Eerste brief"),
    Kind.ANNOUNCEMENT: gettext_lazy("Aankondiging van een bezoek"),
    Kind.WAY_BACK: gettext_lazy("Brief na een nee"),
    Kind.LAST_RESCUE: gettext_lazy("Laatste hulp vóór een ontruiming"),
    Kind.CARD: gettext_lazy("Kaartje"),
    Kind.EMAIL: gettext_lazy("E-mail"),
    Kind.MESSAGE: gettext_lazy("Sms"),
    Kind.APPOINTMENT_LETTER: gettext_lazy("Brief over een afspraak"),
    Kind.APPOINTMENT_EMAIL: gettext_lazy("E-mail over een afspraak"),
    Kind.APPOINTMENT_MESSAGE: gettext_lazy("Sms over een afspraak"),
    Kind.ENVELOPE: gettext_lazy("Envelop"),
}
# In the order in which a case meets them.
_ORDER = list(KINDS)


@dataclass(frozen=True)
class Row:
    """One text in all its languages, for the list."""

    name: str
    said: str
    texts: list[tuple[texts.Language, Text, bool]]  # language, text in use, whether it may be used as it stands


@require_safe
@needs(Ability.EDIT_TEXTS)
def show(request: HttpRequest) -> HttpResponse:
    """Every text of the working method in use, by kind and language."""
    home = _home(request)
    programme = programme_in_use(home, on=today())
    book = text_book(home)
    rows = [_row(home, book, programme, name) for name in texts.names(programme)]
    rows.sort(key=lambda row: _ORDER.index(row.texts[0][1].kind))
    return render(request, "reach/texts.html", {"rows": rows, "programme": programme})


@needs(Ability.EDIT_TEXTS)
def edit(request: HttpRequest, programme: str, name: str, language: str) -> HttpResponse:
    """Write one text. Saving stores a next version; "use" puts it in use where the check finds no breach."""
    home, key = _home(request), _key(programme, name, language)
    shown = _shown(request, home, key)
    form = TextForm(request.POST or None, text=shown, initial={**shown.lines, "body": shown.body, "reviewed": shown.reviewed})
    if request.method != "POST":
        return _page(request, home, key, form, shown)
    if not form.is_valid() or "look" in request.POST:
        return _page(request, home, key, form, form.as_written() if form.is_valid() else shown)
    version = write_text(organisation=home, key=key, draft=form.draft, by=cast(User, request.user))
    if "use" not in request.POST:
        messages.success(request, _("Bewaard als versie %(n)s. In gebruik blijft wat er was.") % {"n": version.number})
        return redirect("text_edit", *key)
    try:
        use_text(version, by=cast(User, request.user))
    except TextRefusedError:
        messages.error(
            request, _("Bewaard als versie %(n)s, maar nog niet te gebruiken: zie wat er mis is.") % {"n": version.number}
        )
        return redirect("text_edit", *key)
    messages.success(request, _("Versie %(n)s is nu in gebruik.") % {"n": version.number})
    return redirect("texts")


@require_POST
@needs(Ability.EDIT_TEXTS)
def look(request: HttpRequest, programme: str, name: str, language: str) -> HttpResponse:
    """The preview and the faults of what now stands in the form; nothing is stored."""
    home, key = _home(request), _key(programme, name, language)
    shown = _shown(request, home, key)
    form = TextForm(request.POST, text=shown)
    text = form.as_written() if form.is_valid() else shown
    return render(request, "reach/_text_preview.html", _beside(home, text))


@require_POST
@needs(Ability.EDIT_TEXTS)
def use(request: HttpRequest, programme: str, name: str, language: str) -> HttpResponse:
    """Put an earlier version, or the shipped text (no number), in use again."""
    home, key = _home(request), _key(programme, name, language)
    number = request.POST.get("number", "")
    if not number:
        use_shipped(organisation=home, key=key, by=cast(User, request.user))
        messages.success(request, _("De standaardtekst is weer in gebruik."))
        return redirect("text_edit", *key)
    version = get_object_or_404(versions(home, key), number=number if number.isdecimal() else 0)
    try:
        use_text(version, by=cast(User, request.user))
    except TextRefusedError:
        messages.error(request, _("Deze versie is niet te gebruiken: zie wat er mis is."))
        return redirect("text_edit", *key)
    messages.success(request, _("Versie %(n)s is nu in gebruik.") % {"n": version.number})
    return redirect("text_edit", *key)


def home_of(request: HttpRequest) -> Organisation:
    """Whose texts and looks these are. A creditor's people write to nobody."""
    home = cast(User, request.user).organisation
    if home.kind == OrganisationKind.PARTNER:
        raise Http404
    return home


_home = home_of


def _key(programme: str, name: str, language: str) -> Key:
    """The text of an address. Raises Http404 for one that does not exist."""
    try:
        texts.load(programme, name, language)
    except KeyError:
        raise Http404 from None
    return programme, name, language


def _shown(request: HttpRequest, home: Organisation, key: Key) -> Text:
    """Where writing begins: the version that was asked for, else the newest own one, else the shipped text."""
    own = versions(home, key)
    asked = request.GET.get("versie", "")
    if asked == "0":
        return texts.load(*key)
    if asked:
        return as_text(get_object_or_404(own, number=asked if asked.isdecimal() else 0))
    newest = own.first()
    return as_text(newest) if newest else texts.load(*key)


def _page(request: HttpRequest, home: Organisation, key: Key, form: TextForm, text: Text) -> HttpResponse:
    in_use = text_book(home).text(*key)
    context = {
        "form": form,
        "text": text,
        "key": key,
        "kind": KINDS[text.kind],
        "spoken": texts.language(text.language),
        "in_use": in_use.key,
        "shipped": texts.load(*key).key,
        "versions": [(row, as_text(row).key) for row in versions(home, key)],
        "slots": sorted(texts.SLOTS[text.kind]),
        **_beside(home, text),
    }
    return render(request, "reach/text.html", context)


def _beside(home: Organisation, text: Text) -> dict[str, object]:
    """What stands beside the writing: the pages, the words, what is wrong."""
    seen: Preview = preview(home, text, on=today())
    spoken = get_language() or "nl"
    return {
        "seen": seen,
        "pictures": [base64.b64encode(picture).decode() for picture in seen.pictures],
        "faults": [(fault.level == Level.BREACH, fault.in_(spoken), fault.sentence) for fault in seen.faults],
        "usable": usable(seen.faults),
        "text": text,
        "spoken": texts.language(text.language),
    }


def _row(home: Organisation, book: TextBook, programme: str, name: str) -> Row:
    found = [book.text(programme, name, language) for language in texts.languages(programme, name)]
    held = [(texts.language(text.language), text, usable(faults_of(home, text))) for text in found]
    return Row(name, str(KINDS[found[0].kind]), held)
