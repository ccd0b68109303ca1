"""Scoring packages as the window meets them: known by their ending, opened by a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.wording import _

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from ui.forms.fields import FormSpec

PACKAGE_SUFFIX = ".iris-package"
WORK_SUFFIX = f"{PACKAGE_SUFFIX}.work.iris"
PACKAGE_PATTERN = f"IRIS Grants (*{PACKAGE_SUFFIX})"


def package_of(address: str) -> str:
    """The package that a path is, or whose working store it is; empty for anything else."""
    if address.endswith(WORK_SUFFIX):
        return address.removesuffix(WORK_SUFFIX) + PACKAGE_SUFFIX
    return address if address.endswith(PACKAGE_SUFFIX) else ""


def passphrase_form(name: str) -> FormSpec:
    """Asks for the passphrase of a package."""
    from ui.forms.fields import Field, FieldKind, FormSpec

    return FormSpec(
        title=_("Open {name}").format(name=name),
        intro=_(
            "The office told you the passphrase by another way than the file: by telephone or "
            "on paper. Everything you do is saved beside the package, under the same passphrase."
        ),
        save=_("Open"),
        fields=(
            Field(
                name="passphrase",
                label=_("Passphrase of the package"),
                kind=FieldKind.SECRET,
                required=True,
            ),
        ),
    )


def open_for_work(path: str, passphrase: str) -> Desk:
    """The assessor's desk over the working store of a package; for background threads."""
    from pathlib import Path

    from iris_grants.scoring.working_store import open_package

    return open_package(Path(path), passphrase.strip())
