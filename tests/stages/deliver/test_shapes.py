"""One set of arrears in many shapes: each is read the same, with its own headers and with meaningless ones."""

from __future__ import annotations

import io

import pytest

from stages.deliver import shapes
from voordeur.stages.deliver.rules.trial import open_file

FOUND = shapes.arrears()
MEANINGLESS = [
    f"veld {word}"
    for word in ["qa", "qb", "qc", "qd", "qe", "qf", "qg", "qh", "qi", "qj", "qk", "ql", "qm", "qn", "qo", "qp", "qq", "qr", "qs"]
]


def _files(shape, header):
    rows = shapes.rows_of(shape, FOUND)
    yield "utf-8, semicolons", shapes.csv_of(header, rows)
    yield "windows-1252, semicolons", shapes.csv_of(header, rows, encoding="cp1252")
    yield "mark, commas", shapes.csv_of(header, rows, separator=",", encoding="utf-8-sig")
    yield "utf-16, tabs", shapes.csv_of(header, rows, separator="\t", encoding="utf-16")
    yield "pipes", shapes.csv_of(header, rows, separator="|")
    yield "spreadsheet", shapes.xlsx_of(header, rows, titles=["Achterstanden oktober", "Vertrouwelijk"])
    yield "json", shapes.json_of([(name, column[1]) for name, column in zip(header, shape, strict=False)], FOUND)


@pytest.mark.parametrize("renamed", [False, True], ids=["own headers", "renamed"])
@pytest.mark.parametrize("name", shapes.SHAPES)
def test_each_shape_in_each_file_says_the_same(name, renamed):
    shape = shapes.SHAPES[name]
    header = MEANINGLESS[: len(shape)] if renamed else [column for column, _ in shape]
    for kind, content in _files(shape, header):
        opened = open_file(io.BytesIO(content), shapes.policy())
        judged = list(opened.judge())
        assert len(judged) == len(FOUND), kind
        for line, arrear in zip(judged, FOUND, strict=True):
            assert line.values is not None, (kind, line.findings, opened.mapping)
            assert line.values.amount_cents == arrear.cents, kind
            assert line.values.oldest_due == arrear.due, kind
            assert line.values.surname == arrear.surname, (kind, line.values)
            assert line.values.prefix == arrear.prefix, (kind, line.values)
            assert line.values.postcode == arrear.postcode, kind
            assert line.values.house_number == str(arrear.number), kind
            assert line.values.house_letter + line.values.addition == arrear.letter, (kind, line.values)
