"""How large a rectangle the cells of a sheet span, told from its bytes before anything is parsed.

The parser lays a sheet out as one rectangle: a lone cell at the far corner would cost terabytes and end the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# <row …> and <c …>, under whatever prefix, with all that stands in the tag.
_TAG = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^>]*)")
_PLACE = re.compile(rb"(?<![\w:.-])r\s*=\s*[\"']([^\"']*)[\"']")
_REFERENCE = re.compile(rb"([A-Za-z]{0,3})(\d{1,7})")
# The element without which an entry of the archive is no sheet, whatever it is called.
_MARK = b"sheetData"
# No tag of a spreadsheet program is longer; the end of a chunk may cut one in two.
_LONGEST_TAG = 4_096


@dataclass
class Span:
    """Fed with the bytes of one entry. `width` and `height` are never smaller than what the parser will lay out.

    `sheet`: it is one. `disguised`: the place of a cell is written as no spreadsheet program does, so that it cannot be told.
    """

    width: int = 0
    height: int = 0
    sheet: bool = False
    disguised: bool = False
    _furthest: int = 0  # the last row that says its number
    _unnumbered_rows: int = 0
    _column: int = 0  # of this row: the last cell that says its place
    _unnumbered_cells: int = 0
    _cut: bytes = b""

    def add(self, chunk: bytes) -> None:
        """The next bytes."""
        content = self._cut + chunk
        last = content.rfind(b"<", max(len(content) - _LONGEST_TAG, 0))
        keep = last if last >= 0 and b">" not in content[last:] else len(content)
        self._cut = content[keep:]
        self.sheet = self.sheet or _MARK in content
        for tag, inside in _TAG.findall(content, 0, keep):
            self._read(inside, is_row=tag == b"row")

    def _read(self, inside: bytes, *, is_row: bool) -> None:
        if is_row:
            self._column = self._unnumbered_cells = 0
        found = _PLACE.search(inside)
        place = _REFERENCE.fullmatch(found[1]) if found else None
        if place:
            self._column = max(self._column, _number(place[1].upper()))
            self._furthest = max(self._furthest, int(place[2]))
        elif found or inside.count(b'"') % 2 or inside.count(b"'") % 2:
            self.disguised = True
        elif is_row:
            self._unnumbered_rows += 1
        else:
            self._unnumbered_cells += 1
        # What says no place stands behind what does.
        self.width = max(self.width, self._column + self._unnumbered_cells)
        self.height = self._furthest + self._unnumbered_rows


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
