"""What people also call the words of the field: suggested where a protocol is read, accepted where facts are given."""

from __future__ import annotations

from collections.abc import Mapping

from voordeur.stages.reach.rules.vocabulary import (
    Asked,
    AttemptResult,
    Channel,
    ChannelFact,
    CollectionStage,
    DayPart,
    Kind,
    Lane,
    No,
    Overruling,
)

CHANNELS: Mapping[str, str] = {
    "letter": Channel.LETTER, "post": Channel.LETTER, "card": Channel.CARD, "kaart": Channel.CARD, "visit": Channel.VISIT,
    "home visit": Channel.VISIT, "bezoek": Channel.VISIT, "door": Channel.VISIT, "phone": Channel.PHONE, "call": Channel.PHONE,
    "telephone": Channel.PHONE, "bellen": Channel.PHONE, "mail": Channel.MAIL, "e-mail": Channel.MAIL, "email": Channel.MAIL,
    "text": Channel.TEXT, "sms": Channel.TEXT, "whatsapp": Channel.TEXT, "text message": Channel.TEXT, "bericht": Channel.TEXT,
    "appointment": Channel.APPOINTMENT, "afspraak": Channel.APPOINTMENT, "office": Channel.APPOINTMENT,
    "hearing": Channel.APPOINTMENT, "desk": Channel.DESK, "administrative": Channel.DESK, "other": Channel.OTHER,
    "anders": Channel.OTHER, "unknown": Channel.UNKNOWN,
}  # fmt: skip
DAY_PARTS: Mapping[str, str] = {
    "morning": DayPart.MORNING, "'s ochtends": DayPart.MORNING, "afternoon": DayPart.AFTERNOON, "'s middags": DayPart.AFTERNOON,
    "evening": DayPart.EVENING, "'s avonds": DayPart.EVENING,
}  # fmt: skip
RESULTS: Mapping[str, str] = {
    "not home": AttemptResult.NOBODY, "nobody home": AttemptResult.NOBODY, "no one": AttemptResult.NOBODY,
    "closed": AttemptResult.NOBODY, "closed door": AttemptResult.NOBODY, "closed_door": AttemptResult.NOBODY,
    "not_home": AttemptResult.NOBODY, "niemand": AttemptResult.NOBODY, "niemand thuis": AttemptResult.NOBODY,
    "niet thuis": AttemptResult.NOBODY, "not_reached": AttemptResult.NOBODY, "spoken": AttemptResult.TALKED,
    "reached": AttemptResult.TALKED, "gesproken": AttemptResult.TALKED, "bereikt": AttemptResult.TALKED,
    "partner": AttemptResult.PARTNER_OPENED, "adult": AttemptResult.ADULT_OPENED, "volwassene": AttemptResult.ADULT_OPENED,
    "child": AttemptResult.CHILD_OPENED, "kind": AttemptResult.CHILD_OPENED, "woont elders": AttemptResult.LIVES_ELSEWHERE,
    "woont hier niet": AttemptResult.LIVES_ELSEWHERE, "onbekende naam": AttemptResult.UNKNOWN_NAME,
    "geen toegang": AttemptResult.NO_ACCESS, "taal": AttemptResult.LANGUAGE, "come back": AttemptResult.COME_BACK,
    "terugkomen": AttemptResult.COME_BACK, "bewindvoerder": AttemptResult.REPRESENTATIVE, "no": AttemptResult.REFUSED,
    "declined": AttemptResult.REFUSED, "geweigerd": AttemptResult.REFUSED, "verhuisd": AttemptResult.MOVED,
    "onveilig": AttemptResult.UNSAFE, "posted": AttemptResult.SENT, "delivered": AttemptResult.SENT,
    "verstuurd": AttemptResult.SENT, "verzonden": AttemptResult.SENT, "left": AttemptResult.SENT,
    "verkeerd nummer": AttemptResult.WRONG_NUMBER, "no answer": AttemptResult.NO_ANSWER,
    "geen gehoor": AttemptResult.NO_ANSWER, "neemt niet op": AttemptResult.NO_ANSWER, "voicemail": AttemptResult.VOICEMAIL,
    "retour": AttemptResult.RETURNED, "teruggekomen": AttemptResult.RETURNED, "gedaan": AttemptResult.DONE,
}  # fmt: skip
STAGES: Mapping[str, str] = {
    "reminder": CollectionStage.REMINDER, "formal notice": CollectionStage.FORMAL_NOTICE,
    "formal_notice": CollectionStage.FORMAL_NOTICE, "veertiendagenbrief": CollectionStage.FORMAL_NOTICE,
    "demand": CollectionStage.DEMAND, "collection": CollectionStage.COLLECTION, "summons": CollectionStage.SUMMONS,
    "hearing": CollectionStage.HEARING, "judgment": CollectionStage.JUDGMENT, "judgement": CollectionStage.JUDGMENT,
    "served": CollectionStage.SERVED, "eviction announced": CollectionStage.EVICTION_ANNOUNCED,
    "eviction_announced": CollectionStage.EVICTION_ANNOUNCED, "called off": CollectionStage.CALLED_OFF,
    "called_off": CollectionStage.CALLED_OFF, "eviction": CollectionStage.EVICTED, "evicted": CollectionStage.EVICTED,
    "eviction_carried_out": CollectionStage.EVICTED, "carried_out": CollectionStage.EVICTED,
}  # fmt: skip
KINDS: Mapping[str, str] = {
    "acceptance": Kind.ACCEPTED, "accept": Kind.ACCEPTED, "yes": Kind.ACCEPTED, "ja": Kind.ACCEPTED,
    "aangenomen": Kind.ACCEPTED, "refusal": Kind.DECLINED, "decline": Kind.DECLINED, "geweigerd": Kind.DECLINED,
    "contact": Kind.ATTEMPT, "poging": Kind.ATTEMPT, "nee": Kind.NO, "paid": Kind.PAYMENT, "betaald": Kind.PAYMENT,
    "betaling": Kind.PAYMENT, "arranged": Kind.ARRANGEMENT, "regeling": Kind.ARRANGEMENT, "verhuisd": Kind.MOVED,
    "died": Kind.DECEASED, "overleden": Kind.DECEASED, "fase": Kind.STAGE, "collection_stage": Kind.STAGE,
    "correctie": Kind.CORRECTION, "withdrawn": Kind.CORRECTION, "signal": Kind.SIGNAL_JOINED, "signaal": Kind.SIGNAL_JOINED,
    "signal_withdrawn": Kind.SIGNAL_LEFT, "own_attempt": Kind.PARTNER_ATTEMPT, "creditor_attempt": Kind.PARTNER_ATTEMPT,
    "partner_announcement": Kind.PARTNER_STEP, "announced": Kind.PARTNER_STEP, "announcement": Kind.PARTNER_STEP,
    "posted": Kind.PARTNER_STEP, "known elsewhere": Kind.KNOWN_ELSEWHERE, "paid_says": Kind.SAYS_PAID,
    "overrule": Kind.STEP_OVERRULED, "overruling": Kind.STEP_OVERRULED, "withdraw_no": Kind.UNDO_NO, "aanbod": Kind.OFFER,
}  # fmt: skip
NOES: Mapping[str, str] = {
    "visit": No.VISITS, "visits": No.VISITS, "bezoek": No.VISITS, "huisbezoek": No.VISITS, "opt_out": No.VISITS,
    "opt-out": No.VISITS, "help": No.HELP, "hulp": No.HELP, "refused": No.HELP, "all": No.APPROACH, "objection": No.APPROACH,
    "bezwaar": No.APPROACH, "benaderen": No.APPROACH, "contact": No.APPROACH,
}  # fmt: skip
LANES: Mapping[str, str] = {
    "jongere": Lane.YOUNG, "jong": Lane.YOUNG, "ondernemer": Lane.ENTREPRENEUR, "zzp": Lane.ENTREPRENEUR,
    "uitkering": Lane.BENEFITS, "benefit": Lane.BENEFITS,
}  # fmt: skip
SIGNAL_KINDS: Mapping[str, str] = {
    "rent": "Huur", "huurachterstand": "Huur", "energy": "Energie", "gas": "Energie", "stroom": "Energie", "health": "Zorg",
    "health insurance": "Zorg", "zorgverzekering": "Zorg", "zorgpremie": "Zorg", "mortgage": "Hypotheek",
    "hypotheekachterstand": "Hypotheek", "student loan": "DUO", "studieschuld": "DUO", "cak": "CAK Zorgverzekeringen",
    "toeslagen": "Dienst Toeslagen", "belasting": "Belastingdienst", "other": "Overige", "drinkwater": "Water",
}  # fmt: skip
CHANNEL_FACTS: Mapping[str, str] = {
    "verkeerd nummer": ChannelFact.WRONG_NUMBER, "bounce": ChannelFact.BOUNCED, "retour": ChannelFact.RETURNED,
    "returned to sender": ChannelFact.RETURNED, "ongeopend": ChannelFact.UNOPENED, "post_unopened": ChannelFact.UNOPENED,
    "post unopened": ChannelFact.UNOPENED, "no such address": ChannelFact.NO_ADDRESS, "geen adres": ChannelFact.NO_ADDRESS,
}  # fmt: skip
ASKED: Mapping[str, str] = {
    "call": Asked.CALL_ME, "call me": Asked.CALL_ME, "bel mij": Asked.CALL_ME, "terugbellen": Asked.CALL_ME,
    "call_back": Asked.CALL_ME, "come by": Asked.COME_BY, "visit": Asked.COME_BY, "kom langs": Asked.COME_BY,
    "langskomen": Asked.COME_BY, "is this real": Asked.IS_IT_REAL, "is dit echt": Asked.IS_IT_REAL,
}  # fmt: skip
OVERRULINGS: Mapping[str, str] = {
    "overslaan": Overruling.SKIP, "later": Overruling.POSTPONE, "uitstellen": Overruling.POSTPONE, "nu": Overruling.NOW,
    "meteen": Overruling.NOW,
}  # fmt: skip
SIGNAL_TYPES: Mapping[str, str] = {
    "eerste": "first", "new": "first", "nieuw": "first", "regular": "first", "bijgewerkt": "updated", "update": "updated",
    "grown": "updated", "eindelevering": "end_of_supply", "end of supply": "end_of_supply", "einde levering": "end_of_supply",
    "voldaan": "settled", "paid": "settled", "crisissignaal": "crisis",
}  # fmt: skip
ENDS: Mapping[str, str] = {
    "bereikt": "reached", "geweigerd": "refused", "nee": "refused", "betaald": "paid", "regeling": "arranged",
    "arrangement": "arranged", "verhuisd": "moved", "overleden": "deceased", "died": "deceased", "elders": "known_elsewhere",
    "known": "known_elsewhere", "bekend": "known_elsewhere",
}  # fmt: skip
# The keys of a protocol are English; who writes Dutch ones is told which.
KEYS: Mapping[str, str] = {
    "werkwijze": "protocol", "naam": "name", "versie": "version", "titel": "title", "over": "about", "uitleg": "about",
    "voor": "for", "wie": "who", "stappen": "steps", "stap": "step", "kanaal": "channel", "door": "by", "tekst": "text",
    "na": "after", "na_fase": "after_stage", "na_uitkomst": "after_results", "in_plaats_van": "instead_of", "wacht": "wait",
    "wachten": "wait", "pogingen": "tries", "attempts": "tries", "tussenpoos": "spacing", "dagdelen": "day_parts",
    "dagdeel": "day_parts", "als": "if", "tenzij": "unless", "einde": "ends", "eindes": "ends", "gesprek": "conversation",
    "binnen": "within", "van": "from", "tot": "until", "vanaf": "from", "soorten": "kinds", "maanden": "months",
    "bedrag": "amount", "wijken": "districts", "fasen": "stages", "zondagen": "sundays", "reden": "reason",
    "akkoord": "agreement", "verwijs": "refer_to", "bestaat_uit": "made_of", "depends_on": "after", "condition": "if",
    "when": "if", "delay": "wait", "repeat": "tries", "who_does": "by", "audience": "for", "scope": "for",
}  # fmt: skip
# Tried in this order where a word is only to be suggested.
ALL: tuple[Mapping[str, str], ...] = (KEYS, ENDS, CHANNELS, DAY_PARTS, RESULTS, STAGES, NOES, LANES, SIGNAL_KINDS, {
    "yes": "ja", "true": "ja", "waar": "ja", "no": "nee", "false": "nee", "onwaar": "nee", "none": "geen", "null": "geen",
})  # fmt: skip


def meant(word: str, synonyms: Mapping[str, str]) -> str:
    """The field's word for one that means the same, or the word itself."""
    return synonyms.get(word.strip().lower(), word)
