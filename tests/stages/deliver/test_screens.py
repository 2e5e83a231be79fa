"""The list of deliveries, the verdict page, the refused lines and the receipt."""

from datetime import date

import pytest
from django.urls import reverse

from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.deliver.models import Delivery, Line

COLUMNS = ["Klantnr", "Naam", "Bedrag"]


def delivery(cast, *, refused=2, partner=None, state="done", number=1):
    made = Delivery.objects.create(
        partner=partner or cast.thuisgoed,
        organisation=cast.noorderlicht,
        month=date(2026, 11, 1),
        on=date(2026, 11, 25),
        sha256=f"{number:064d}",
        file_name="november.csv",
        columns=dict.fromkeys(COLUMNS, ""),
        header=COLUMNS,
        state=state,
        delivered=refused,
        refused=refused,
        lines_total=refused,
        lines_done=refused,
        received_by=cast.petra,
    )
    finding = {"code": "amount_not_a_number", "column": "Bedrag", "params": {"value": "veel"}}
    Line.objects.bulk_create(
        Line(delivery=made, number=n + 1, verdict="refused", findings=[finding], cells=[f"=K{n}", "Jansen", "veel"])
        for n in range(refused)
    )
    return made


def test_the_empty_list_says_what_to_do(cast, signed_in):
    page = signed_in("petra").get(reverse("deliveries")).content.decode()
    assert "Nog niets aangeleverd" in page
    assert reverse("upload") in page


def test_the_verdict_names_the_line_the_cell_and_the_reason(cast, signed_in):
    page = signed_in("petra").get(reverse("delivery", args=[delivery(cast).pk])).content.decode()
    assert "2 regels gelezen, 0 aangenomen, 2 geweigerd" in page
    assert page.count('<mark class="vd-cell-wrong">veel</mark>') == 2
    assert "is geen getal" in page


def test_ten_thousand_refused_lines_are_paged_and_cost_no_more_queries(cast, signed_in, django_assert_max_num_queries):
    client = signed_in("petra")
    small, large = delivery(cast), delivery(cast, refused=10_000, number=2)
    client.get(reverse("delivery", args=[small.pk]))

    def asked(pk, page=1):
        with django_assert_max_num_queries(40) as captured:
            answer = client.get(reverse("delivery", args=[pk]), {"page": page})
        return len(captured), answer.content.decode()

    few, _ = asked(small.pk)
    many, page = asked(large.pk, 2)
    assert many == few
    assert page.count("<tr>") == 51
    assert "51 tot en met 100 van 10.000" in page


def test_the_list_costs_as_many_queries_for_one_delivery_as_for_twenty(cast, signed_in, django_assert_max_num_queries):
    client = signed_in("clara")

    def asked():
        with django_assert_max_num_queries(40) as captured:
            client.get(reverse("deliveries"))
        return len(captured)

    delivery(cast)
    asked()
    few = asked()
    for number in range(2, 22):
        delivery(cast, number=number)
    assert asked() == few


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_refused_lines_go_back_in_the_creditors_columns_and_the_look_is_logged(cast, signed_in, kind, start):
    made = delivery(cast)
    answer = signed_in("petra").get(reverse("delivery-refused", args=[made.pk, kind]))
    assert answer.content.startswith(start)
    assert AccessLogEntry.objects.filter(user=cast.petra, subjects=[f"delivery:{made.pk}"], purpose="deliver").exists()
    if kind == "csv":
        assert "'=K0;Jansen;veel" in answer.content.decode("utf-8-sig")


def test_an_unknown_kind_of_download_is_not_found(cast, signed_in):
    assert signed_in("petra").get(reverse("delivery-refused", args=[delivery(cast).pk, "exe"])).status_code == 404


def test_the_receipt_is_a_pdf_for_a_delivery_that_is_done(cast, signed_in):
    client = signed_in("petra")
    answer = client.get(reverse("delivery-receipt", args=[delivery(cast).pk]))
    assert answer.content.startswith(b"%PDF")
    busy = delivery(cast, state="reading", number=2)
    assert client.get(reverse("delivery-receipt", args=[busy.pk])).status_code == 404


NAMES = ["delivery", "delivery-progress", "delivery-receipt"]


@pytest.mark.parametrize("name", NAMES)
def test_another_partners_delivery_is_not_found(cast, signed_in, name):
    other = delivery(cast, partner=cast.zorgvuldig)
    assert signed_in("petra").get(reverse(name, args=[other.pk])).status_code == 404
    assert signed_in("stine").get(reverse(name, args=[other.pk])).status_code == 404


@pytest.mark.parametrize("name", ["vera", "karim", "marga", "oscar", "anna"])
def test_who_does_not_deliver_sees_no_deliveries(cast, signed_in, name):
    client = signed_in(name)
    assert client.get(reverse("deliveries")).status_code == 403
    assert client.get(reverse("delivery-refused", args=[delivery(cast).pk, "csv"])).status_code == 403


def test_a_long_file_shows_how_far_it_is_and_asks_again(cast, signed_in):
    made = delivery(cast, state="reading")
    Delivery.objects.filter(pk=made.pk).update(lines_total=5_000)
    client = signed_in("petra")
    page = client.get(reverse("delivery", args=[made.pk])).content.decode()
    assert "2 van 5.000 regels gelezen" in page
    assert 'value="2" max="5000"' in page
    fragment = client.get(reverse("delivery-progress", args=[made.pk]))
    assert "<html" not in fragment.content.decode()
    Delivery.objects.filter(pk=made.pk).update(state="done")
    assert client.get(reverse("delivery-progress", args=[made.pk]))["HX-Refresh"] == "true"


def test_a_file_that_failed_says_why(cast, signed_in):
    made = delivery(cast, state="failed")
    Delivery.objects.filter(pk=made.pk).update(error="Het oorspronkelijke bestand is er niet meer.")
    page = signed_in("petra").get(reverse("delivery", args=[made.pk])).content.decode()
    assert "Het oorspronkelijke bestand is er niet meer." in page
