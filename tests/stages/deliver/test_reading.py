"""Every file is read or refused with a sentence; nothing else ever comes out of it."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.deliver.shapes import csv_of, xlsx_of
from voordeur.stages.deliver.rules.findings import SENTENCES, Unreadable
from voordeur.stages.deliver.rules.reading import open_table

HEADER = ["naam", "postcode", "bedrag"]
ROWS = [["Jansen", "9001AB", "12,50"], ["Bos", "9001AC", "13,50"]]
GOOD = csv_of(HEADER, ROWS)


def _open(content: bytes):
    return open_table(io.BytesIO(content))


def _refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        list(_open(content).read())
    assert "{" not in caught.value.says("nl") + caught.value.says("en"), "a value of the sentence is missing"
    return caught.value.finding.code


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with(book: bytes, **replaced: bytes) -> bytes:
    """The same spreadsheet with other parts; `__` in a name stands for a slash, `_x_` for a point."""
    names = {name.replace("__", "/").replace("_x_", "."): content for name, content in replaced.items()}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    return _zip({**files, **names})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n\n", "empty_file"),
        (b"naam;postcode;bedrag\n", "no_lines"),
        (b"%PDF-1.7 ...", "wrong_kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "wrong_kind"),
        (b"MZ" + bytes(100), "wrong_kind"),
        (b"\x7fELF" + bytes(100), "wrong_kind"),
        (b"<html><table></table></html>", "wrong_kind"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "wrong_kind"),
        (_zip({"word/document.xml": b"<a/>"}), "wrong_kind"),
        (_zip({"readme.txt": b"hello"}), "wrong_kind"),
        (GOOD + b"\x00\x00", "nul_bytes"),
        (b"alleen een woord\nen nog een\n", "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked"),
        (GOOD + b'Smit;9001AD;"12', "half_file"),
        (xlsx_of(HEADER, ROWS)[:-300], "half_file"),
        (b'[{"naam": "Jansen", "bedrag": 1}, {"naam": "B', "half_file"),
        (b'{"regels": [{"naam": "Jansen"}', "half_file"),
        (b'[{"naam": Jansen}]' + b" " * 20 + b"x", "bad_json"),
        (b'[{"naam": 1}] en nog iets meer tekst', "bad_json"),
        (b'{"een": 1}', "no_list"),
        (b"[" * 100_000, "half_file"),
        (b'[{"a": ' + b"[" * 100_000, "half_file"),
        (b"[]", "no_list"),
        (b"a;" * 2_000 + b"\n" + b"1;" * 2_000, "too_many_columns"),
        (json.dumps([{f"k{i}": 1 for i in range(1_000)}]).encode(), "too_many_columns"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content, code):
    assert _refused(content) == code


def test_a_line_of_a_hundred_megabytes_is_refused_before_it_is_parsed():
    started = time.monotonic()
    assert _refused(GOOD + b"x" * 100_000_000) == "line_too_long"
    assert time.monotonic() - started < 10


def test_a_million_columns_are_refused():
    assert _refused(b";".join([b"k"] * 1_000_000) + b"\n") in {"line_too_long", "too_many_columns"}
    assert _refused(b"," * 1_000_000 + b"\n") in {"too_many_columns", "not_a_table"}


def test_a_zip_bomb_in_a_spreadsheets_clothes_is_refused_by_the_size_it_claims():
    assert _refused(_with(xlsx_of(HEADER, ROWS), xl__bomb_x_xml=bytes(60_000_000))) == "bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_refused_too():
    book = _with(xlsx_of(HEADER, ROWS), xl__bomb_x_xml=bytes(60_000_000))
    lying = book.replace(struct.pack("<L", 60_000_000), struct.pack("<L", 1_000))
    assert lying != book
    assert _refused(lying) in {"bomb", "half_file"}


def test_a_cell_at_the_far_corner_does_not_fill_the_memory():
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert _refused(_with(xlsx_of(HEADER, ROWS), xl__worksheets__sheet1_x_xml=sheet)) == "too_many_columns"
    narrow = sheet.replace(b"XFD1048576", b"ZZ1048576")
    assert _refused(_with(xlsx_of(HEADER, ROWS), xl__worksheets__sheet1_x_xml=narrow)) == "too_many_lines"


_FAR = b"XFD1048576"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (b"<row r='1048576'><c r='%b'><v>1</v></c></row>" % _FAR, "too_many_columns"),
        (b'<row r="9"><c\tr = "%b"><v>1</v></c></row>' % _FAR, "too_many_columns"),
        (b'<x:row r="9"><x:c s="1"r="%b"><v>1</v></x:c></x:row>' % _FAR, "too_many_columns"),
        (b'<row r="9"><c r="&#88;FD1048576"><v>1</v></c></row>', "locked"),
        (b'<row r="9"><c s=">" r="%b"><v>1</v></c></row>' % _FAR, "locked"),
        (b"<row>" + b"<c><v>1</v></c>" * 200 + b'</row><row r="1048576"><c><v>1</v></c></row>', "too_many_lines"),
        (b"<row>" + b"<c><v>1</v></c>" * 5_000 + b"</row>", "too_many_columns"),
    ],
)
def test_a_far_cell_is_seen_however_its_place_is_written(rows, code):
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'
    assert _refused(_with(xlsx_of(HEADER, ROWS), xl__worksheets__sheet1_x_xml=sheet % rows)) == code


def test_a_sheet_under_another_name_is_measured_too():
    sheet = b'<worksheet><sheetData><row r="1"><c r="%b"><v>1</v></c></row></sheetData></worksheet>' % _FAR
    assert _refused(_with(xlsx_of(HEADER, ROWS), xl__media__picture_x_png=sheet)) == "too_many_columns"


def test_a_number_of_thousands_of_digits_is_no_number():
    table = _open(b'[{"bedrag": %b, "achternaam": "Jansen"}]' % (b"1" * 5_000))
    assert isinstance(next(table.read())[0], str)


def test_macros_are_never_run_and_that_they_were_there_is_said():
    table = _open(_with(xlsx_of(HEADER, ROWS), xl__vbaProject_x_bin=b"macro"))
    assert [notice.code for notice in table.notices] == ["macros_ignored"]
    assert len(list(table.read())) == 2


def test_a_damaged_part_of_a_spreadsheet_is_refused():
    assert _refused(_with(xlsx_of(HEADER, ROWS), xl__workbook_x_xml=b"<nonsense")) in {"locked", "not_a_table"}


def test_formulas_are_read_as_what_they_showed():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ROWS[0][:2])
    sheet.write_formula(1, 2, "=10+2.5", value=12.5)
    book.close()
    assert list(_open(out.getvalue()).read()) == [("Jansen", "9001AB", 12.5)]


def test_the_first_sheet_that_holds_a_table_is_read_and_the_others_are_named():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Voorblad").write_string(0, 0, "Vertrouwelijk")
    sheet = book.add_worksheet("Data")
    for number, row in enumerate([HEADER, *ROWS]):
        sheet.write_row(number, 0, row)
    book.close()
    table = _open(out.getvalue())
    assert table.columns == tuple(HEADER)
    assert table.notices[0].params == {"used": "Data", "others": "Voorblad"}


def test_titles_and_blank_lines_above_the_header_and_between_lines_do_not_count():
    table = _open(
        b"Achterstanden;;\r\nDatum;25-10-2026;\r\n;;\r\nnaam;postcode;bedrag\r\nJansen;9001AB;1,50\r\n;;\r\nBos;9001AC;2,50\r\n"
    )
    assert table.columns == ("naam", "postcode", "bedrag")
    assert [row[0] for row in table.read()] == ["Jansen", "Bos"]


def test_a_file_without_a_header_keeps_its_first_line():
    table = _open(b"Jansen;9001AB;1,50\r\nBos;9001AC;2,50\r\n")
    assert table.columns == ("kolom 1", "kolom 2", "kolom 3")
    assert len(list(table.read())) == 2


def test_equal_and_empty_headers_get_names_of_their_own():
    assert _open(b"tel;tel;;bedrag\n0600000001;0600000002;x;1\n").columns == ("tel", "tel (2)", "kolom 3", "bedrag")


def test_quotes_around_and_inside_cells():
    table = _open(b'naam;adres;bedrag\n"Jansen; A.";"Dam ""1""";1\nBos;""Laan 2"";2\n')
    assert list(table.read()) == [("Jansen; A.", 'Dam "1"', "1"), ("Bos", 'Laan 2""', "2")]


