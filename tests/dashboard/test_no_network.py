"""Building and serving use no network: only ``new`` and ``refresh`` do."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

OFFLINE = """
import sys
from pathlib import Path

def refuse(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise RuntimeError(f"network: {event} {args}")

sys.addaudithook(refuse)

from dashboard.command_line import main
from dashboard.app import create_app
from dashboard.serve import serve
from data.pack.packs import Packs

toml, out = sys.argv[1:]
assert main(["build", "--sources", toml, "--out", out]) == 0
assert main(["check", out]) == 0
browser = create_app(Packs(Path(out))).server.test_client()
assert browser.get("/").status_code == 200
assert browser.get("/about").status_code == 200
online = {"httpx", "requests"} | {each for each in sys.modules if each.startswith("data.fetch")}
print(sorted(online & sys.modules.keys()))
"""


def test_building_and_serving_open_no_connection_and_load_no_client(small, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(small.toml), str(tmp_path / "pack")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[]"
