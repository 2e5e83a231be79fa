"""Letters as Word files: what a template may hold, and that none of it ever runs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Made

from channels.test_letter import CODED, ON
from voordeur.channels.word import WordRefusedError, check_template, render

# What turns an unsandboxed Jinja into a shell; harmless where it is only words.
PAYLOAD = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
TOUCH = "{{ cycler.__init__.__globals__.os.popen('touch %s').read() }}"


def template(*paragraphs: str, change: Callable[[Made], None] | None = None) -> bytes:
    word = Document()
    for words in paragraphs:
        word.add_paragraph(words)
    if change:
        change(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def said(content: bytes) -> str:
    return "\n".join(part.text for part in Document(io.BytesIO(content)).paragraphs)


def test_a_letter_in_the_towns_own_template():
    made = said(
        render(
            template("{{ address }}", "{{ salutation }}", "{{ body }}", "{{ closing }} {{ contact }}", "{{ back }}"), CODED, on=ON
        )
    )
    for words in (
        "Merelstraat 14",
        "Beste Mevrouw A. Yılmaz-Łukaszewicz,",
        "Thuisgoed",
        "Sara de Vries",
        "Uw gegevens en uw rechten",
    ):
        assert words in made
    assert "{{" not in made and "**" not in made


def test_a_name_is_never_code_or_markup():
    name = "<w:p> {{ phone }} & A. Jansen"
    assert name in said(render(template("{{ name }}"), type(CODED)(**{**vars(CODED), "name": name}), on=ON))


@pytest.mark.parametrize("place", ["body", "properties", "header", "table", "split"])
def test_a_program_in_a_template_is_refused_wherever_it_stands_and_does_not_run(place, tmp_path: Path):
    touched = tmp_path / "touched"
    payload = TOUCH % touched

    def change(word: Made) -> None:
        if place == "properties":
            word.core_properties.title = payload
        if place == "header":
            word.sections[0].header.paragraphs[0].text = payload
        if place == "table":
            word.add_table(1, 1).cell(0, 0).text = payload
        if place == "split":
            paragraph = word.add_paragraph()
            for sign in payload:
                paragraph.add_run(sign)

    content = template(payload if place == "body" else "{{ body }}", change=change)
    for attempt in (check_template, lambda held: render(held, CODED, on=ON)):
        with pytest.raises(WordRefusedError) as refused:
            attempt(content)
        assert refused.value.code == "program"
    assert not touched.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (PAYLOAD, "program"),
        ("{% for x in range(10**9) %}{% endfor %}", "program"),
        ("{{ name * 1000000 }}", "program"),
        ("{{ name|length }}", "program"),
        ("{{ bsn }}", "slot"),
        ("{{ self }}", "slot"),
    ],
)
def test_only_a_known_name_may_stand_between_braces(words, code):
    with pytest.raises(WordRefusedError) as refused:
        check_template(template(words))
    assert refused.value.code == code


def test_what_is_no_word_file_fetches_or_carries_macros_is_refused():
    good = template("{{ body }}")
    with pytest.raises(WordRefusedError, match="kind"):
        check_template(b"PK not a zip")
    with pytest.raises(WordRefusedError, match="macro"):
        check_template(_with(good, "word/vbaProject.bin", b"x"))
    outside = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="http://x.test/a.dotm" TargetMode="External"/></Relationships>'
    )
    with pytest.raises(WordRefusedError, match="outside"):
        check_template(_with(good, "word/_rels/settings.xml.rels", outside))


def _with(content: bytes, name: str, more: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as held:
        held.writestr(name, more)
    return out.getvalue()
