"""The forms of people and their roles."""

from __future__ import annotations

from iris_grants.kernel.access import Role
from iris_grants.people.queries import PersonRow
from iris_grants.wording import _, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec


def person_form() -> FormSpec:
    """Entering a person."""
    return FormSpec(
        title=_("New person"),
        save=_("Enter the person"),
        intro=_("Staff, committee and mentors: whoever acts here is known by name."),
        fields=(
            Field(name="name", label=_("Full name"), required=True),
            _roles(()),
            Field(name="email", label=_("E-mail address")),
            Field(name="organisation_name", label=_("Organisation")),
        ),
    )


def roles_form(row: PersonRow) -> FormSpec:
    """Changing what a person may do."""
    return FormSpec(
        title=_("Roles of {name}").format(name=row.name),
        save=_("Save the roles"),
        fields=(_roles(row.roles),),
    )


def _roles(given: tuple[Role, ...]) -> Field:
    return Field(
        name="roles",
        label=_("Roles"),
        kind=FieldKind.SEVERAL,
        required=True,
        initial=given,
        help=_("Roles decide which steps a person may take; everybody may look at everything."),
        choices=tuple(Choice(value=role, label=label(f"role.{role}")) for role in Role),
    )
