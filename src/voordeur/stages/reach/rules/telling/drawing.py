"""A protocol as a drawing: an SVG of real text, readable without colour, with the whole path in its description.

Presentation attributes only, no style and no script, so that it may stand within a page under the strictest policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from voordeur.stages.reach.rules.language.protocol import START, Protocol, Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling import layout, steps
from voordeur.stages.reach.rules.telling.asking import asked
from voordeur.stages.reach.rules.telling.layout import BIG, BOX, GUTTER, INSET, LINE, PAD, SMALL, SMALL_LINE, SPACE, Box, Placed
from voordeur.stages.reach.rules.telling.outline import Outline, Part, outline
from voordeur.stages.reach.rules.telling.phrases import CHANNELS, STAGES, all_of, capital, spoken, term, wrapped

_MARGIN = 32
_FONT = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"
_INK, _PALE, _PAPER, _DARK = "#1b2733", "#eef1f4", "#ffffff", "#154273"
_LINES = {"after": "", "reply": "2 5", "instead": "9 5"}
_DECIDE = "decide"
_STRETCH = 90  # letters of a paragraph above the drawing


def draw(protocol: Protocol, language: str) -> str:
    """The drawing as SVG text; the same protocol always gives the same."""
    return _Sheet(protocol, language).drawn()


@dataclass
class _Sheet:
    protocol: Protocol
    language: str
    parts: list[str] = field(default_factory=list)
    right: int = 0
    y: int = _MARGIN

    def drawn(self) -> str:
        order = outline(self.protocol)
        self._heading(f"{self.protocol.title} ({self._say(Words('versie', 'version'))} {self.protocol.version})", 22, 30)
        beside = {*order.parts.get(Part.PATH, ()), *order.parts.get(Part.EVERYONE, ())}
        path = [step for step in self.protocol.steps if step in beside]
        if path:
            self._paragraph(self._for_whom())
            self._boxes(self._path(path, order, Words("Er komt een signaal", "A signal comes in")))
        if Part.STAGES in order.parts:
            self._heading(self._say(Words("Als de incasso verdergaat", "When collection goes on")), 18, 26)
            for boxes in self._stages(order):
                self._boxes(boxes)
        if Part.OTHERS in order.parts:
            self._heading(self._say(Words("Voor alle andere signalen", "For all other signals")), 18, 26)
            self._boxes(
                self._path(order.parts[Part.OTHERS], order, Words("Er komt een ander signaal", "Another signal comes in"))
            )
        self._legend()
        return self._svg(order)

    def _say(self, words: Words) -> str:
        return words.in_(self.language)

    def _for_whom(self) -> str:
        clauses = asked(self.protocol.audience)
        if not clauses:
            return self._say(Words("Voor elk signaal.", "For every signal."))
        said = all_of(clauses)
        return self._say(Words(f"Voor huishoudens waarbij {said.nl}.", f"For households where {said.en}."))

    def _path(self, its_steps: list[Step] | tuple[Step, ...], order: Outline, begins: Words) -> list[Box]:
        names = {step.name for step in its_steps}
        boxes = [Box(START, self._say(begins), looks="pill")]
        boxes += [self._box(step, order, names) for step in its_steps]
        led_on = {name for box in boxes if box.how == "after" for name in (box.parent, *box.also_after)}
        ends = [step.name for step in its_steps if step.name not in led_on and not step.is_reply]
        wait = term(self.protocol.follow_up)
        look = Words(f"Iemand beslist, na {wait.nl}: dicht of verder", f"Somebody decides, after {wait.en}: close or go on")
        if ends:
            boxes.append(Box(_DECIDE, self._say(look), parent=ends[0], also_after=tuple(ends[1:]), looks="pill"))
        return boxes

    def _stages(self, order: Outline) -> Iterator[list[Box]]:
        """A drawing for each stage: the stage, and what hangs from it."""
        waiting: dict[str, list[Step]] = {}
        stage_of: dict[str, str] = {}
        for step in order.parts[Part.STAGES]:
            before = next((stage_of[name] for name in (*step.after, step.instead_of) if name in stage_of), "")
            stage = stage_of[step.name] = step.after_stage.value if step.after_stage else before
            waiting.setdefault(stage, []).append(step)
        for stage, its_steps in sorted(waiting.items(), key=lambda one: [each.value for each in STAGES].index(one[0])):
            names = {step.name for step in its_steps}
            said = capital(self._say(next(words for each, words in STAGES.items() if each.value == stage)))
            yield [Box(START, said, looks="pill"), *(self._box(step, order, names) for step in its_steps)]

    def _box(self, step: Step, order: Outline, names: set[str]) -> Box:
        who, said = self._say(steps.who(self.protocol, step)), steps.told(self.protocol, step, order.numbers)
        thing = capital(self._say(CHANNELS[step.channel]))
        if step.refer_to:
            thing = self._say(Words(f"Doorverwijzen naar {spoken(step.refer_to)}", f"Referral to {spoken(step.refer_to)}"))
        lines = []
        beside = step.is_reply or bool(step.instead_of)
        if not beside:
            lines.append(f"{capital(self._say(steps.when(step, order.numbers)))}.")
        lines += [self._say(one) for one in said[1:]]
        parent, how, says = START, "after", ""
        others: tuple[str, ...] = ()
        if beside:
            parent, how = (step.after[0], "reply") if step.is_reply else (step.instead_of, "instead")
            says = self._say(steps.beside(step, order.numbers))
        elif mine := [name for name in step.after if name in names]:
            parent, others = mine[-1], tuple(mine[:-1])
        if parent not in names:
            parent = START
        looks = "partner" if self.protocol.is_partners(step) else "step"
        head = f"{order.numbers[step.name]}. {thing}, {who}"
        return Box(step.name, head, step.title, tuple(lines), parent, how, says, others, looks)

    def _boxes(self, boxes: list[Box]) -> None:
        placed, right, bottom = layout.place(boxes, left=_MARGIN, top=self.y)
        by_name = {one.box.name: one for one in placed}
        for one in placed:
            self.parts += _line_to(one, by_name)
        for one in placed:
            self.parts += _beside_line(one)
        for one in placed:
            self.parts += _box(one)
        self.right, self.y = max(self.right, right), bottom + _MARGIN

    def _heading(self, text: str, size: int, height: int) -> None:
        for line in wrapped(text, 60):
            self.y += height
            self.parts.append(_text(line, _MARGIN, self.y - 8, size, weight=600, fill=_DARK))
            self.right = max(self.right, _MARGIN + int(len(line) * size * 0.56))
        self.y += 10

    def _paragraph(self, text: str) -> None:
        for line in wrapped(text, _STRETCH):
            self.y += LINE
            self.parts.append(_text(line, _MARGIN, self.y - 6, BIG))
            self.right = max(self.right, _MARGIN + len(line) * 8)
        self.y += 16

    def _legend(self) -> None:
        """What each line means, in words beside it."""
        for how, words in _MEANS.items():
            self.parts.append(_stroke(f"M{_MARGIN} {self.y - 5}h46", how))
            said = self._say(words)
            self.parts.append(_text(said, _MARGIN + 58, self.y, SMALL))
            self.right = max(self.right, _MARGIN + 58 + len(said) * 7)
            self.y += SMALL_LINE + 5
        said = self._say(Words("grijs vlak: dit doet de schuldeiser zelf", "grey box: the creditor does this itself"))
        if any(self.protocol.is_partners(step) for step in self.protocol.steps):
            self.parts.append(f'<rect x="{_MARGIN}" y="{self.y - 13}" width="46" height="16" fill="{_PALE}" stroke="{_INK}"/>')
            self.parts.append(_text(said, _MARGIN + 58, self.y, SMALL))
            self.y += SMALL_LINE + 5

    def _svg(self, order: Outline) -> str:
        width, height = self.right + _MARGIN, self.y + _MARGIN // 2
        name = f"{self.protocol.name}-{self.protocol.version}"
        root = {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "width": width, "height": height,
            "role": "img", "lang": self.language[:2], "aria-labelledby": f"{name}-title {name}-desc", "font-family": _FONT,
        }  # fmt: skip
        return "\n".join(
            [
                f"<svg {' '.join(f'{word}={quoteattr(str(value))}' for word, value in root.items())}>",
                f'<title id="{name}-title">{escape(self.protocol.title)}</title>',
                f'<desc id="{name}-desc">{escape(self._description(order))}</desc>',
                f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>',
                *self.parts,
                "</svg>\n",
            ]
        )

    def _description(self, order: Outline) -> str:
        """The path in words, for who does not see the drawing."""
        path = [step for its_steps in order.parts.values() for step in its_steps]
        said = [f"{order.numbers[one.name]}. {self._say(steps.told(self.protocol, one, order.numbers)[0])}" for one in path]
        return " ".join([self._for_whom(), *said])


_MEANS: Mapping[str, Words] = {
    "after": Words("de volgende stap, als deze niets opleverde", "the next step, when this one led to nothing"),
    "reply": Words("alleen na deze uitkomst", "only after this result"),
    "instead": Words("in plaats van een stap die niet kan", "instead of a step that is not possible"),
}


def _box(one: Placed) -> Iterator[str]:
    pill = one.box.looks == "pill"
    fill = {"pill": _DARK, "partner": _PALE}.get(one.box.looks, _PAPER)
    corner = one.height // 2 if pill and len(one.head) == 1 else 10 if pill else 4
    yield (
        f'<rect x="{one.x}" y="{one.y}" width="{BOX}" height="{one.height}" rx="{corner}" fill="{fill}" '
        f'stroke="{_INK}" stroke-width="1.5"/>'
    )
    y = one.y + PAD - 2
    for line in one.head:
        y += LINE
        yield _text(line, one.x + (INSET - 6 if pill else PAD), y - 5, BIG, weight=600, fill=_PAPER if pill else _INK)
    for lines, ink in ((one.title, _DARK), (one.lines, _INK)):
        y += SPACE if lines else 0
        for line in lines:
            y += SMALL_LINE
            yield _text(line, one.x + PAD, y - 4, SMALL, fill=ink)


def _line_to(one: Placed, placed: Mapping[str, Placed]) -> Iterator[str]:
    """The lines to a box from what stands before it."""
    box = one.box
    if not box.parent:
        return
    turn = one.y - 16 - len(layout.beside(box)) * SMALL_LINE
    for name in (box.parent, *box.also_after):
        yield _stroke(_way(placed[name], one, turn, placed), box.how if name == box.parent else "after")
    yield f'<path d="M{one.line_x - 5} {one.y - 8}l5 8 5-8z" fill="{_INK}"/>'


def _beside_line(one: Placed) -> Iterator[str]:
    """The words beside the line to a box; a line that crosses them is broken off around them."""
    said = layout.beside(one.box)
    y = one.y - 14 - len(said) * SMALL_LINE
    for line in said:
        y += SMALL_LINE
        words = _text(line, one.line_x + 10, y, SMALL)
        yield words.replace(
            "<text ", f'<text stroke="{_PAPER}" stroke-width="5" stroke-linejoin="round" paint-order="stroke" ', 1
        )


def _way(parent: Placed, one: Placed, turn: int, placed: Mapping[str, Placed]) -> str:
    """Straight down, aside between two rows, and down again; where a box stands in the way, down between the columns."""
    in_the_way = [
        other for other in placed.values() if other.x == parent.x and parent.bottom <= other.y < turn and other is not one
    ]
    if in_the_way:
        between = one.x - GUTTER // 2 if parent.x < one.x else parent.x - GUTTER // 2
        between = one.x + BOX + GUTTER // 2 if parent.x == one.x else between
        return f"M{parent.line_x} {parent.bottom}v10H{between}V{turn}H{one.line_x}V{one.y}"
    return f"M{parent.line_x} {parent.bottom}V{turn}H{one.line_x}V{one.y}"


def _stroke(path: str, how: str) -> str:
    dashes = f' stroke-dasharray="{_LINES[how]}"' if _LINES[how] else ""
    return f'<path d="{path}" fill="none" stroke="{_INK}" stroke-width="1.6"{dashes}/>'


def _text(text: str, x: int, y: int, size: int, *, weight: int = 400, fill: str = _INK) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'
