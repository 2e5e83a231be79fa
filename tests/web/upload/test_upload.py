"""Uploading a file: tried first, delivered on purpose, and never for another."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from voordeur.accounts.models import Organisation, OrganisationKind
from voordeur.record import files
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import ColumnMapping, Delivery, Line, PendingFile, Signal

HEADER = ["Klantnr", "Achternaam", "Voorletters", "Straat", "Huisnummer", "Postcode", "Plaats", "Bedrag", "Oudste vervaldatum"]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def line(number, *, amount="123,45", surname="Jansen"):
    return [f"K{number}", surname, "A.", "Merelstraat", str(number), "1234 AB", "Waterstad", amount, "01-10-2026"]


def sheet(*lines, header=None):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header or HEADER, *lines])
    return SimpleUploadedFile("november.csv", out.getvalue().encode())


def send(client, file, partner):
    return client.post(reverse("upload"), {"partner": partner.pk, "file": file})


def deliver(client, answer, **more):
    """Press the button on the trial page, with the mapping as it stands there."""
    pk = PendingFile.objects.latest("pk").pk
    page = client.get(reverse("trial", args=[pk]))
    chosen = {f"c{row['place']}": row["field"] for row in page.context["mapping"]}
    return client.post(reverse("trial-deliver", args=[pk]), {**chosen, **more})


def test_a_trial_says_what_would_happen_and_writes_nothing(cast, signed_in):
    client = signed_in("petra")
    answer = send(client, sheet(line(1), line(2), line(3, amount="")), cast.thuisgoed)
    page = client.get(answer.url).content.decode()
    assert "3 regels gelezen, 2 aangenomen, 1 geweigerd" in page
    assert "Het bedrag ontbreekt." in page
    assert (Delivery.objects.count(), Line.objects.count(), Signal.objects.count(), ColumnMapping.objects.count()) == (0, 0, 0, 0)


def test_after_confirming_the_file_is_delivered_and_the_pending_one_is_gone(cast, signed_in):
    client = signed_in("petra")
    send(client, sheet(line(1), line(2), line(3, amount="")), cast.thuisgoed)
    answer = deliver(client, None)
    delivery = Delivery.objects.get()
    assert answer.url == reverse("delivery", args=[delivery.pk])
    assert (delivery.delivered, delivery.accepted, delivery.refused, delivery.received_by) == (3, 2, 1, cast.petra)
    assert not PendingFile.objects.exists()
    assert files.stored("pending") == []
    assert ColumnMapping.objects.get().columns["Bedrag"] == "amount"


def test_the_uncertain_columns_come_first(cast, signed_in):
    client = signed_in("petra")
    header = [*HEADER[:3], "xq7", *HEADER[4:]]
    answer = send(client, sheet(line(1), line(2), header=header), cast.thuisgoed)
    shown = [row["name"] for row in client.get(answer.url).context["mapping"]]
    sure = [row["confidence"] for row in client.get(answer.url).context["mapping"]]
    assert sure == sorted(sure)
    assert "xq7" in shown[:3]


def test_another_mapping_can_be_tried_before_anything_is_confirmed(cast, signed_in):
    client = signed_in("petra")
    answer = send(client, sheet(line(1)), cast.thuisgoed)
    rows = client.get(answer.url).context["mapping"]
    chosen = {f"c{row['place']}": "" if row["name"] == "Bedrag" else row["field"] for row in rows}
    client.post(answer.url, chosen)
    page = client.get(answer.url).content.decode()
    assert "1 regel gelezen, 0 aangenomen, 1 geweigerd" in page
    assert not ColumnMapping.objects.exists()


def test_one_field_in_two_columns_is_said_on_the_page(cast, signed_in):
    client = signed_in("petra")
    answer = send(client, sheet(line(1)), cast.thuisgoed)
    page = client.post(answer.url, {"c0": "amount", "c1": "amount"})
    assert page.status_code == 422
    assert "Bedrag van de achterstand" in page.content.decode()
    assert "meer dan één kolom" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", b"", "leeg"),
        ("kop.csv", b"Klantnr;Bedrag\r\n", "geen regels"),
        ("plaatje.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "geen lijst met signalen"),
        ("half.xlsx", b"PK\x03\x04" + b"0" * 50, ""),
        ("nul.csv", b"Klantnr;Bedrag\r\nK1\x00;1\r\n", "tekens"),
    ],
)
def test_what_cannot_be_read_is_said_and_leaves_nothing(cast, signed_in, name, content, said):
    answer = send(signed_in("petra"), SimpleUploadedFile(name, content), cast.thuisgoed)
    assert answer.status_code == 422
    errors = " ".join(answer.context["form"].errors["file"])
    assert said in errors
    assert errors
    assert not PendingFile.objects.exists()
    assert files.stored("pending") == []


def test_the_same_file_twice_changes_nothing_and_says_so(cast, signed_in):
    client = signed_in("petra")
    for _ in range(2):
        send(client, sheet(line(1)), cast.thuisgoed)
        answer = deliver(client, None)
    assert Delivery.objects.count() == 1
    assert "al eerder aangeleverd" in client.get(answer.url).content.decode()


def test_a_second_file_with_the_same_arrears_asks_whether_it_replaces(cast, signed_in):
    client = signed_in("petra")
    send(client, sheet(line(1), line(2)), cast.thuisgoed)
    deliver(client, None)
    answer = send(client, sheet(line(1, amount="99,00"), line(2)), cast.thuisgoed)
    assert "Dit vervangt de vorige levering" in client.get(answer.url).content.decode()
    deliver(client, None, replaces="1")
    assert Delivery.objects.latest("pk").replaces == Delivery.objects.earliest("pk")


def test_a_file_that_shares_nothing_asks_nothing(cast, signed_in):
    client = signed_in("petra")
    send(client, sheet(line(1)), cast.thuisgoed)
    deliver(client, None)
    answer = send(client, sheet(line(8, surname="Bakker")), cast.thuisgoed)
    assert "vervangt" not in client.get(answer.url).content.decode()


def test_a_partner_cannot_deliver_for_another(cast, signed_in):
    answer = send(signed_in("petra"), sheet(line(1)), cast.zorgvuldig)
    assert answer.status_code == 422
    assert not PendingFile.objects.exists()


def test_the_desk_delivers_for_its_partners_only(cast, signed_in):
    elsewhere = Partner.objects.create(code="ver", name="Ver Weg", kind="Zorg", receiver=cast.elders)
    client = signed_in("clara")
    assert send(client, sheet(line(1)), cast.zorgvuldig).status_code == 302
    assert send(client, sheet(line(1)), elsewhere).status_code == 422


@pytest.mark.parametrize("name", ["trial", "trial-deliver", "trial-drop"])
def test_a_pending_file_is_its_uploaders_own(cast, signed_in, name):
    send(signed_in("petra"), sheet(line(1)), cast.thuisgoed)
    pending = PendingFile.objects.get()
    address = reverse(name, args=[pending.pk])
    for other in ("clara", "stine"):
        assert signed_in(other).post(address).status_code == 404
    assert PendingFile.objects.exists()
    assert not Delivery.objects.exists()


def test_who_changed_employer_loses_the_pending_file(cast, signed_in):
    client = signed_in("petra")
    answer = send(client, sheet(line(1)), cast.thuisgoed)
    cast.petra.organisation = Organisation.objects.create(name="Anders", kind=OrganisationKind.PARTNER)
    cast.petra.save()
    assert client.get(answer.url).status_code == 404


@pytest.mark.parametrize("name", ["vera", "karim", "marga", "oscar", "anna"])
def test_who_does_not_deliver_has_no_upload(cast, signed_in, name):
    assert signed_in(name).get(reverse("upload")).status_code == 403


def test_a_trial_that_nobody_wants_is_thrown_away(cast, signed_in):
    client = signed_in("petra")
    send(client, sheet(line(1)), cast.thuisgoed)
    client.post(reverse("trial-drop", args=[PendingFile.objects.get().pk]))
    assert files.stored("pending") == []
    assert not PendingFile.objects.exists()


def test_an_upload_of_an_earlier_day_is_swept_with_its_file(cast, signed_in):
    client = signed_in("petra")
    send(client, sheet(line(1)), cast.thuisgoed)
    PendingFile.objects.update(made_at=timezone.now() - timedelta(days=1))
    send(client, sheet(line(2)), cast.thuisgoed)
    assert len(files.stored("pending")) == PendingFile.objects.count() == 1


def test_a_mapping_that_reads_nothing_is_refused_and_never_kept(cast, signed_in):
    client = signed_in("petra")
    send(client, sheet(line(1)), cast.thuisgoed)
    pk = PendingFile.objects.get().pk
    nothing = {f"c{place}": "" for place in range(len(HEADER))}
    for name in ("trial", "trial-deliver"):
        answer = client.post(reverse(name, args=[pk]), nothing)
        assert answer.status_code == 422
        assert "Geen van de kolommen is herkend" in answer.content.decode()
    assert not ColumnMapping.objects.exists() and not Delivery.objects.exists()
    assert deliver(client, None).status_code == 302
