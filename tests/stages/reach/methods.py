"""Working methods and histories at random: the text of a protocol as somebody might write it, and what may befall a case."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import cache
from typing import Any

import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from stages.reach.stories import START
from voordeur.stages.reach.rules.history import Told
from voordeur.stages.reach.rules.language import Protocol, ProtocolError, read_protocol
from voordeur.stages.reach.rules.language.protocol import End
from voordeur.stages.reach.rules.vocabulary import (
    LIVE,
    AppointmentChange,
    AppointmentKind,
    Asked,
    AttemptResult,
    Channel,
    ChannelFact,
    CollectionStage,
    DayPart,
    Kind,
    No,
    Overruling,
)

CHANNELS = [Channel.LETTER, Channel.VISIT, Channel.PHONE, Channel.MAIL, Channel.TEXT]
STAGES = [CollectionStage.FORMAL_NOTICE, CollectionStage.EVICTION_ANNOUNCED]
CONDITIONS: list[dict[str, Any]] = [
    {"phone": "ja"}, {"email": "ja"}, {"minors": "ja"}, {"offered": "nee"}, {"months": {"from": 2}}, {"kinds": ["Huur"]},
    {"several_creditors": "ja"}, {"amount": {"from": 100}}, {"threatening": "ja"}, {"partner_attempts": {"from": 2}},
]  # fmt: skip
TERMS = st.builds("{} {}".format, st.integers(0, 12), st.sampled_from(["dagen", "werkdagen"]))
NAMES = ["one", "two", "three", "four", "five"]


@st.composite
def a_step(draw: st.DrawFn, before: list[str], *, plain: bool = False) -> dict[str, Any]:
    """One step after some of those `before` it; `plain`: nothing but after, wait, tries and spacing."""
    channel = draw(st.sampled_from(CHANNELS))
    step: dict[str, Any] = {"channel": channel.value, "by": "team", "wait": draw(TERMS)}
    ways = ["start", "after"] if plain else ["start", "after", "after", "after", "instead_of", "after_stage", "reply"]
    way = draw(st.sampled_from(ways)) if before else "start"
    if way == "start":
        step["after"] = "start"
    elif way == "after":
        step["after"] = draw(st.lists(st.sampled_from(before), min_size=1, max_size=2, unique=True))
    elif way == "after_stage":
        step["after_stage"] = draw(st.sampled_from(STAGES)).value
    elif way == "reply":
        step |= {"channel": "Kaartje", "after": draw(st.sampled_from(before)), "after_results": ["nobody", "no_access"]}
    else:
        step["instead_of"] = draw(st.sampled_from(before))
    if way != "reply" and draw(st.booleans()):
        step |= {"tries": draw(st.integers(2, 3)), "spacing": f"{draw(st.integers(1, 5))} werkdagen"}
    if step["channel"] in LIVE and draw(st.booleans()):
        parts = draw(st.lists(st.sampled_from(list(DayPart)), min_size=1, unique=True))
        step["day_parts"] = [part.value for part in parts]
    if not plain:
        for word in ("if", "unless"):
            if draw(st.integers(0, 3)) == 0:
                step[word] = draw(st.sampled_from(CONDITIONS))
        step |= draw(st.sampled_from([{}, {}, {}, {"by": "creditor"}, {"for": "everyone"}]))
    return step


@st.composite
def texts(draw: st.DrawFn, *, plain: bool = False) -> str:
    """The text of a protocol."""
    steps: list[dict[str, Any]] = []
    for name in NAMES[: draw(st.integers(1, len(NAMES)))]:
        steps.append({"step": name, **draw(a_step([one["step"] for one in steps], plain=plain))})
    top: dict[str, Any] = {
        "protocol": "proef", "version": 1, "title": "Proef", "follow_up": "5 werkdagen",
        "who": [{"name": "team", "title": "het team"}, {"name": "creditor", "title": "de schuldeiser", "partner": "ja"}],
    }  # fmt: skip
    if not plain:
        top |= draw(st.sampled_from([{}, {"for": {"kinds": ["Huur"]}}, {"contact": {"per_week": 1}}, {"partner_attempts": 3}]))
        channels = st.lists(st.sampled_from([one.value for one in (*CHANNELS, Channel.CARD)]), min_size=1, unique=True)
        top |= draw(st.sampled_from([{}, {"noes": {"visits": draw(channels)}}, {"noes": {"help": draw(channels)}}]))
        top |= draw(st.sampled_from([{}, {}, {"ends": sorted(set(End) - {draw(st.sampled_from(list(End)))})}]))
    return _written({**top, "steps": steps})


def _written(top: dict[str, Any]) -> str:
    plain = yaml.safe_dump(_words(top), allow_unicode=True, sort_keys=False, default_flow_style=False)
    return plain.replace("'ja'", "ja").replace("'nee'", "nee")


def _words(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _words(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_words(one) for one in value]
    return str(value) if isinstance(value, str) else value


@cache
def pool(number: int = 120, *, plain: bool = False) -> list[Protocol]:
    """So many protocols read from such texts, always the same; those that the reader refuses are left out."""
    found: list[Protocol] = []

    @settings(max_examples=number, derandomize=True, deadline=None, database=None, phases=[Phase.generate])
    @given(texts(plain=plain))
    def collect(text: str) -> None:
        with suppress(ProtocolError):
            found.append(read_protocol(text))

    collect()
    return found


METHODS = st.deferred(lambda: st.sampled_from(pool()))
PLAIN_METHODS = st.deferred(lambda: st.sampled_from(pool(60, plain=True)))
DAYS = st.integers(0, 90).map(lambda n: START + timedelta(days=n))
PEOPLE = st.sampled_from([1, 2, None])
_PERSON = st.fixed_dictionaries({"resident": PEOPLE})
_SIGNAL = st.fixed_dictionaries(
    {
        "signal": st.integers(1, 4), "partner": st.integers(1, 2), "kind": st.sampled_from(["Huur", "Water"]),
        "amount_cents": st.integers(0, 90_000), "signal_type": st.sampled_from(["first", "updated", "end_of_supply", "crisis"]),
        "resident": PEOPLE, "letter_only": st.booleans(), "months": st.sampled_from([None, 1, 2.5]),
        "stage": st.sampled_from(["", "aanzegging"]),
    }
)  # fmt: skip
_ATTEMPT = st.fixed_dictionaries(
    {
        "step": st.sampled_from(["", *NAMES, "register_check", "way_back", "call_back", "ask_partner"]),
        "channel": st.sampled_from([one.value for one in Channel]),
        "day_part": st.sampled_from(["", *(one.value for one in DayPart)]),
        "reached": st.booleans(), "result": st.sampled_from([one.value for one in AttemptResult]), "resident": PEOPLE,
        "purpose": st.sampled_from(["", "first_conversation"]),
    }
)  # fmt: skip
_NO = st.fixed_dictionaries({"no": st.sampled_from([one.value for one in No]), "resident": PEOPLE})
_ISO = DAYS.map(lambda day: day.isoformat())
_OTHERS: dict[Kind, st.SearchStrategy[dict[str, Any]]] = {
    Kind.NO: _NO,
    Kind.UNDO_NO: _NO,
    Kind.CHANNEL_FACT: st.fixed_dictionaries(
        {
            "channel": st.sampled_from(["Brief", "Mail", "Telefoon"]), "resident": PEOPLE,
            "fact": st.sampled_from([one.value for one in ChannelFact]),
        }
    ),
    Kind.PAYMENT: st.fixed_dictionaries({"signal": st.sampled_from([None, 1, 2]), "amount_cents": st.integers(0, 90_000)}),
    Kind.SIGNAL_LEFT: st.fixed_dictionaries({"signal": st.integers(1, 4)}),
    Kind.STAGE: st.fixed_dictionaries(
        {"stage": st.sampled_from(["aanmaning", "aanzegging", "afgelast"]), "partner": st.sampled_from([None, 1, 2])}
    ),
    Kind.PARTNER_ATTEMPT: st.fixed_dictionaries({"partner": st.integers(1, 2), "number": st.integers(1, 5)}),
    Kind.PARTNER_STEP: st.fixed_dictionaries({"partner": st.integers(1, 2), "step": st.sampled_from(NAMES)}),
    Kind.ASKED: st.fixed_dictionaries(
        {"asked": st.sampled_from([one.value for one in Asked]), "resident": PEOPLE, "on": _ISO}
    ),
    Kind.APPOINTMENT: st.fixed_dictionaries(
        {
            "appointment": st.integers(1, 2), "turn": st.integers(1, 4), "resident": PEOPLE, "on": _ISO,
            "state": st.sampled_from([one.value for one in AppointmentChange]),
            "kind": st.sampled_from([one.value for one in AppointmentKind]), "at": st.sampled_from(["09:00", "18:30"]),
            "by_resident": st.booleans(), "tell": st.sampled_from(["", "Mail", "SMS/Whatsapp", "Brief"]), "remind": st.booleans(),
        }
    ),
    Kind.STEP_OVERRULED: st.fixed_dictionaries(
        {
            "step": st.sampled_from([*NAMES, "way_back"]), "until": _ISO,
            "decision": st.sampled_from([one.value for one in Overruling]),
        }
    ),
    Kind.AGREEMENT: st.fixed_dictionaries({"agreement": st.integers(1, 2), "kind": st.sampled_from(["action", "done"])}),
    Kind.HOUSEHOLD: st.fixed_dictionaries({"minors": st.booleans()}),
    **{
        kind: _PERSON
        for kind in (
            Kind.MOVED, Kind.DECEASED, Kind.OFFER, Kind.ACCEPTED, Kind.DECLINED, Kind.SAYS_PAID, Kind.KNOWN_ELSEWHERE,
        )
    },
    **{kind: st.just({}) for kind in (Kind.ARRANGEMENT, Kind.PROTOCOL_MOVED)},
}  # fmt: skip
FACT = st.one_of(
    _SIGNAL.map(lambda facts: (Kind.SIGNAL_JOINED, facts)),
    _ATTEMPT.map(lambda facts: (Kind.ATTEMPT, facts)),
    *(facts.map(lambda facts, kind=kind: (kind, facts)) for kind, facts in _OTHERS.items()),
)


def _told(some: list[Any]) -> list[Told]:
    return [Told(n, fact[0].value, on, fact[1]) for n, (fact, on) in enumerate(some, 1)]


# A case begins with a signal; without one there is nothing to ask.
FIRST = {
    "signal": 1, "partner": 1, "kind": "Huur", "amount_cents": 20_000, "signal_type": "first", "resident": 1,
}  # fmt: skip
HISTORIES = st.lists(st.tuples(FACT, DAYS), max_size=12).map(
    lambda some: [Told(0, Kind.SIGNAL_JOINED.value, START, FIRST), *_told(some)]
)
