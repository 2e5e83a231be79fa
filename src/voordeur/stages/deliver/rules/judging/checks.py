"""The checks on one line, each of which adds findings and values to a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from voordeur.stages.deliver.rules.cells import Cell, Row, as_text, as_words
from voordeur.stages.deliver.rules.findings import Finding
from voordeur.stages.deliver.rules.judging.plan import Plan
from voordeur.stages.deliver.rules.judging.policy import Policy, Share
from voordeur.stages.deliver.rules.values import addresses, amounts, answers, contact, dates, names

# As wide as the columns of `Signal`.
WIDTHS = {
    "customer_number": 60, "initials": 60, "prefix": 30, "surname": 200, "street": 120, "house_number": 10, "house_letter": 5,
    "addition": 20, "city": 80, "phone": 60, "email": 254, "collection_stage": 30, "remark": 2000,
}  # fmt: skip
_DAYS_A_MONTH = 30.44


class Draft:
    """One line while it is being judged: its cells by field, the values found, refusals and warnings so far."""

    def __init__(self, row: Row, plan: Plan, policy: Policy) -> None:
        self.row, self.plan, self.policy = row, plan, policy
        self.values: dict[str, Any] = {}
        self.refusals: list[Finding] = []
        self.warnings: list[Finding] = []

    def cell(self, field: str) -> Cell:
        """The first cell of a field that says something, "" when none does."""
        return next((self.row[p] for p in self.plan.places.get(field, ()) if self.row[p] != ""), "")

    def refuse(self, code: str, *fields: str, **params: Any) -> None:
        """Refuse the line, about the first of these fields that has a column."""
        self.refusals.append(Finding(code, self.plan.name_of(*fields), params))

    def warn(self, code: str, *fields: str, **params: Any) -> None:
        """Accept, but say this."""
        self.warnings.append(Finding(code, self.plan.name_of(*fields), params))


def check_amount(draft: Draft) -> None:
    """An arrear above zero, in cents."""
    cell = draft.cell("amount")
    if cell == "":
        draft.refuse("amount_missing", "amount")
        return
    cents = amounts.cents_of(cell)
    if cents is None:
        draft.refuse("amount_not_a_number", "amount", value=_short(cell))
    elif cents <= 0:
        draft.refuse("amount_not_above_zero", "amount")
    else:
        draft.values["amount_cents"] = cents
        if cents > draft.policy.unlikely_cents:
            draft.warn("amount_unlikely", "amount")


def check_birth_date(draft: Draft) -> None:
    """A day that exists, lies in the past and within a human life; parts unknown (``00``) are no error."""
    read = _date(draft, "birth_date")
    if read is None:
        return
    today = draft.policy.on
    if read > today:
        draft.refuse("impossible_date", "birth_date", value=_short(draft.cell("birth_date")))
    elif read.year < today.year - draft.policy.oldest_years:
        draft.warn("birth_date_unlikely", "birth_date", value=read.isoformat())
    draft.values["birth_date"] = read


def check_age_of_arrear(draft: Draft) -> None:
    """Oldest due date and months: possible, consistent, of the usual age (R12). Old or young only warns."""
    due, months = _date(draft, "oldest_due"), _months(draft)
    draft.values.update(oldest_due=due, months=months)
    if due is None:
        if months is None and not draft.refusals:
            draft.warn("due_missing", "oldest_due", "months")
        return
    days = (draft.policy.on - due).days
    if days < 0:
        draft.warn("due_in_future", "oldest_due", value=due.isoformat())
        return
    limit = draft.policy.age_to_days.get(draft.policy.kind)
    if days < draft.policy.age_from_days:
        draft.warn("too_young", "oldest_due", days=days, limit=draft.policy.age_from_days)
    elif limit is not None and days > limit:
        draft.warn("too_old", "oldest_due", days=days, limit=limit)
    said, since = float(months or 0), days / _DAYS_A_MONTH
    if months and abs(since - said) > max(3.0, max(since, said) / 2):
        draft.warn("months_contradict_due", "months", months=_plain(months), due=due.isoformat())


def _date(draft: Draft, field: str) -> date | None:
    places = draft.plan.places.get(field)
    if not places:
        return None
    cell = draft.cell(field)
    order = draft.plan.orders.get(places[0], dates.DateOrder.DAY_FIRST)
    # A two-digit year lies behind us: a birth in this century's coming years is one of the last century.
    read = dates.date_of(cell, order=order, century_before=draft.policy.on.year + (0 if field == "birth_date" else 1))
    if read.impossible or (read.incomplete and field != "birth_date"):
        draft.refuse("impossible_date", field, value=_short(cell))
    elif read.incomplete:
        draft.warn("birth_date_incomplete", field, value=_short(cell))
    return read.value


def _months(draft: Draft) -> Decimal | None:
    cell = draft.cell("months")
    if not as_words(cell):
        return None
    months = amounts.months_of(cell)
    if months is None:
        draft.warn("months_invalid", "months", value=_short(cell))
    return months


def check_name(draft: Draft) -> None:
    """A surname or a citizen service number; initials and prefix as far as given."""
    bsn = contact.bsn_of(draft.cell("bsn"))
    if bsn is None:
        draft.warn("bsn_invalid", "bsn")
    whole = names.full_name_of(draft.cell("full_name"))
    surname = names.full_name_of(draft.cell("surname")) if "full_name" not in draft.plan.places else names.Name()
    given = as_words(draft.cell("surname"))
    # Without initials of its own the surname column may hold them ("Jansen, A."); a prefix always may.
    found = surname.surname if surname.surname else given or whole.surname
    draft.values.update(
        bsn=bsn or "",
        initials=as_words(draft.cell("initials")) or surname.initials or whole.initials,
        prefix=as_words(draft.cell("prefix")).lower() or surname.prefix or whole.prefix,
        surname=found,
    )
    if not found and not bsn:
        draft.refuse("name_missing", "surname", "full_name")
    draft.values["sex"] = answers.sex_of(draft.cell("sex"))


def check_address(draft: Draft) -> None:
    """Postcode and number, or street, number and place; or else a citizen service number to ask the register with."""
    whole = addresses.full_address_of(draft.cell("full_address"))
    street, house = as_words(draft.cell("street")), addresses.house_number_of(draft.cell("house_number"))
    if street and not house.number and not whole.house.number:
        within = addresses.full_address_of(street)
        street, house = (within.street, within.house) if within.house.number else (street, house)
    if not house.number:
        house = whole.house
    letter, addition = as_words(draft.cell("house_letter")), as_words(draft.cell("addition"))
    postcode, city = _postcode_and_city(draft, whole)
    draft.values.update(
        street=street or whole.street,
        house_number=house.number,
        house_letter=letter or house.letter,
        addition=" ".join(dict.fromkeys(part for part in (house.addition, addition) if part)),
        postcode=postcode,
        city=city,
    )
    known = house.number and (postcode or (draft.values["street"] and city))
    if not known and draft.values.get("bsn"):
        draft.warn("address_from_register", "postcode", "postcode_city", "full_address")
    elif not known:
        draft.refuse("address_missing", "postcode", "postcode_city", "full_address", "street")


def _postcode_and_city(draft: Draft, whole: addresses.Address) -> tuple[str, str]:
    cell = draft.cell("postcode")
    postcode = contact.postcode_of(cell)
    both = contact.split_postcode_city(draft.cell("postcode_city"))
    within = contact.split_postcode_city(cell) if postcode is None else ("", "")
    city = contact.split_postcode_city(draft.cell("city"))
    found = postcode or within[0] or both[0] or whole.postcode or city[0]
    if postcode is None and not found:
        draft.warn("postcode_invalid", "postcode", value=_short(cell))
    return found, city[1] or both[1] or whole.city or (within[1] if within[0] else "")


def check_contact(draft: Draft) -> None:
    """Phone and e-mail: kept when right, else dropped with a warning."""
    numbers = []
    for place in draft.plan.places.get("phone", ()):
        number = contact.phone_of(draft.row[place])
        if number is None:
            draft.warnings.append(Finding("phone_invalid", draft.plan.columns[place], {"value": _short(draft.row[place])}))
        elif number:
            numbers.append(number)
    email = contact.email_of(draft.cell("email"))
    if email is None:
        draft.warn("email_invalid", "email", value=_short(draft.cell("email")))
    draft.values.update(phone=" / ".join(dict.fromkeys(numbers)), email=email or "")


def check_steps(draft: Draft) -> None:
    """The attestation of the four steps (R02) and objections: a "no" or an objection refuses, whatever the partner attests."""
    answered = False
    for place in draft.plan.places.get("attested", ()):
        answer = answers.yes_or_no(draft.row[place])
        answered = answered or answer is True
        if answer is False:
            finding = Finding("not_attested", draft.plan.columns[place], {"value": _short(draft.row[place])})
            draft.refusals.append(finding)
        elif answer is None and as_words(draft.row[place]):
            draft.warnings.append(Finding("answer_unclear", draft.plan.columns[place], {"value": _short(draft.row[place])}))
    for place in draft.plan.places.get("objection", ()):
        answer = answers.objects(draft.row[place])
        if answer:
            draft.refusals.append(Finding("objection", draft.plan.columns[place]))
        elif answer is None and as_words(draft.row[place]):
            draft.warnings.append(Finding("answer_unclear", draft.plan.columns[place], {"value": _short(draft.row[place])}))
    if draft.values["kind"] in draft.policy.attested_kinds and not draft.policy.attested and not answered:
        draft.refuse("attested_nowhere", "attested")


def check_kind(draft: Draft) -> None:
    """The kind (R01) and the partner (P01) of the line, from the line or else from the partner."""
    desk = draft.policy.share == Share.PARTNER  # the partner column gave the line to this partner, whose kind it has
    kind = (answers.kind_of(draft.cell("kind")) if not desk else "") or draft.policy.kind
    draft.values["kind"] = kind
    if kind not in draft.policy.allowed_kinds:
        draft.refuse("kind_not_allowed", "kind", value=kind)
    said = answers.plain(as_words(draft.cell("partner"))).replace(" ", "")
    if desk or not said:
        return
    ours = [plain for name in draft.policy.partner_names if (plain := answers.plain(name).replace(" ", ""))]
    if ours and not any(said in name or name in said for name in ours):
        draft.refuse("other_partner", "partner", value=_short(draft.cell("partner")))


def check_nobodys(draft: Draft) -> None:
    """A line of a desk's file that names no partner of ours."""
    said = draft.cell("partner")
    if as_words(said):
        draft.refuse("partner_unknown", "partner", value=_short(said))
    else:
        draft.refuse("partner_missing", "partner")


