"""Partners by the legal list of the day; figures with a date and a source."""

from datetime import date, timedelta

import pytest

from voordeur.accounts.models import Municipality
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import ParameterValue, Partner
from voordeur.record.queries import parameter
from voordeur.shell.clock import today


@pytest.fixture
def anna(signed_in):
    return signed_in("anna")


def test_a_partner_is_added_and_changed_but_keeps_its_code(anna, cast):
    anna.post("/beheer/partners/nieuw/", {"code": "helderwater", "name": "Helder Water", "kind": "Water"})
    partner = Partner.objects.get(code="helderwater")
    assert (partner.receiver, partner.attested) == (cast.noorderlicht, False)
    changed = {"code": "anders", "name": "Helder Water NV", "kind": "Water", "attested": "on"}
    anna.post(f"/beheer/partners/{partner.pk}/", changed)
    partner.refresh_from_db()
    assert (partner.code, partner.name, partner.attested) == ("helderwater", "Helder Water NV", True)
    assert AccessLogEntry.objects.filter(purpose="manage", subjects=[f"partner:{partner.pk}"]).count() == 2


def test_a_kind_outside_the_legal_list_is_refused(anna):
    anna.post("/beheer/partners/nieuw/", {"code": "incasso", "name": "Incasso", "kind": "Incassobureau"})
    assert not Partner.objects.filter(code="incasso").exists()


def test_a_new_kind_by_an_own_dated_value_may_signal_from_that_day(anna, cast):
    ParameterValue.objects.create(
        organisation=cast.noorderlicht, key="partner_kinds", value=["Overige"], valid_from=today(), source="proef"
    )
    anna.post("/beheer/partners/nieuw/", {"code": "kinderopvang", "name": "Kinderopvang", "kind": "Overige"})
    assert Partner.objects.filter(code="kinderopvang").exists()


def test_the_same_code_twice_is_refused_with_a_sentence(anna):
    answer = anna.post("/beheer/partners/nieuw/", {"code": "thuisgoed", "name": "Nog een", "kind": "Huur"})
    assert "Er is al een partner met deze code." in answer.content.decode()


def test_another_receivers_partner_is_not_there(anna, cast):
    other = Partner.objects.create(code="elders", name="Elders", kind="Zorg", receiver=cast.elders)
    assert anna.post(f"/beheer/partners/{other.pk}/", {"name": "x", "kind": "Zorg"}).status_code == 404


def test_an_amount_is_typed_in_euros_and_holds_from_its_day(anna, cast):
    day = today() + timedelta(days=30)
    asked = {"value": "75.50", "valid_from": day.isoformat(), "source": "raadsbesluit", "municipality": cast.waterstad.pk}
    assert anna.post("/beheer/waarden/threshold_cents/", asked).status_code == 302
    here = {"organisation": cast.noorderlicht, "municipality": cast.waterstad}
    assert parameter("threshold_cents", **here, on=day) == 7550
    assert parameter("threshold_cents", **here, on=day - timedelta(days=1)) == 5000
    assert parameter("threshold_cents", organisation=cast.noorderlicht, municipality=cast.veenstad, on=day) == 5000
    assert AccessLogEntry.objects.filter(purpose="manage", subjects=["parameter:threshold_cents"]).count() == 1


@pytest.mark.parametrize(
    ("key", "typed", "held"),
    [
        ("threshold_closes", "no", False),
        ("repeat_months", "12", 12),
        ("delivery_window", "[1, 5]", [1, 5]),
        ("age_to_days", '{"Zorg": 90}', {"Zorg": 90}),
    ],
)
def test_each_shape_of_value_is_kept_in_its_shape(anna, cast, key, typed, held):
    anna.post(f"/beheer/waarden/{key}/", {"value": typed, "valid_from": "2026-01-01", "source": "besluit"})
    assert parameter(key, organisation=cast.noorderlicht, on=date(2026, 1, 1)) == held


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("threshold_cents", "-1"),
        ("threshold_cents", "veel"),
        ("repeat_months", "1.5"),
        ("delivery_window", '{"a": 1}'),
        ("delivery_window", '["a"]'),
        ("delivery_window", "[]"),
        ("age_to_days", "7"),
        ("threshold_closes", "misschien"),
    ],
)
def test_a_value_of_another_shape_is_refused(anna, key, typed):
    answer = anna.post(f"/beheer/waarden/{key}/", {"value": typed, "valid_from": "2026-01-01", "source": "besluit"})
    assert answer.status_code == 200
    assert not ParameterValue.objects.exists()


