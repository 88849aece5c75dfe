"""Find a Chromium for the browser tests, or get one: ``python -m tests.browser.find``."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import sync_playwright

SETTING = "CHROMIUM"
# The one without a window at all first: the same engine, a quarter quicker.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium-headless-shell", "chromium")
START_SECONDS = 30
APT_SECONDS = 600
INSTALL_SECONDS = 60
DEBIAN = Path("/etc/debian_version")


def chromium() -> Path | None:
    """A Chromium that starts: the one ``CHROMIUM`` names, else on the path, else Playwright's."""
    return next((each for each in _candidates() if _starts(each)), None)


def _candidates() -> Iterator[Path]:
    named = os.environ.get(SETTING)
    if named:
        yield Path(named)
        return
    yield from (Path(found) for found in map(shutil.which, NAMES) if found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    yield own


def _starts(program: Path) -> bool:
    """Whether it is there and can tell its version; a stub that only points to a shop cannot."""
    return program.is_file() and _ran([str(program), "--version"], START_SECONDS)


def install() -> None:
    """Get a Chromium: from apt as root on Debian, else Playwright's own within a minute."""
    if DEBIAN.exists() and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        print("No Chromium yet: installing Debian's with apt-get.", flush=True)
        _ran([*quiet, "update"], APT_SECONDS)
        for package in PACKAGES:
            if _ran([*quiet, "install", "-y", package], APT_SECONDS) and chromium():
                return
    print(f"No Chromium yet: trying Playwright's own, {INSTALL_SECONDS} s at most.", flush=True)
    _ran([sys.executable, "-m", "playwright", "install", "chromium"], INSTALL_SECONDS)


def _ran(command: Sequence[str], seconds: float) -> bool:
    """Whether a command ends well in time; if it does not, it goes with all that it started."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def required() -> bool:
    """Whether a missing browser is a failure: in CI it is, and never a skip."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def missing() -> str:
    """What to do about there being no browser, in one line."""
    named = os.environ.get(SETTING)
    if named:
        return f"{SETTING} is {named}, which does not start; name a Chromium that does, or unset it"
    return f"no Chromium was found or could be installed; install one or set {SETTING} to its path"


def main() -> int:
    """Make sure there is a browser: 0 when there is, or when the tests may do without."""
    found = chromium()
    if found is None and not os.environ.get(SETTING):
        install()
        found = chromium()
    if found is not None:
        print(f"Browser tests will use {found}.")
        return 0
    if required():
        print(f"Browser tests cannot run: {missing()}.", file=sys.stderr)
        return 1
    print(f"Browser tests will be skipped: {missing()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
