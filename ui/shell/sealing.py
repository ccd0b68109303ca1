"""Encrypted store files in the window: asked for their passphrase before anything else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.kernel.problems import Problem, Where
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _
from ui.tasks import Lane

if TYPE_CHECKING:
    from ui.forms.fields import Field, FormSpec, Values
    from ui.shell.opening import Opening

NAME, AGAIN = "file_passphrase", "file_passphrase_again"


def is_sealed(address: str) -> bool:
    """Whether a store file is encrypted; sixteen bytes are read."""
    from iris_grants.people.sealing import is_sealed as sealed

    return sealed(address)


def ask_file_passphrase(opening: Opening, address: str, *, wrong: bool = False) -> None:
    """Ask for the passphrase of an encrypted file, and open it; the key stays in memory."""

    def send(values: dict[str, object]) -> None:
        passphrase = str(values[NAME])

        def work(progress: Progress) -> bytes:
            from iris_grants.people.sealing import key_of

            return key_of(address, passphrase)

        def derived(key: bytes) -> None:
            opening.keys[address] = key
            opening.open(address)

        opening.tasks.start(
            work, derived, owner=opening, title=_("Opening the programme"), lane=Lane.WRITE
        )

    opening.ask(_asking_form(Path(address).name), send)
    if wrong and opening.dialog is not None:
        problem = Problem(code="people.passphrase_wrong", where=Where(key=NAME))
        opening.dialog.panel.show_problems((problem,))


def new_passphrase_fields(*, required: bool) -> tuple[Field, ...]:
    """Asks for the passphrase of a file that is to be made, twice."""
    from ui.forms.fields import Field, FieldKind

    words = _(
        "The file is then encrypted, and nobody reads it without this passphrase: keep it "
        "safe, it cannot be replaced. At least ten characters."
    )
    return (
        Field(
            name=NAME,
            label=_("Passphrase of the file"),
            kind=FieldKind.SECRET,
            required=required,
            help=words,
        ),
        Field(name=AGAIN, label=_("The same again"), kind=FieldKind.SECRET, required=required),
    )


def check_passphrases(values: Values) -> tuple[Problem, ...]:
    """Whether the passphrase of the file was typed alike twice."""
    if (values[NAME] or "") == (values[AGAIN] or ""):
        return ()
    return (Problem(code="people.passphrase_differs", where=Where(key=AGAIN)),)


def copy_form() -> FormSpec:
    """Asks for the passphrase of an encrypted copy."""
    from ui.forms.fields import FormSpec

    return FormSpec(
        title=_("Encrypted copy"),
        save=_("Choose a place…"),
        intro=_("The copy is a whole programme, encrypted; this one stays as it is."),
        fields=new_passphrase_fields(required=True),
        check=check_passphrases,
    )


def _asking_form(name: str) -> FormSpec:
    from ui.forms.fields import Field, FieldKind, FormSpec

    return FormSpec(
        title=_("Open {name}").format(name=name),
        intro=_("The file is encrypted."),
        save=_("Open"),
        fields=(
            Field(
                name=NAME,
                label=_("Passphrase of the file"),
                kind=FieldKind.SECRET,
                required=True,
            ),
        ),
    )
