"""Make the messages that are due: one a person, rendered once, ready to be handed over."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.channels import email
from voordeur.channels import text as short
from voordeur.channels.innocence import WordsRefusedError
from voordeur.channels.sender import Sender
from voordeur.connections import carriers
from voordeur.connections.carrying import Way
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.programmes.texts import Kind, Text, programme_of
from voordeur.record import files
from voordeur.record.models import Case
from voordeur.record.queries import ParameterBook, parameter_book
from voordeur.stages.reach.actions.codes import codes_for
from voordeur.stages.reach.actions.senders import PostRefusedError, sender_of
from voordeur.stages.reach.models import Message
from voordeur.stages.reach.queries.appointment_words import moment_of
from voordeur.stages.reach.queries.codes import address_of_code
from voordeur.stages.reach.queries.messages import WAYS, address_of, already_made, hours_of
from voordeur.stages.reach.queries.printing import Addressee, addressees, due_steps
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.queries.texts import TextBook, text_book, text_name
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.proposed import CONFIRM, REMIND
from voordeur.stages.reach.rules.sending import next_moment

FOLDER = "message"  # of their files
_KINDS = {Way.MAIL: {Kind.EMAIL, Kind.APPOINTMENT_EMAIL}, Way.TEXT: {Kind.MESSAGE, Kind.APPOINTMENT_MESSAGE}}


@dataclass(frozen=True)
class Prepared:
    """The messages that were made (ids), and of how many people none was made, by reason: no_address, no_carrier."""

    made: tuple[int, ...] = ()
    left_out: Mapping[str, int] | None = None


@dataclass(frozen=True)
class _Line:
    """How one municipality's messages go out on one channel."""

    carrier: str
    sent_from: str
    template: str
    sender: Sender


@dataclass(frozen=True)
class _Desk:
    """What lies ready for all messages that are made at once."""

    way: Way
    texts: TextBook
    protocols: Mapping[int, Protocol]
    codes: Mapping[tuple[int, int], str]
    book: ParameterBook


@dataclass(frozen=True)
class _Draft:
    """One message before it is stored."""

    to: Addressee
    address: str
    line: _Line


@transaction.atomic
def send_due(
    *,
    organisation: Organisation,
    channel: str,
    cases: Collection[int],
    by: User | None,
    now: datetime,
    of_appointments: bool = False,
) -> Prepared:
    """Make the messages of these cases that are due on a channel (Mail, SMS/Whatsapp); the worker hands them over.

    However often it is called, each person has one message for what fell due once. Outside the hours in which people may be
    disturbed they wait (P11). `of_appointments`: only what tells of an appointment. Raises PostRefusedError with a sentence
    where nothing may go out.
    """
    list(Case.objects.select_for_update().filter(pk__in=cases).order_by("pk").values_list("pk", flat=True))
    today, way = timezone.localdate(now), WAYS[channel]
    due = due_steps(organisation=organisation, channel=channel, cases=cases, today=today)
    if of_appointments:
        due = due.filter(Q(step__startswith=CONFIRM) | Q(step__startswith=REMIND))
    left = _not_yet(addressees(due))
    book = parameter_book(["carriers", "sender", "quiet_hours"], organisation=organisation, on=today)
    lines = {town: line_of(book, organisation, town, way) for town in {one.step.case.municipality for one in left}}
    drafts, left_out = _drafts(left, lines, way)
    if left_out["no_carrier"] and not drafts:
        raise PostRefusedError(
            _("Er is nog geen bezorger gekozen. Een beheerder doet dat bij Beheer, Waarden, “Bezorgers van e-mail en berichten”.")
        )
    desk = _Desk(
        way=way,
        texts=text_book(organisation),
        protocols=protocols_for([draft.to.step.case for draft in drafts]),
        codes=codes_for([(draft.to.step.case_id, draft.to.resident.pk) for draft in drafts], on=today),
        book=book,
    )
    made = _make(drafts, desk, by=by, now=now)
    record_look(Look(by, Purpose.PRINT), {f"household:{draft.to.household.pk}" for draft in drafts})
    return Prepared(tuple(made), dict(left_out))


def _not_yet(due: Sequence[Addressee]) -> list[Addressee]:
    """Those for whom there is no message yet, for what fell due now or still under way from before: one a person."""
    made = already_made({one.step.case_id for one in due})
    once = {one.resident.pk: one for one in reversed(due) if not made.covers(one)}
    return [one for one in due if once.get(one.resident.pk) is one]


