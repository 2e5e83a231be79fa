"""Ask the register about a batch of claims in as few questions as will do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from voordeur.connections.brp import FoundPerson, PersonRegister, RegisterPerson, Suspension, TooManyFound
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.stages.deliver.queries import Delivered
from voordeur.stages.match.rules.addresses import split
from voordeur.stages.match.rules.people import Claim, Known, Written, compare

STEM = 3  # letters before a wildcard; the register asks for at least three


@dataclass
class Answers:
    """Who may be meant by each signal, as BSNs, and those people."""

    bsns: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    people: dict[str, RegisterPerson] = field(default_factory=dict)

    def of(self, signal: int) -> list[RegisterPerson]:
        """The people whom a signal may be about, in order of BSN; a list that was a mistake is nobody (code F)."""
        found = (self.people[bsn] for bsn in sorted(self.bsns[signal]) if bsn in self.people)
        return [person for person in found if person.suspension != Suspension.ERROR]


@dataclass
class _Questions:
    """The questions of one batch, each asked once."""

    register: PersonRegister
    answered: dict[tuple[str, ...], list[FoundPerson] | None] = field(default_factory=dict)

    def ask(self, key: tuple[str, ...], question: Callable[[], list[FoundPerson]]) -> list[FoundPerson] | None:
        """The answer to a question, from memory where it was asked before; None: it fits too many people."""
        if key not in self.answered:
            try:
                self.answered[key] = question()
            except TooManyFound:
                self.answered[key] = None
        return self.answered[key]


def ask_register(
    register: PersonRegister,
    signals: Collection[Delivered],
    claims: Collection[Claim],
    named: Callable[[Claim], set[str]],
) -> Answers:
    """Everybody whom these signals may be about. Raises `RegisterUnavailable`.

    First the door that was delivered; then name and birth date, only for those whom the door does not give; the BSNs that
    a signal or earlier links name (`named`); last, twenty at a time, all per BSN.
    Logged once, with the signals as subjects.
    """
    record_look(Look(None, Purpose.CHECK_REGISTER), [f"signal:{claim.signal}" for claim in claims])
    questions, answers = _Questions(register), Answers()
    by_id = {signal.id: signal for signal in signals}
    behind = {claim.signal: _at_door(questions, by_id[claim.signal], claim) for claim in claims}
    told = _told_by_door(claims, behind)
    for claim in claims:
        found = behind[claim.signal]
        if claim.signal not in told:
            found = [*found, *_by_name(questions, claim)]
        answers.bsns[claim.signal] = {person.bsn for person in found}
        answers.bsns[claim.signal] |= (named(claim) | {claim.written.bsn}) - {""}
    answers.people = register.by_bsn(sorted(set().union(*answers.bsns.values())) if answers.bsns else [])
    return answers


def _told_by_door(claims: Collection[Claim], behind: Mapping[int, list[FoundPerson]]) -> set[int]:
    """The signals whose door gave somebody of that name and birth date, so that the whole country need not be searched."""
    pairs = [(claim, _found(person)) for claim in claims for person in behind[claim.signal]]
    return {
        claim.signal
        for (claim, _), scored in zip(pairs, compare(pairs), strict=True)
        if scored.agreement("birth") == "same" and scored.agreement("surname") not in ("different", "missing")
    }


def _found(person: FoundPerson) -> Known:
    """What a search tells of a person: a name and a birth date."""
    return Known(person.bsn, Written(surname=person.surname, prefix=person.prefix, birth_date=person.birth))


def _at_door(questions: _Questions, signal: Delivered, claim: Claim) -> list[FoundPerson]:
    parts = split(signal.street, signal.house_number, f"{signal.house_letter} {signal.addition}", signal.postcode)
    postcode, number = parts.postcode, parts.number
    ask = questions.register.at_address
    found = questions.ask(("door", postcode, number), lambda: ask(postcode, number))
    if found is None and claim.birth:  # a tower behind one number: ask for the birth date too
        found = questions.ask(("door", postcode, number, claim.birth), lambda: ask(postcode, number, born=claim.birth))
    if found is None:
        letter, addition = signal.house_letter.strip(), signal.addition.strip()
        key = ("door", postcode, number, letter, addition)
        found = questions.ask(key, lambda: ask(postcode, number, letter, addition))
    return found or []


def _by_name(questions: _Questions, claim: Claim) -> list[FoundPerson]:
    if not claim.birth:
        return []
    ask = questions.register.by_name_and_birth
    found: list[FoundPerson] = []
    for stem in claim.written.name.asked:
        asked = f"{stem[:STEM]}*" if len(stem) >= STEM else stem
        some = questions.ask((asked.lower(), claim.birth), lambda a=asked: ask(a, claim.birth))  # type: ignore[misc]
        if some is None:
            some = questions.ask((stem.lower(), claim.birth), lambda s=stem: ask(s, claim.birth))  # type: ignore[misc]
        found += some or []
    return found
