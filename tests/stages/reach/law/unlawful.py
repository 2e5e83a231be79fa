"""Protocols that break the law, each beside its nearest lawful neighbour, and the rules for which they are refused."""

from __future__ import annotations

from stages.reach.law.written import LETTER, VISIT, text

_LATER = "- step: letter\n  channel: Brief\n  by: team\n  after: start\n  wait: {}\n"
_REFERRAL = (
    LETTER + "- step: refer\n  channel: Administratief\n  by: team\n  after: letter\n  wait: 5 werkdagen\n  refer_to: wijkteam\n"
)
_ANNOUNCED = LETTER + (
    "- step: announcement\n  channel: Brief\n  by: corporation\n  after: start\n  offers: nee\n"
    "- step: visit\n  channel: Huisbezoek\n  by: team\n  after: announcement\n  wait: {}\n"
)
_OPT_OUT = "opt_out: {step: announcement, within: 14 dagen, by: [phone]}\n"
_OTHERS = "- step: other\n  channel: Brief\n  by: team\n  after: start\n  for: others\n"
_CARD = (
    LETTER
    + VISIT
    + ("- step: card\n  channel: Kaartje\n  by: team\n  text: {}\n  after: visit\n  after_results: [nobody, no_access]\n")
)
_CALL = LETTER + "- step: phone\n  channel: Telefoon\n  by: team\n  wait: 2 werkdagen\n  if: {phone: ja}\n"
_BUSY = LETTER + (
    "- step: phone\n  channel: Telefoon\n  by: team\n  after: start\n  tries: 5\n  spacing: 1 dag\n  if: {phone: ja}\n"
)
_BY_MAIL = "- step: mail\n  channel: Mail\n  by: team\n  after: start\n  if: {email: ja}\n"
_PARTNER_FIRST = (
    "- step: announcement\n  channel: Brief\n  by: corporation\n  after: start\n  offers: nee\n"
    "- step: letter\n  channel: Brief\n  by: team\n  after: announcement\n  wait: 2 werkdagen\n"
    "- step: phone\n  channel: Telefoon\n  by: team\n  after: start\n  if: {phone: ja}\n"
)
_ENDS = "ends: [reached, refused, paid, arranged, moved, deceased, known_elsewhere]\n"

