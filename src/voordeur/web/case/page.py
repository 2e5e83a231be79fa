"""Everything on the household page, read at once; the number of queries grows neither with the case nor with the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event, Partner, Resident
from voordeur.record.words import kind_said
from voordeur.stages.help import queries as help_
from voordeur.stages.match.queries.joined import joined
from voordeur.stages.reach.queries.messages import messages_in
from voordeur.stages.reach.queries.pieces import pieces_of
from voordeur.stages.reach.queries.protocols import methods_of
from voordeur.stages.triage import queries as triage
from voordeur.stages.triage.rules.status import SignalStatus
from voordeur.templatetags.shell import household_name, person_name
from voordeur.web.case import sentences
from voordeur.web.case.money import Creditor, Owed, creditors
from voordeur.web.case.names import Names
from voordeur.web.case.people import Person, people_of, residents_of
from voordeur.web.case.steps import Steps, steps_of_case, titles_of
from voordeur.web.case.story import Told, told


@dataclass(frozen=True)
class SignalRow:
    """One signal with what was decided about it, and why, in sentences."""

    signal: Any
    taking: Any
    link: Any
    who: str
    kind: str
    status: str
    reasons: list[str]
    type: str
    joined: bool  # whether undoing the link would split something
    lane: str  # whose work it is, in words; "" for everybody's


@dataclass(frozen=True)
class ClockRow:
    """A statutory clock of help, in sentences."""

    what: str
    due_on: date


@dataclass(frozen=True)
class HouseholdPage:
    """The household on one page."""

    case: Case
    name: str
    people: list[Person]
    story: list[Told]
    steps: Steps
    clocks: list[ClockRow]
    creditors: list[Creditor]
    signals: list[SignalRow]
    plan: list[Any]

    @property
    def total_cents(self) -> int:
        """What the household owes all creditors together, by their last messages."""
        return sum(one.now_cents for one in self.creditors)

    @property
    def several(self) -> bool:
        """Whether this page is about more than one person: then it is for caseworkers and not for paper (P04)."""
        return len(self.people) > 1

    @property
    def lanes(self) -> list[str]:
        """Whose work this is, where it is not everybody's."""
        return list(dict.fromkeys(row.lane for row in self.signals if row.lane))

    @property
    def somebody_said_no(self) -> bool:
        """Whether a no stands that somebody might come back on."""
        return any(person.noes for person in self.people)

    @property
    def outcome(self) -> str:
        """The result of a closed case, in sentences."""
        return sentences.said(sentences.OUTCOMES, self.case.outcome) if self.case.outcome else ""


def find_case(user: User, pk: int) -> Case | None:
    """A case within this person's walls, with what its page needs; no look yet."""
    rows = Case.objects.filter(within(user)).select_related("household", "municipality", "organisation", "owner")
    return rows.filter(pk=pk).first()


def creditors_of(case: Case) -> dict[int, str]:
    """The partners that reported about this household: id → name."""
    return {link.signal.partner_id: link.signal.partner.name for link in _links(case)}


def link_of(case: Case, signal: int) -> Any:
    """The link of one signal of this household; None when it is not one of them."""
    return next((link for link in _links(case) if link.signal_id == signal), None)


def household_page(case: Case, look: Look, *, today: date) -> HouseholdPage:
    """The page of one case, for whoever looks; logged."""
    record_look(look, [f"household:{case.household_id}"])
    links = _links(case)
    residents = {r.pk: r for r in residents_of(case)}
    events = list(Event.objects.filter(case=case).select_related("by", "note").order_by("-on", "-pk"))
    plan = help_.plan_of(case)
    names = names_of(case, residents, plan, today)
    signals = read_signals(case, names, links)
    clocks = help_.running_clocks(cast(User, look.user), today=today, cases=[case.pk])
    people = people_of(residents.values(), events, help_.offers_of(case))
    return HouseholdPage(
        case=case,
        name=household_name([p.resident for p in people]) if people else "",
        people=people,
        story=_story(events, names, messages_in(case)),
        steps=steps_of_case(case, look, today=today),
        clocks=[ClockRow(sentences.said(sentences.CLOCKS, c.kind), c.due_on) for c in clocks.get(case.pk, [])],
        creditors=creditors_in(signals),
        signals=signals,
        plan=plan,
    )


