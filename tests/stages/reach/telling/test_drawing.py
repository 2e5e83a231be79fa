"""The drawing of a protocol: well formed, told in words, nothing over anything else, the same each time."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from stages.reach.language.sound import SOUND
from voordeur.programmes.protocols import protocol_texts
from voordeur.stages.reach.rules.language import Protocol, read_protocol
from voordeur.stages.reach.rules.telling import draw
from voordeur.stages.reach.rules.telling.layout import BOX

SVG = "{http://www.w3.org/2000/svg}"
# Many branches, steps after several others, a long way round.
WIDE = SOUND + "".join(
    f"- step: extra{n}\n  channel: Telefoon\n  after: [{', '.join(after)}]\n"
    for n, after in enumerate([["letter"], ["letter", "visit"], ["extra0", "extra1"], ["visit"], ["extra3", "extra2", "mail"]])
)
DRAWN = [read_protocol(text) for text in (SOUND, WIDE, *(text for _, text in protocol_texts()))]


def drawing(protocol: Protocol, language: str = "nl") -> ElementTree.Element:
    return ElementTree.fromstring(draw(protocol, language))  # noqa: S314 - our own


@pytest.mark.parametrize("protocol", DRAWN, ids=[f"{one.name}-{len(one.steps)}" for one in DRAWN])
def test_no_box_stands_over_another_and_every_text_within_the_sheet(protocol: Protocol):
    root = drawing(protocol)
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    boxes = [
        (int(one.attrib["x"]), int(one.attrib["y"]), int(one.attrib["height"]))
        for one in root.iter(f"{SVG}rect")
        if one.attrib["width"] == str(BOX)
    ]
    assert len(boxes) >= len(protocol.steps)
    for (x, y, high), (x2, y2, high2) in combinations(boxes, 2):
        assert x + BOX <= x2 or x2 + BOX <= x or y + high < y2 or y2 + high2 < y
    for one in root.iter(f"{SVG}text"):
        assert 0 < int(one.attrib["x"]) < width
        assert 0 < int(one.attrib["y"]) < height
        assert one.text


@pytest.mark.parametrize("protocol", DRAWN, ids=[f"{one.name}-{len(one.steps)}" for one in DRAWN])
def test_no_line_runs_through_a_box(protocol: Protocol):
    root = drawing(protocol)
    boxes = [
        (int(one.attrib["x"]), int(one.attrib["y"]), int(one.attrib["height"]))
        for one in root.iter(f"{SVG}rect")
        if one.attrib["width"] == str(BOX)
    ]
    for path in root.iter(f"{SVG}path"):
        if path.attrib.get("fill") == "none":
            for (x1, y1), (x2, y2) in _pieces(path.attrib["d"]):
                for x, y, high in boxes:
                    within = max(x1, x2) > x and min(x1, x2) < x + BOX and max(y1, y2) > y and min(y1, y2) < y + high
                    assert not within, (path.attrib["d"], x, y, high)


def _pieces(d: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The straight pieces of a path of M, V, H, v and h."""
    words = d.replace("M", " M ").replace("V", " V ").replace("H", " H ").replace("v", " v ").replace("h", " h ").split()
    x, y, found, place = 0, 0, [], 0
    while place < len(words):
        word, old = words[place], (x, y)
        if word == "M":
            x, y, place = int(words[place + 1]), int(words[place + 2]), place + 3
            continue
        step = int(words[place + 1])
        x, y = {"V": (x, step), "H": (step, y), "v": (x, y + step), "h": (x + step, y)}[word]
        found.append((old, (x, y)))
        place += 2
    return found


def test_the_drawing_is_told_to_who_does_not_see_it():
    root = drawing(DRAWN[0])
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (root.attrib["role"], root.attrib["lang"]) == ("img", "nl")
    assert title is not None
    assert desc is not None
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"
    assert "2. Zeven dagen na stap 1 gaat het duo op huisbezoek." in (desc.text or "")
    assert "Source Sans" in root.attrib["font-family"]


def test_replies_and_replacements_are_told_by_line_and_by_words():
    text = draw(DRAWN[0], "nl")
    assert text.count('stroke-dasharray="2 5"') == 2  # the card, and the legend
    assert text.count('stroke-dasharray="9 5"') == 2
    assert "telkens als bij stap 2 niemand" in text
    assert "als stap 4 niet lukt" in text
    assert "if step 4 is not possible" in draw(DRAWN[0], "en")


def test_it_carries_no_style_no_script_and_nothing_from_elsewhere_and_is_the_same_each_time():
    protocol = replace(DRAWN[0], title='Voor <script>"x" & meer</script>')
    text = draw(protocol, "nl")
    assert text == draw(protocol, "nl")
    assert "<script" not in text
    assert "style" not in text
    assert "href" not in text
    assert drawing(protocol).findtext(f"{SVG}title") == protocol.title


def test_a_long_title_is_wrapped():
    protocol = replace(DRAWN[0], steps=(replace(DRAWN[0].steps[0], title="woord " * 60), *DRAWN[0].steps[1:]))
    longest = max(len(one.text or "") for one in drawing(protocol).iter(f"{SVG}text") if "woord" in (one.text or ""))
    assert longest * 6 < BOX
