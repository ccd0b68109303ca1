"""Who works in a store, as the window asks: the name, the passphrase, a second person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.kernel.access import ActingPerson, Standing
from iris_grants.kernel.problems import Problem, Refused, Where
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, label
from ui.feedback.faults import Explained
from ui.forms.dialog import FormDialog
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.storage import Session

OTHER_NEEDED = frozenset({"kernel.role_missing", "kernel.sign_in_needed"})
SECOND_PERSON = ".second_person_"
TWO_PEOPLE = "two_people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody who may open a store; `signs_in`: with a passphrase."""

    name: str
    signs_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Somebody who may take a step as the second person, with their roles in words."""

    id: str
    name: str
    roles: str


def workers_of(session: Session) -> tuple[Worker, ...]:
    """The active people of a store."""
    from iris_grants.people.queries import list_people

    return tuple(
        Worker(name=one.name, signs_in=one.signs_in) for one in list_people(session) if one.active
    )


def who_form(workers: tuple[Worker, ...], known: str = "") -> FormSpec:
    """Asks which of the people of a store is sitting here, and for a passphrase if any has one."""
    fields = [
        Field(
            name="person",
            label=_("Your name"),
            kind=FieldKind.CHOICE,
            required=True,
            initial=known or None,
            choices=tuple(Choice(value=one.name, label=one.name) for one in workers),
        )
    ]
    if any(one.signs_in for one in workers):
        fields.append(
            Field(
                name="passphrase",
                label=_("Passphrase"),
                kind=FieldKind.SECRET,
                help=_("Only if you have set one; leave it empty otherwise."),
            )
        )
    needed = frozenset(one.name for one in workers if one.signs_in)

    def check(values: Values) -> tuple[Problem, ...]:
        if values["person"] in needed and not values.get("passphrase"):
            params = {"name": str(values["person"])}
            where = Where(key="passphrase")
            return (Problem(code="people.passphrase_asked", where=where, params=params),)
        return ()

    return FormSpec(
        title=_("Who are you?"),
        intro=_("Your name stands in the journal beside everything you do."),
        save=_("Open"),
        fields=tuple(fields),
        check=check,
    )


def passphrase_form(*, has_one: bool) -> FormSpec:
    """Asks for a new passphrase, twice, and for the one that is set."""
    current = Field(
        name="current", label=_("Present passphrase"), kind=FieldKind.SECRET, required=True
    )
    return FormSpec(
        title=_("Change your passphrase") if has_one else _("Set a passphrase"),
        save=_("Set the passphrase"),
        intro=_(
            "The store then asks for it whenever somebody opens it in your name. That guards "
            "against mistakes; only encryption guards a file that was stolen."
        ),
        fields=(*((current,) if has_one else ()), *_new_passphrase()),
        check=_check_same,
    )


def reset_form(name: str) -> FormSpec:
    """Asks an administrator for somebody's new passphrase."""
    return FormSpec(
        title=_("New passphrase for {name}").format(name=name),
        save=_("Set the passphrase"),
        intro=_("Tell it to the person, who then changes it under Settings."),
        fields=_new_passphrase(),
        check=_check_same,
    )


def give_up_form() -> FormSpec:
    """Asks for the passphrase that is to be taken away."""
    return FormSpec(
        title=_("Give up the passphrase"),
        save=_("Give it up"),
        intro=_("Your name is then declared again: anybody can open the store in it."),
        fields=(
            Field(
                name="current", label=_("Present passphrase"), kind=FieldKind.SECRET, required=True
            ),
        ),
    )


def ask_passphrase(
    context: Context,
    spec: FormSpec,
    command: Callable[..., object],
    *,
    done: str,
    fixed: Mapping[str, object] | None = None,
    on_done: Callable[[dict[str, object]], None] | None = None,
) -> FormDialog:
    """Open a form of passphrases for a command; what was typed twice is sent once.

    `on_done` gets what was typed.
    """

    def send(
        values: dict[str, object],
        closed: Callable[[object], None],
        refused: Callable[[Explained], None],
    ) -> None:
        sent = {name: value for name, value in values.items() if name != "again"}

        def arrived(result: object) -> None:
            closed(result)
            context.feedback.inform(done)
            if on_done is not None:
                on_done(sent)

        context.desk.run(
            command,
            {**(fixed or {}), **sent},
            arrived,
            owner=dialog,
            title=spec.title,
            on_refused=refused,
            on_end=dialog.on_ended,
        )

    dialog = FormDialog(context, spec, send, context.window)
    dialog.open()
    return dialog


