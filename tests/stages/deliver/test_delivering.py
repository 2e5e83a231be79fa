"""A file taken in once, judged to the line, replaced, given back, forgotten."""

from __future__ import annotations

import csv
import io
import resource
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from stages.deliver import shapes
from stages.town import Street
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record import files
from voordeur.record.actions import append_event, open_case
from voordeur.stages.deliver import actions, queries
from voordeur.stages.deliver.forget import forget, forget_files, forget_refused
from voordeur.stages.deliver.models import Delivery, Line, Signal
from voordeur.stages.deliver.rules.findings import Unreadable
from voordeur.stages.deliver.rules.reading import open_table
from voordeur.stages.triage.models import Taking

ON = shapes.TODAY
SHAPE = shapes.SHAPES["eight fields"]
HEADER = [name for name, _ in SHAPE]
FOUND = shapes.arrears(30)
ROWS = shapes.rows_of(SHAPE, FOUND)
AMOUNT = HEADER.index("Openstaand saldo")


def _broken():
    """Three lines without an amount, one line twice, one phone number that is none."""
    rows = [list(row) for row in ROWS]
    for place in (0, 10, 20):
        rows[place][AMOUNT] = "=1+1"
    rows[5][HEADER.index("Mobiel")] = "12"
    return [*rows, rows[3]]


def _store(partner, rows, *, header=HEADER, **more):
    return actions.store(
        partner=partner, name="map/oktober.csv", content=io.BytesIO(shapes.csv_of(header, rows)), on=ON, by=None, **more
    )


def _deliver(partner, rows, **more):
    delivery = _store(partner, rows, **more).delivery
    actions.read_lines(delivery)
    actions.finish(delivery)
    return delivery