def check_rest(draft: Draft) -> None:
    """Signal type, hand-over, stage, remark, customer number."""
    cell = draft.cell("signal_type")
    signal_type = answers.signal_type_of(cell)
    if signal_type is None:
        draft.warn("signal_type_unknown", "signal_type", value=_short(cell))
    draft.values.update(
        signal_type=signal_type or "first",
        customer_number=as_words(draft.cell("customer_number")),
        warm_handover=answers.yes_or_no(draft.cell("warm_handover")) is True,
        collection_stage=answers.stage_of(draft.cell("collection_stage")),
        own_attempts=answers.attempts_of(draft.cell("own_attempts")),
        remark=" ".join(as_words(draft.row[p]) for p in draft.plan.places.get("remark", ())).strip(),
    )
    first, last = draft.policy.window
    if not first <= draft.policy.on.day <= last:
        draft.warnings.append(Finding("outside_window", "", {"day": draft.policy.on.day, "first": first, "last": last}))


def cut(draft: Draft) -> None:
    """Cut what does not fit the record, and say so."""
    values: Mapping[str, Any] = dict(draft.values)
    for field, width in WIDTHS.items():
        if len(values.get(field) or "") > width:
            draft.values[field] = values[field][:width]
            draft.warn("too_long", field, *_WHOLES.get(field, ()), limit=width)


_WHOLES = {
    "surname": ("full_name",), "initials": ("full_name",), "prefix": ("full_name",), "street": ("full_address",),
    "house_number": ("full_address",), "addition": ("full_address",), "city": ("postcode_city", "full_address"),
}  # fmt: skip


def _short(cell: Cell) -> str:
    return as_text(cell)[:60]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