def needs_other(command: Callable[..., object], error: Explained) -> bool:
    """Whether a step was refused only because another person must take it."""
    from iris_grants.kernel.operations import operation_of

    if not operation_of(command).approval or not isinstance(error, Refused):
        return False
    return any(
        one.code in OTHER_NEEDED or SECOND_PERSON in one.code or one.code.endswith(TWO_PEOPLE)
        for one in error.problems
    )


def run_as_other(
    context: Context,
    command: Callable[..., object],
    kwargs: Mapping[str, object],
    on_done: Callable[[object], None],
    *,
    title: str,
    reason: str,
) -> None:
    """Let a second person sign in for this one step; the store stays open as it is.

    Offers everybody with a passphrase and a role for the step, but who is here already.
    `reason` says why; where nobody can be offered, that is said instead.
    """

    def offer(found: tuple[Second, ...]) -> None:
        if not found:
            context.feedback.tell(
                reason,
                _(
                    "Nobody else with a role for this step has a passphrase yet. A second person "
                    "sets one under Settings, or an administrator under People."
                ),
            )
            return
        _open_second(context, command, kwargs, on_done, title, reason, found)

    def query(session: Session) -> tuple[Second, ...]:
        return _seconds(session, command, context.desk.person)

    context.desk.read(query, offer, owner=context.window)


def _open_second(
    context: Context,
    command: Callable[..., object],
    kwargs: Mapping[str, object],
    on_done: Callable[[object], None],
    title: str,
    reason: str,
    found: tuple[Second, ...],
) -> None:
    def send(
        values: dict[str, object],
        closed: Callable[[object], None],
        refused: Callable[[Explained], None],
    ) -> None:
        person_id, passphrase = str(values["person"]), str(values["passphrase"])

        def job(desk: Desk, progress: Progress) -> object:
            return desk.beside(_proven(desk, person_id, passphrase)).run(command, **kwargs)

        def arrived(result: object) -> None:
            closed(result)
            on_done(result)

        context.desk.work(
            job,
            arrived,
            owner=dialog,
            title=title,
            on_refused=refused,
            on_end=dialog.on_ended,
        )

    dialog = FormDialog(context, _second_form(title, reason, found), send, context.window)
    dialog.open()


def _second_form(title: str, reason: str, found: tuple[Second, ...]) -> FormSpec:
    return FormSpec(
        title=_("{step}: sign in as another person").format(step=title.rstrip("…")),
        intro=reason,
        save=title.rstrip("…"),
        fields=(
            Field(
                name="person",
                label=_("Second person"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=found[0].id if len(found) == 1 else None,
                choices=tuple(
                    Choice(value=one.id, label=f"{one.name} ({one.roles})") for one in found
                ),
            ),
            Field(
                name="passphrase",
                label=_("Passphrase"),
                kind=FieldKind.SECRET,
                required=True,
                help=_("For this one step; afterwards the store is yours again."),
            ),
        ),
    )


def _seconds(
    session: Session, command: Callable[..., object], present: ActingPerson
) -> tuple[Second, ...]:
    """Who may take the step; who is here already only if they have not signed in yet."""
    from iris_grants.kernel.operations import operation_of
    from iris_grants.people.queries import list_people

    roles = operation_of(command).roles
    here = present.person_id if present.standing is Standing.SIGNED_IN else ""
    return tuple(
        Second(
            id=one.id,
            name=one.name,
            roles=", ".join(label(f"role.{role}") for role in one.roles),
        )
        for one in list_people(session)
        if one.active and one.signs_in and one.id != here and roles & set(one.roles)
    )


def _proven(desk: Desk, person_id: str, passphrase: str) -> ActingPerson:
    from iris_grants.people.queries import person_by_id
    from iris_grants.people.signing import sign_in

    with desk.read() as session:
        row = person_by_id(session, person_id)
    return sign_in(desk, row, passphrase).person


def _new_passphrase() -> tuple[Field, ...]:
    return (
        Field(
            name="passphrase",
            label=_("New passphrase"),
            kind=FieldKind.SECRET,
            required=True,
            help=_("At least ten characters; several words are easier to remember."),
        ),
        Field(name="again", label=_("The same again"), kind=FieldKind.SECRET, required=True),
    )


def _check_same(values: Values) -> tuple[Problem, ...]:
    if values["passphrase"] == values["again"]:
        return ()
    return (Problem(code="people.passphrase_differs", where=Where(key="again")),)
