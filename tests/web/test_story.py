"""Every kind of event is told as a sentence, in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from voordeur.stages.reach.rules.vocabulary import (
    AppointmentChange,
    AppointmentKind,
    Asked,
    AttemptResult,
    Channel,
    ChannelFact,
    CollectionStage,
    EvictedBecause,
    Kind,
    Lane,
    No,
    Overruling,
)
from voordeur.web.case import sentences
from voordeur.web.case.forms import RESULTS_OF
from voordeur.web.case.story import KINDS, Names, sentence

NAMES = Names(residents={1: "F. Yilmaz"}, partners={7: "Thuisgoed"}, steps={"visit": "huisbezoek"})


def test_every_kind_of_event_can_be_told():
    assert {str(kind) for kind in Kind} == set(KINDS)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_reads_as_its_code_even_without_facts(kind, language):
    with translation.override(language):
        told = sentence(kind, {}, NAMES)
    assert told
    assert told != kind
    assert told[0] == told[0].upper()


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("attempt", {"channel": "Kaartje", "result": "sent", "day_part": "Avond"}, "Kaart achtergelaten, avond"),
        ("attempt", {"channel": "Huisbezoek", "result": "nobody", "day_part": "Avond"}, "Huisbezoek, niemand thuis, avond"),
        (
            "attempt",
            {"channel": "Telefoon", "result": "talked", "day_part": "Middag", "resident": 1},
            "Gebeld, gesproken met F. Yilmaz, middag",
        ),
        ("no", {"no": "visits", "resident": 1}, "F. Yilmaz wil geen huisbezoek"),
        ("no", {"no": "visits", "resident": 99}, "Iemand wil geen huisbezoek"),
        ("accepted", {"resident": 1}, "F. Yilmaz neemt hulp aan"),
        ("stage", {"stage": "zitting", "partner": 7}, "Zitting bij de rechter, Thuisgoed"),
        ("partner_attempt", {"partner": 7, "number": 3}, "Thuisgoed deed zelf 3 pogingen"),
        (
            "asked",
            {"asked": "call_me", "resident": 1, "on": "2026-11-26", "day_part": "Ochtend", "via": "code"},
            "F. Yilmaz vraagt of wij bellen, morgen, ochtend, via de code op de brief of kaart",
        ),
        (
            "appointment",
            {
                "kind": "home",
                "state": "moved",
                "on": "2026-11-26",
                "at": "18:30",
                "resident": 1,
                "by_resident": True,
                "via": "code",
            },
            "Afspraak voor een huisbezoek verzet, morgen om 18:30 uur, door F. Yilmaz zelf, via de code op de brief of kaart",
        ),
        (
            "appointment",
            {"kind": "phone", "state": "called_off", "on": "2026-11-26", "at": "10:00", "resident": 1},
            "Belafspraak afgezegd, morgen om 10:00 uur, met F. Yilmaz",
        ),
        (
            "attempt",
            {"channel": "Huisbezoek", "result": "nobody", "day_part": "Avond", "appointment": 3},
            "Huisbezoek, op afspraak, niemand thuis, avond",
        ),
        ("says_paid", {"resident": 1, "via": "phone"}, "F. Yilmaz zegt dat er betaald is, aan de telefoon"),
        ("step_overruled", {"step": "visit", "decision": "now"}, "Naar voren gehaald: huisbezoek"),
        ("household", {"minors": False}, "Er wonen geen kinderen onder de 18"),
        ("payment", {"partner": 7, "amount_cents": 4_200}, "Er is €\N{NO-BREAK SPACE}42,00 betaald, Thuisgoed"),
    ],
)
def test_the_story_is_told_as_people_say_it(kind, facts, told):
    assert sentence(kind, facts, NAMES) == told


def test_every_code_of_reaching_somebody_has_a_word():
    assert {str(result) for result in AttemptResult} == set(sentences.RESULTS)
    assert {str(channel) for channel in Channel} == set(sentences.ATTEMPTS)
    assert {str(no) for no in No} == set(sentences.NOES)
    assert {str(fact) for fact in ChannelFact} == set(sentences.CHANNEL_FACTS)
    assert {str(stage) for stage in CollectionStage} == set(sentences.STAGES)
    assert {str(because) for because in EvictedBecause} == set(sentences.EVICTED_BECAUSE)
    assert {str(asked) for asked in Asked} == set(sentences.ASKED)
    assert {str(kind) for kind in AppointmentKind} == set(sentences.APPOINTMENTS)
    assert {str(change) for change in AppointmentChange} == set(sentences.APPOINTMENT_CHANGES)
    assert {str(lane) for lane in Lane} <= set(sentences.APPROACH_LANES)
    assert {str(decision) for decision in Overruling} == set(sentences.DECISIONS)


def test_the_form_offers_only_results_and_channels_that_exist():
    assert set(RESULTS_OF) <= {str(channel) for channel in Channel}
    assert {result for results in RESULTS_OF.values() for result in results} <= {str(result) for result in AttemptResult}