def test_a_value_without_a_source_or_for_anothers_town_is_refused(anna, cast):
    asked = {"value": "12", "valid_from": "2026-01-01", "source": ""}
    anna.post("/beheer/waarden/repeat_months/", asked)
    anna.post("/beheer/waarden/repeat_months/", {**asked, "source": "besluit", "municipality": cast.elderstad.pk})
    assert not ParameterValue.objects.exists()


def test_a_figure_that_nobody_knows_is_not_there(anna):
    assert anna.get("/beheer/waarden/no_such_key/").status_code == 404


def test_the_list_says_which_figures_were_not_verified(anna):
    page = anna.get("/beheer/waarden/").content.decode()
    assert "niet geverifieerd" in page
    assert "€\xa050,00" in page


def test_the_organisations_contact_and_towns(anna, cast):
    anna.post("/beheer/organisatie/", {"contact_name": "Clara", "phone": "06-00000001"})
    anna.post("/beheer/organisatie/gemeente/", {"town-code": "9004", "town-name": "Duinstad"})
    anna.post("/beheer/organisatie/gemeente/", {"town-code": "9003", "town-name": "Verzonnen"})
    anna.post("/beheer/organisatie/gemeente/", {"town-code": "90", "town-name": "Kort"})
    cast.noorderlicht.refresh_from_db()
    assert cast.noorderlicht.contact_name == "Clara"
    assert set(cast.noorderlicht.municipalities.values_list("code", flat=True)) == {"9001", "9002", "9003", "9004"}
    assert Municipality.objects.get(code="9003").name == "Elderstad"


def test_a_municipality_cannot_widen_its_own_walls(signed_in, cast):
    cast.stine.role = "administrator"
    cast.stine.save()
    stine = signed_in("stine")
    assert stine.post("/beheer/organisatie/gemeente/", {"town-code": "9001", "town-name": "Waterstad"}).status_code == 404
    assert list(cast.elders.municipalities.all()) == [cast.elderstad]


def test_the_first_person_of_a_partner_brings_its_organisation(anna, cast):
    asked = {"name": "Zita", "email": "zita@voorbeeld.test", "role": "partner"}
    answer = anna.post(f"/beheer/partners/{cast.zorgvuldig.pk}/uitnodigen/", asked)
    assert "/toegang/welkom/" in answer.content.decode()
    cast.zorgvuldig.refresh_from_db()
    zita = cast.zorgvuldig.organisation.people.get()
    assert (zita.email, zita.role, cast.zorgvuldig.organisation.kind) == ("zita@voorbeeld.test", "partner", "partner")
    assert "Zita" in anna.get(f"/beheer/partners/{cast.zorgvuldig.pk}/").content.decode()


def test_a_partners_person_gets_no_role_of_the_team(anna, cast):
    asked = {"name": "Zita", "email": "zita@voorbeeld.test", "role": "coordinator"}
    anna.post(f"/beheer/partners/{cast.zorgvuldig.pk}/uitnodigen/", asked)
    cast.zorgvuldig.refresh_from_db()
    assert cast.zorgvuldig.organisation is None


def test_nobody_is_invited_into_a_partner_that_also_delivers_elsewhere(anna, cast):
    Partner.objects.create(
        code="thuisgoed", name="Thuisgoed", kind="Huur", receiver=cast.elders, organisation=cast.thuisgoed_staff
    )
    asked = {"name": "Zita", "email": "zita@voorbeeld.test", "role": "partner"}
    assert anna.post(f"/beheer/partners/{cast.thuisgoed.pk}/uitnodigen/", asked).status_code == 404
    assert cast.thuisgoed_staff.people.count() == 1
