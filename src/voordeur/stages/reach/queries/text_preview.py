"""What a text looks like on paper or on a telephone, with a made-up resident, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.safestring import SafeString

from voordeur.accounts.models import Organisation
from voordeur.channels import card, letter
from voordeur.channels.blocks import as_html, as_plain, filled, read_blocks
from voordeur.channels.sender import Sender
from voordeur.channels.text_check import Fault, breach, parts_of
from voordeur.programmes.texts import CLOSED, EMAILS, MESSAGES, SLOTS, Kind, Text, fill, language
from voordeur.record.queries import parameter
from voordeur.stages.reach.queries.texts import faults_of, house_style

_MOMENT = {"day": "woensdag 25 november", "time": "18:30"}
_CODE, _LINK = "AB2-CD3-EF4", "https://voorbeeld.test/b/AB2-CD3-EF4/"
_UNTIL = timedelta(days=7)


@dataclass(frozen=True)
class Preview:
    """Pictures of the pages (PNG; none for what is not printed), the same as words, and the faults.

    `subject` stands above an e-mail; `messages` is how many text messages it becomes, None for another kind.
    """

    pictures: tuple[bytes, ...]
    words: SafeString
    faults: tuple[Fault, ...]
    subject: str = ""
    messages: int | None = None


def preview(organisation: Organisation, text: Text, *, on: date) -> Preview:
    """A text as it would go out, with nobody's data in it."""
    faults = faults_of(organisation, text)
    if text.slots() - SLOTS[text.kind]:
        # Who fills a slot that is not known? The words stay as they were written.
        return Preview((), as_html(read_blocks(text.body)), faults)
    sender = _sender(organisation, on)
    pages = _pages(text, sender, organisation, on)
    values = language(text.language).isolated({**sender.values(), **_LIKE})
    blocks = filled(read_blocks(text.body), values)
    return Preview(
        tuple(pages),
        as_html(blocks),
        (*_unfit(text, pages), *faults),
        subject=fill(text.lines.get("subject", ""), values) if text.kind in EMAILS else "",
        messages=parts_of(as_plain(blocks)) if text.kind in MESSAGES else None,
    )


def _unfit(text: Text, pages: Sequence[bytes]) -> list[Fault]:
    most = letter.SHEET if text.kind in CLOSED else 1
    return [breach("too_long_page")] if len(pages) > most else []


def _pages(text: Text, sender: Sender, organisation: Organisation, on: date) -> list[bytes]:
    style = house_style(organisation)
    if text.kind == Kind.CARD:
        return card.show(card.Card(_LIKE["name"], sender, text, _CODE, _LINK, style), on=on)
    if text.kind in CLOSED:
        address = ("Voorbeeldstraat 1", "9000 AA  VOORBEELD")
        sample = letter.Letter(
            _LIKE["name"], address, (_LIKE["sources"],), sender, 24, text, _CODE, _LINK, on + _UNTIL, style, _MOMENT
        )
        return letter.show(sample, on=on)
    return []


def _sender(organisation: Organisation, on: date) -> Sender:
    """The organisation's own sender, with something readable where it is not complete yet."""
    held = parameter("sender", organisation=organisation, on=on)
    town = organisation.municipalities.first()
    own = Sender(
        municipality=town.name if town else organisation.name,
        department=held["department"],
        return_address=held["return_address"] or organisation.name,
        contact=held["contact"] or organisation.contact_name,
        phone=held["phone"] or organisation.phone,
        hours=held["hours"],
        check_phone=held["check_phone"] or organisation.phone,
        dpo=held["dpo"] or held["return_address"] or organisation.name,
    )
    return replace(own, **dict.fromkeys(own.missing(), "…"))


_LIKE = {
    "name": "Mevrouw A. Voorbeeld", "sources": "Woonstichting Voorbeeld", "retention_months": "24", "code": _CODE,
    "link": _LINK.removeprefix("https://"), "until": "…", **_MOMENT,
}  # fmt: skip
