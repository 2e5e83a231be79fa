"""The worst path that the check finds is the worst there is: on small protocols every day and all luck is tried, slowly."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import pytest

from stages.reach.law.written import CLOCKS, TOWN, text
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.language import Protocol, ProtocolError, read_protocol
from voordeur.stages.reach.rules.law.playing import Case, Game
from voordeur.stages.reach.rules.law.worst import NEVER, ends_of_all_paths
from voordeur.stages.reach.rules.next_steps import next_steps

HORIZON = 50  # days: longer than any of these protocols lasts
REPORTS = 12  # days in which the creditor may still report
AT_THE_DOOR = ("nobody", "child_opened", "unsafe")
ON_THE_PHONE = ("no_answer", "adult_opened", "wrong_number")
SIGNAL = {"signal": 1, "partner": 1, "kind": "Huur", "amount_cents": 45_000, "signal_type": "first", "resident": 1, "months": 1}
ONE_DAY = timedelta(days=1)
CHANNELS = ("Brief", "Huisbezoek", "Huisbezoek", "Telefoon", "Mail")
WAITS = ("0 dagen", "1 dag", "3 werkdagen", "6 werkdagen", "10 dagen", "1 week")


@dataclass
class Slow:
    """Every path of one case, day after day, without any thought; the reports of the creditor come on any day up to one."""

    protocol: Protocol
    phones: bool
    emails: bool
    start: date
    worst: int = -1
    seen: set[object] = field(default_factory=set)

    def live(self, today: date, told: tuple[tuple[str, date, tuple[tuple[str, object], ...]], ...]) -> None:
        """Go on from this day in every way; remembers the latest first offer."""
        if (today, told) in self.seen:
            return
        self.seen.add((today, told))
        if self.offered(told):
            self.worst = max(self.worst, (today - self.start).days)
            return
        if (today - self.start).days > HORIZON:
            self.worst = NEVER
            return
        steps = self.ask(today, told)
        for one in steps.waiting:
            if one.code == "partner_does" and (today - self.start).days <= REPORTS:
                self.live(today, (*told, ("partner_step", today, (("step", one.name), ("partner", 1)))))
        due = [one for one in steps.due if one.channel != "Administratief"]
        if not due:
            self.live(today + ONE_DAY, told)
            return
        results = {"Huisbezoek": AT_THE_DOOR, "Telefoon": ON_THE_PHONE}.get(due[0].channel, ("sent",))
        for result in results:
            facts = {"step": due[0].name, "channel": due[0].channel.value, "day_part": due[0].day_part, "result": result}
            made = ("attempt", today, (*facts.items(), ("reached", False), ("resident", 1), ("purpose", "")))
            self.live(today, (*told, made))

    def ask(self, today, told):
        events = [Told(1, "signal_joined", self.start, SIGNAL)]
        events += [Told(n, kind, on, dict(facts)) for n, (kind, on, facts) in enumerate(told, 2)]
        known = history(events, opened_on=self.start, phones=self.phones, emails=self.emails, clocks=CLOCKS)
        return next_steps(self.protocol, known, today)

    def offered(self, told):
        sent = (dict(facts) for kind, _, facts in told if kind == "attempt")
        return any(one["channel"] in {"Brief", "Mail"} for one in sent)


def _small(chance: random.Random) -> str:
    """A protocol of one to four steps, with odd waits, conditions and replacements."""
    steps, names = "", []
    if chance.random() < 0.2:
        steps, names = "- step: own\n  channel: Brief\n  by: corporation\n  after: start\n  offers: nee\n", ["own"]
    for number in range(chance.randint(1, 2)):
        channel, name = chance.choice(CHANNELS), f"s{number}"
        steps += f"- step: {name}\n  channel: {channel}\n  by: team\n"
        if names and chance.random() < 0.25:
            steps += f"  instead_of: {names[-1]}\n"
        else:
            steps += f"  after: {chance.choice(['start', *names])}\n"
        steps += f"  wait: {chance.choice(WAITS)}\n"
        if channel in {"Huisbezoek", "Telefoon"} and chance.random() < 0.4:
            steps += "  tries: 2\n  spacing: 2 werkdagen\n"
        steps += chance.choice(["", "", "  if: {phone: ja}\n", "  if: {email: ja}\n", "  unless: {offered: ja}\n"])
        names.append(name)
    if chance.random() < 0.7:
        steps += f"- step: last\n  channel: Brief\n  by: team\n  after: {chance.choice(names)}\n  wait: {chance.choice(WAITS)}\n"
    return text(steps)


@cache
def _protocols(number: int) -> list[Protocol]:
    chance, found = random.Random(20), []
    while len(found) < number:
        try:
            found.append(read_protocol(_small(chance)))
        except ProtocolError:
            continue  # a replacement of nothing, a step never reached
    return found


@pytest.mark.parametrize("number", range(50))
def test_the_worst_path_is_the_worst_there_is(number):
    chance = random.Random(number)
    protocol = _protocols(50)[number]
    start = date(2027, 12, 20) + timedelta(days=chance.randint(0, 14))
    phones, emails = chance.random() < 0.5, chance.random() < 0.5
    slow = Slow(protocol, phones, emails, start)
    slow.live(start, ())
    game = Game(protocol, TOWN)
    found = max(one.days for one in ends_of_all_paths(game, Case((SIGNAL,), (), phones, emails), start))
    assert found == slow.worst
    assert not game.cut
