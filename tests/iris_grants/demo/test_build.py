"""Building the sample: only in an empty folder, and nothing of it remains when it is cancelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from iris_grants.demo.build import build_sample
from iris_grants.demo.programme import build_programme
from iris_grants.kernel.problems import Refused
from iris_grants.kernel.progress import Cancelled, Progress


class Impatient(Progress):
    """Cancels at the step with this name."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self._step = step

    def step(self, done: int, total: int, label: str) -> None:
        """Go on until the step is reached."""
        if label == self._step:
            self.cancel()
        super().step(done, total, label)


def test_cancelled_sample_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with pytest.raises(Cancelled):
        build_sample(folder, language="sr", progress=Impatient("demo.step.checks"))
    assert list(folder.iterdir()) == []


def test_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pismo.txt").write_text("ne diraj")
    for build in (build_sample, build_programme):
        with pytest.raises(Refused) as refused:
            build(tmp_path, language="sr", progress=Progress())
        assert [problem.code for problem in refused.value.problems] == ["demo.folder_not_empty"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["pismo.txt"]


def test_too_few_applications_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        build_programme(tmp_path / "demo", language="sr", progress=Progress(), applications=19)
    assert [problem.code for problem in refused.value.problems] == ["demo.too_few_applications"]
    assert not (tmp_path / "demo").exists()
