"""The sheet with a recovery code, to be printed and locked away."""

from __future__ import annotations

from datetime import datetime

from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import Bullets, KeyValues, PdfMeta, Text, TextLook, Title
from iris_grants.wording import _, current_language
from iris_grants.wording.formats import moment


def recovery_sheet(*, store: str, person: str, code: str, made: datetime) -> bytes:
    """The sheet to print and lock away, as PDF in the current language."""
    title = _("Recovery code")
    meta = PdfMeta(
        title=title, language=current_language().replace("_", "-"), author=person, created=made
    )
    facts = ((_("Store"), store), (_("Person"), person), (_("Made"), moment(made)))
    blocks = (
        Title(text=title, subtitle=store, eyebrow=_("IRIS Grants")),
        Text(
            text=_("Lock this sheet away. Whoever has it and the store can sign in as this person.")
        ),
        KeyValues(rows=facts),
        Text(text=code, look=TextLook.CENTRED),
        Bullets(
            numbered=True,
            items=(
                _("Open the programme and choose your name."),
                _("Press “Forgot the passphrase…” and type this code and a new passphrase."),
                _("The code is then used up: make a new one under Settings."),
            ),
        ),
        Text(
            text=_("On the command line: iris-grants people recover STORE --as NAME"),
            look=TextLook.SMALL,
        ),
    )
    return render_pdf(blocks, meta)
