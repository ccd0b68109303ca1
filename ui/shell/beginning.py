"""What a new programme begins with: its first person, and its action from a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.wording import _, current_language
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.shell.sealing import check_passphrases, new_passphrase_fields

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

YAML = "YAML (*.yaml *.yml)"
PROGRAMMES = "programme"


def beginning_form() -> FormSpec:
    """Asks for the name of the first person of a new store, and for its programme."""
    from iris_grants.programme.templates import load_template, template_names

    language = "sr" if current_language() == "sr_Latn" else "en"
    choices = []
    for name in template_names(PROGRAMMES):
        body = load_template(name)
        title = body["title"]
        words = title[language] if isinstance(title, dict) else title
        choices.append(Choice(value=name, label=f"{body['code']} · {words}"))
    return FormSpec(
        title=_("Who begins this programme?"),
        intro=_("Everything that is done bears the name of who did it, from the first entry on."),
        save=_("Make the programme"),
        fields=(
            Field(name="name", label=_("Your name"), required=True),
            Field(
                name="programme",
                label=_("Programme"),
                kind=FieldKind.CHOICE,
                initial=choices[0].value if choices else None,
                choices=tuple(choices),
                help=_("Its action, its partners and its grant rules are entered at once."),
            ),
            Field(
                name="own",
                label=_("Programme from a file"),
                kind=FieldKind.FILE,
                pattern=YAML,
                help=_("Instead of the programme above, where yours is another one."),
            ),
            *new_passphrase_fields(required=False),
        ),
        check=check_passphrases,
    )


def new_store(address: str, person: str, programme: str, file_passphrase: str = "") -> Desk:
    """Make a store with its first person and its programme; for background threads.

    `programme` is the name of a template that ships, the path of a YAML file, or empty. With
    a passphrase the file is encrypted.
    """
    from iris_grants.people.desks import create_store
    from iris_grants.people.sealing import new_key
    from iris_grants.programme.commands import create_programme
    from iris_grants.programme.templates import load_template, template_file
    from iris_grants.programme.terms import parse_programme

    template = None
    if programme:
        own = Path(programme).suffix in (".yaml", ".yml")
        template = template_file(Path(programme)) if own else load_template(programme)
        parse_programme(template)
    key = new_key(file_passphrase) if file_passphrase else None
    desk = create_store(address, person_name=person, key=key)
    if template is not None:
        try:
            desk.run(create_programme, template=template)
        except BaseException:
            desk.store.close()
            raise
    return desk
