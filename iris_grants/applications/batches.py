"""The paths handed in as batches: files that belong together, with their receipts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from iris_grants.applications.gathering import (
    RECEIPT_LOG,
    ZIP_SUFFIX,
    Handed,
    Source,
    hand_in,
    is_candidate,
)
from iris_grants.applications.receipts import NO_LOG, Receipt, ReceiptLog, parse_log
from iris_grants.kernel.problems import Problem, Refused, Severity, Where

Place = tuple[Path, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files that belong together; `inside` is the name of the zip they came in, if in one.

    `zips` are the zips of the folder that became batches of their own.
    """

    files: tuple[Source, ...]
    modified_at: Mapping[Place, datetime]
    log: ReceiptLog = NO_LOG
    inside: str | None = None
    outer_log: ReceiptLog = field(default=NO_LOG)
    zips: tuple[str, ...] = ()

    def receipt_of(self, source: Source) -> Receipt:
        """When a file was received: by the log, by that of the zip, or by its own time."""
        found = self.log.receipt_of(source.name)
        if found is None and self.inside is not None:
            found = self.outer_log.receipt_of(self.inside)
        if found is not None:
            return found
        return Receipt(received_at=self.modified_at[source.root, source.name], logged=False)

    def unused_log_lines(self) -> tuple[Problem, ...]:
        """Paths of the log that nothing was found for: a slip of the pen, most likely."""
        names = [*self.zips, *(source.name for source in self.files)]
        return tuple(
            Problem(
                code="applications.log_unused",
                where=Where(file=RECEIPT_LOG),
                severity=Severity.WARNING,
                params={"path": path},
            )
            for path in self.log.receipts
            if not any(name == path or name.startswith(f"{path}/") for name in names)
        )


def read_batches(
    paths: Sequence[Path],
    *,
    zone: str,
    today: date,
    holds_form: Callable[[Source], bool],
    problems: list[Problem],
) -> tuple[Batch, ...]:
    """The batches of the given paths; what is refused becomes problems.

    A folder or a zip is a batch; single files of one folder are one batch. A zip directly
    in a folder is a batch of its own if `holds_form` finds a form in it, otherwise a file.
    """
    batches: list[Batch] = []
    loose: dict[Path, list[Handed]] = {}
    for path in paths:
        try:
            handed = hand_in(path)
            if path.is_file() and path.suffix.casefold() != ZIP_SUFFIX:
                loose.setdefault(path.resolve().parent, []).append(handed)
            else:
                batches += _with_zips(handed, zone, today, holds_form, problems)
        except Refused as refused:
            problems += refused.problems
    for together in loose.values():
        try:
            batches.append(_batch(together, zone, today))
        except Refused as refused:
            problems += refused.problems
    return tuple(batches)


def _batch(handed: Sequence[Handed], zone: str, today: date) -> Batch:
    logs = [each.log for each in handed if each.log is not None]
    parsed = [parse_log(log, file=RECEIPT_LOG, zone=zone, today=today) for log in logs]
    return Batch(
        files=tuple(source for each in handed for source in each.files),
        modified_at={
            (each.root, name): moment
            for each in handed
            for name, moment in each.modified_at.items()
        },
        log=parsed[0] if parsed else NO_LOG,
    )


def _with_zips(
    handed: Handed,
    zone: str,
    today: date,
    holds_form: Callable[[Source], bool],
    problems: list[Problem],
) -> list[Batch]:
    outer = _batch([handed], zone, today)
    if not handed.root.is_dir():
        return [outer]
    batches: list[Batch] = []
    kept: list[Source] = []
    for source in outer.files:
        if "/" in source.name or not source.name.casefold().endswith(ZIP_SUFFIX):
            kept.append(source)
            continue
        try:
            inner = _batch([hand_in(handed.root / source.name)], zone, today)
        except Refused as refused:
            problems += refused.problems
            continue
        if any(is_candidate(each) and holds_form(each) for each in inner.files):
            batches.append(replace(inner, inside=source.name, outer_log=outer.log))
        else:
            kept.append(source)
    zips = tuple(batch.inside for batch in batches if batch.inside is not None)
    return [replace(outer, files=tuple(kept), zips=zips), *batches]
