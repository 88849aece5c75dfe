"""Find, install and start the Chromium that tests, pictures and benchmarks share.

``python -m bench.chromium`` installs one where there is none.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

VARIABLE = "CHROMIUM"  # of the environment: the path of a browser to use instead
# The headless shell has the same engine and is a quarter quicker.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium-headless-shell", "chromium")
# Draw maps in software and make no request of the browser's own.
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
# The guide of a first visit is closed. Pages without an address keep nothing.
SEEN = "try { localStorage.setItem('csp-guide', '1') } catch {}"
START_SECONDS = 30
APT_SECONDS = 600
INSTALL_SECONDS = 60
DEBIAN = Path("/etc/debian_version")


def find() -> Path | None:
    """Return a Chromium that starts: from ``$CHROMIUM``, else the path, else Playwright's own."""
    return next((path for path in _candidates() if _starts(path)), None)


def launch(playwright: Playwright, program: Path, *flags: str) -> Browser:
    """Start a Chromium without a window, with these flags besides its usual ones."""
    return playwright.chromium.launch(executable_path=program, args=[*FLAGS, *flags])


def _candidates() -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
        return
    yield from (Path(path) for path in map(shutil.which, NAMES) if path)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    yield own


def _starts(program: Path) -> bool:
    """Return whether a program prints its version; Ubuntu's stub for a snap does not."""
    return program.is_file() and _run([str(program), "--version"], START_SECONDS)


def install() -> None:
    """Install Chromium: with apt as root on Debian, else Playwright's own within a minute."""
    if apt_install(PACKAGES, find):
        return
    print(f"Installing Chromium with Playwright, {INSTALL_SECONDS} s at most.", flush=True)
    _run([sys.executable, "-m", "playwright", "install", "chromium"], INSTALL_SECONDS)


def apt_install(packages: Sequence[str], found: Callable[[], object], *options: str) -> bool:
    """Install packages in turn until ``found()``; return False where apt cannot be used."""
    if not (DEBIAN.exists() and shutil.which("apt-get") and os.geteuid() == 0):
        return False
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    print(f"Installing {' or '.join(packages)} with apt-get.", flush=True)
    _run([*apt, "update"], APT_SECONDS)
    return any(
        _run([*apt, "install", "-y", *options, package], APT_SECONDS) and found()
        for package in packages
    )


def _run(command: Sequence[str], seconds: float) -> bool:
    """Return whether a command succeeds in time; kill it and its children if it does not."""
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
    """Return whether tests must fail, not skip, without a browser: in CI."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def missing() -> str:
    """Return in one line why there is no browser and what to do."""
    named = os.environ.get(VARIABLE)
    if named:
        return f"{VARIABLE} is {named}, which does not start; name another Chromium, or unset it"
    return f"no Chromium was found or could be installed; install one or set {VARIABLE} to its path"


def main() -> int:
    """Find or install a browser; return 1 only where one is required and there is none."""
    program = find()
    if program is None and not os.environ.get(VARIABLE):
        install()
        program = find()
    if program is not None:
        print(f"Chromium is {program}.")
        return 0
    if required():
        print(f"There is no browser: {missing()}.", file=sys.stderr)
        return 1
    print(f"Whatever needs a browser will be skipped: {missing()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
