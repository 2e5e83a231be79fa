"""One protocol that reads well, as text, for tests that change it."""

SOUND = """\
protocol: voorbeeld
version: 3
title: "Voorbeeld: aangekondigd bezoek"
about: "Voor tests."
for:
  kinds: [Huur]
  months: {from: 1, to: 2}
  districts: ["Merenwijk"]
who:
- name: corporation
  title: "de corporatie"
  partner: ja
- name: pair
  title: "het duo"
  made_of: ["maatschappelijk werker", "adviseur"]
contact: {per_week: 2, from: "09:00", until: "20:30", sundays: nee}
conversation:
  within: 4 weken
  threatening_within: 3 werkdagen
opt_out:
  step: announcement
  within: 7 dagen
  by: [phone, code]
ends: [reached, paid, deceased]
follow_up: 5 werkdagen
steps:
- step: announcement
  channel: Brief
  by: corporation
- step: visit
  channel: Huisbezoek
  after: announcement
  wait: 7 dagen
  tries: 3
  spacing: 2 werkdagen
  day_parts: [Avond, Middag]
- step: card
  channel: Kaartje
  after: visit
  after_results: [nobody]
- step: mail
  channel: Mail
  wait: 1 werkdag
  if: {email: ja}
- step: phone
  channel: Telefoon
  instead_of: mail
- step: letter
  for: everyone
  channel: Brief
  after: start
  wait: 2 weken
  unless: {offered: ja}
"""


def with_(old: str, new: str) -> str:
    """The sound protocol with one piece replaced, which must be there."""
    assert old in SOUND
    return SOUND.replace(old, new, 1)
