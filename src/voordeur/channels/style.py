"""How a municipality's post looks: its logo and its colour, and which of them may be used."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

LARGEST_LOGO = 300_000  # bytes: it stands in every letter's file once, and a logo in lines is a few thousand
_WIDEST = 4_000  # pixels
_INK = "#1a1a1a"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
# What a drawing may hold. Nothing that runs, fetches, or needs a typeface that the printer's machine has not.
_DRAWING = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient", "radialGradient",
    "stop", "clipPath", "mask", "use", "symbol", "title", "desc", "style", "metadata",
})  # fmt: skip
_FETCHES = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|expression\s*\(|javascript:", re.IGNORECASE)


class LogoRefusedError(ValueError):
    """A logo may not be used; `code` says why: size, kind, drawing, broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Style:
    """The colour of the headings and the logo on top. `logo_kind` is svg or png, empty without a logo."""

    colour: str = _INK
    logo: bytes = b""
    logo_kind: str = ""

    def data(self) -> dict[str, Any]:
        """As the Typst templates read it."""
        return {"colour": self.colour, "logo_kind": self.logo_kind, "logo": list(self.logo)}


PLAIN = Style()


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of a colour (``#1a2b3c``) on white paper, 1 to 21 (WCAG 2.2). Raises ValueError."""
    if not _COLOUR.fullmatch(colour.lower()):
        raise ValueError(colour)
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def logo_kind(content: bytes) -> str:
    """svg or png, for a logo that may be used. Raises LogoRefusedError."""
    if len(content) > LARGEST_LOGO:
        raise LogoRefusedError("size")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _checked_png(content)
    if b"<svg" in content[:2_000]:
        return _checked_svg(content)
    raise LogoRefusedError("kind")


def _checked_png(content: bytes) -> str:
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise LogoRefusedError("broken")
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= _WIDEST and 0 < height <= _WIDEST):
        raise LogoRefusedError("size")
    return "png"


def _checked_svg(content: bytes) -> str:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise LogoRefusedError("drawing")
    try:
        root = ET.fromstring(content.decode("utf-8-sig"))  # noqa: S314
    except (ET.ParseError, UnicodeDecodeError, ValueError) as error:
        raise LogoRefusedError("broken") from error
    for part in root.iter():
        # Editors leave notes in namespaces of their own; those are no drawing and are not drawn.
        space, _brace, name = part.tag.rpartition("}")
        if space in ("", "{http://www.w3.org/2000/svg") and name not in _DRAWING:
            raise LogoRefusedError("drawing")
        if _FETCHES.search(part.text or "") or any(_runs(key, value) for key, value in part.attrib.items()):
            raise LogoRefusedError("drawing")
    return "svg"


def _runs(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    return name.startswith("on") or (name == "href" and not value.startswith("#")) or bool(_FETCHES.search(value))
