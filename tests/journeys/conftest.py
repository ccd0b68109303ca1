"""The sample of six applications, built once for every journey that is compared with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from iris_grants.demo.build import build_sample
from iris_grants.kernel.progress import Progress


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample; nothing in it may be changed."""
    folder = tmp_path_factory.mktemp("sample") / "sample"
    build_sample(folder, language="sr", progress=Progress())
    return folder
