"""Making the packages of a call: sealed, recorded and written, or none of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from iris_grants.documents.own_keys import office_key
from iris_grants.documents.seals import WORK_FACTOR, new_passphrase
from iris_grants.documents.world import refusing
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress
from iris_grants.scoring.commands.packages import record_packages
from iris_grants.scoring.kit import kit_path, write_kit
from iris_grants.scoring.package import Package
from iris_grants.scoring.package_file import write_package
from iris_grants.scoring.queries.packing import packages_to_make

STEP = "scoring.step.sealing"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePackage:
    """A package that was made: for whom, where it lies, and the passphrase that opens it.

    `kit` is the encrypted zip for those without the program, where one was wanted.
    """

    number: str
    code: str
    name: str
    path: Path
    passphrase: str
    applications: tuple[str, ...]
    kit: Path | None = None


def make_packages(
    desk: Desk,
    *,
    call_id: str,
    out_dir: Path,
    passphrases: Mapping[str, str] | None = None,
    again: Collection[str] = (),
    kit: bool = False,
    progress: Progress | None = None,
    work_factor: int = WORK_FACTOR,
) -> tuple[MadePackage, ...]:
    """Make a sealed package for each assessor with something new to assess, by code.

    What is new, and what `again` does: `packages_to_make`, with its refusals. `passphrases`
    are by code; where one is missing a random one is made. With `kit` an encrypted zip for
    those without the program lies beside each package (`write_kit`). Either all files are written
    and recorded, or none. Refused as well where a file exists.
    """
    key = office_key(desk)
    with desk.read() as session:
        packages = packages_to_make(session, call_id, made_at=utc_text(desk.clock()), again=again)
    made = tuple(_made(package, out_dir, passphrases or {}, kit) for package in packages)
    with refusing(out_dir):
        out_dir.mkdir(parents=True, exist_ok=True)
    watch = progress or Progress()
    written: list[Path] = []
    try:
        for place, (package, one) in enumerate(zip(packages, made, strict=True)):
            watch.step(place, len(made), STEP)
            contents = desk.store.contents.open
            write_package(one.path, package, contents, key, one.passphrase, work_factor=work_factor)
            written.append(one.path)
            if one.kit is not None:
                write_kit(one.kit, package, contents, one.passphrase)
                written.append(one.kit)
        desk.run(record_packages, packages=packages)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    watch.step(len(made), len(made), STEP)
    return made


def _made(
    package: Package, out_dir: Path, passphrases: Mapping[str, str], kit: bool
) -> MadePackage:
    path = out_dir / package.file_name
    code = package.assessor.code
    return MadePackage(
        number=package.number,
        code=code,
        name=package.assessor.name,
        path=path,
        passphrase=passphrases.get(code) or new_passphrase(),
        applications=tuple(one.number for one in package.applications),
        kit=kit_path(path) if kit else None,
    )
