"""What all tests share: a quiet, repeatable world, and a fresh store address on both engines."""

from __future__ import annotations

import logging
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

from db import postgresql_store, sqlite_store
from tests.postgres_server import (
    claim_folder,
    clear_orphans,
    fresh_database,
    roomy_place,
    running_server,
    stop_server,
)
from tests.ready_samples import build_programme, build_six, built_once
from tests.ready_stores import ReadyStores

RUN_FOLDER = "iris_run_folder"
RUN = pytest.StashKey[Path]()

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "soak", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


class WorkerNode(Protocol):
    """What pytest-xdist hands over before it starts a worker."""

    config: pytest.Config
    workerinput: dict[str, str]


def pytest_configure(config: pytest.Config) -> None:
    """Give every process of the run its own home, one time zone, one screen that nobody sees."""
    worker: dict[str, str] | None = getattr(config, "workerinput", None)
    run = config.stash[RUN] = claim_folder() if worker is None else Path(worker[RUN_FOLDER])
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(roomy_place()))  # where `tmp_path` lies
    home = Path(tempfile.mkdtemp(prefix="home-", dir=run))
    for name in ("RUNTIME_DIR", "CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME"):
        (home / name).mkdir(mode=0o700)
        os.environ[f"XDG_{name}"] = str(home / name)
    (home / "RUNTIME_DIR" / "python_PostgresServer").mkdir()
    os.environ.update(
        QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1", QT_FONT_DPI="96", TZ="Europe/Belgrade"
    )
    if hasattr(time, "tzset"):
        time.tzset()
    if worker is None:
        clear_orphans()
        # A run that is told to end ends as if by Ctrl-C: it still takes its server along.
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server of the run together with it, and leave nothing behind."""
    if RUN in config.stash and not hasattr(config, "workerinput"):
        stop_server(config.stash[RUN])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what repeats itself hundreds of times out of the coverage, which doubles its time.

    Slow tests come first, so that no processor waits for another at the end.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    for item in items:
        repeated = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if repeated or item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerNode) -> None:
    """Tell each worker of a divided run where the one server lies."""
    node.workerinput[RUN_FOLDER] = str(node.config.stash[RUN])


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """What the processes of this run share: the one PostgreSQL, and what is built but once."""
    return pytestconfig.stash[RUN]


@pytest.fixture(scope="session")
def sample(run_folder: Path) -> Path:
    """The folder of the story of six applications; nothing in it may be changed."""
    return built_once(run_folder, "sample", build_six)


@pytest.fixture(scope="session")
def programme(run_folder: Path) -> Path:
    """Where the whole programme lies (`DEMO`) and what its command said (`PRINTED`)."""
    return built_once(run_folder, "programme", build_programme)


@pytest.fixture(scope="session")
def ready_stores() -> Iterator[ReadyStores]:
    """Empty stores that need not be made again for every test."""
    ready = ReadyStores()
    yield ready
    ready.close()


@pytest.fixture(autouse=True)
def quick_stores(
    request: pytest.FixtureRequest, ready_stores: ReadyStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New stores are copies, but where a test is about making them."""
    if request.node.get_closest_marker("made_anew") is None:
        monkeypatch.setattr(sqlite_store, "create", ready_stores.create_file)
        monkeypatch.setattr(postgresql_store, "create", ready_stores.create_tables)


@pytest.fixture
def pg_url(
    request: pytest.FixtureRequest, run_folder: Path, ready_stores: ReadyStores
) -> Iterator[str]:
    """The address of a PostgreSQL database of this test's own, without a store in it."""
    server = running_server(run_folder)
    anew = request.node.get_closest_marker("made_anew") is not None
    with fresh_database(server) if anew else ready_stores.database(server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be created: the test runs once on a file and once on PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "programme.iris")
    address: str = request.getfixturevalue("pg_url")
    return address


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which something unexpected was worth a warning in the log."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    noise = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not noise, "logged: " + "; ".join(f"{r.name}: {r.getMessage()}" for r in noise)
