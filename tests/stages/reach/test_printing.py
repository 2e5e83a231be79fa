"""Letters and cards: to whom, once, and nothing that betrays anybody."""

from __future__ import annotations

from datetime import date

import pytest
from pypdf import PdfReader

from stages.town import TODAY, Street
from voordeur.connections.brp import Address, NoRegister, RegisterPerson, RegisterUnavailable, Suspension
from voordeur.privacy.models import AccessLogEntry
from voordeur.programmes.parameters import national
from voordeur.record import files
from voordeur.record.models import Case, Event, ParameterValue, Resident
from voordeur.stages.reach.actions.printing import print_batch
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.models import DueStep, PrintBatch, PrintedPiece


class Register:
    """A register that knows who is given to it; the connection itself has tests of its own."""

    def __init__(self, *people: RegisterPerson, silent: bool = False) -> None:
        self.people = {person.bsn: person for person in people}
        self.silent = silent
        self.asked: list[str] = []

    def by_bsn(self, bsns):
        if self.silent:
            raise RegisterUnavailable("stil")
        self.asked += bsns
        return {bsn: self.people[bsn] for bsn in bsns if bsn in self.people}


@pytest.fixture(autouse=True)
def somebody_to_call(cast):
    cast.noorderlicht.contact_name, cast.noorderlicht.phone = "Karim Bakker", "06-00000001"
    cast.noorderlicht.save()


def due(case: Case, channel: str = "Brief", step: str = "letter", on: date = TODAY) -> DueStep:
    return DueStep.objects.create(case=case, step=step, channel=channel, state="due", due_on=on)


def make(street: Street, *cases: Case, channel: str = "Brief", register=None) -> PrintBatch | None:
    return print_batch(
        organisation=street.cast.noorderlicht,
        channel=channel,
        cases=[case.pk for case in cases],
        by=street.cast.clara,
        today=TODAY,
        register=register or NoRegister(),
    )


def words(batch: PrintBatch) -> list[str]:
    with files.open_file(batch.stored_as) as pdf:
        return [page.extract_text() for page in PdfReader(pdf).pages]


def home(street: Street, number: str, *names: str) -> tuple[Case, list[Resident]]:
    """A household whose people each have a signal of Thuisgoed, with a letter due."""
    place = street.household(number=number)
    people = [street.resident(place, name) for name in names]
    case, *_same = [street.signal(person, street.cast.thuisgoed).taking.case for person in people]
    due(case)
    return case, people


def test_each_person_gets_a_letter_of_their_own_in_print_order(street: Street):
    second, _ = home(street, "20", "Cramer")
    first, _ = home(street, "14", "Aaldering", "Boonstra")
    batch = make(street, second, first)
    pages = words(batch)
    assert batch.pages == len(pages) == 6
    fronts = [page for page in pages if "Merelstraat" in page]
    assert [name for page in fronts for name in ("Aaldering", "Boonstra", "Cramer") if name in page] == [
        "Aaldering",
        "Boonstra",
        "Cramer",
    ]
    assert "bewoners" not in " ".join(pages)


def test_a_letter_names_the_sources_about_its_own_person_only(street: Street):
    place = street.household(number="14")
    anna, ben = street.resident(place, "Aaldering"), street.resident(place, "Boonstra")
    case = street.signal(anna, street.cast.thuisgoed).taking.case
    street.signal(ben, street.cast.zorgvuldig)
    due(case)
    fronts = [page for page in words(make(street, case)) if "Merelstraat" in page]
    about_anna = next(page for page in fronts if "Aaldering" in page)
    assert "Thuisgoed" in about_anna
    assert "Zorgvuldig" not in about_anna
    assert "Boonstra" not in about_anna


def test_every_piece_is_an_attempt_with_the_ddas_fields(street: Street):
    case, (anna,) = home(street, "14", "Aaldering")
    batch = make(street, case)
    event = Event.objects.get(case=case, kind="attempt")
    assert (event.on, event.by) == (TODAY, street.cast.clara)
    assert event.facts == {
        "step": "letter",
        "channel": "Brief",
        "day_part": "",
        "reached": False,
        "result": "sent",
        "resident": anna.pk,
        "purpose": "offer_help",
        "batch": batch.pk,
        "text_version": "common/letter.nl@2",
    }
    piece = PrintedPiece.objects.get()
    assert (piece.event, piece.resident, piece.batch) == (event, anna, batch)
    logged = AccessLogEntry.objects.latest("pk")
    assert (logged.purpose, logged.subjects) == ("print", [f"household:{case.household_id}"])


def test_a_double_click_makes_one_batch(street: Street):
    case, _ = home(street, "14", "Aaldering")
    assert make(street, case) is not None
    due(case)  # a worklist that was rebuilt from an older story shows the same step again
    assert make(street, case) is None
    assert PrintBatch.objects.count() == 1
    assert Event.objects.filter(kind="attempt").count() == 1


