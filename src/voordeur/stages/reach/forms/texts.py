"""Forms for texts and for how post looks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from voordeur.channels.style import LARGEST_LOGO, LogoRefusedError, contrast_with_white, logo_kind
from voordeur.channels.word import WordRefusedError, check_template
from voordeur.channels.word.rendering import LARGEST as LARGEST_WORD
from voordeur.programmes.texts import CLOSED, LINES, Text, language
from voordeur.stages.reach.actions.texts import LEAST_CONTRAST, Draft

_LINE_NAMES = {
    "title": _("Kop"),
    "subject": _("Onderwerp"),
    "salutation": _("Aanhef"),
    "greeting": _("Aan wie"),
    "call": _("Bij het telefoonnummer"),
    "door": _("Bij de code"),
    "decline": _("Hoe iemand nee zegt"),
    "check": _("Is dit echt?"),
    "closing": _("Groet"),
    "sender": _("Afzender"),
}
_LONG_LINES = frozenset({"door", "decline", "check"})  # two rows to write in
_LONGEST_LINE, _LONGEST_BODY = 400, 12_000  # signs


class _Words(forms.CharField):
    """Words that must be there in the end. An empty field is stored all the same: the text check says what is missing."""

    def validate(self, value: str) -> None:
        """Nothing to refuse."""


class TextForm(forms.Form):
    """The named lines of a text, its body, and whether somebody whose own language it is has read it."""

    use_required_attribute = False
    body = _Words(
        label=_("Tekst"),
        max_length=_LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 22, "class": "vd-writing"}),
        help_text=_(
            "Een lege regel begint een alinea. ## maakt een kop, # begint de achterkant, - een lijst, **vet** maakt vet."
        ),
    )
    reviewed = forms.BooleanField(label=_("Gelezen door iemand met deze moedertaal"), required=False)

    def __init__(self, *args: Any, text: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        words = {"lang": text.language, "dir": language(text.language).direction}
        for line in LINES[text.kind]:
            attrs = {**words, "spellcheck": "true"}
            widget = forms.Textarea(attrs={**attrs, "rows": 2}) if line in _LONG_LINES else forms.TextInput(attrs=attrs)
            self.fields[line] = _Words(label=_LINE_NAMES[line], max_length=_LONGEST_LINE, widget=widget)
        self.fields["body"].widget.attrs |= {**words, "spellcheck": "true"}
        self.fields["body"].widget.attrs["rows"] = 26 if text.kind in CLOSED else 8
        self.order_fields([*LINES[text.kind], "body", "reviewed"])

    @property
    def draft(self) -> Draft:
        """What was written. Only after is_valid()."""
        lines = {line: " ".join(self.cleaned_data[line].split()) for line in LINES[self.text.kind]}
        body = self.cleaned_data["body"].replace("\r\n", "\n").strip()
        return Draft(lines, body, self.cleaned_data["reviewed"])

    def as_written(self) -> Text:
        """The text as it now stands in the form, not stored."""
        draft, text = self.draft, self.text
        return Text(text.key, text.name, text.kind, text.language, draft.body, draft.lines, draft.reviewed)


class ColourForm(forms.Form):
    """The colour of the headings, dark enough to be read on white paper."""

    colour = forms.CharField(
        label=_("Kleur van de koppen"), max_length=7, required=False, widget=forms.TextInput(attrs={"type": "color"})
    )

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"].lower()
        try:
            contrast = contrast_with_white(colour) if colour else LEAST_CONTRAST
        except ValueError:
            raise forms.ValidationError(_now("Dit is geen kleur. Schrijf bijvoorbeeld #154273.")) from None
        if contrast < LEAST_CONTRAST:
            said = _now("Deze kleur is te licht om op wit te lezen (contrast %(is).1f, minstens %(least)s).")
            raise forms.ValidationError(said % {"is": contrast, "least": LEAST_CONTRAST})
        return colour


class LogoForm(forms.Form):
    """A logo as SVG or PNG."""

    logo = forms.FileField(
        label=_("Logo"),
        widget=forms.FileInput(attrs={"accept": ".svg,.png,image/svg+xml,image/png"}),
        help_text=_("SVG of PNG, hoogstens 300 kB. Zet letters in een SVG om in lijnen."),
    )

    def clean_logo(self) -> bytes:
        content = _whole(self.cleaned_data["logo"], LARGEST_LOGO)
        try:
            logo_kind(content)
        except LogoRefusedError as refused:
            raise forms.ValidationError(_LOGO_REFUSED[refused.code]) from refused
        return content


class WordForm(forms.Form):
    """A Word template with names between double braces."""

    template = forms.FileField(
        label=_("Word-sjabloon"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("Een .docx met invulplekken zoals {{ name }}, {{ address }}, {{ body }} en {{ back }}."),
    )

    def clean_template(self) -> bytes:
        held: UploadedFile = self.cleaned_data["template"]
        content = _whole(held, LARGEST_WORD)
        try:
            check_template(content)
        except WordRefusedError as refused:
            raise forms.ValidationError(_WORD_REFUSED[refused.code] % {"word": refused.word}) from refused
        self.cleaned_data["name"] = held.name or ""
        return content


def _whole(held: UploadedFile, most: int) -> bytes:
    """The content, at most one byte more than may be: the check on it says that it is too large."""
    content: bytes = held.read(most + 1)
    return content


_LOGO_REFUSED = {
    "size": _("Dit logo is te groot. Hoogstens 300 kB en 4000 beeldpunten."),
    "kind": _("Dit is geen SVG of PNG."),
    "drawing": _("In deze SVG staat meer dan een tekening (script, tekst, afbeelding of verwijzing). Bewaar hem als lijnen."),
    "broken": _("Dit bestand is beschadigd."),
}
_WORD_REFUSED = {
    "size": _("Dit sjabloon is te groot. Hoogstens 3 MB."),
    "kind": _("Dit is geen Word-bestand (.docx)."),
    "macro": _("In dit sjabloon zit een macro of een ingesloten bestand (%(word)s)."),
    "outside": _("Dit sjabloon haalt iets van buiten op (%(word)s)."),
    "program": _("Tussen de accolades mag alleen een naam staan (%(word)s)."),
    "slot": _("“%(word)s” kent het programma niet als invulplek."),
}
