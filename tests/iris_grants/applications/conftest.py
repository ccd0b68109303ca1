"""A published call, and an office that received a few applications to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from iris_grants.applications.commands import import_applications
from iris_grants.applications.intake import plan_import
from iris_grants.applications.plan import ImportPlan
from iris_grants.applications.queries import ApplicationRow, list_applications
from iris_grants.calls.commands import load_call, publish_call
from iris_grants.calls.form import write_form
from iris_grants.calls.form_parts import CellValue
from iris_grants.calls.queries import call_row, terms_of
from iris_grants.kernel.operations import Desk
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template
from tests.iris_grants.calls.sample_call import sample_template
from tests.iris_grants.calls.sample_values import sample_values

LOG = "received.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """The desk at which applications to one call are received, and the tray they lie in."""

    desk: Desk
    call_id: str
    fingerprint: str
    tray: Path

    def form(self, **changes: CellValue | None) -> bytes:
        """A filled form of the call."""
        with self.desk.read() as session:
            terms = terms_of(session, self.call_id)
        values = sample_values(**changes)
        return write_form(terms, call_fingerprint=self.fingerprint, language="sr", values=values)

    def lay(self, name: str, data: bytes) -> Path:
        """Put a file into the tray; gives its path."""
        path = self.tray / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def note(self, *lines: str) -> None:
        """Write the receipt log of the tray."""
        text = "\n".join(("path,received_at,medium", *lines))
        (self.tray / LOG).write_text(f"{text}\n", encoding="utf-8")

    def plan(self, *paths: Path) -> ImportPlan:
        """The plan for the tray, or for some paths."""
        with self.desk.read() as session:
            return plan_import(session, call_id=self.call_id, paths=paths or (self.tray,))

    def receive(self, *paths: Path) -> tuple[str, ...]:
        """Plan and import the tray, or some paths."""
        return self.desk.run(import_applications, plan=self.plan(*paths))

    def rows(self) -> tuple[ApplicationRow, ...]:
        """The register."""
        with self.desk.read() as session:
            return list_applications(session, self.call_id)


@pytest.fixture
def reception(office: Desk, tmp_path: Path) -> Reception:
    """An office with a published call and an empty tray."""
    office.run(create_programme, template=load_template("programme/iris-progres"))
    call_id = office.run(load_call, template=sample_template())
    office.run(publish_call, call_id=call_id)
    with office.read() as session:
        fingerprint = call_row(session, call_id).fingerprint
    tray = tmp_path / "tray"
    tray.mkdir()
    return Reception(desk=office, call_id=call_id, fingerprint=fingerprint, tray=tray)