def line_of(book: ParameterBook, organisation: Organisation, town: Municipality | None, way: Way) -> _Line | None:
    """How a municipality's messages go out; None where nobody chose a carrier, or the installation does not have it."""
    held = book.value("carriers", town.pk if town else None)
    carrier, sent_from, template = held[str(way)], held.get(f"{way}_from", ""), held.get(f"{way}_template", "")
    if not carriers.carries(carrier, way) or (carriers.needs_template(carrier) and way != Way.LETTER and not template):
        return None
    return _Line(carrier, sent_from, template, sender_of(book, organisation, town))


def _drafts(
    left: Sequence[Addressee], lines: Mapping[Municipality | None, _Line | None], way: Way
) -> tuple[list[_Draft], Counter[str]]:
    drafts: list[_Draft] = []
    left_out: Counter[str] = Counter()
    told: set[tuple[int, str]] = set()
    for one in left:
        line, address = lines[one.step.case.municipality], address_of(one.resident, way)
        if line is None or not address:
            left_out["no_address" if line else "no_carrier"] += 1
        elif (one.step.case_id, address) not in told:  # two people with one telephone: it rings once
            told.add((one.step.case_id, address))
            drafts.append(_Draft(one, address, line))
    return drafts, left_out


def _make(drafts: Sequence[_Draft], desk: _Desk, *, by: User | None, now: datetime) -> list[int]:
    """Render, store and keep every message; a file whose message is not kept is removed."""
    stored: list[str] = []
    try:
        rows = []
        for draft in drafts:
            text = _text(draft.to, desk)
            content = _content(draft, text, desk)
            stored.append(files.save(FOLDER, json.dumps(content, ensure_ascii=False, indent=1).encode(), ".json"))
            rows.append(_row(draft, text.key, stored[-1], by=by, now=now, book=desk.book))
        return [row.pk for row in Message.objects.bulk_create(rows)]
    except BaseException:
        for name in stored:
            files.remove(name)
        raise


def _text(to: Addressee, desk: _Desk) -> Text:
    """The words that the step sends, in the person's language where they exist in it."""
    case = to.step.case
    name = text_name(desk.protocols.get(case.pk), step=to.step.step, channel=to.step.channel)
    try:
        text = desk.texts.text(programme_of(case.protocol), name, to.resident.language)
    except KeyError as error:
        raise PostRefusedError(_("De tekst “%(name)s” uit de werkwijze bestaat niet.") % {"name": name}) from error
    if text.kind not in _KINDS[desk.way]:
        raise PostRefusedError(_("De tekst “%(name)s” uit de werkwijze is geen e-mail of bericht.") % {"name": name})
    return text


def _content(draft: _Draft, text: Text, desk: _Desk) -> dict[str, str]:
    """What goes out, as it is kept."""
    line, subject = draft.line, ""
    code = desk.codes[(draft.to.step.case_id, draft.to.resident.pk)]
    link = address_of_code(code)
    when = moment_of(draft.to.step.reason, text.language)
    try:
        if desk.way == Way.MAIL:
            subject, body = email.wording(email.Email(text, line.sender, code, link, line.sent_from, when))
        else:
            body = short.wording(short.TextMessage(text, line.sender, code, link, line.sent_from, when))
    except WordsRefusedError as refused:
        raise PostRefusedError(
            _("Het bericht verraadt te veel: “%(word)s” mag er niet in staan, ook niet in de afzender of de link.")
            % {"word": refused.found[0].word}
        ) from refused
    content = {"way": str(desk.way), "to": draft.address, "from": line.sent_from, "subject": subject, "body": body}
    return {**content, "template": line.template, "language": text.language}


def _row(draft: _Draft, version: str, stored_as: str, *, by: User | None, now: datetime, book: ParameterBook) -> Message:
    step, resident = draft.to.step, draft.to.resident
    return Message(
        organisation_id=step.case.organisation_id,
        case_id=step.case_id,
        resident=resident,
        channel=step.channel,
        step=step.step,
        due_on=step.due_on,
        reference=reference_of(*draft.to.key),
        carrier=draft.line.carrier,
        text_version=version,
        stored_as=stored_as,
        made_by=by,
        made_at=now,
        act_at=next_moment(timezone.localtime(now), hours_of(book, step.case.municipality_id)),
    )


def reference_of(case: int, resident: int, step: str, due_on: str) -> str:
    """How a message is named to its carrier: always the same for what may be sent once, telling nothing, known to us alone."""
    return f"vd-{salted_hmac('voordeur.stages.reach.messages', f'{case} {resident} {step} {due_on}').hexdigest()[:32]}"
