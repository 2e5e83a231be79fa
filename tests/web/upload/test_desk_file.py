"""The receiving organisation uploads a desk's file, with lines of more than one partner."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from voordeur.stages.deliver.models import ColumnMapping, Delivery, Line, PendingFile, Signal

HEADER = ["Signaalpartner", "Klantnr", "Achternaam", "Postcode", "Huisnummer", "Bedrag", "Oudste vervaldatum"]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def line(partner, number, amount="123,45"):
    return [partner, f"K{number}", "Jansen", "1234 AB", str(number), amount, "2026-09-01"]


ROWS = [line("Thuisgoed", 1), line("Zorgvuldig", 2, ""), line("Elders Wonen", 3), line("Thuisgoed", 4)]


def send(client, header=HEADER, rows=ROWS):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *rows])
    file = SimpleUploadedFile("meldpunt.csv", out.getvalue().encode())
    return client.post(reverse("upload"), {"partner": "meldpunt", "file": file})


def deliver(client, **more):
    pk = PendingFile.objects.latest("pk").pk
    page = client.get(reverse("trial", args=[pk]))
    chosen = {f"c{row['place']}": row["field"] for row in page.context["mapping"]}
    return client.post(reverse("trial-deliver", args=[pk]), {**chosen, **more})


def test_a_trial_judges_each_line_as_its_own_partners_and_writes_nothing(cast, signed_in):
    client = signed_in("clara")
    page = client.get(send(client).url).content.decode()
    assert "4 regels gelezen, 2 aangenomen, 2 geweigerd" in page
    assert "&#x27;Elders Wonen&#x27; is geen signaalpartner van deze organisatie" in page
    assert "Het bedrag ontbreekt." in page
    assert (Delivery.objects.count(), Line.objects.count(), ColumnMapping.objects.count()) == (0, 0, 0)


def test_the_whole_shows_its_partners_and_each_partner_its_own(cast, signed_in):
    client = signed_in("clara")
    send(client)
    answer = deliver(client)
    whole = Delivery.objects.get(partner=None)
    assert answer.url == reverse("delivery", args=[whole.pk])
    page = client.get(answer.url).content.decode()
    assert "4 regels gelezen, 2 aangenomen, 2 geweigerd" in page
    assert "2 regels gelezen, 2 aangenomen, 0 geweigerd" in page
    assert "Van geen bekende partner" in page
    assert Signal.objects.filter(partner=cast.thuisgoed).count() == 2
    share = Delivery.objects.get(partner=cast.thuisgoed)
    assert reverse("delivery", args=[share.pk]) in page
    assert ColumnMapping.objects.get().desk_of == cast.noorderlicht
    for pk in (whole.pk, share.pk):
        assert client.get(reverse("delivery-receipt", args=[pk])).content.startswith(b"%PDF")
        assert client.get(reverse("delivery-refused", args=[pk, "csv"])).status_code == 200
    overview = client.get(reverse("deliveries")).content.decode()
    assert "Meldpunt" in overview
    assert "4 regels gelezen" in overview


def test_a_partners_staff_get_their_share_but_neither_the_whole_nor_the_choice(cast, signed_in):
    client = signed_in("clara")
    send(client)
    deliver(client)
    petra = signed_in("petra")
    whole, share = Delivery.objects.get(partner=None), Delivery.objects.get(partner=cast.thuisgoed)
    for name in ("delivery", "delivery-progress", "delivery-receipt"):
        assert petra.get(reverse(name, args=[whole.pk])).status_code == 404
        assert petra.get(reverse(name, args=[Delivery.objects.get(partner=cast.zorgvuldig).pk])).status_code == 404
    assert petra.get(reverse("delivery", args=[share.pk])).status_code == 200
    assert "meldpunt" not in petra.get(reverse("upload")).content.decode().lower()
    assert send(petra).status_code == 422
    assert not PendingFile.objects.exists()


def test_the_partner_column_can_be_pointed_out_and_must_be(cast, signed_in):
    client = signed_in("clara")
    page = client.get(send(client, header=["xq7", *HEADER[1:]]).url)
    rows = page.context["mapping"]
    chosen = {f"c{row['place']}": "" if row["name"] == "xq7" else row["field"] for row in rows}
    pk = PendingFile.objects.get().pk
    refused = client.post(reverse("trial-deliver", args=[pk]), chosen)
    assert refused.status_code == 422
    assert "Wijs die kolom aan" in refused.content.decode()
    assert not Delivery.objects.exists()
    chosen = {f"c{row['place']}": "partner" if row["name"] == "xq7" else row["field"] for row in rows}
    client.post(reverse("trial-deliver", args=[pk]), chosen)
    assert Delivery.objects.count() == 3


def test_the_same_desk_file_again_leads_to_the_first_delivery(cast, signed_in):
    client = signed_in("clara")
    first, again = (send(client) and deliver(client) for _ in range(2))
    assert again.url == first.url
    assert (Delivery.objects.count(), Line.objects.count()) == (3, 4)
    assert "al eerder aangeleverd" in client.get(again.url).content.decode()
