"""The three commands of the README, as they are printed, against fake services."""

import os
import re
import shlex
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.fakes import real_data
from tests.fakes.open_data import Server
from tests.system.conftest import free_port, get, listens, running

README = Path(__file__).parents[2] / "README.md"
COMMANDS = re.compile(r"^## Your own borough in three commands$.*?^```\n(.*?)^```$", re.M | re.S)
MONTHS = ("2022-01", "2022-02")
INCOMPLETE = 3


@pytest.mark.slow
def test_the_three_commands_of_the_readme_show_the_borough(shared: Path, tmp_path: Path) -> None:
    found = COMMANDS.search(README.read_text(encoding="utf-8"))
    assert found
    new, build, serve = map(shlex.split, found[1].splitlines())
    program = [sys.executable, "-m", "dashboard"]
    assert {each[0] for each in (new, build, serve)} == {"csp-dashboard"}
    data = real_data.published(shared)
    data.archives["2022-02"] = real_data.archive(shared, MONTHS)
    data.dates = [*MONTHS]
    no_proxy = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    work = {"cwd": tmp_path, "env": {**no_proxy, "PYTHONPATH": str(README.parent)}}
    with Server(data) as server:
        addresses = tmp_path / "addresses.toml"
        addresses.write_text(data.catalogue(server.address), encoding="utf-8")
        asked = [*program, *new[1:], "--catalogue", str(addresses)]
        fetched = subprocess.run(asked, **work, capture_output=True, text=True, check=False)

    assert fetched.returncode == INCOMPLETE
    assert "no archive has street files of thames-valley for April 2020" in fetched.stderr
    assert "February 2022" not in fetched.stderr.partition("outcome")[0]
    assert fetched.stdout.endswith(f"Next: {shlex.join(build)}\n")
    subprocess.run([*program, *build[1:]], **work, check=True, capture_output=True)
    port = free_port()
    command = [*program, *serve[1:], "--port", str(port)]
    with running(command, lambda: listens(port), **work):
        assert get(port, "/").status == HTTPStatus.OK
        assert "Wokingham Community Safety Partnership" in get(port, "/_dash-layout").text
