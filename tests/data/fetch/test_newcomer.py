"""The three commands of the README, as they are printed, against fake services."""

import json
import os
import re
import shlex
import sys
from http import HTTPStatus
from pathlib import Path

import pytest

from dashboard.command_line import main
from tests.fakes import small_data
from tests.fakes.open_data import Server
from tests.system.conftest import free_port, get, listens, running

README = Path(__file__).parents[3] / "README.md"
COMMANDS = re.compile(r"^## Your own borough in three commands$.*?^```\n(.*?)^```$", re.M | re.S)
INCOMPLETE = 3


@pytest.mark.slow
def test_the_three_commands_of_the_readme_show_the_borough(
    tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = COMMANDS.search(README.read_text(encoding="utf-8"))
    assert found
    new, build, serve = map(shlex.split, found[1].splitlines())
    assert {each[0] for each in (new, build, serve)} == {"csp-dashboard"}
    data = small_data.published(tmp_path / "source")
    data.layers = json.loads(json.dumps(data.layers).replace("Small", "Wokingham"))
    monkeypatch.chdir(tmp_path)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    with Server(data) as server:
        addresses = tmp_path / "addresses.toml"
        addresses.write_text(data.catalogue(server.address), encoding="utf-8")
        assert main([*new[1:], "--catalogue", str(addresses)]) == INCOMPLETE

    printed, error = capsys.readouterr()
    assert "no archive has street files of test for April 2020" in error
    assert "February 2022" not in error.partition("outcome")[0]
    assert printed.endswith(f"Next: {shlex.join(build)}\n")
    assert main(build[1:]) == 0
    port = free_port()
    command = [sys.executable, "-m", "dashboard", *serve[1:], "--port", str(port)]
    work = {**os.environ, "PYTHONPATH": str(README.parent)}
    with running(command, lambda: listens(port), cwd=tmp_path, env=work):
        assert get(port, "/").status == HTTPStatus.OK
        assert "Wokingham Community Safety Partnership" in get(port, "/_dash-layout").text