def _kept_files():
    return sorted(path for path in settings.FILES.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES = tmp_path


def test_a_delivery_is_conserved_to_the_line(cast):
    delivery = _deliver(cast.thuisgoed, _broken())
    assert (delivery.state, delivery.delivered, delivery.accepted, delivery.warned, delivery.refused) == ("done", 31, 27, 1, 4)
    assert delivery.delivered == delivery.lines.count() == delivery.lines_total == delivery.lines_done
    assert delivery.signals.count() == delivery.accepted
    assert queries.refused_codes(delivery) == {"amount_not_a_number": 3, "same_line_twice": 1}
    first = delivery.signals.order_by("pk").first()
    assert (first.surname, first.amount_cents, first.kind, first.month) == (
        FOUND[1].surname,
        FOUND[1].cents,
        "Huur",
        date(2026, 10, 1),
    )


def test_the_database_refuses_counters_that_do_not_add_up(cast):
    delivery = _deliver(cast.thuisgoed, ROWS)
    for wrong in ({"delivered": 31}, {"refused": 1}, {"warned": 99}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.filter(pk=delivery.pk).update(**wrong)


def test_accepted_lines_keep_no_cells_and_refused_ones_all(cast):
    delivery = _deliver(cast.thuisgoed, _broken())
    assert set(delivery.lines.exclude(verdict="refused").values_list("cells__0", flat=True)) == {None}
    assert delivery.lines.get(number=1).cells[AMOUNT] == "=1+1"


def test_the_same_file_twice_changes_nothing(cast):
    first = _deliver(cast.thuisgoed, ROWS)
    again = _store(cast.thuisgoed, ROWS)
    assert (again.already_there, again.delivery.pk, again.lines) == (True, first.pk, 30)
    actions.read_lines(again.delivery)
    actions.finish(again.delivery)
    assert (Delivery.objects.count(), Line.objects.count(), len(_kept_files())) == (1, 30, 1)
    assert not _store(cast.zorgvuldig, ROWS).already_there, "another partner's file is another delivery"


def test_two_people_delivering_the_same_file_at_once_make_one_delivery(cast, monkeypatch):
    keep, other = files.save, []

    def meanwhile(*args, **kwargs):
        monkeypatch.setattr(files, "save", keep)
        other.append(_store(cast.thuisgoed, ROWS))
        return keep(*args, **kwargs)

    monkeypatch.setattr(files, "save", meanwhile)
    mine = _store(cast.thuisgoed, ROWS)
    assert (mine.already_there, mine.delivery.pk) == (True, other[0].delivery.pk)
    assert (Delivery.objects.count(), len(_kept_files())) == (1, 1)


@contextmanager
def _full_disk(room):
    """From here on no file grows beyond `room` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_said_and_leaves_nothing_behind(cast):
    with _full_disk(1_000), pytest.raises(Unreadable) as caught:
        _store(cast.thuisgoed, ROWS)
    assert caught.value.finding.code == "disk_full"
    assert (Delivery.objects.count(), _kept_files()) == (0, [])


def test_an_unreadable_file_leaves_nothing_behind(cast):
    with pytest.raises(Unreadable):
        actions.store(partner=cast.thuisgoed, name="x.pdf", content=io.BytesIO(b"%PDF-1.4"), on=ON, by=None)
    assert (Delivery.objects.count(), _kept_files()) == (0, [])


def test_the_original_is_readable_by_nobody_else_and_its_name_is_no_path(cast):
    delivery = _store(cast.thuisgoed, ROWS).delivery
    (kept,) = _kept_files()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert delivery.file_name == "oktober.csv"
    assert "oktober" not in delivery.stored_as


def test_a_file_that_vanished_fails_with_a_reason(cast):
    delivery = _store(cast.thuisgoed, ROWS).delivery
    files.remove(delivery.stored_as)
    actions.read_lines(delivery)
    assert (delivery.state, bool(delivery.error)) == ("failed", True)


def test_a_trial_writes_nothing(cast, django_assert_max_num_queries):
    content = io.BytesIO(shapes.csv_of(HEADER, _broken()))
    with django_assert_max_num_queries(20):
        judged = list(actions.trial(partner=cast.thuisgoed, content=content, on=ON).judge())
    assert sum(line.verdict == "refused" for line in judged) == 4
    assert (Delivery.objects.count(), Line.objects.count(), _kept_files()) == (0, 0, [])


def test_reading_takes_as_many_queries_for_few_lines_as_for_many(cast, django_assert_num_queries):
    few, many = _store(cast.thuisgoed, ROWS[:2]).delivery, _store(cast.zorgvuldig, ROWS).delivery
    with django_assert_num_queries(_queries(few)):
        actions.read_lines(many)
    assert many.lines_done == 30


def _queries(delivery):
    with CaptureQueriesContext(connection) as captured:
        actions.read_lines(delivery)
    return len(captured)


def test_a_confirmed_mapping_is_kept_for_the_next_file_with_the_same_header(cast):
    header = [f"x{place}" for place in range(len(HEADER))]
    mapping = dict.fromkeys(header, "")
    mapping |= {"x3": "surname", "x8": "postcode", "x6": "house_number", "x12": "amount"}
    actions.confirm_mapping(partner=cast.thuisgoed, columns=mapping, by=cast.petra)
    delivery = _deliver(cast.thuisgoed, ROWS, header=header)
    assert delivery.columns == mapping
    signal = delivery.signals.first()
    assert (signal.surname, signal.phone) == (FOUND[0].surname, "")
    assert [notice["code"] for notice in delivery.notices] == ["field_dropped"] * 11


@pytest.mark.parametrize("mapping", [{"a": "nonsense"}, {"a": "amount", "b": "amount"}])
def test_a_mapping_that_cannot_be_is_not_kept(cast, mapping):
    with pytest.raises(ValueError, match="field"):
        actions.confirm_mapping(partner=cast.thuisgoed, columns=mapping, by=cast.petra)


# --- replaced ---------------------------------------------------------------------------------------------------------


def _worked(street, delivery, customer):
    """Somebody already rang the household of this customer's signal."""
    signal = delivery.signals.get(customer_number=customer)
    case = open_case(household=street.household(number="12"), on=ON, protocol="coevorden@1")
    Taking.objects.create(signal=signal, case=case, status="Opgepakt", on=ON)
    append_event(case=case, kind="attempt", on=ON, facts={"channel": "Telefoon"})
    return signal


def test_a_corrected_file_replaces_what_nobody_worked_yet_and_says_so(cast):
    before = _deliver(cast.thuisgoed, ROWS)
    worked = _worked(Street(cast), before, FOUND[4].customer)
    mended = [list(row) for row in ROWS]
    for row in mended:
        row[AMOUNT] = "500,00"
    after = _deliver(cast.thuisgoed, mended, replaces=True)
    assert after.replaces_id == before.pk
    assert (after.withdrawn_signals, after.kept_signals) == (29, 1)
    worked.refresh_from_db()
    assert worked.superseded_by_id is None
    update = after.signals.get(customer_number=FOUND[4].customer)
    assert update.signal_type == "updated"
    assert update.line.findings[-1]["code"] == "line_replaced"
    assert after.signals.exclude(pk=update.pk).values_list("signal_type", flat=True).distinct().get() == "first"
    assert before.signals.filter(superseded_by=after).count() == 29
    assert len(queries.superseded_signals(after)) == 29
    assert after.delivered == after.accepted + after.refused == 30


def test_an_addition_replaces_nothing_and_another_month_is_left_alone(cast):
    before = _deliver(cast.thuisgoed, ROWS)
    _deliver(cast.thuisgoed, ROWS[:3])
    assert before.signals.exclude(superseded_by=None).count() == 0
    later = actions.store(
        partner=cast.thuisgoed,
        name="n.csv",
        content=io.BytesIO(shapes.csv_of(HEADER, ROWS[:5])),
        on=date(2026, 11, 22),
        by=None,
        replaces=True,
    ).delivery
    actions.read_lines(later)
    assert later.replaces_id is None
    assert before.signals.exclude(superseded_by=None).count() == 0


def test_replacing_is_proposed_when_half_of_the_file_was_delivered_before(cast):
    _deliver(cast.thuisgoed, ROWS)
    values = [vars(line.values) for line in actions.trial(partner=cast.thuisgoed, content=_csv(ROWS[:10]), on=ON).judge()]
    assert queries.overlap(cast.thuisgoed, ON, values).proposes_replacing
    fresh = [{**value, "customer_number": f"N{number}"} for number, value in enumerate(values)]
    assert not queries.overlap(cast.thuisgoed, ON, [*values[:2], *fresh]).proposes_replacing
    assert queries.overlap(cast.zorgvuldig, ON, values).earlier is None


def _csv(rows):
    return io.BytesIO(shapes.csv_of(HEADER, rows))


# --- given back -------------------------------------------------------------------------------------------------------


def _look(cast):
    return Look(cast.petra, Purpose.DELIVER, "/aanleveren/")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_refused_lines_come_back_mendable_and_can_be_delivered_again(cast, kind):
    delivery = _deliver(cast.thuisgoed, _broken())
    content = queries.refused_file(delivery, look=_look(cast), kind=kind)
    table = open_table(io.BytesIO(content))
    assert table.columns == (*HEADER, "voordeur_code", "voordeur_reden")
    rows = [list(row) for row in table.read()]
    assert [row[-2] for row in rows] == ["amount_not_a_number"] * 3 + ["same_line_twice"]
    for row in rows:
        row[AMOUNT] = "75,00"
    again = _deliver(cast.thuisgoed, rows, header=table.columns)
    assert (again.delivered, again.accepted) == (4, 4)
    assert again.signals.first().customer_number == FOUND[0].customer
    assert "field_dropped" not in [notice["code"] for notice in again.notices]
    assert AccessLogEntry.objects.filter(purpose="deliver", subjects=[f"delivery:{delivery.pk}"]).exists()


def test_nothing_in_a_file_given_back_is_a_formula(cast):
    rows = [list(row) for row in ROWS[:4]]
    for row, bad in zip(rows, ("=cmd|' /C calc'!A1", "+1+1", "@SUM(A1)", "-2+3"), strict=True):
        row[AMOUNT], row[0] = bad, bad
    delivery = _deliver(cast.thuisgoed, rows)
    assert delivery.refused == 4
    text = queries.refused_file(delivery, look=_look(cast)).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []
    assert "'=cmd|' /C calc'!A1" in cells
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(queries.refused_file(delivery, look=_look(cast), kind="xlsx")))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.data_type == "s" for row in book.active.iter_rows() for cell in row if cell.value is not None)


