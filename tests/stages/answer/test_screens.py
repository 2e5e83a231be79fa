"""The answers in the browser and in the file: exactly what may be heard, for everybody of the cast."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from stages.town import TODAY, Street
from voordeur.privacy.access import ABILITIES, Ability
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Partner
from voordeur.stages.answer.actions import answer_signals, make_file
from voordeur.stages.answer.models import AnswerFile
from voordeur.stages.answer.queries import COLUMNS, SENTENCES
from voordeur.stages.answer.rules import AnswerCode
from voordeur.stages.deliver.models import Signal

# Everything in the town that a creditor must not find: names, addresses, other creditors, amounts, the offer's course.
SECRETS = (
    "Aaldering", "Boonstra", "Cramer", "Merelstraat", "9001AB", "Waterstad", "Zorgvuldig", "zorgvuldig", "123,45", "12345",
    "06-000000", "999900", "K-GEHEIM", "Vervolghulp", "Brief", "Huisbezoek",
)  # fmt: skip


@pytest.fixture
def answered(street: Street) -> AnswerFile:
    """Anna (accepted) and Ben live together, Cees died; Thuisgoed reported Anna and Cees, Zorgvuldig Anna and Ben."""
    home = street.household(number="14")
    anna = street.resident(home, "Aaldering", bsn="999900006", phone="06-00000000")
    ben = street.resident(home, "Boonstra", bsn="999900018")
    cees = street.resident(street.household(number="16"), "Cramer", secrecy=True)
    rent = street.signal(anna, street.cast.thuisgoed, customer_number="=HUUR+1")
    street.signal(anna, street.cast.zorgvuldig, customer_number="K-GEHEIM-1")
    street.signal(ben, street.cast.zorgvuldig, customer_number="K-GEHEIM-2")
    street.signal(cees, street.cast.thuisgoed, customer_number="HUUR-2", status="Inwoner is overleden")
    street.told(rent.taking.case, "attempt", channel="Brief", reached=False, resident=anna.pk)
    street.told(rent.taking.case, "accepted", resident=anna.pk)
    answer_signals(list(Signal.objects.values_list("pk", flat=True)), today=TODAY)
    file = make_file(partner=street.cast.thuisgoed, today=TODAY, by=street.cast.clara)
    make_file(partner=street.cast.zorgvuldig, today=TODAY, by=street.cast.clara)
    return file


def address(file: AnswerFile, suffix: str) -> str:
    return f"/terugkoppelen/{file.pk}/antwoorden.{suffix}"


def everything_in(content: bytes) -> str:
    """The text of a CSV, or of every part of an XLSX."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def test_a_file_holds_the_whitelist_and_nothing_else(answered, signed_in):
    content = signed_in("petra").get(address(answered, "csv")).content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    ids = dict(Signal.objects.values_list("customer_number", "pk"))
    assert sorted(rows[1:]) == [
        ["'=HUUR+1", str(ids["=HUUR+1"]), "2026-10-25", "HULP_GEACCEPTEERD", str(SENTENCES["HULP_GEACCEPTEERD"]), "2026-11-24"],
        ["HUUR-2", str(ids["HUUR-2"]), "2026-10-25", "OVERLEDEN", str(SENTENCES["OVERLEDEN"]), ""],
    ]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["petra", "clara"])
def test_no_byte_of_anybody_or_of_another_creditor(answered, signed_in, name, suffix):
    said = everything_in(signed_in(name).get(address(answered, suffix)).content)
    assert "HULP_GEACCEPTEERD" in said
    assert [secret for secret in SECRETS if secret in said] == []
    assert "<f>" not in said  # no formula


def test_who_may_fetch_whose_answers(answered, signed_in):
    other = AnswerFile.objects.get(partner__code="zorgvuldig")
    got = {
        name: (signed_in(name).get(address(answered, "csv")).status_code, signed_in(name).get(address(other, "csv")).status_code)
        for name in ("clara", "petra", "karim", "vera", "marga", "oscar", "anna", "stine")
    }
    assert got == {
        "clara": (200, 200),
        "petra": (200, 404),
        "karim": (403, 403),
        "vera": (403, 403),
        "marga": (403, 403),
        "oscar": (403, 403),
        "anna": (403, 403),
        "stine": (404, 404),
    }


def test_a_download_is_logged_and_only_the_partner_counts_as_fetched(answered, signed_in):
    signed_in("clara").get(address(answered, "csv"))
    answered.refresh_from_db()
    assert answered.first_fetched_at is None
    signed_in("petra").get(address(answered, "xlsx"))
    answered.refresh_from_db()
    first = answered.first_fetched_at
    assert first is not None
    signed_in("petra").get(address(answered, "csv"))
    answered.refresh_from_db()
    assert answered.first_fetched_at == first
    entries = AccessLogEntry.objects.filter(purpose="answer")
    assert [entry.user.name for entry in entries] == ["Clara", "Petra", "Petra"]
    assert f"answer_file:{answered.pk}" in entries[0].subjects


def test_somebody_with_one_municipality_sees_its_signals_only(answered, street, signed_in):
    cees = street.resident(street.household(number="2", municipality=street.cast.veenstad), "Draaisma")
    signal = street.signal(cees, street.cast.thuisgoed, customer_number="HUUR-3")
    answer_signals([signal.pk], today=TODAY)
    file = make_file(partner=street.cast.thuisgoed, today=TODAY, by=street.cast.clara)
    street.cast.clara.municipalities.set([street.cast.waterstad])
    assert "HUUR-3" not in signed_in("clara").get(address(file, "csv")).content.decode()
    assert "HUUR-3" in signed_in("petra").get(address(file, "csv")).content.decode()


def test_the_list_shows_what_is_new_and_makes_a_file(street, signed_in):
    signal = street.signal(street.resident(street.household(number="1"), "Aaldering"), street.cast.thuisgoed)
    answer_signals([signal.pk], today=TODAY)
    desk = signed_in("clara")
    page = desk.get("/terugkoppelen/").content.decode()
    assert "1 nieuw antwoord" in page
    assert "Aaldering" not in page
    made = desk.post(f"/terugkoppelen/{street.cast.thuisgoed.pk}/maken/", follow=True).content.decode()
    assert "Het bestand is klaar: 1 antwoord" in made
    assert AnswerFile.objects.get().made_by == street.cast.clara


def test_a_partner_sees_itself_and_an_empty_state(cast, signed_in):
    page = signed_in("petra").get("/terugkoppelen/").content.decode()
    assert "niets nieuws" in page
    assert "Zorgvuldig" not in page
    assert signed_in("petra").post(f"/terugkoppelen/{cast.zorgvuldig.pk}/maken/").status_code == 404
    Partner.objects.all().delete()
    assert "Er zijn nog geen partners" in signed_in("clara").get("/terugkoppelen/").content.decode()


def test_every_code_has_one_sentence_without_a_slot():
    assert set(SENTENCES) == set(AnswerCode)
    assert not any("%" in str(sentence) or "{" in str(sentence) for sentence in SENTENCES.values())


def test_the_roles_that_may_fetch_are_the_desk_and_the_partner():
    assert {role for role, may in ABILITIES.items() if Ability.FETCH_ANSWERS in may} == {"coordinator", "partner"}
