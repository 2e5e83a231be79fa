"""The post in the browser: what is due, one file of it, the PDF, and who may."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from stages.town import TODAY, Street
from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.reach.actions.texts import set_word_template
from voordeur.stages.reach.models import DueStep, PrintBatch


@pytest.fixture
def street(cast, settings) -> Street:
    """A street with somebody to call, on a fixed day."""
    settings.FIXED_TODAY = TODAY
    cast.noorderlicht.contact_name, cast.noorderlicht.phone = "Karim Bakker", "06-00000001"
    cast.noorderlicht.save()
    return Street(cast)


def due(street: Street, number: str, name: str, *, channel: str = "Brief", **home: object) -> DueStep:
    person = street.resident(street.household(number=number, **home), name)
    case = street.signal(person, street.cast.thuisgoed).taking.case
    return DueStep.objects.create(case=case, step="letter", channel=channel, state="due", due_on=TODAY)


def test_the_empty_page_says_what_will_come(street, signed_in):
    assert "Er hoeft niets op de post" in signed_in("karim").get("/post/").content.decode()


def test_all_or_some_are_made_into_a_file_once(street, signed_in):
    first, second = due(street, "14", "Aaldering"), due(street, "16", "Boonstra")
    desk = signed_in("karim")
    page = desk.get("/post/").content.decode()
    assert page.index("Aaldering") < page.index("Boonstra")
    made = desk.post("/post/maken/", {"channel": "Brief", "case": [second.case_id]}, follow=True).content.decode()
    assert "Het bestand is klaar: 1 stuk" in made
    assert PrintBatch.objects.get().pieces.get().case_id == second.case_id
    desk.post("/post/maken/", {"channel": "Brief", "all": "1"})
    desk.post("/post/maken/", {"channel": "Brief", "all": "1"})
    assert [batch.pieces.count() for batch in PrintBatch.objects.order_by("pk")] == [1, 1]
    assert PrintBatch.objects.order_by("pk").last().pieces.get().case_id == first.case_id


def test_the_pdf_opens_in_the_browser_and_is_logged(street, signed_in):
    step = due(street, "14", "Aaldering")
    desk = signed_in("karim")
    desk.post("/post/maken/", {"channel": "Brief", "all": "1"})
    answer = desk.get(f"/post/{PrintBatch.objects.get().pk}/bestand.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert "no-store" in answer["Cache-Control"]
    entry = AccessLogEntry.objects.latest("pk")
    assert (entry.purpose, entry.subjects, entry.user) == ("print", [f"household:{step.case.household_id}"], street.cast.karim)


def test_letters_as_word_files_where_there_is_a_template_and_each_can_be_shown_alone(street, signed_in):
    first, second = due(street, "14", "Aaldering"), due(street, "16", "Boonstra")
    desk = signed_in("clara")
    assert "Word-bestanden" not in desk.get("/post/").content.decode()
    set_word_template(organisation=street.cast.noorderlicht, content=word("{{ name }}", "{{ body }}"), name="brief.docx", by=None)
    assert "Alle als Word-bestanden" in desk.get("/post/").content.decode()
    desk.post("/post/maken/", {"channel": "Brief", "word": "1"})
    batch = PrintBatch.objects.get()
    answer = desk.get(f"/post/{batch.pk}/bestand.pdf")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as held:
        assert len(held.namelist()) == 2
    for step, name in ((first, "Aaldering"), (second, "Boonstra")):
        alone = desk.get(f"/benaderen/verzonden/{batch.pieces.get(case=step.case_id).pk}/")
        assert name in "\n".join(p.text for p in Document(io.BytesIO(alone.content)).paragraphs)


def test_a_file_holds_so_many_and_the_next_goes_on_from_there_in_the_order_of_the_addresses(street, signed_in, monkeypatch):
    monkeypatch.setattr("voordeur.web.printing.screens._A_FILE", 2)
    steps = [due(street, number, "Aaldering") for number in ("20", "9", "14")]
    desk = signed_in("clara")
    said = desk.post("/post/maken/", {"channel": "Brief", "all": "1"}, follow=True).content.decode()
    assert "er wachten er nog 1" in said
    desk.post("/post/maken/", {"channel": "Brief", "all": "1"})
    made = [
        list(batch.pieces.order_by("first_page").values_list("case", flat=True)) for batch in PrintBatch.objects.order_by("pk")
    ]
    assert made == [[steps[1].case_id, steps[2].case_id], [steps[0].case_id]]


def word(*paragraphs: str) -> bytes:
    made, out = Document(), io.BytesIO()
    for words in paragraphs:
        made.add_paragraph(words)
    made.save(out)
    return out.getvalue()


def test_who_may_and_whose_post_it_is(street, signed_in):
    due(street, "14", "Aaldering")
    signed_in("karim").post("/post/maken/", {"channel": "Brief", "all": "1"})
    address = f"/post/{PrintBatch.objects.get().pk}/bestand.pdf"
    got = {
        name: signed_in(name).get(address).status_code for name in ("clara", "vera", "petra", "marga", "oscar", "anna", "stine")
    }
    assert got == {"clara": 200, "vera": 403, "petra": 403, "marga": 403, "oscar": 403, "anna": 403, "stine": 404}


def test_somebody_with_one_municipality_neither_prints_nor_reads_the_others(street, signed_in):
    due(street, "14", "Aaldering")
    far = due(street, "2", "Cramer", municipality=street.cast.veenstad)
    signed_in("clara").post("/post/maken/", {"channel": "Brief", "case": [far.case_id]})
    street.cast.karim.municipalities.set([street.cast.waterstad])
    desk = signed_in("karim")
    assert "Cramer" not in desk.get("/post/").content.decode()
    assert desk.get(f"/post/{PrintBatch.objects.get().pk}/bestand.pdf").status_code == 404
    other = due(street, "4", "Draaisma", municipality=street.cast.veenstad)
    desk.post("/post/maken/", {"channel": "Brief", "case": [other.case_id]})
    assert PrintBatch.objects.count() == 1


def test_without_a_number_to_call_it_says_what_to_do(street, signed_in):
    street.cast.noorderlicht.phone = ""
    street.cast.noorderlicht.save()
    due(street, "14", "Aaldering")
    said = signed_in("karim").post("/post/maken/", {"channel": "Brief", "all": "1"}, follow=True).content.decode()
    assert "Vul eerst de naam en het telefoonnummer in" in said
    assert not PrintBatch.objects.exists()


@pytest.mark.parametrize("channel", ["", "Huisbezoek", "<script>"])
def test_only_letters_and_cards_are_printed(street, signed_in, channel):
    assert signed_in("karim").post("/post/maken/", {"channel": channel, "all": "1"}).status_code == 404


@pytest.mark.parametrize("many", [2, 20])
def test_the_page_runs_the_same_number_of_queries(street, signed_in, django_assert_max_num_queries, many):
    for number in range(many):
        due(street, str(number), "Aaldering")
    desk = signed_in("karim")
    desk.get("/post/")
    with django_assert_max_num_queries(36):
        desk.get("/post/")


def test_the_timeline_shows_what_was_sent(street, signed_in):
    step = due(street, "14", "Aaldering")
    desk = signed_in("karim")
    desk.post("/post/maken/", {"channel": "Brief", "all": "1"})
    piece = PrintBatch.objects.get().pieces.get()
    assert f"/benaderen/verzonden/{piece.pk}/" in desk.get(f"/zaak/{step.case_id}/").content.decode()
    shown = desk.get(f"/benaderen/verzonden/{piece.pk}/")
    assert shown["Content-Type"] == "application/pdf" and "no-store" in shown["Cache-Control"]
    assert AccessLogEntry.objects.latest("pk").purpose == "offer_help"
    assert signed_in("stine").get(f"/benaderen/verzonden/{piece.pk}/").status_code == 404
