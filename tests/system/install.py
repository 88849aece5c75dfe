"""Install what the system tests drive: nginx and LibreOffice, from Debian's packages.

``SKIP_SYSTEM=1`` leaves out what is not installed; otherwise a machine where they cannot be
installed fails, so that a test that never ran is not taken for one that passed.
"""

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "nginx": "nginx-light",
    "soffice": "libreoffice-impress-nogui libreoffice-calc-nogui libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
}

APT = ("apt-get", "-q", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1")
MOST_SECONDS = 900


def main() -> int:
    """Return 0 when every program is there, or its absence is allowed."""
    missing = [program for program in PACKAGES if not shutil.which(program, path=PATH)]
    if not missing or os.environ.get("SKIP_SYSTEM"):
        return 0
    packages = " ".join(PACKAGES[program] for program in missing).split()
    print(f"Installing {', '.join(packages)} with apt-get.", flush=True)
    try:
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(
                [*APT, *command],
                check=True,
                capture_output=True,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                timeout=MOST_SECONDS,
            )
    except (OSError, subprocess.SubprocessError) as error:
        output = getattr(error, "stderr", b"") or b""
        print(
            f"{output.decode(errors='replace')[-1000:]}\nCannot install {', '.join(packages)}. "
            "Install them, or set SKIP_SYSTEM=1 to leave out the tests that need them.",
            file=sys.stderr,
        )
        return 1
    return 0


PATH = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"

if __name__ == "__main__":
    sys.exit(main())
