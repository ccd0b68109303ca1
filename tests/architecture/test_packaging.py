"""Whatever the program reads at run time travels with it when it is installed."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch

from tests.architecture.house import FLOORS, ROOT, sources


def test_every_data_file_of_the_floors_is_packaged() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packaged: dict[str, list[str]] = project["tool"]["setuptools"]["package-data"]
    patterns = [
        f"{package.replace('.', '/')}/{pattern.replace('**/', '')}"
        for package, listed in packaged.items()
        for pattern in listed
    ]
    data = [
        source.path
        for source in sources()
        if source.path.startswith(tuple(f"{floor}/" for floor in FLOORS)) and not source.is_python
    ]
    left = [path for path in data if not any(fnmatch(path, pattern) for pattern in patterns)]
    assert left == []
