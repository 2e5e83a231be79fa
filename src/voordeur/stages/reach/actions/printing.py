"""Print files of letters and cards: ask the register again, make one PDF, record every piece as an attempt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Organisation, User
from voordeur.channels import card, letter
from voordeur.channels.sender import Sender
from voordeur.connections.brp import NoRegister, PersonRegister, RegisterPerson
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.programmes import texts
from voordeur.record import files
from voordeur.record.actions import append_events
from voordeur.record.models import Case, Household, Resident
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.actions.attempts import record_fact
from voordeur.stages.reach.actions.senders import PostRefusedError, sender_of
from voordeur.stages.reach.models import DueStep, PrintBatch, PrintedPiece
from voordeur.stages.reach.queries.printing import LETTER, Addressee, addressees, due_steps
from voordeur.stages.reach.rules.register_check import Verdict, still_there
from voordeur.stages.reach.rules.vocabulary import Kind

_ROOM = {LETTER: "letter"}  # everything else that we print is a card
_LEFT_OUT = {
    Verdict.DECEASED: (Kind.DECEASED, {}),
    Verdict.MOVED: (Kind.MOVED, {}),
    Verdict.UNKNOWN: (Kind.CHANNEL_FACT, {"fact": "no_address"}),
}


@dataclass(frozen=True)
class _Asked:
    """The register's answer about one resident; by default what we knew stands."""

    verdict: Verdict = Verdict.THERE
    died_on: date | None = None


@dataclass(frozen=True)
class _Piece:
    """One letter or card about to be printed."""

    to: Addressee
    content: letter.Letter | card.Card
    text_version: str


def print_batch(
    *, organisation: Organisation, channel: str, cases: Collection[int], by: User, today: date, register: PersonRegister
) -> PrintBatch | None:
    """Make one print file of the due letters or cards of these cases, in print order. None: nobody was left.

    The register is asked again first (P13), outside the transaction; who died or left is not written to and the case learns
    so. Then all or nothing: the file, the batch, and one attempt a person. Cases are locked, and what fell due once is printed
    once, so a double click or a killed process never makes two. Raises PostRefusedError, and RegisterUnavailable when a
    connected register does not answer.
    """
    asked = _ask_again(_found(organisation, channel, cases, today), register=register, by=by)
    with transaction.atomic():
        list(Case.objects.select_for_update().filter(pk__in=cases).order_by("pk").values_list("pk", flat=True))
        to = [one for one in _found(organisation, channel, cases, today) if one.resident.pk in asked]
        _tell(to, asked, channel=channel, by=by, today=today)
        left = _not_yet_printed([one for one in to if asked[one.resident.pk].verdict == Verdict.THERE])
        if not left:
            return None
        pieces = _compose(left, organisation=organisation, today=today)
        return _print(pieces, organisation=organisation, channel=channel, by=by, today=today)


def _found(organisation: Organisation, channel: str, cases: Collection[int], today: date) -> list[Addressee]:
    return addressees(due_steps(organisation=organisation, channel=channel, cases=cases, today=today))


def _ask_again(found: Sequence[Addressee], *, register: PersonRegister, by: User) -> dict[int, _Asked]:
    """What the register says now of each resident. Without a connection, or a BSN, what we knew stands."""
    known = {one.resident.pk: one.resident for one in found}
    bsns = sorted({resident.bsn for resident in known.values() if resident.bsn})
    if not bsns or isinstance(register, NoRegister):
        return dict.fromkeys(known, _Asked())
    record_look(Look(by, Purpose.CHECK_REGISTER), {f"household:{one.household.pk}" for one in found})
    answers = register.by_bsn(bsns)
    return {
        pk: _Asked(still_there(_facts(answers.get(resident.bsn)), at=_address(resident.household)), _died(answers, resident))
        if resident.bsn
        else _Asked()
        for pk, resident in known.items()
    }


def _died(answers: dict[str, RegisterPerson], resident: Resident) -> date | None:
    """The day of death where the register knows the whole of it."""
    person = answers.get(resident.bsn)
    try:
        return date.fromisoformat(person.died_on) if person else None
    except ValueError:
        return None


def _facts(person: RegisterPerson | None) -> tuple[str, tuple[str, ...]] | None:
    if person is None:
        return None
    home = person.address
    return str(person.suspension), (home.postcode, home.number, home.letter, home.addition)


def _address(home: Household) -> tuple[str, ...]:
    return (home.postcode, home.house_number, home.house_letter, home.addition)


def _tell(to: Sequence[Addressee], asked: dict[int, _Asked], *, channel: str, by: User, today: date) -> None:
    """The case learns of everybody who is left out; who died is marked so that nothing else goes out either (P08)."""
    for one in to:
        verdict = asked[one.resident.pk].verdict
        if verdict == Verdict.THERE:
            continue
        kind, more = _LEFT_OUT[verdict]
        facts = {"resident": one.resident.pk, **({"channel": channel} if kind == Kind.CHANNEL_FACT else {}), **more}
        record_fact(one.step.case, kind=kind, facts=facts, by=by, on=today)
        if verdict == Verdict.DECEASED:
            Resident.objects.filter(pk=one.resident.pk).update(died_on=asked[one.resident.pk].died_on or today)


