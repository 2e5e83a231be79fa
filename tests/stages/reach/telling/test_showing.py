"""A protocol told in sentences: what a policy officer reads, in the order of the path, without a code or a foreign word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

import pytest

from stages.reach.language.sound import SOUND, with_
from voordeur.programmes.protocols import protocol_texts
from voordeur.stages.reach.rules.language import Protocol, read_protocol
from voordeur.stages.reach.rules.language.protocol import Conditions, End, Noes, Range, Term, Unit
from voordeur.stages.reach.rules.telling import compare, show
from voordeur.stages.reach.rules.telling.asking import asked
from voordeur.stages.reach.rules.telling.phrases import number, ranged, sentence, term, wrapped
from voordeur.stages.reach.rules.telling.reasons import reason
from voordeur.stages.reach.rules.vocabulary import Channel, CollectionStage

PROTOCOL = read_protocol(SOUND)
SHIPPED = [read_protocol(text) for _, text in protocol_texts()]
EVERYTHING = Conditions(
    kinds=frozenset({"Huur", "Water"}),
    signal_types=frozenset({"crisis"}),
    months=Range(1, 2),
    amount=Range(500, None),
    districts=frozenset({"Noord"}),
    stages=frozenset(CollectionStage),
    several_creditors=True,
    threatening=False,
    minors=True,
    offered=False,
    phone=True,
    email=False,
    post_unopened=True,
    closed_doors=Range(3, 3),
    attempts=Range(None, 4),
    partner_attempts=Range(2, 6),
)


def told(protocol: Protocol, language: str = "nl") -> str:
    return " ".join(show(protocol, language).split())


def test_each_step_says_when_who_what_and_how_often():
    text = told(PROTOCOL)
    assert (
        "2. Zeven dagen na stap 1 gaat het duo op huisbezoek. Dat gebeurt hoogstens drie keer, met minstens twee werkdagen "
        "ertussen, steeds op een ander dagdeel: 's avonds en 's middags."
    ) in text
    assert "3. Telkens als bij stap 2 niemand opendoet, brengt het duo een kaartje." in text
    assert "4. Een werkdag na stap 2 stuurt het duo een mail. Alleen als er een e-mailadres bekend is." in text
    assert "5. Lukt stap 4 niet, dan belt het duo." in text
    assert "6. Twee weken na het signaal stuurt het duo een brief. Niet als er al hulp is aangeboden." in text


def test_the_same_in_english():
    text = told(PROTOCOL, "en")
    assert "2. Seven days after step 1, het duo goes on a home visit." in text
    assert "5. If step 4 is not possible, het duo phones." in text
    assert "Who says no to help gets no more contact about these arrears, at once." in text


def test_for_whom_the_noes_the_ends_and_the_terms_are_told():
    text = told(PROTOCOL)
    assert (
        "Deze werkwijze is voor huishoudens waarbij het signaal over de huur gaat, de achterstand een of twee maanden is en het "
        "adres in Merenwijk ligt. Weten wij het aantal maanden of de wijk niet, dan hoort het huishouden er ook bij."
    ) in text
    assert "Dit doet de schuldeiser zelf; wij wachten tot die laat weten op welke dag het is gebeurd." in text
    assert "kan de bewoner het zeven dagen lang afzeggen, per telefoon of met de code uit de brief" in text
    assert "De werkwijze stopt zodra er met de bewoner is gesproken, alles is betaald of de bewoner is overleden." in text
    assert "Zij stopt niet als de bewoner het aanbod afslaat, er een betalingsregeling is," in text
    assert "hoogstens twee keer per week contact met iemand, tussen 9.00 en 20.30 uur, en niet op zon- en feestdagen" in text
    assert "binnen vier weken een eerste gesprek, en binnen drie werkdagen als de situatie bedreigend is" in text


def test_what_is_set_otherwise_is_told_otherwise():
    other = replace(
        PROTOCOL,
        visits_per_month=35,
        partner_attempts=4,
        signals_checked=False,
        follow_up=Term(),
        ends=frozenset(End),
        noes=Noes(visits=frozenset({Channel.VISIT}), help=frozenset({Channel.LETTER, Channel.PHONE}), way_back=None),
        contact=replace(PROTOCOL.contact, per_week=None, sundays=True, latest=time(19)),
        audience=Conditions(),
    )
    text = told(other)
    for part in (
        "Er is ruimte voor 35 huisbezoeken per maand.", "Deze werkwijze is voor elk signaal.",
        "kijken wij niet in het personenregister", "Meteen na de laatste stap", "geen huisbezoek.",
        "dan houdt dit meteen op voor deze achterstand: brief en telefoontje.", "komt er niets meer",
        "zo vaak als de gemeente toestaat", "tussen 9.00 en 19.00 uur, en ook op zon- en feestdagen",
    ):  # fmt: skip
        assert part in text, part
    assert "Zij stopt niet als" not in text


def test_a_stage_a_referral_and_an_offer_are_told():
    text = told(
        read_protocol(
            SOUND
            + "- step: hearing\n  channel: Afspraak op locatie\n  after_stage: zitting\n  offers: ja\n"
            + "- step: advice\n  channel: Administratief\n  refer_to: sociaal-raadslieden\n  after: letter\n"
            + '- step: care\n  channel: Administratief\n  refer_to: zorg\n  after: letter\n  agreement: nee\n  reason: "Gevaar"\n'
        )
    )
    assert "Als de incasso verdergaat" in text
    assert "Bij de zitting spreekt het duo de bewoner op locatie. Hiermee wordt hulp aangeboden." in text
    assert "verwijst het duo de bewoner door naar sociaal raadslieden. Dat gebeurt pas als de bewoner ermee instemt." in text
    assert "zonder instemming van de bewoner, om deze reden: Gevaar." in text


def test_every_condition_has_its_words():
    said = [one.nl for one in asked(EVERYTHING)]
    assert len(said) == 16
    for part in (
        "hoogstens vier keer",
        "minstens 500 euro",
        "drie keer niet is opengedaan",
        "twee tot en met zes keer",
        "kinderen",
    ):
        assert any(part in one for one in said), part


CODES = re.compile(r"[a-z]+_[a-z]+|\b(True|False|None)\b|frozenset|Range|@|\?\.")
ENGLISH = re.compile(r"\b(the|and|step|visit|phone|if|unless|after|week of|letter)\b")


@pytest.mark.parametrize("protocol", SHIPPED, ids=[one.name for one in SHIPPED])
def test_what_is_shipped_reads_without_a_code_or_an_english_word(protocol: Protocol):
    text = show(protocol, "nl")
    assert not CODES.findall(text)
    assert not ENGLISH.findall(text)
    assert not CODES.findall(show(protocol, "en"))
    assert max(map(len, text.splitlines())) <= 100
    numbers = [int(found) for found in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(protocol.steps) + 1))


def test_small_words():
    assert [number(n).nl for n in (1, 12, 13, 1500)] == ["een", "twaalf", "13", "1.500"]
    assert term(Term(1, Unit.WORKING_DAYS)).nl == "een werkdag"
    assert ranged(Range(3, None), term(Term(1)), term(Term(1))).nl.startswith("minstens drie")
    assert sentence("'s avonds  gaan wij ,", "x").nl == "'s Avonds gaan wij,."
    assert wrapped("a 's avonds", 4) == ["a", "'s avonds"]


def test_two_protocols_beside_each_other():
    other = read_protocol(
        with_("wait: 7 dagen", "wait: 14 dagen")
        .replace("protocol: voorbeeld", "protocol: ander")
        .replace("ends: [reached, ", "ends: [")
        .replace("- step: card", "- step: text\n  channel: SMS/Whatsapp\n  after: visit\n- step: card")
    )
    text = " ".join(compare(PROTOCOL, other, "nl").split())
    assert text.index("Hetzelfde") < text.index("Dezelfde stap, anders gedaan") < text.index("Alleen bij Ander")
    assert "Huisbezoek (stap 2). Voorbeeld: zeven dagen na de brief; Ander: 14 dagen na de brief." in text
    assert "Alleen bij Ander - 4. Meteen na stap 2 stuurt het duo een sms." in text
    assert "Voorbeeld: stopt zodra er met de bewoner is gesproken, alles is betaald of" in text
    assert "Alleen bij Voorbeeld" not in text


def test_a_protocol_beside_itself_has_no_difference_also_when_only_its_version_is_new():
    newer = replace(PROTOCOL, version=4, title="Nieuw")
    text = compare(PROTOCOL, newer, "nl")
    assert text.endswith("Er is geen verschil.")
    assert text.startswith("Voorbeeld 3: aangekondigd bezoek\nVoorbeeld 4: Nieuw")
    assert compare(PROTOCOL, newer, "en").endswith("There is no difference.")


def test_a_reason_is_one_sentence_in_two_languages():
    said = reason("no_reaction", {"step": "visit", "channel": "Huisbezoek", "on": "2026-10-26"})
    assert (said.nl, said.en) == ("Geen reactie na het huisbezoek van 26 oktober", "No response to the visit of 26 October")
    said = reason("stage_came", {"stage": "vonnis", "on": "2026-03-01"})
    assert said.en == "Collection went further on 1 March: the judgment"
    assert reason("no_phone", {"channel": "Telefoon"}).nl == "Het telefoontje kan niet: geen telefoonnummer bekend"
    assert reason("start", {"expected": 4, "partner_attempts": 1}).nl.endswith("meldt 1 van de 4 eigen pogingen")
    assert reason("again", {}).nl == "Poging ? van ?; de vorige was op ?"