# name: (rules of its breaches, the unlawful text, the lawful neighbour)
UNLAWFUL: dict[str, tuple[set[str], str, str]] = {
    "first letter after six weeks": ({"R20"}, text(_LATER.format("6 weken")), text(_LATER.format("3 weken"))),
    "twenty working days, which holidays stretch": (
        {"R20"},
        text(_LATER.format("20 werkdagen")),
        text(_LATER.format("16 werkdagen")),
    ),
    "only visits, and nobody is at home": (
        {"R04", "R20"},
        text(VISIT),
        text(VISIT + _LATER.format("14 dagen").replace("step: letter", "step: own")),
    ),
    "only rent": (
        {"R04"},
        text(top="for: {kinds: [Huur]}\n"),
        text(LETTER + _OTHERS, top="for: {kinds: [Huur]}\n"),
    ),
    "only from 500 euro": (
        {"R04"},
        text(top="for: {amount: {from: 500}}\n"),
        text(LETTER + _OTHERS, top="for: {amount: {from: 500}}\n"),
    ),
    "only several creditors": (
        {"R04"},
        text(top="for: {several_creditors: ja}\n"),
        text(LETTER + _OTHERS, top="for: {several_creditors: ja}\n"),
    ),
    "only one district": (
        {"R04"},
        text(top='for: {districts: ["Noord"]}\n'),
        text(LETTER + _OTHERS, top='for: {districts: ["Noord"]}\n'),
    ),
    "calls after a no to help": (
        {"P10"},
        text(_CALL, top="noes: {help: [Brief]}\n"),
        text(_CALL, top="noes: {help: [Brief, Kaartje, Huisbezoek, Telefoon, Mail, SMS/Whatsapp, Afspraak op locatie]}\n"),
    ),
    "visits after a no to visits": (
        {"P10"},
        text(LETTER + VISIT, top="noes: {visits: [Kaartje]}\n"),
        text(LETTER + VISIT, top="noes: {visits: [Kaartje, Huisbezoek]}\n"),
    ),
    "no way back": ({"P10"}, text(top="noes: {way_back: geen}\n"), text(top="noes: {way_back: Brief}\n")),
    "a call as the way back": (
        {"P10"},
        text(_CALL, top="noes: {way_back: Telefoon}\n"),
        text(_CALL, top="noes: {way_back: Brief}\n"),
    ),
    "visits on Sundays": (
        {"P11"},
        text(LETTER + VISIT, top="contact: {sundays: ja}\n"),
        text(LETTER + VISIT, top="contact: {sundays: nee}\n"),
    ),
    "evenings until ten": (
        {"P11"},
        text(LETTER + VISIT, top='contact: {until: "22:00"}\n'),
        text(LETTER + VISIT, top='contact: {until: "20:30"}\n'),
    ),
    "mornings from eight": (
        {"P11"},
        text(LETTER + VISIT, top='contact: {from: "08:00"}\n'),
        text(LETTER + VISIT, top='contact: {from: "09:00"}\n'),
    ),
    "five contacts a week": ({"P11"}, text(_BUSY, top="contact: {per_week: 5}\n"), text(_BUSY, top="contact: {per_week: 2}\n")),
    "a referral without agreement": (
        {"R32"},
        text(_REFERRAL + "  agreement: nee\n"),
        text(_REFERRAL + "  agreement: ja\n"),
    ),
    "the conversation in six weeks": (
        {"R18"},
        text(top="conversation: {within: 6 weken}\n"),
        text(top="conversation: {within: 4 weken}\n"),
    ),
    "the conversation in a month": (
        {"R18"},
        text(top="conversation: {within: 1 maand}\n"),
        text(top="conversation: {within: 28 dagen}\n"),
    ),
    "threatening in five working days": (
        {"R17"},
        text(top="conversation: {threatening_within: 5 werkdagen}\n"),
        text(top="conversation: {threatening_within: 3 werkdagen}\n"),
    ),
    "threatening in three days that hold no weekend": (
        {"R17"},
        text(top="conversation: {threatening_within: 7 dagen}\n"),
        text(top="conversation: {threatening_within: 2 werkdagen}\n"),
    ),
    "an announced eviction is not threatening": (
        {"R17"},
        text(top="conversation: {threatening: [crisis, ontruiming]}\n"),
        text(top="conversation: {threatening: [crisis, aanzegging, ontruiming]}\n"),
    ),
    "everything waits for a partner that never reports": (
        {"R04", "R20"},
        text(_PARTNER_FIRST),
        text(_PARTNER_FIRST + _LATER.format("10 werkdagen").replace("step: letter", "step: own") + "  unless: {offered: ja}\n"),
    ),
    "by phone only, and no number is known": (
        {"R04", "R20"},
        text("- step: phone\n  channel: Telefoon\n  by: team\n  if: {phone: ja}\n"),
        text("- step: phone\n  channel: Telefoon\n  by: team\n  if: {phone: ja}\n" + _LATER.format("5 werkdagen")),
    ),
    "by mail only": (
        {"R04"},
        text(_BY_MAIL),
        text(_BY_MAIL + "- step: letter\n  channel: Brief\n  by: team\n  after: start\n  if: {email: nee}\n"),
    ),
    "a visit before it can be called off": (
        {"P10"},
        text(_ANNOUNCED.format("1 dag"), top=_OPT_OUT),
        text(_ANNOUNCED.format("14 dagen"), top=_OPT_OUT),
    ),
    "the register is not asked": ({"R05"}, text(top="register_checked: nee\n"), text(top="register_checked: ja\n")),
    "the dead are written to": (
        {"R31"},
        text(LETTER + VISIT, top=_ENDS.replace("deceased, ", "")),
        text(LETTER + VISIT, top=_ENDS),
    ),
    "who moved is visited": ({"R06"}, text(LETTER + VISIT, top=_ENDS.replace("moved, ", "")), text(LETTER + VISIT, top=_ENDS)),
    "who paid is visited": ({"P26"}, text(LETTER + VISIT, top=_ENDS.replace("paid, ", "")), text(LETTER + VISIT, top=_ENDS)),
    "who declined is visited": (
        {"P10"},
        text(LETTER + VISIT, top=_ENDS.replace("refused, ", "")),
        text(LETTER + VISIT, top=_ENDS),
    ),
    "the partner hears whether others lend": (
        {"R34"},
        text(LETTER + "- step: own\n  channel: Brief\n  by: corporation\n  after: start\n  if: {several_creditors: ja}\n"),
        text(LETTER + "- step: own\n  channel: Brief\n  by: corporation\n  after: start\n  if: {amount: {from: 300}}\n"),
    ),
}
# The card says what others may not read: the same protocol, another text.
CARD_SAYS = {"card": ["schuld"], "plain": []}
CARDS = ({"P17"}, text(_CARD.format("card")), text(_CARD.format("plain")))