def test_who_died_moved_or_is_unknown_is_left_out_and_the_case_learns_it(street: Street):
    place = street.household(number="14")
    there, died, moved, gone = (
        street.resident(place, name, bsn=bsn)
        for name, bsn in (
            ("Aaldering", "999900006"),
            ("Boonstra", "999900018"),
            ("Cramer", "999900021"),
            ("Draaisma", "999900031"),
        )
    )
    for person in (there, died, moved, gone):
        case = street.signal(person, street.cast.thuisgoed).taking.case
    due(case)
    here = Address(street="Merelstraat", number="14", postcode="9001AB", city="Waterstad")
    register = Register(
        RegisterPerson(bsn=there.bsn, address=here),
        RegisterPerson(bsn=died.bsn, address=here, suspension=Suspension.DECEASED, died_on="2026-10-20"),
        RegisterPerson(bsn=moved.bsn, address=Address(number="3", postcode="9002AA")),
    )
    batch = make(street, case, register=register)
    assert [piece.resident for piece in batch.pieces.all()] == [there]
    told = {(e.kind, e.facts["resident"]) for e in case.events.exclude(kind__in=("opened", "attempt"))}
    assert told == {("deceased", died.pk), ("moved", moved.pk), ("channel_fact", gone.pk)}
    died.refresh_from_db()
    assert died.died_on == date(2026, 10, 20)
    assert set(register.asked) == {there.bsn, died.bsn, moved.bsn, gone.bsn}


def test_when_nobody_is_left_there_is_no_batch_but_the_case_knows(street: Street):
    case, (anna,) = home(street, "14", "Aaldering")
    Resident.objects.filter(pk=anna.pk).update(bsn="999900006")
    assert make(street, case, register=Register()) is None
    assert case.events.filter(kind="channel_fact").count() == 1
    assert not PrintBatch.objects.exists()


def test_a_silent_register_prints_nothing(street: Street):
    case, (anna,) = home(street, "14", "Aaldering")
    Resident.objects.filter(pk=anna.pk).update(bsn="999900006")
    with pytest.raises(RegisterUnavailable):
        make(street, case, register=Register(silent=True))
    assert DueStep.objects.filter(case=case).exists()
    assert not PrintBatch.objects.exists()


def test_who_said_no_gets_nothing_until_it_is_undone(street: Street):
    case, (anna, ben) = home(street, "14", "Aaldering", "Boonstra")
    street.told(case, "no", no="help", resident=anna.pk)
    batch = make(street, case)
    assert [piece.resident for piece in batch.pieces.all()] == [ben]
    street.told(case, "undo_no", no="help", resident=anna.pk)
    due(case, step="letter2")
    assert {piece.resident for piece in make(street, case).pieces.all()} == {anna, ben}


def test_without_a_name_and_number_to_call_nothing_is_printed(street: Street):
    street.cast.noorderlicht.phone = ""
    street.cast.noorderlicht.save()
    case, _ = home(street, "14", "Aaldering")
    with pytest.raises(PostRefusedError):
        make(street, case)
    assert DueStep.objects.filter(case=case).exists()


def test_a_team_name_that_betrays_is_refused(street: Street):
    value = {**national("sender", TODAY).value, "department": "Team Schuldhulp"}
    ParameterValue.objects.create(
        organisation=street.cast.noorderlicht, key="sender", value=value, valid_from=date(2026, 1, 1), source="test"
    )
    case, _ = home(street, "14", "Aaldering")
    with pytest.raises(PostRefusedError, match="schuldhulp"):
        make(street, case)


def test_nothing_is_left_behind_when_recording_fails(street: Street, monkeypatch):
    case, _ = home(street, "14", "Aaldering")
    before = files.stored("print")
    monkeypatch.setattr(
        "voordeur.stages.reach.actions.printing.making._record", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("killed"))
    )
    with pytest.raises(RuntimeError):
        make(street, case)
    assert files.stored("print") == before
    assert DueStep.objects.filter(case=case).exists()
    assert not PrintBatch.objects.exists()


def test_cards_hold_no_word_that_betrays(street: Street):
    case, _ = home(street, "14", "Aaldering")
    due(case, channel="Kaartje", step="card")
    batch = make(street, case, channel="Kaartje")
    (page,) = words(batch)
    assert "Aaldering" in page
    assert "VoorzieningenWijzer" in page
    assert "06-00000001" in page
    assert not any(word in page.lower() for word in ("schuld", "achterstand", "thuisgoed", "betaling"))


def test_another_organisation_prints_none_of_it(street: Street):
    case, _ = home(street, "14", "Aaldering")
    batch = print_batch(
        organisation=street.cast.elders,
        channel="Brief",
        cases=[case.pk],
        by=street.cast.stine,
        today=TODAY,
        register=NoRegister(),
    )
    assert batch is None


@pytest.mark.parametrize("many", [2, 25])
def test_the_number_of_queries_does_not_grow(street: Street, django_assert_max_num_queries, many):
    cases = [home(street, str(number), "Aaldering")[0] for number in range(1, many + 1)]
    with django_assert_max_num_queries(38):
        batch = make(street, *cases)
    assert batch.pieces.count() == many