def test_a_lone_quote_swallows_no_lines():
    table = _open(b'naam;adres;bedrag\nBos;"Laan 2;1\nVos;Laan 3;2\nMos;Laan 4;3\n')
    assert [row[0] for row in table.read()] == ["Bos", "Vos", "Mos"]


def test_an_excel_separator_line_is_obeyed():
    assert _open(b"sep=|\nnaam|bedrag\nBos, J.|1,50\n").columns == ("naam", "bedrag")


def test_nested_json_becomes_columns_and_the_longest_list_is_taken():
    content = {
        "meta": {"contact": [{"x": 1}]},
        "data": {"regels": [{"naam": "Bos", "adres": {"nr": 1}, "tel": ["1", "2"]}, {"extra": None}] * 2},
    }
    table = _open(json.dumps(content, indent=1).encode())
    assert table.columns == ("naam", "adres.nr", "tel", "extra")
    assert list(table.read()) == [("Bos", 1, "1, 2", "")] * 2


def test_control_characters_and_half_characters_disappear():
    table = _open(b'[{"naam": "B\\u0000o\\u202es\\ud800", "bedrag": 1}]')
    assert list(table.read()) == [("Bos", 1)]


def test_a_table_can_be_read_again_and_again():
    for content in (GOOD, xlsx_of(HEADER, ROWS), json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode()):
        table = _open(content)
        assert list(table.read()) == list(table.read())
        next(table.read())
        assert len(list(table.read())) == 2


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda b: GOOD + b),
        st.binary(max_size=100).map(lambda b: b"PK\x03\x04" + b),
    )
)
def test_no_bytes_make_it_fail_otherwise(content):
    try:
        list(_open(content).read())
    except Unreadable as error:
        assert error.finding.code in SENTENCES


# Made once: a sheet carries the second of its making, and every example must damage the same bytes.
_WHOLE = (xlsx_of(HEADER, ROWS), b'{"a": [{"naam": "Bos", "bedrag": 1.5}, {"naam": null}]}')


@settings(max_examples=60)
@given(st.data())
def test_no_damage_to_a_spreadsheet_or_json_makes_it_fail_otherwise(data):
    whole = data.draw(st.sampled_from(_WHOLE))
    place, byte = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 255))
    try:
        list(_open(whole[:place] + bytes([byte]) + whole[place + 1 :]).read())
    except Unreadable as error:
        assert error.finding.code in SENTENCES


def test_every_sentence_is_there_in_both_languages():
    assert all(dutch and english and dutch != english for dutch, english in SENTENCES.values())
