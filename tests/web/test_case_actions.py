"""What can be done on the household page, through its forms."""

from __future__ import annotations

from voordeur.record.models import Event
from voordeur.stages.help.models import Agreement, HelpOffer
from web.town import TODAY, home

ON = TODAY.isoformat()


def test_a_caseworkers_hour_with_one_household(cast, signed_in):
    """Called, spoken, helped, agreed, paid, closed: each form leads to the next, and the story tells it."""
    lives = home(cast)
    case, who = f"/zaak/{lives.case.pk}", lives.resident.pk
    client = signed_in("karim")

    def send(address: str, **data) -> str:
        answer = client.post(f"{case}/{address}", {"on": ON, "resident": who, **data}, follow=True)
        assert answer.status_code == 200, answer.content.decode()[-3000:]
        return answer.content.decode()

    told = send("contact/?kanaal=Telefoon", result="talked", day_part="Avond", note="Wil graag hulp")
    assert "Gebeld, gesproken met F. Yilmaz, avond" in told
    assert "Wil graag hulp" in told
    assert "F. Yilmaz neemt hulp aan" in send("aanbod/", answer="accepted")
    assert "Toeslag aanvragen" in send("afspraak/", kind="action", text="Toeslag aanvragen", due_on="2026-12-01")
    line = Agreement.objects.get()
    client.post(f"{case}/afspraak/{line.pk}/gedaan/")
    line.refresh_from_db()
    assert line.done_on == TODAY
    assert "€\N{NO-BREAK SPACE}100,00 betaald, Thuisgoed" in send(
        "feit/", fact="payment", amount="100", partner=cast.thuisgoed.pk
    )
    assert "wil geen huisbezoek" in send("nee/", no="visits")
    assert "komt terug op de nee" in send("nee/terug/", no="visits", note="Toch welkom")
    assert "Afgesloten" in send("afsluiten/", outcome="(Budget)advies en/of quick fix")
    assert client.get(f"{case}/contact/").status_code == 404
    assert HelpOffer.objects.get().answer == "accepted"


def test_what_cannot_be_is_said_in_words_and_writes_nothing(cast, signed_in):
    lives = home(cast)
    case, who = f"/zaak/{lives.case.pk}", lives.resident.pk
    client = signed_in("karim")
    before = Event.objects.count()
    refused = [
        ("afspraak/", {"kind": "referral", "text": "Naar MEE", "referred_to": "mee"}, "Verwijzen kan alleen als de bewoner"),
        ("nee/terug/", {"no": "visits", "note": "Toch welkom"}, "na een gesprek"),
        ("contact/?kanaal=Telefoon", {"result": "talked", "day_part": "Avond", "resident": ""}, "Kies met wie u sprak"),
        ("contact/?kanaal=Telefoon", {"result": "no_answer", "day_part": "Avond", "on": "2026-12-24"}, "nog niet geweest"),
        ("feit/", {"fact": "deceased", "resident": ""}, "Kies over wie het gaat"),
    ]
    for address, data, sentence in refused:
        answer = client.post(f"{case}/{address}", {"on": ON, "resident": who, **data})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert client.post(f"{case}/afsluiten/", {"on": ON, "outcome": "Inwoner is overleden"}).status_code == 422
    assert Event.objects.count() == before


def test_nobody_acts_in_a_case_beyond_their_walls(cast, signed_in):
    lives = home(cast)
    stine, vera = signed_in("stine"), signed_in("vera")
    addresses = ("contact/", "hulpverlener/", "feit/", "nee/", "nee/terug/", "aanbod/", "afspraak/", "afsluiten/")
    for address in addresses:
        assert stine.get(f"/zaak/{lives.case.pk}/{address}").status_code == 404
        assert vera.get(f"/zaak/{lives.case.pk}/{address}").status_code == 403
