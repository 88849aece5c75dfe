"""Real servers behind a real nginx, as docs/deploy.md describes it, on loopback."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import write_small
from tests.system.install import PATH

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy.md"
SECRET = "5f0d3c0b9f6e4d7a8b1c2d3e4f5a6b7c"
PARTNER_HOST = "partners.example.gov.uk"
PUBLIC_HOST = "crime.example.gov.uk"
START_SECONDS = 240
# Workers of a root nginx become nobody, who may not read the test's folders.
USER = "user root;" if os.geteuid() == 0 else ""
MAIN = """{user} daemon off; worker_processes 1;
pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.system)


def program(name: str) -> str:
    """The path of a program; the test is skipped without it only when that was allowed."""
    found = shutil.which(name, path=PATH)
    if found is None and os.environ.get("SKIP_SYSTEM"):
        pytest.skip(f"{name} is not installed")
    assert found, f"{name} is not installed: make system installs it"
    return found


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask a server of this machine; no redirect is followed."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=dict(headers or {}))
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=20) as answer:
            return Answer(answer.status, answer.read().decode(), dict(answer.headers))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode(), dict(error.headers))


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: object) -> None:
        return None


def documented(mark: str) -> str:
    """The nginx block of docs/deploy.md that holds a text."""
    blocks = re.findall(r"```nginx\n(.*?)```", DEPLOY.read_text(), re.DOTALL)
    (found,) = [each for each in blocks if mark in each]
    return found


@contextmanager
def running(command: list[str], ready: Callable[[], bool], **named) -> Iterator[subprocess.Popen]:
    """A process, from when it is ready to the end of the block."""
    process = subprocess.Popen(command, **named)
    try:
        until = time.monotonic() + START_SECONDS
        while not ready():
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            assert time.monotonic() < until, f"{command} is not ready"
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def listens(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def server(packs: Path, port: int, log: Path, *options: str) -> Iterator[subprocess.Popen]:
    """``csp-dashboard serve`` on a port, with some options."""
    command = [sys.executable, "-m", "dashboard", "serve", "--pack", str(packs)]
    command += ["--port", str(port), *options]
    with (
        log.open("a") as out,
        running(command, lambda: listens(port), stdout=out, stderr=out) as process,
    ):
        yield process


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., int]]:
    """Start ``csp-dashboard serve`` with some options; returns its port."""
    with ExitStack() as stack:

        def start(packs: Path, *options: str) -> int:
            port = free_port()
            log = tmp_path_factory.mktemp("serve") / "log"
            stack.enter_context(server(packs, port, log, *options))
            return port

        yield start


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], None]]:
    """Start nginx with some ``server`` blocks, which listen on ports that are free."""
    with ExitStack() as stack:

        def start(servers: str) -> None:
            folder = tmp_path_factory.mktemp("nginx")
            file = folder / "nginx.conf"
            file.write_text(MAIN.format(user=USER, folder=folder, servers=servers))
            ports = [int(each) for each in re.findall(r"listen 127\.0\.0\.1:(\d+)", servers)]
            command = [program("nginx"), "-p", str(folder), "-c", str(file), "-e", "stderr"]
            stack.enter_context(running(command, lambda: all(listens(each) for each in ports)))

        yield start


@pytest.fixture(scope="module")
def partner_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    small = write_small(tmp_path_factory.mktemp("partner"))
    small.build(audience="partner").close()
    return small.folder / "partner-packs"


@pytest.fixture(scope="module")
def secret_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("secret") / "secret"
    file.write_text(f"{SECRET}\n")
    file.chmod(0o600)
    return file
