"""Printed documents: PDF/A-3b for an independent validator, the same bytes, every word in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Attachment,
    Block,
    Bullets,
    Clause,
    Column,
    Contents,
    Footnotes,
    HashList,
    Heading,
    KeyValues,
    MarkedWord,
    PageBreak,
    PdfMeta,
    Relationship,
    Row,
    RowLook,
    Rule,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Text,
    TextLook,
    Title,
    Together,
)
from iris_grants.wording import in_language

META = PdfMeta(
    title="Izveštaj o evaluaciji",
    language="sr-Latn",
    author="Centar Primer",
    created=datetime(2024, 2, 1, 12, 30, tzinfo=UTC),
    subject="Poziv IRIS-2024-01",
    reference="IRIS-2024-01 · verzija 1",
    funding_line="Finansira\nEvropska unija",
)
CYRILLIC = "Удружење „Ђурђевак“ љубав, њива, џак, ћуд, чело, шума"
LATIN = "Udruženje „Đurđevak“ ljubav, njiva, džak, ćud, čelo, šuma – 12.500,50 EUR ≤ ≥ ✓ ☐ ☑"
BLOCKS: tuple[Block, ...] = (
    Title(eyebrow="IZVEŠTAJ", text="Izveštaj o evaluaciji", subtitle="55 prijava"),
    Contents(title="Sadržaj"),
    Heading(text="1. Tok"),
    Text(text=LATIN, look=TextLook.LEAD),
    Text(text=CYRILLIC, lead="Увод."),
    Text(text="Pažnja", look=TextLook.NOTICE),
    Bullets(items=["prvo", "drugo"]),
    Bullets(items=["jedan", "dva"], numbered=True),
    Clause(number="3.2", text="Klauzula"),
    Heading(text="1.1 Članovi", level=2),
    KeyValues(rows=[("Predsednica", "Ana Anić"), ("Rok", "30.10.2023.")]),
    Table(
        caption="Tabela 1",
        columns=[Column(title="Stavka"), Column(title="Iznos", align=Align.RIGHT, width_mm=30)],
        rows=[
            Row(cells=["Grupa"], look=RowLook.GROUP),
            ["Zarade", "1.000,00"],
            Row(cells=["Međuzbir", "1.000,00"], look=RowLook.SUBTOTAL),
            Row(cells=["Napomena"], look=RowLook.QUIET),
            Row(cells=["Ukupno", "1.000,00"], look=RowLook.TOTAL),
        ],
        note="Sve u evrima.",
    ),
    Rule(),
    Spacer(mm=3),
    PageBreak(landscape=True),
    Together(blocks=[Heading(text="2. Datoteke"), HashList(entries=[("0f" * 32, "data/a.pdf")])]),
    PageBreak(landscape=False),
    Signatures(
        place_and_date="Mesto i datum",
        lines=[
            SignatureLine(name="Ana Anić", role="predsednica"),
            SignatureLine(name="Борис Борић", role="члан", filled="potpisano"),
            SignatureLine(name="Vera Verić"),
        ],
    ),
    Footnotes(items=["* napomena"]),
    PageBreak(),
    Table(columns=[Column(title="A")], rows=[], empty="Nema stavki."),
)
ATTACHMENTS = (
    Attachment(name="ocene č.csv", data=b"a;b\n1;2\n", mime="text/csv", description="Ocene"),
    Attachment(
        name="Образац.xlsx",
        data=bytes(range(256)) * 100,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        relationship=Relationship.DATA,
    ),
)


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for sheet in document:
            text = sheet.get_textpage()
            texts.append(str(text.get_text_bounded()).replace("\r\n", "\n"))
            text.close()
            sheet.close()
        return texts
    finally:
        document.close()


def text_of(*blocks: Block, meta: PdfMeta = META) -> str:
    return "\n".join(pages_of(checked(render_pdf(blocks, meta))))


def checked(data: bytes) -> bytes:
    """The document, if the independent validator finds nothing wrong with it."""
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_A_3B)
    assert "0 failed" in str(report).split("Rules:")[1].splitlines()[0], str(report)
    return data


def test_document_with_everything_is_pdf_a3b() -> None:
    checked(render_pdf(BLOCKS, META, ATTACHMENTS))


def test_every_word_can_be_found() -> None:
    text = text_of(*BLOCKS)
    for words in [LATIN, CYRILLIC, "1.000,00", "0f" * 32, "Борис Борић", "Nema stavki."]:
        assert words.split()[-1] in text
    assert CYRILLIC in " ".join(text.split())
    assert LATIN in " ".join(text.split())


def test_same_input_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib\n"
        "from tests.iris_grants.documents.test_pdf import *\n"
        "print(hashlib.sha256(render_pdf(BLOCKS, META, ATTACHMENTS)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_pages_are_numbered_in_the_language_of_the_document() -> None:
    blocks = (Title(text="T"), PageBreak(landscape=True), Text(text="x"))
    first, second = pages_of(render_pdf(blocks, META))
    assert ("Page 1 of 2" in first, "Page 2 of 2" in second) == (True, True)
    with in_language("sr_Latn"):
        assert "Strana 2 od 2" in pages_of(render_pdf(blocks, META))[1]


def test_furniture_stands_where_it_belongs() -> None:
    first, second = pages_of(render_pdf((Title(text="T"), PageBreak(), Text(text="x")), META))
    assert ("Finansira" in first, "Finansira" in second) == (True, False)
    assert (META.title in first, META.title in second) == (False, True)
    assert META.reference in first
    assert META.reference in second


def test_peoples_words_are_never_markup() -> None:
    hostile = '<b>bold</b> & <para> <font size="900">x</font> &lt; <img src="/etc/passwd"/> %s {x}'
    blocks: list[Block] = [
        Title(text=hostile, subtitle=hostile, eyebrow=hostile),
        Contents(title=hostile),
        Heading(text=hostile),
        Text(text=hostile, lead=hostile),
        Bullets(items=[hostile]),
        Clause(number="<b>", text=hostile),
        KeyValues(rows=[(hostile, hostile)]),
        Table(columns=[Column(title=hostile)], rows=[[hostile]], caption=hostile, note=hostile),
        Signatures(lines=[SignatureLine(name=hostile, role=hostile)]),
        Footnotes(items=[hostile]),
    ]
    text = " ".join(text_of(*blocks).split())
    assert text.count('<img src="/etc/passwd"/> %s {x}') >= 13


def test_characters_without_a_glyph_are_written_as_their_code() -> None:
    text = text_of(Text(text="a中\U0001f9ffb\x00\ufffe\u200bc\tč"))
    assert "a[U+4E2D][U+1F9FF]b" in text
    assert "čc" not in text


def test_parted_letters_are_composed() -> None:
    assert "čšž" in text_of(Text(text="c\u030cs\u030cz\u030c"))


def test_marked_words_carry_their_mark_and_note() -> None:
    note = "* Ova oznaka ne prejudicira status."
    marked = MarkedWord(words=["Kosovo", "Косово"], mark="*", note=note)
    meta = PdfMeta(
        title="T", language="sr", author="A", created=META.created, marked_words=[marked]
    )
    text = text_of(Text(text="Kosovo, Kosovo* i Косово; Kosovoski"), meta=meta)
    assert "Kosovo*, Kosovo* i Косово*; Kosovoski" in text
    assert note in text
    assert note in text_of(Text(text="Kosovo*"), meta=meta)
    assert note not in text_of(Text(text="Srbija"), meta=meta)


def test_heads_are_repeated_on_every_page() -> None:
    rows = [[f"red {number}", "1,00"] for number in range(200)]
    columns = [Column(title="Stavka"), Column(title="Iznos", align=Align.RIGHT)]
    pages = pages_of(checked(render_pdf([Table(columns=columns, rows=rows)], META)))
    assert len(pages) > 3
    assert {page_text.count("Stavka") for page_text in pages} == {1}
    found = [line for text in pages for line in text.splitlines() if line.startswith("red ")]
    assert len(found) == 200


def test_long_texts_go_on_over_pages_and_nothing_is_lost() -> None:
    words = [f"reč{number}" for number in range(4000)]
    text = " ".join(words)
    for block in (
        Text(text=text),
        Table(columns=[Column(title="A"), Column(title="B")], rows=[["x", text], ["y", "z"]]),
        KeyValues(rows=[("ime", text)]),
        Together(blocks=[Text(text=text)]),
    ):
        found = text_of(block).split()
        assert [word for word in found if word.startswith("reč")] == words


def test_no_stream_ends_like_a_line() -> None:
    # The last byte of deflated data is 1 + the sum of all bytes: here a carriage return.
    tricky = Attachment(name="a.bin", data=b"\x0c", mime="application/octet-stream")
    blocks: list[Block] = [Title(text="T"), Text(text="x")]
    data = checked(render_pdf(blocks, META, [tricky]))
    assert b"\r\nendstream" not in data
    assert data == render_pdf(blocks, META, [tricky])
    with pikepdf.open(BytesIO(data)) as found:
        assert found.attachments["a.bin"].get_file().read_bytes() == b"\x0c"


def test_nobody_signs_on_a_page_that_says_nothing_else() -> None:
    names = [f"Potpisnik {number}" for number in range(7)]
    signed = Signatures(lines=[SignatureLine(name=name) for name in names])
    for filling in range(30, 50, 4):
        lines = [Text(text=f"Stav {number}") for number in range(filling)]
        for last in ((signed,), (Spacer(mm=4), signed), (Together(blocks=[Spacer(), signed]),)):
            pages = pages_of(render_pdf([*lines, *last], META))
            assert f"Stav {filling - 1}\n" in pages[-1]
            assert all(name in pages[-1] for name in names)
        headed = pages_of(render_pdf([*lines, Heading(text="Potpisi"), signed], META))
        assert "Potpisi" in headed[-1]
        assert names[0] in headed[-1]


def test_the_name_of_a_group_never_ends_a_page() -> None:
    columns = [Column(title="A"), Column(title="B")]
    for size in (2, 3, 5):
        rows = [
            Row(cells=[f"grupa {place}"], look=RowLook.GROUP) if place % size == 0 else ["r", "1"]
            for place in range(150)
        ]
        for told_page in pages_of(render_pdf([Table(columns=columns, rows=rows)], META))[:-1]:
            told = [line for line in told_page.splitlines() if line.startswith(("grupa", "r "))]
            assert not told[-1].startswith("grupa")


def test_totals_are_not_broken_and_dates_are_written_as_in_a_sentence() -> None:
    amounts = ["111.111,11", "222.222,22", "333.333,33", "444.444,44", "555.555,55"]
    columns = [Column(title="T" * 90), *(Column(title="I", align=Align.RIGHT) for _ in amounts)]
    rows: list[Sequence[str] | Row] = [
        ["x" * 90, *amounts],
        Row(cells=["Ukupno", *amounts], look=RowLook.TOTAL),
    ]
    text = text_of(Table(columns=columns, rows=rows))
    assert {amount: text.count(amount) for amount in amounts} == dict.fromkeys(amounts, 2)
    words = text_of(Text(text="od 08.04.2024., a (do 09.04.2024.) i 10.04.2024. godine"))
    assert "od 08.04.2024, a (do 09.04.2024) i 10.04.2024. godine" in words


def test_words_longer_than_a_line_are_broken() -> None:
    endless = "x" * 3000
    for block in (
        Text(text=endless),
        Title(text=endless),
        Table(columns=[Column(title="A", width_mm=10), Column(title=endless)], rows=[[endless]]),
        KeyValues(rows=[(endless, endless)]),
        HashList(entries=[(endless, endless)]),
        Signatures(lines=[SignatureLine(name=endless)]),
    ):
        assert text_of(block).count("x") >= 3000


def test_many_columns_share_the_page() -> None:
    columns = [Column(title=f"K{number}") for number in range(40)]
    assert "K39" in text_of(Table(columns=columns, rows=[["1"] * 40])).replace("\n", "")


def test_headings_are_bookmarks_and_the_contents_name_their_pages() -> None:
    blocks: list[Block] = [Contents(title="Sadržaj"), PageBreak()]
    for number in (1, 2):
        blocks += [
            Heading(text=f"Glava {number}"),
            Heading(text="Odeljak", level=2),
            Heading(text="Tačka", level=3),
            PageBreak(),
        ]
    data = checked(render_pdf(blocks, META))
    assert "Glava 2 3" in pages_of(data)[0]
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Glava 1", "Glava 2"]
        assert [item.title for item in outline.root[0].children] == ["Odeljak"]
        assert [item.title for item in outline.root[0].children[0].children] == ["Tačka"]


def test_attachments_come_out_bit_for_bit() -> None:
    data = render_pdf([Text(text="x")], META, ATTACHMENTS)
    with pikepdf.open(BytesIO(data)) as pdf:
        found = {name: pdf.attachments[name] for name in pdf.attachments}
        assert {name: spec.get_file().read_bytes() for name, spec in found.items()} == {
            attachment.name: attachment.data for attachment in ATTACHMENTS
        }
        assert {name: str(spec.relationship) for name, spec in found.items()} == {
            "ocene č.csv": "/Source",
            "Образац.xlsx": "/Data",
        }


def test_document_says_what_it_is() -> None:
    with pikepdf.open(BytesIO(render_pdf([Text(text="x")], META))) as pdf:
        assert str(pdf.Root.Lang) == "sr-Latn"
        assert str(pdf.docinfo["/Title"]) == META.title
        assert str(pdf.docinfo["/Author"]) == META.author
        assert str(pdf.docinfo["/CreationDate"]) == "D:20240201123000Z"
        with pdf.open_metadata() as xmp:
            assert xmp["xmp:CreateDate"] == "2024-02-01T12:30:00Z"
            assert xmp["dc:description"] == META.subject


@settings(max_examples=25)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=6))
def test_any_text_can_be_printed(texts: list[str]) -> None:
    checked(
        render_pdf(
            [
                Title(text=texts[0]),
                Heading(text=texts[-1]),
                *(Text(text=text) for text in texts),
                Table(columns=[Column(title=texts[0])], rows=[[text] for text in texts]),
            ],
            META,
        )
    )


def test_empty_document_has_a_page() -> None:
    assert len(pages_of(checked(render_pdf([], META)))) == 1


def test_mistakes_of_ours_are_refused() -> None:
    naive = datetime(2024, 2, 1)  # noqa: DTZ001 - cells know no zone
    with pytest.raises(ValueError, match="zone"):
        render_pdf([], PdfMeta(title="T", language="sr", author="A", created=naive))
    with pytest.raises(ValueError, match="two attachments"):
        render_pdf([], META, [ATTACHMENTS[0], ATTACHMENTS[0]])
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        render_pdf([Table(columns=[Column(title="A")], rows=[["a", "b"]])], META)
    with pytest.raises(TypeError, match="not a block"):
        render_pdf(["words"], META)  # type: ignore[list-item]  # what the test is about
