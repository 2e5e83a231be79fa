"""Write an organisation's own texts, put one in use, and change how its post looks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from voordeur.accounts.models import Organisation, User
from voordeur.channels.style import contrast_with_white, logo_kind
from voordeur.channels.text_check import Fault, usable
from voordeur.channels.word import check_template
from voordeur.programmes import texts
from voordeur.programmes.texts import LINES
from voordeur.record import files
from voordeur.stages.reach.models import HouseStyle, OwnText, TextChoice
from voordeur.stages.reach.queries.texts import Key, as_text, faults_of

LEAST_CONTRAST = 4.5  # on white paper, as on a screen (WCAG 2.2, 1.4.3)


class TextRefusedError(Exception):
    """A text may not be used; `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Draft:
    """What somebody wrote: the named lines, the body, and whether somebody whose own language it is has read it."""

    lines: dict[str, str]
    body: str
    reviewed: bool


@transaction.atomic
def write_text(*, organisation: Organisation, key: Key, draft: Draft, by: User | None) -> OwnText:
    """Store a next version; it is not in use yet. The same words again give back the newest version.

    Raises KeyError for a text that no programme has.
    """
    programme, name, language = key
    lines = {line: draft.lines.get(line, "") for line in LINES[texts.load(programme, name, "nl").kind]}
    # Two who write at once: the organisation's row is held, so that each gets a number of its own.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    rows = OwnText.objects.filter(organisation=organisation, programme=programme, name=name, language=language)
    newest = rows.order_by("-number").first()
    if newest and (newest.lines, newest.body, newest.reviewed) == (lines, draft.body, draft.reviewed):
        return newest
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    return OwnText.objects.create(
        organisation=organisation,
        programme=programme,
        name=name,
        language=language,
        number=number,
        lines=lines,
        body=draft.body,
        reviewed=draft.reviewed,
        written_by=by,
    )


@transaction.atomic
def use_text(version: OwnText, *, by: User | None) -> TextChoice:
    """Use this version from now on. Raises TextRefusedError while the text check finds a breach."""
    faults = faults_of(version.organisation, as_text(version))
    if not usable(faults):
        raise TextRefusedError(faults)
    return _choose(version.organisation, (version.programme, version.name, version.language), version, by)


def use_shipped(*, organisation: Organisation, key: Key, by: User | None) -> TextChoice:
    """Use the shipped text again. Raises KeyError where there is none in this language."""
    texts.load(*key)
    return _choose(organisation, key, None, by)


def _choose(organisation: Organisation, key: Key, version: OwnText | None, by: User | None) -> TextChoice:
    programme, name, language = key
    return TextChoice.objects.create(
        organisation=organisation, programme=programme, name=name, language=language, version=version, chosen_by=by
    )


class StyleRefusedError(ValueError):
    """A colour may not be used; `contrast` is what it has on white paper."""

    def __init__(self, contrast: float) -> None:
        super().__init__(f"{contrast:.1f}")
        self.contrast = contrast


def set_colour(*, organisation: Organisation, colour: str, by: User | None) -> None:
    """Set the colour of headings (``#1a2b3c``); "" for black. Raises StyleRefusedError where it is too light to read."""
    if colour and (contrast := contrast_with_white(colour)) < LEAST_CONTRAST:
        raise StyleRefusedError(contrast)
    _change(organisation, by, colour=colour.lower())


def set_logo(*, organisation: Organisation, content: bytes | None, by: User | None) -> None:
    """Put a logo on top of letters and cards, or take it away (None). Raises LogoRefusedError."""
    kind = logo_kind(content) if content else ""
    _replace_file(organisation, by, "logo_as", content, f".{kind}", logo_kind=kind)


def set_word_template(*, organisation: Organisation, content: bytes | None, name: str, by: User | None) -> None:
    """Keep a Word template for letters, or take it away (None). Raises WordRefusedError."""
    if content:
        check_template(content)
    _replace_file(organisation, by, "word_as", content, ".docx", word_name=name[:120] if content else "")


def _replace_file(
    organisation: Organisation, by: User | None, field: str, content: bytes | None, suffix: str, **more: str
) -> None:
    """Store the new file, point at it, and take the old one away only when that is kept."""
    row = HouseStyle.objects.filter(organisation=organisation).first()
    old = getattr(row, field) if row else ""
    stored = files.save("style", content, suffix) if content else ""
    _change(organisation, by, **{field: stored}, **more)
    if old:
        transaction.on_commit(lambda: files.remove(old))


def _change(organisation: Organisation, by: User | None, **values: str) -> None:
    HouseStyle.objects.update_or_create(organisation=organisation, defaults={**values, "changed_by": by})
