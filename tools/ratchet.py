"""Coverage only goes up: every package keeps the share of lines and branches it once reached."""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import defaultdict
from math import floor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "coverage.toml"
SLACK = 2
"""Points below what was reached at which a floor is set: some paths depend on the moment."""

HEADING = (
    "# Share of lines and branches that the tests of each package reach, in percent.\n"
    "# `make ratchet` raises these after a run of the tests; nothing lowers them.\n\n"
)


def main() -> int:
    """Compare a run's coverage with the floors; 1 and the packages' names where it fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="coverage of the run, as JSON")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write higher floors")
    arguments = parser.parse_args()
    if not arguments.report.exists():
        print(f"{arguments.report} is not there: the tests did not run to their end")
        return 1
    reached = shares(arguments.report)
    floors = {name: int(share) for name, share in tomllib.loads(FLOORS.read_text("utf-8")).items()}
    fallen = {name: floors[name] for name in floors if reached.get(name, 0) < floors[name]}
    for name, wanted in sorted(fallen.items()):
        print(f"{name}: coverage fell to {reached.get(name, 0)} % from {wanted} %")
    for name in sorted(reached.keys() - floors.keys()):
        print(f"{name}: reaches {reached[name]} % and has no floor yet; run `make ratchet`")
    if arguments.lift:
        raised = {name: max(share - SLACK, floors.get(name, 0)) for name, share in reached.items()}
        lines = [f'"{name}" = {share}\n' for name, share in sorted(raised.items())]
        FLOORS.write_text(HEADING + "".join(lines), "utf-8")
    return int(bool(fallen))


def shares(report: Path) -> dict[str, int]:
    """Covered share of each package of a coverage report, in whole percent, rounded down."""
    done: defaultdict[str, int] = defaultdict(int)
    whole: defaultdict[str, int] = defaultdict(int)
    for path, found in json.loads(report.read_text("utf-8"))["files"].items():
        name = package_of(path)
        summary = found["summary"]
        done[name] += summary["covered_lines"] + summary["covered_branches"]
        whole[name] += summary["num_statements"] + summary["num_branches"]
    return {name: floor(100 * done[name] / total) for name, total in whole.items() if total}


def package_of(path: str) -> str:
    """The package whose floor a file counts for, such as `db`, `db.tables`, `ui.forms`."""
    parts = Path(path).parts[:-1]
    return ".".join(parts[:2])


if __name__ == "__main__":
    raise SystemExit(main())