# --- seen -------------------------------------------------------------------------------------------------------------


def test_who_sees_which_deliveries(cast):
    ours, other = _deliver(cast.thuisgoed, ROWS), _deliver(cast.zorgvuldig, ROWS)
    assert set(queries.deliveries_of(cast.clara)) == {ours, other}
    assert list(queries.deliveries_of(cast.petra)) == [ours]
    assert list(queries.deliveries_of(cast.stine)) == []
    assert queries.delivery_of(cast.petra, other.pk) is None
    assert queries.months_of(cast.clara) == [date(2026, 10, 1)]


def test_looking_at_refused_lines_is_logged_and_at_accepted_ones_not(cast):
    delivery = _deliver(cast.thuisgoed, _broken())
    assert len(queries.lines_of(delivery, look=_look(cast), verdict="accepted")) == 26
    assert AccessLogEntry.objects.count() == 0
    assert [line.number for line in queries.lines_of(delivery, look=_look(cast), verdict="refused", size=2)] == [1, 11]
    assert AccessLogEntry.objects.get().subjects == [f"delivery:{delivery.pk}"]


def test_progress_runs_to_the_end(cast):
    delivery = _store(cast.thuisgoed, ROWS).delivery
    assert queries.progress_of(delivery).share == 0
    actions.read_lines(delivery)
    assert queries.progress_of(delivery).share == 99
    actions.finish(delivery)
    assert queries.progress_of(delivery).share == 100


