"""Work of the committee with files, in the background: papers, packages, returns."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from iris_grants.documents.filing import media_type_of
from iris_grants.documents.world import refusing
from iris_grants.kernel.access import Role
from iris_grants.people.commands import add_person
from iris_grants.scoring.commands.committee import Paper, add_member, sign_declaration
from iris_grants.scoring.merging import MergedReturn, MergePlan, execute_merge, plan_merge
from iris_grants.scoring.packing import MadePackage, make_packages
from ui.forms.fields import Values

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.progress import Progress


def appoint(desk: Desk, call_id: str, values: Values) -> str:
    """Appoint somebody, who is entered first if nobody knows the person yet; the member."""
    person_id = values["person"] or desk.run(
        add_person,
        name=str(values["name"]),
        roles=frozenset({Role.ASSESSOR}),
        email=cast("str | None", values["email"]),
        organisation_name=cast("str | None", values["organisation_name"]),
    )
    return desk.run(
        add_member,
        call_id=call_id,
        person_id=str(person_id),
        role=str(values["role"]),
        code=cast("str | None", values["code"]),
        country=cast("str | None", values["country"]),
    )


def keep_declaration(desk: Desk, member_id: str, values: Values) -> None:
    """Read the signed declaration and keep it."""
    path = Path(str(values["path"]))
    with refusing(path):
        data = path.read_bytes()
    desk.run(
        sign_declaration,
        member_id=member_id,
        on=cast("date", values["on"]),
        document=Paper(name=path.name, media_type=media_type_of(path), data=data),
    )


def write_packages(
    desk: Desk, call_id: str, values: Values, progress: Progress
) -> tuple[MadePackage, ...]:
    """Make the packages into the chosen folder."""
    return make_packages(
        desk,
        call_id=call_id,
        out_dir=Path(str(values["folder"])),
        again=cast("tuple[str, ...]", values.get("again", ())),
        kit=bool(values["kit"]),
        progress=progress,
    )


def read_returns(
    desk: Desk, call_id: str, paths: tuple[Path, ...], progress: Progress
) -> MergePlan:
    """What each of the files is; folders stand for the returns in them."""
    with desk.read() as session:
        return plan_merge(session, files_in(paths), call_id=call_id, progress=progress)


def take_in(desk: Desk, plan: MergePlan) -> tuple[MergedReturn, ...]:
    """Take in the returns of a plan."""
    return execute_merge(desk, plan)


def files_in(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files, and for each folder the returns in it by name."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob("*.iris-return")) if path.is_dir() else [path]
    return tuple(found)
