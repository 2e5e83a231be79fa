"""From data to a tagged PDF: the one place that calls Typst. Pure: the same data gives the same bytes.

A template (`*.typ`) reads its data from `sys.inputs.data` (JSON). What stands in the data are strings to Typst, never markup:
a name such as `#panic()` or `*x*` comes out as it is written. The fonts are our own, so that a letter looks alike everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

_ROOM = Path(__file__).parent
FONTS = _ROOM / "fonts"
_LARGE = 1_000_000  # bytes: some sixty letters; what is smaller is quicker the next time because it is kept
_KEPT = 10  # documents, as typst-py has it


def typeset(template: Path, data: Mapping[str, Any], *, on: date) -> bytes:
    """The PDF of one template filled with `data`, dated `on`.

    Raises typst.TypstError when the template is wrong or the result would not be accessible.
    """
    made = typst.compile(
        str(template),
        root=str(_ROOM),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_inputs(data, on),
        format="pdf",
        # PDF/UA-1: readable aloud, refused where a title or a language is missing. PDF/A-3a: readable in twenty years.
        pdf_standards=["ua-1", "a-3a"],
        timestamp=datetime.combine(on, time(), tzinfo=UTC),
    )
    if len(made) > _LARGE:
        _let_go()
    return bytes(made)


def _let_go() -> None:
    """Have Typst forget the pages of what it just set: it keeps them until it has made ten other documents.

    Without this a process holds almost a megabyte for every letter of the last ten files, names and all.
    """
    for _turn in range(_KEPT + 1):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, format="svg")


def picture(template: Path, data: Mapping[str, Any], *, on: date, dots_per_inch: float = 80) -> list[bytes]:
    """The pages of the same as PNG pictures, for a preview. Raises typst.TypstError."""
    made = typst.compile(
        str(template),
        root=str(_ROOM),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_inputs(data, on),
        format="png",
        ppi=dots_per_inch,
    )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _inputs(data: Mapping[str, Any], on: date) -> dict[str, str]:
    return {"data": json.dumps({**data, "on": on.isoformat()}, ensure_ascii=False)}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
