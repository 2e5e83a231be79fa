"""A desk's file: lines of several partners in one download, every one of which is somebody's or refused (P01)."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from itertools import islice

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from stages.deliver import shapes
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Partner
from voordeur.stages.deliver import actions, queries
from voordeur.stages.deliver.actions import reading
from voordeur.stages.deliver.forget import forget_files
from voordeur.stages.deliver.models import Delivery, Line, Signal
from voordeur.stages.deliver.rules.desk import Assigning, Known, partner_of
from voordeur.stages.deliver.rules.findings import Unreadable

ON = shapes.TODAY
HEADER = ["Signaalpartner", "Klantnummer", "Achternaam", "Postcode", "Huisnummer", "Bedrag", "Oudste vervaldatum"]


def _line(partner, number, amount="123,45"):
    return [partner, f"K{number}", "Jansen", "1234 AB", str(number), amount, "2026-09-01"]


# Line 1 to 9. Of Thuisgoed: 1, 3, 7 (twice), 8; of Zorgvuldig: 2, 4 (no amount); of nobody: 5, 6, 9 (the same as 5).
ROWS = [
    _line("Thuisgoed", 1),
    _line("zorgvuldig", 2),
    _line("Stichting Thuis-Goed", 3),
    _line("Zorgvuldig N.V.", 4, ""),
    _line("Elders Wonen", 5),
    _line("", 6),
    _line("Thuisgoed", 1),
    _line("THUISGOET", 8),
    _line("Elders Wonen", 5),
]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES = tmp_path


@pytest.fixture
def desk(cast):
    Partner.objects.filter(pk=cast.zorgvuldig.pk).update(attested=True)
    return cast.noorderlicht


def _store(desk, rows=ROWS, *, header=HEADER, **more):
    content = io.BytesIO(shapes.csv_of(header, rows))
    return actions.store_desk(organisation=desk, name="meldpunt.csv", content=content, on=ON, by=None, **more)


def _deliver(desk, rows=ROWS, **more):
    whole = _store(desk, rows, **more).delivery
    for part in (whole, *queries.shares_of(whole)):
        actions.read_lines(part)
        actions.finish(part)
    whole.refresh_from_db()
    return whole


def _numbers(delivery):
    return list(delivery.lines.order_by("number").values_list("number", flat=True))


def _look(cast):
    return Look(cast.clara, Purpose.DELIVER, "/aanleveren/")


def test_every_line_is_one_partners_or_nobodys_under_the_number_that_it_has_in_the_file(cast, desk):
    whole = _deliver(desk)
    ours, theirs = queries.shares_of(whole)
    assert (ours.partner, _numbers(ours)) == (cast.thuisgoed, [1, 3, 7, 8])
    assert (theirs.partner, _numbers(theirs)) == (cast.zorgvuldig, [2, 4])
    assert _numbers(whole) == [5, 6, 9]
    assert (ours.delivered, ours.accepted, ours.refused) == (4, 3, 1)
    assert (theirs.delivered, theirs.accepted, theirs.refused) == (2, 1, 1)
    assert (whole.delivered, whole.accepted, whole.refused) == (3, 0, 3)
    assert queries.counts_of([whole, ours]) == {
        whole.pk: queries.Counts(delivered=9, accepted=4, warned=0, refused=5),
        ours.pk: queries.Counts(delivered=4, accepted=3, warned=0, refused=1),
    }
    assert Signal.objects.count() == 4
    assert set(ours.signals.values_list("kind", "partner")) == {("Huur", cast.thuisgoed.pk)}
    assert theirs.signals.get().kind == "Zorg"


def test_the_reasons_say_which_partner_is_unknown_or_missing(cast, desk):
    whole = _deliver(desk)
    found = {line.number: line.findings for line in whole.lines.all()}
    assert [found[number][0]["code"] for number in (5, 6, 9)] == ["partner_unknown", "partner_missing", "same_line_twice"]
    assert found[5][0] == {"code": "partner_unknown", "column": "Signaalpartner", "params": {"value": "Elders Wonen"}}
    twice = Line.objects.get(number=7)
    assert twice.findings[0] == {"code": "same_line_twice", "column": "", "params": {"line": 1}}


def test_refused_lines_come_back_per_partner_and_for_the_desk_as_a_whole(cast, desk):
    whole = _deliver(desk)
    ours, _theirs = queries.shares_of(whole)
    assert queries.refused_codes(whole) == {
        "same_line_twice": 2, "partner_unknown": 1, "partner_missing": 1, "amount_missing": 1,
    }  # fmt: skip
    everything = queries.refused_file(whole, look=_look(cast)).decode("utf-8-sig").splitlines()
    assert [line.split(";")[1] for line in everything[1:]] == ["K4", "K5", "K6", "K1", "K5"]
    own = queries.refused_file(ours, look=_look(cast)).decode("utf-8-sig").splitlines()
    assert [line.split(";")[1] for line in own[1:]] == ["K1"]
    assert [line.number for line in queries.lines_of(whole, look=_look(cast), verdict="refused")] == [4, 5, 6, 7, 9]


def test_a_partners_staff_see_their_own_share_and_nothing_else_of_the_file(cast, desk):
    whole = _deliver(desk)
    ours, theirs = queries.shares_of(whole)
    assert list(queries.deliveries_of(cast.petra)) == [ours]
    assert set(queries.deliveries_of(cast.clara)) == {whole, ours, theirs}
    assert list(queries.deliveries_of(cast.stine)) == []


def test_the_same_file_twice_changes_nothing(cast, desk):
    first = _deliver(desk)
    again = _store(desk)
    assert (again.already_there, again.delivery.pk, again.lines) == (True, first.pk, 9)
    assert (Delivery.objects.count(), Line.objects.count(), len(list(settings.FILES.rglob("*.csv")))) == (3, 9, 1)


def test_the_same_file_of_one_partner_before_is_replaced_and_not_counted_twice(cast, desk):
    content = io.BytesIO(shapes.csv_of(HEADER, ROWS))
    alone = actions.store(partner=cast.thuisgoed, name="m.csv", content=content, on=ON, by=None).delivery
    actions.read_lines(alone)
    actions.finish(alone)
    assert {line.findings[0]["code"] for line in alone.lines.filter(number__in=[2, 5])} == {"other_partner"}
    whole = _deliver(desk)
    assert sorted(Signal.objects.filter(superseded_by=None).values_list("delivery__desk", flat=True)) == [whole.pk] * 4


def test_a_corrected_desk_file_replaces_each_partners_own_month(cast, desk):
    _deliver(desk)
    after = _deliver(desk, [_line("Thuisgoed", 1, "200,00"), _line("Thuisgoed", 3, "200,00")], replaces=True)
    share = queries.shares_of(after).get()
    assert (share.withdrawn_signals, Signal.objects.filter(superseded_by=None).count()) == (3, 3)
    assert Signal.objects.filter(partner=cast.zorgvuldig, superseded_by=None).count() == 1, "not in the new file, so not replaced"


def test_a_partner_that_is_renamed_or_added_meanwhile_loses_and_doubles_no_line(cast, desk):
    whole = _store(desk).delivery
    Partner.objects.filter(pk=cast.thuisgoed.pk).update(name="Anders", code="anders")
    Partner.objects.create(code="elders-wonen", name="Elders Wonen", kind="Huur", attested=True, receiver=desk)
    for part in (whole, *queries.shares_of(whole)):
        actions.read_lines(part)
    assert sorted(Line.objects.values_list("number", flat=True)) == list(range(1, 10))
    assert queries.counts_of([whole])[whole.pk].delivered == 9


class _Killed(Exception):
    """The end of a worker, between two chunks."""


def test_a_share_whose_worker_died_goes_on_where_it_stood(cast, desk, monkeypatch):
    whole = _store(desk).delivery
    ours = queries.shares_of(whole).first()
    keep, calls = reading._keep, []

    def until_the_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise _Killed
        keep(*args)

    with monkeypatch.context() as dying:
        dying.setattr(reading, "CHUNK", 2)
        dying.setattr(reading, "_keep", until_the_second)
        with pytest.raises(_Killed):
            actions.read_lines(ours)
    assert (_numbers(ours), Delivery.objects.get(pk=ours.pk).lines_done) == ([1, 3], 2)
    actions.read_lines(ours)
    actions.finish(ours)
    assert (_numbers(ours), ours.delivered, ours.lines_total) == ([1, 3, 7, 8], 4, 4)
    assert ours.lines.get(number=7).findings[0]["params"] == {"line": 1}, "what was seen before the end is remembered"


def test_a_file_without_a_partner_column_is_no_desks_file_and_leaves_nothing_behind(cast, desk):
    with pytest.raises(Unreadable) as caught:
        _store(desk, [row[1:] for row in ROWS], header=HEADER[1:])
    assert caught.value.finding.code == "no_partner_column"
    assert (Delivery.objects.count(), list(settings.FILES.rglob("*.csv"))) == (0, [])


def test_the_database_lets_no_line_of_nobody_be_accepted(cast, desk):
    whole = _deliver(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=whole.pk).update(accepted=1, refused=2)


def test_a_desks_file_is_forgotten_with_all_its_shares(cast, desk):
    whole = _deliver(desk)
    expired = queries.expired_files(organisation=desk, today=date(2027, 12, 22))
    assert len(expired) == 3
    assert forget_files(deliveries=expired, today=date(2027, 12, 22)) == 1
    assert list(settings.FILES.rglob("*.csv")) == []
    assert set(Delivery.objects.values_list("file_name", "stored_as")) == {("", "")}
    assert queries.expired_refused(organisation=desk, today=date(2027, 12, 22)) == sorted(
        Delivery.objects.filter(refused__gt=0).values_list("pk", flat=True)
    )
    assert whole.desk_partners, "spellings of partners are not personal"


def test_a_confirmed_mapping_of_the_desk_is_the_desks_alone(cast, desk):
    columns = dict(zip(HEADER, ["partner", "customer_number", "surname", "postcode", "house_number", "amount", ""], strict=True))
    actions.confirm_mapping(partner=desk, columns=columns, by=cast.clara)
    assert queries.confirmed_mapping(desk, HEADER) == columns
    assert queries.confirmed_mapping(cast.thuisgoed, HEADER) is None
    assert _deliver(desk).columns == columns


# --- whose line it is -------------------------------------------------------------------------------------------------

PARTNERS = [
    Known(1, "thuisgoed", "Thuisgoed", "Huur"),
    Known(2, "cak-eb", "CAK", "CAK Eigen bijdrage"),
    Known(3, "cak-zv", "CAK", "CAK Zorgverzekeringen"),
    Known(4, "water-noord-1", "Waterbedrijf Noord", "Water"),
    Known(5, "wb", "WB Energie", "Energie"),
]


@pytest.mark.parametrize(
    ("said", "kind", "whose"),
    [
        ("Thuisgoed", "", 1),
        ("  thuis goed B.V.", "", 1),
        ("Stichting Thuisgoed (thuisgoed)", "", 1),
        ("Thuisgoet", "", 1),
        ("Thuisgoeed", "Energie", 1),
        ("CAK", "CAK eigen bijdrage", 2),
        ("cak", "CAK Zorgverzekeringen", 3),
        ("CAK", "", None),
        ("CAK", "Huur", None),
        ("cak-zv", "", 3),
        ("water-noord-1", "", 4),
        ("water-noord-2", "", None),
        ("Waterbedrijf", "", None),
        ("Waterbedrijf Zuid", "", None),
        ("wa", "", None),
        ("", "Huur", None),
        ("n.v.t.", "", None),
        (4, "", None),
    ],
)
def test_a_name_is_read_with_tolerance_but_never_as_anothers(said, kind, whose):
    assert partner_of(said, kind, partners=PARTNERS) == whose


SAID = st.tuples(st.sampled_from(["Thuisgoed", "thuisgoed bv", "CAK", "x", "", "WB"]), st.sampled_from(["", "CAK", "Huur"]))


@given(st.lists(SAID))
def test_what_is_kept_of_the_spellings_gives_every_line_to_the_same_again(cells):
    columns, mapping = ["Partner", "Soort"], {"Partner": "partner", "Soort": "kind"}
    first = Assigning(columns, mapping, PARTNERS)
    whose = [first.whose(row) for row in cells]
    kept = Assigning(columns, mapping, known=first.known)
    assert [kept.whose(row) for row in cells] == whose == [partner_of(*row, partners=PARTNERS) for row in cells]


@pytest.mark.parametrize("after", range(5))
def test_judging_a_share_goes_on_after_any_line_as_if_it_never_stopped(cast, desk, after):
    opened = actions.open_desk_file(desk, io.BytesIO(shapes.csv_of(HEADER, ROWS)), ON)
    own = opened.under(queries.policy_of(cast.thuisgoed, ON))

    def mine(row):
        return row[0].upper().startswith(("THUISGOE", "STICHTING"))

    at_once = [judged for judged, _row in own.judge_rows(mine=mine)]
    assert [judged.number for judged in at_once] == [1, 3, 7, 8]
    assert [judged for judged, _row in own.judge_rows(after=after, mine=mine)] == list(islice(at_once, after, None))
    assert Counter(judged.verdict for judged in at_once)["refused"] >= 1
