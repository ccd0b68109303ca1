"""Find out before Qt does which libraries of the system it will miss, and name the remedy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tools import debian

# Library as the loader knows it, Debian package that brings it.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
ON_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
# The library is loaded in a process of its own: one that fails may leave half of it behind.
LOAD = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def ensure_qt_libraries(python: Path, *, window: bool) -> None:
    """See to it that Qt finds its system libraries; `debian.Missing` says what to install.

    Only Linux keeps them apart from Qt's own packages. `window` asks for those of a visible
    window too.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = {**OFFSCREEN, **ON_SCREEN} if window else OFFSCREEN
    lacking = missing_libraries(python, wanted)
    if lacking:
        why = f"Qt does not find {', '.join(lacking)} on this system"
        debian.ensure_packages([wanted[name] for name in lacking], why=why)
        lacking = missing_libraries(python, wanted)
    if lacking:
        raise debian.Missing(f"Qt still does not find {', '.join(lacking)} on this system.")


def ensure_screen() -> None:
    """Say in one sentence, before Qt aborts the process, that no window can be shown here."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise debian.Missing(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
        )


def missing_libraries(python: Path, wanted: dict[str, str]) -> list[str]:
    """Which of the named shared libraries the loader of this interpreter does not find."""
    found = subprocess.run(
        [str(python), "-c", LOAD, *wanted], capture_output=True, text=True, check=True
    )
    return found.stdout.split()