def _links(case: Case) -> list[Any]:
    """The links of the household's signals, newest first; those that a corrected file replaced are left out."""
    rows = case.household.links.filter(signal__superseded_by=None)
    rows = rows.select_related("signal__partner", "signal__taking")
    return list(rows.order_by("-signal__month", "signal__partner__name", "signal__pk"))


def names_of(case: Case, residents: dict[int, Resident], plan: Sequence[Any], today: date) -> Names:
    """The names that the story of a case needs: of these residents, the partners, these lines of the plan."""
    partners = Partner.objects.filter(receiver=case.organisation_id).values_list("pk", "name")
    methods = methods_of(case.organisation_id)
    return Names(
        residents={pk: person_name(r) for pk, r in residents.items()},
        partners=dict(partners),
        agreements={line.pk: line for line in plan},
        directory={code: place["name"] for code, place in help_.directory_of(case, on=today).items()},
        steps=titles_of(methods[case.protocol].protocol if case.protocol in methods else None),
        protocols={key: method.protocol.title for key, method in methods.items()},
    )


def read_signals(case: Case, names: Names, links: Sequence[Any] | None = None) -> list[SignalRow]:
    """The signals of a household with what was decided about each; `links` where they were read already. The caller logs."""
    links = _links(case) if links is None else links
    held = {one.signal for one in joined([link.pk for link in links])}
    return [_signal_row(link, names, link.signal_id in held) for link in links]


def creditors_in(signals: Iterable[SignalRow]) -> list[Creditor]:
    """What these signals say is owed, per creditor."""
    return creditors(_owed(signals))


def _signal_row(link: Any, names: Names, held: bool) -> SignalRow:
    taking = getattr(link.signal, "taking", None)
    return SignalRow(
        signal=link.signal,
        taking=taking,
        link=link,
        who=names.residents.get(link.resident_id, ""),
        kind=kind_said(link.signal.kind),
        status=sentences.said(sentences.STATUSES, taking.status if taking else SignalStatus.WAITING),
        reasons=[triage.sentence(reason) for reason in taking.reasons] if taking else [],
        type="" if link.signal.signal_type == "first" else sentences.said(sentences.SIGNAL_TYPES, link.signal.signal_type),
        joined=held,
        lane=sentences.said(sentences.LANES, taking.lane) if taking and taking.lane else "",
    )


def _owed(signals: Iterable[SignalRow]) -> list[Owed]:
    return [
        Owed(
            partner=row.signal.partner.name,
            kind=row.kind,
            customer=row.signal.customer_number or str(row.signal.pk),
            month=row.signal.month,
            cents=row.signal.amount_cents,
            oldest_due=row.signal.oldest_due,
            ended=row.signal.signal_type == "settled",
        )
        for row in sorted(signals, key=lambda row: row.signal.pk)
    ]


def _story(events: Sequence[Event], names: Names, messages: Mapping[int, int]) -> list[Told]:
    """The story (newest first) of who is here: what was told of a signal or a person that left went along (P04, P05)."""
    taken_back = {event.corrects_id for event in events if event.corrects_id}
    left, pieces = _left(events), pieces_of([event.pk for event in events if event.kind == "attempt"])
    here = [event for event in events if _of_here(event, names, left)]
    shown = [(event, pieces.get(event.pk), messages.get(event.pk)) for event in here]
    return [told(one, names, taken_back=one.pk in taken_back, piece=piece, message=message) for one, piece, message in shown]


def _left(events: Sequence[Event]) -> set[int]:
    """The signals that are in the case no more."""
    last: dict[int, str] = {}
    for event in sorted(events, key=lambda one: one.pk):
        if event.kind in {"signal_joined", "signal_left"}:
            last[event.facts["signal"]] = event.kind
    return {signal for signal, kind in last.items() if kind == "signal_left"}


def _of_here(event: Event, names: Names, left: set[int]) -> bool:
    if event.kind == "signal_left":
        return True
    who = event.facts.get("resident")
    gone = (who is not None and who not in names.residents) or event.facts.get("signal") in left
    unknown_line = event.facts.get("agreement") is not None and event.facts["agreement"] not in names.agreements
    return not gone and not unknown_line