# --- carried on -------------------------------------------------------------------------------------------------------


def test_one_worker_at_a_time_and_another_after_its_death(cast, time_machine):
    time_machine.move_to(datetime(2026, 10, 22, 12, tzinfo=UTC), tick=False)
    delivery = _store(cast.thuisgoed, ROWS).delivery
    assert actions.next_unfinished() == delivery
    assert actions.next_unfinished() is None
    time_machine.shift(60)
    actions.still_alive(delivery)
    time_machine.shift(100)
    assert actions.claim(delivery.pk) is None
    time_machine.shift(100)
    assert actions.claim(delivery.pk) == delivery
    actions.release(delivery)
    assert actions.next_unfinished() == delivery
    actions.read_lines(delivery)
    actions.finish(delivery)
    assert actions.next_unfinished() is None


def test_a_short_file_is_the_callers_at_once(cast):
    _store(cast.thuisgoed, ROWS, at_once=30)
    assert actions.next_unfinished() is None
    waiting = _store(cast.zorgvuldig, ROWS, at_once=29).delivery
    assert actions.next_unfinished() == waiting


def test_a_second_worker_on_the_same_lines_writes_nothing_twice(cast):
    delivery = _store(cast.thuisgoed, ROWS).delivery
    late = Delivery.objects.get(pk=delivery.pk)
    actions.read_lines(delivery)
    late.lines_done = 0
    actions.read_lines(late)
    assert (delivery.lines.count(), late.lines_done, late.state) == (30, 30, "matching")


# --- forgotten --------------------------------------------------------------------------------------------------------


def test_people_are_forgotten_out_of_signals_and_quotes(cast):
    delivery = _deliver(cast.thuisgoed, _broken())
    ids = list(delivery.signals.values_list("pk", flat=True))
    assert "12" in [
        finding["params"].get("value") for line in delivery.lines.filter(verdict="warned") for finding in line.findings
    ]
    forget(residents=[], signals=ids, today=ON)
    for signal in Signal.objects.filter(pk__in=ids):
        assert not any(getattr(signal, name) for name in Signal.PERSONAL)
        assert signal.amount_cents > 0
    assert [finding["params"] for line in delivery.lines.filter(verdict="warned") for finding in line.findings] == [{}]


def test_refused_cells_and_originals_are_forgotten_after_their_term(cast):
    delivery = _deliver(cast.thuisgoed, _broken())
    organisation = cast.noorderlicht
    assert queries.expired_refused(organisation=organisation, today=date(2026, 12, 21)) == []
    assert queries.expired_files(organisation=organisation, today=date(2026, 12, 22)) == [delivery.pk]
    assert queries.expired_refused(organisation=organisation, today=date(2026, 12, 22)) == [delivery.pk]
    forget_refused(deliveries=[delivery.pk])
    forget_files(deliveries=[delivery.pk], today=date(2026, 12, 22))
    assert queries.expired_refused(organisation=organisation, today=date(2027, 12, 22)) == []
    assert queries.expired_files(organisation=organisation, today=date(2027, 12, 22)) == []
    delivery.refresh_from_db()
    assert (delivery.file_name, delivery.stored_as, _kept_files()) == ("", "", [])
    assert queries.refused_codes(delivery) == {"amount_not_a_number": 3, "same_line_twice": 1}, "the figures stay"
