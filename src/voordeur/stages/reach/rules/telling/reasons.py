"""Why a step is due, waits or is passed over, and why a case ended: one sentence for each code of `next_steps`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling.phrases import STAGES, THE, day
from voordeur.stages.reach.rules.vocabulary import Channel, CollectionStage

ENDED: Mapping[str, Words] = {
    "paid": Words("Alles is betaald: sluit de zaak af", "Everything is paid: close the case"),
    "arranged": Words("Er is een regeling: sluit de zaak af", "There is an arrangement: close the case"),
    "accepted": Words("Hulp is gestart: sluit af zodra de hulp loopt", "Help has started: close as soon as it is running"),
    "declined": Words("Wil geen hulp: sluit de zaak af", "Wants no help: close the case"),
    "no_help": Words("Zei nee tegen hulp: sluit de zaak af", "Said no to help: close the case"),
    "no_approach": Words("Wil niet benaderd worden: sluit de zaak af", "Does not want to be approached: close the case"),
    "moved": Words("Verhuisd: sluit de zaak af", "Moved away: close the case"),
    "deceased": Words("Overleden: sluit de zaak af, denk aan de nabestaanden", "Died: close the case, mind the next of kin"),
    "known_elsewhere": Words("Wordt al geholpen: sluit de zaak af", "Is being helped already: close the case"),
    "no_signals": Words("Er staat geen signaal meer in deze zaak: sluit haar af", "This case has no signals left: close it"),
    "unknown_protocol": Words(
        "De werkwijze van deze zaak bestaat niet meer: kies een andere",
        "The method of this case no longer exists: choose another",
    ),
    "closed": Words("De zaak is afgesloten", "The case is closed"),
}
PASSED_OVER: Mapping[str, Words] = {
    "no_phone": Words("geen telefoonnummer bekend", "no phone number known"),
    "no_email": Words("geen e-mailadres bekend", "no e-mail address known"),
    "no_visits": Words("wil geen huisbezoek", "does not want home visits"),
    "kept_away": Words("er wordt hier nu niet aangebeld", "nobody rings here now"),
    "letter_only": Words("onder de drempel: alleen een brief", "below the threshold: a letter only"),
    "unopened": Words("post ligt ongeopend", "post lies unopened"),
    "returned": Words("post kwam terug", "post came back"),
    "no_address": Words("dit adres bestaat niet", "this address does not exist"),
    "wrong_number": Words("het nummer klopt niet", "the number is wrong"),
    "bounced": Words("de mail kwam niet aan", "the e-mail did not arrive"),
    "lives_elsewhere": Words("woont hier niet", "does not live here"),
    "unknown_name": Words("de naam is daar niet bekend", "the name is not known there"),
    "moved": Words("verhuisd", "moved"),
    "unsafe": Words("niet veilig aan de deur", "not safe at the door"),
    "refused": Words("wil niet praten aan de deur", "does not want to talk at the door"),
    "no_help": Words("zei nee tegen hulp", "said no to help"),
    "accepted": Words("hulp is aangenomen", "help was accepted"),
    "overruled": Words("een medewerker besloot deze stap over te slaan", "a worker decided to leave this step out"),
    "not_now": Words("de voorwaarden van deze stap gelden nu niet", "the conditions of this step do not hold now"),
}
WHY: Mapping[str, Words] = {
    "start": Words("Nieuw signaal: begin van de werkwijze", "New signal: start of the method"),
    "again": Words(
        "Poging %(try)s van %(tries)s; de vorige was op %(on)s", "Attempt %(try)s of %(tries)s; the previous one was on %(on)s"
    ),
    "no_reaction": Words("Geen reactie na %(step)s van %(on)s", "No response to %(step)s of %(on)s"),
    "closed_door": Words("Niemand thuis op %(on)s: laat een kaart achter", "Nobody at home on %(on)s: leave a card"),
    "after_result": Words("Volgt op wat er op %(on)s gebeurde", "Follows what happened on %(on)s"),
    "stage_came": Words("De incasso kwam op %(on)s verder: %(stage)s", "Collection went further on %(on)s: %(stage)s"),
    "overruled_now": Words("Een medewerker besloot op %(on)s om dit nu te doen", "A worker decided on %(on)s to do this now"),
    "postponed": Words("Uitgesteld door een medewerker op %(on)s", "Put off by a worker on %(on)s"),
    "call_me": Words("Vroeg op %(on)s om gebeld te worden", "Asked on %(on)s to be called"),
    "come_by": Words("Vroeg op %(on)s of er iemand langskomt", "Asked on %(on)s for somebody to come by"),
    "appointment": Words("Afgesproken op %(on)s: om %(at)s uur", "Agreed on %(on)s: at %(at)s"),
    "appointment_first": Words("Eerst de afspraak met de bewoner", "First the appointment with the resident"),
    "appointment_off": Words(
        "Wij zegden op %(on)s een afspraak af: spreek een ander moment af",
        "We called an appointment off on %(on)s: agree another moment",
    ),
    "confirm": Words("Bevestigt de afspraak van %(on)s om %(at)s uur", "Confirms the appointment of %(on)s at %(at)s"),
    "remind": Words("Herinnert aan de afspraak van %(on)s om %(at)s uur", "Reminds of the appointment of %(on)s at %(at)s"),
    "says_paid": Words(
        "Zegt te hebben betaald: tot de schuldeiser antwoordt, bellen we niet en gaan we niet langs",
        "Says that it was paid: until the creditor answers we do not call or visit",
    ),
    "wish_first": Words("Eerst doen wat de bewoner vroeg", "First do what the resident asked for"),
    "partner_does": Words(
        "Dit doet de schuldeiser zelf: wacht op bericht dat het gebeurd is",
        "The creditor does this itself: waits for its report that it was done",
    ),
    "stage": Words("Wacht op een volgende fase van de incasso: %(stage)s", "Waits for a further stage of collection: %(stage)s"),
    "no_agreement": Words("Wacht tot de bewoner instemt met doorverwijzen", "Waits until the resident agrees to be referred"),
    "not_announced": Words(
        "Wacht op de dag waarop het bezoek is aangekondigd: zonder aankondiging gaat niemand langs",
        "Waits for the day on which the visit was announced: without an announcement nobody goes",
    ),
    "way_back": Words(
        "Iets nieuws gemeld na een nee: één gesloten brief met de weg terug",
        "Something new was reported after a no: one sealed letter with the way back",
    ),
    "ask_the_register": Words("Het adres klopt misschien niet meer sinds %(on)s", "The address may be out of date since %(on)s"),
    "nothing_possible": Words("Geen enkele stap van de werkwijze kan", "No step of the method can be done"),
    "everything_tried": Words(
        "Alles is geprobeerd, voor het laatst op %(on)s", "Everything has been tried, most recently on %(on)s"
    ),
    "not_at_the_door": Words(
        "Zo afgesproken op %(on)s, maar er wordt hier nu niet aangebeld: bel, of nodig uit op kantoor",
        "As agreed on %(on)s, but nobody rings here now: call, or invite to the office",
    ),
    "no_answer_yet": Words(
        "Gesproken op %(on)s; nog geen antwoord op het aanbod", "Talked on %(on)s; no answer to the offer yet"
    ),
    "plan_runs": Words(
        "De pauze van de incasso liep tot %(on)s: hoe staat het met de afspraken?",
        "The pause in collection ran until %(on)s: how are the agreements going?",
    ),
    "come_back": Words("Zo afgesproken op %(on)s", "As agreed on %(on)s"),
    "conversation": Words("Hulp aangenomen op %(on)s", "Help accepted on %(on)s"),
    "threatening": Words(
        "Hulp aangenomen op %(on)s, en de situatie is bedreigend", "Help accepted on %(on)s, and the situation is threatening"
    ),
    "represented": Words(
        "Een ander handelt voor deze bewoner: neem met die persoon contact op, niet met de bewoner",
        "Somebody else acts for this resident: contact that person, not the resident",
    ),
    "ceiling": Words(
        "Hoogstens %(ceiling)s keer contact in zeven dagen: even wachten",
        "At most %(ceiling)s contacts in seven days: wait a while",
    ),
}
_STARTED = Words("Signaal van %(on)s: de werkwijze vraagt deze stap", "Signal of %(on)s: the method asks for this step")
_FEWER = Words(
    "De schuldeiser meldt %(partner_attempts)s van de %(expected)s eigen pogingen",
    "The creditor reports %(partner_attempts)s of its %(expected)s own attempts",
)


def reason(code: str, params: Mapping[str, Any]) -> Words:
    """The reason of a step, or why a case ended, as one sentence; an unknown code shows itself."""
    if code == "start" and "on" in params:
        found = _filled(_STARTED, params)
    elif code in WHY:
        found = _filled(WHY[code], params)
    elif code in ENDED:
        found = ENDED[code]
    elif code in PASSED_OVER:
        step, why = _step(params), PASSED_OVER[code]
        found = Words(_capital(f"{step.nl} kan niet: {why.nl}"), _capital(f"{step.en} is not possible: {why.en}"))
    else:
        found = Words(code, code)
    if "expected" not in params:
        return found
    note = _filled(_FEWER, params)
    return Words(f"{found.nl}. {note.nl}", f"{found.en}. {note.en}")


def passed_over(code: str) -> Words:
    """Why a step of the protocol is passed over: "geen telefoonnummer bekend"."""
    return PASSED_OVER.get(code, Words(code, code))


def _filled(words: Words, params: Mapping[str, Any]) -> Words:
    """The sentence with its day, step and stage filled in; what is not told shows as a question mark."""
    on, step, stage = _on(params), _step(params), _stage(params)
    known = _Known(params)
    return Words(
        words.nl % _Known({**known, "on": on.nl, "step": step.nl, "stage": stage.nl}),
        words.en % _Known({**known, "on": on.en, "step": step.en, "stage": stage.en}),
    )


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def _on(params: Mapping[str, Any]) -> Words:
    try:
        return day(date.fromisoformat(str(params.get("on", ""))), year=False)
    except ValueError:
        return Words("?", "?")


def _step(params: Mapping[str, Any]) -> Words:
    """The step that a reason is about: by its channel, else as the protocol names it."""
    channel, name = str(params.get("channel", "")), str(params.get("step", ""))
    return THE[Channel(channel)] if channel in THE else Words(name, name)


def _stage(params: Mapping[str, Any]) -> Words:
    stage = str(params.get("stage", ""))
    return STAGES[CollectionStage(stage)] if stage in set(CollectionStage) else Words(stage, stage)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
