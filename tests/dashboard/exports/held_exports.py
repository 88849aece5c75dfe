"""Exports whose processes wait for the test, and requests for them."""

import json
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.exports import export_routes
from dashboard.exports.export_job import (
    UNFINISHED,
)
from dashboard.exports.export_queue import Exports
from data.pack.packs import Packs

ONE = {"kind": "pptx", "views": [{"address": "/marac", "title": "", "note": ""}]}

PATIENCE = 240  # seconds: workers have low priority


class Held:
    """A pool that accepts work and leaves it, or does it at once."""

    def __init__(self, at_once: bool = False, broken: int = 0) -> None:
        self.at_once, self.broken = at_once, broken
        self.futures: list[tuple[Future, tuple]] = []

    def shutdown(self, wait: bool) -> None:
        """Do nothing."""

    def submit(self, task, *given) -> Future:
        if self.broken:
            self.broken -= 1
            raise BrokenProcessPool("a process has gone")
        future: Future = Future()
        if self.at_once:
            future.set_running_or_notify_cancel()
            try:
                future.set_result(task(*given))
            except Exception as error:
                future.set_exception(error)
        self.futures.append((future, given))
        return future


@pytest.fixture
def held(demo_open: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Exports whose processes do the work at once, or not at all, and an HTTP client."""
    made: list[tuple[Exports, Held]] = []

    def of(pool: Held) -> tuple[Exports, FlaskClient]:
        found = Exports(demo_open, tmp_path / "exports")
        monkeypatch.setattr(found, "_processes", lambda: pool)
        server = Flask("exports")
        export_routes.register(server, demo_open, found)
        made.append((found, pool))
        return found, server.test_client()

    yield of
    for found, pool in made:
        found._closed = True
        for future, _given in pool.futures:
            if not future.done():
                future.set_result(None)
        found.close()


def body_of(response) -> dict:
    return json.loads(response.data)


def finished(client: FlaskClient, name: str) -> dict:
    """The progress of an export once it is neither waiting nor being made."""
    until = time.monotonic() + PATIENCE
    while (seen := body_of(client.get(f"/exports/{name}")))["state"] in UNFINISHED:
        assert time.monotonic() < until
        time.sleep(0.01)
    return seen


def submitted(client: FlaskClient, address: str = "192.0.2.1", kind: str = "pptx"):
    """The response to a request for an export from an address."""
    return client.post(
        "/exports", json=ONE | {"kind": kind}, environ_overrides={"REMOTE_ADDR": address}
    )


def taken_on(pool: Held, count: int) -> list[str]:
    """The ids of the jobs that a pool has been given, once there are so many."""
    until = time.monotonic() + PATIENCE
    while len(pool.futures) < count:
        assert time.monotonic() < until
        time.sleep(0.01)
    return [Path(given[0]).name for _future, given in pool.futures]