def _not_yet_printed(to: Sequence[Addressee]) -> list[Addressee]:
    printed = {
        (case, resident, step, due_on.isoformat())
        for case, resident, step, due_on in PrintedPiece.objects.filter(case__in={one.step.case_id for one in to}).values_list(
            "case", "resident", "step", "due_on"
        )
    }
    once = {one.resident.pk: one for one in reversed(to) if one.key not in printed and _name(one.resident)}
    return [one for one in to if once.get(one.resident.pk) is one]


def _compose(to: Sequence[Addressee], *, organisation: Organisation, today: date) -> list[_Piece]:
    """The words of every piece; one query, however many."""
    book = parameter_book(["sender", "retention_case_months"], organisation=organisation, on=today)
    towns = {one.step.case.municipality for one in to}
    senders = {town: sender_of(book, organisation, town) for town in towns}
    months = {town: int(book.value("retention_case_months", town.pk if town else None)) for town in towns}
    return [_piece(one, sender=senders[one.step.case.municipality], months=months[one.step.case.municipality]) for one in to]


def _piece(to: Addressee, *, sender: Sender, months: int) -> _Piece:
    room = _ROOM.get(to.step.channel, "card")
    programme = texts.programme_of(to.step.case.protocol)
    spoken = texts.languages(programme, room)
    language = to.resident.language if to.resident.language in spoken else spoken[0]
    name = _name(to.resident)
    content: letter.Letter | card.Card = (
        letter.Letter(name, _lines(to.household), to.sources, sender, months, language, programme)
        if room == "letter"
        else card.Card(name, sender, language, programme)
    )
    return _Piece(to, content, texts.version(programme, room, language))


def _print(pieces: Sequence[_Piece], *, organisation: Organisation, channel: str, by: User, today: date) -> PrintBatch:
    """Render, store, record. Runs inside the transaction; a file whose batch is not kept is swept up by `forget`."""
    try:
        pdf = (
            letter.render([piece.content for piece in pieces if isinstance(piece.content, letter.Letter)], on=today)
            if channel == LETTER
            else card.render([piece.content for piece in pieces if isinstance(piece.content, card.Card)], on=today)
        )
    except card.CardRefusedError as refused:
        raise PostRefusedError(
            _("De kaart verraadt te veel: “%(word)s” mag er niet op staan.") % {"word": refused.found[0].word}
        ) from refused
    stored = files.save("print", pdf, ".pdf")
    try:
        batch = PrintBatch.objects.create(
            organisation=organisation, channel=channel, on=today, made_by=by, stored_as=stored, pages=_pages(channel, pieces)
        )
        _record(batch, pieces, by=by, today=today)
    except BaseException:
        files.remove(stored)
        raise
    record_look(Look(by, Purpose.PRINT), {f"household:{piece.to.household.pk}" for piece in pieces})
    return batch


def _record(batch: PrintBatch, pieces: Sequence[_Piece], *, by: User, today: date) -> None:
    """One attempt a person with the DDAS fields (R27), one row a piece; what was due is no longer."""
    told = [
        (
            piece.to.step.case_id,
            {
                "step": piece.to.step.step,
                "channel": batch.channel,
                "day_part": "",
                "reached": False,
                "result": "sent",
                "resident": piece.to.resident.pk,
                "purpose": "offer_help",
                "batch": batch.pk,
                "text_version": piece.text_version,
            },
        )
        for piece in pieces
    ]
    events = append_events(kind="attempt", on=today, by=by, told=told)
    PrintedPiece.objects.bulk_create(
        [
            PrintedPiece(
                batch=batch,
                case_id=piece.to.step.case_id,
                resident=piece.to.resident,
                event=event,
                text_version=piece.text_version,
                step=piece.to.step.step,
                due_on=piece.to.step.due_on,
            )
            for piece, event in zip(pieces, events, strict=True)
        ]
    )
    DueStep.objects.filter(pk__in={piece.to.step.pk for piece in pieces}).delete()


def _pages(channel: str, pieces: Sequence[_Piece]) -> int:
    """Two pages a letter, two cards a page."""
    return 2 * len(pieces) if channel == LETTER else (len(pieces) + 1) // 2


def _name(resident: Resident) -> str:
    """How post is addressed: as the register says, else initials, prefix and surname; "" when there is no surname."""
    if resident.address_name:
        return resident.address_name
    if not resident.surname:
        return ""
    return " ".join(part for part in (resident.initials, resident.prefix, resident.surname) if part)


def _lines(home: Household) -> tuple[str, ...]:
    """Street and number; postcode and city as the post wants them: a space in the postcode, two before the city in capitals."""
    number = " ".join(part for part in (home.house_number + home.house_letter, home.addition) if part)
    postcode = f"{home.postcode[:4]} {home.postcode[4:].strip()}".strip()
    return (f"{home.street} {number}".strip(), f"{postcode}  {home.city.upper()}".strip())
