"""Night is one set of colours, said twice in the style sheet; and every text stands out from its ground."""

import re
from pathlib import Path

import pytest

import voordeur.shell

SHEET = (Path(voordeur.shell.__file__).parent / "static/shell/tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--voorbeeld-kleuren-([a-z]+-?\d*): (#[0-9a-f]{6});")


def _block(start: str) -> dict[str, str]:
    text = SHEET[SHEET.index(start) :]
    return dict(COLOUR.findall(text[: text.index("}")]))


DAY = _block(".voorbeeld-theme {\n  color-scheme: light")
NIGHT = _block(".voorbeeld-theme.vd-night {")
PHONE = _block("@media screen and (prefers-color-scheme: dark)")


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_phone_at_night_has_the_colours_of_night():
    assert NIGHT == PHONE
    assert set(NIGHT) == set(DAY)


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("ramp", ["grijs", "violet", "rood", "oranje"])
def test_every_text_stands_out_from_every_ground(theme, ramp):
    grounds = [theme["wit"], theme["grijs-50"], theme[f"{ramp}-50"], theme[f"{ramp}-100"]]
    for step in (400, 500, 600, 700):
        for ground in grounds:
            assert _contrast(theme[f"{ramp}-{step}"], ground) >= 4.5, (ramp, step, ground)
    assert _contrast(theme["wit"], theme[f"{ramp}-500"]) >= 4.5
