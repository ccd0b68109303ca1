"""From a plain PDF to PDF/A-3b (ISO 19005-3): colour profile, metadata, associated files."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from io import BytesIO

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf

from iris_grants.documents.pdf_blocks import Attachment, PdfMeta
from iris_grants.kernel.clock import utc_text

PRODUCER = "IRIS Grants"
_UNCLEAR_END = b"\r\nendstream"


def to_pdf_a3(plain: bytes, meta: PdfMeta, attachments: Sequence[Attachment] = ()) -> bytes:
    """The document as PDF/A-3b with its attachments, the same bytes for the same input."""
    with Pdf.open(BytesIO(plain)) as pdf:
        _add_colour_profile(pdf)
        _make_annotations_printable(pdf)
        for attachment in sorted(attachments, key=lambda each: each.name):
            _attach(pdf, attachment, meta.created)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _describe(pdf, meta)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
        )
    data = out.getvalue()
    return _with_plain_ends(data) if _UNCLEAR_END in data else data


def _with_plain_ends(data: bytes) -> bytes:
    """The same document with no stream whose last byte looks like the end of a line.

    Compressed bytes may end with a carriage return; readers then take it for a part of the
    line end before `endstream` and find the length of the stream wrong (ISO 19005-3, 6.1.6).
    Such streams are written in letters (ASCII85), and objects one by one.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        for stream in pdf.objects:
            if not isinstance(stream, pikepdf.Stream):
                continue
            raw = stream.read_raw_bytes()
            if raw.endswith(b"\r"):
                earlier = stream.get(Name.Filter)
                chain = list(earlier) if isinstance(earlier, Array) else [earlier]
                letters = base64.a85encode(raw) + b"~>"
                stream.write(
                    letters,
                    filter=Array([Name.ASCII85Decode, *(one for one in chain if one is not None)]),
                )
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
            recompress_flate=False,
        )
        return out.getvalue()


def _add_colour_profile(pdf: Pdf) -> None:
    profile = (resources.files("resources") / "icc" / "sRGB.icc").read_bytes()
    stream = pdf.make_stream(profile, N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _make_annotations_printable(pdf: Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.get(Name.Annots, Array()):
            annotation[Name.F] = 4


def _attach(pdf: Pdf, attachment: Attachment, created: datetime) -> None:
    if attachment.name in pdf.attachments:
        raise ValueError(f"two attachments are called {attachment.name!r}")
    specification = AttachedFileSpec(
        pdf,
        attachment.data,
        filename=attachment.name,
        mime_type=attachment.mime,
        description=attachment.description or attachment.name,
        creation_date=_pdf_date(created),
        mod_date=_pdf_date(created),
    )
    specification.relationship = Name("/" + attachment.relationship.value)
    pdf.attachments[attachment.name] = specification
    if Name.AF not in pdf.Root:
        pdf.Root.AF = Array()
    pdf.Root.AF.append(specification.obj)


def _describe(pdf: Pdf, meta: PdfMeta) -> None:
    created = utc_text(meta.created)
    pdf.docinfo[Name.Title] = meta.title
    pdf.docinfo[Name.Author] = meta.author
    pdf.docinfo[Name.Producer] = PRODUCER
    pdf.docinfo[Name.Creator] = PRODUCER
    pdf.docinfo[Name.CreationDate] = _pdf_date(meta.created)
    pdf.docinfo[Name.ModDate] = _pdf_date(meta.created)
    for name, words in ((Name.Subject, meta.subject), (Name.Keywords, "")):
        if words:
            pdf.docinfo[name] = words
        elif name in pdf.docinfo:
            del pdf.docinfo[name]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = meta.title
        xmp["dc:creator"] = [meta.author]
        xmp["dc:language"] = [meta.language]
        if meta.subject:
            xmp["dc:description"] = meta.subject
        xmp["pdf:Producer"] = PRODUCER
        xmp["xmp:CreatorTool"] = PRODUCER
        xmp["xmp:CreateDate"] = created
        xmp["xmp:ModifyDate"] = created
        xmp["xmp:MetadataDate"] = created
        xmp["pdfaid:part"] = "3"
        xmp["pdfaid:conformance"] = "B"


def _pdf_date(moment: datetime) -> str:
    return "D:" + utc_text(moment).translate({ord(sign): None for sign in "-:TZ"}) + "Z"
