"""The queue of exports: limits, turns and processes that are killed."""

import os
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from dashboard.exports import export_queue
from dashboard.exports.export_job import (
    KINDS,
    ExportRequest,
    Job,
    Progress,
)
from dashboard.exports.export_queue import Exports
from data.model.meetings.agendas import SavedView
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests import decks
from tests.dashboard.exports.held_exports import (
    PATIENCE,
    Held,
    body_of,
    finished,
    submitted,
    taken_on,
)


def test_a_client_has_at_most_two_exports_at_once(held) -> None:
    _exports, client = held(Held())
    names = [body_of(submitted(client))["id"] for _ in range(2)]
    refused = submitted(client)
    assert refused.status_code == 429
    assert body_of(refused) == {
        "message": "Two of your exports are being made. Please wait for one of them."
    }
    assert submitted(client, "192.0.2.2").status_code == 202
    Job(_exports._folder.root / names[0]).write_progress(Progress("done", 1, 1))
    assert submitted(client).status_code == 202


def test_the_queue_is_limited(held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_queue, "MOST_WAITING", 5)
    pool = Held()
    _exports, client = held(pool)
    names = [body_of(submitted(client, f"192.0.2.{each}"))["id"] for each in range(5)]
    refused = submitted(client)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert body_of(refused)["message"].startswith("Too many exports are waiting.")
    waiting = next(each for each in names if each not in taken_on(pool, 2))
    client.delete(f"/exports/{waiting}")
    assert submitted(client).status_code == 202


def test_the_queue_is_fair(held) -> None:
    """While one client's export is made, others' come before its second."""
    pool = Held()
    _exports, client = held(pool)
    first, second = "192.0.2.1", "192.0.2.2"
    a_1 = body_of(submitted(client, first))["id"]
    b_1 = body_of(submitted(client, second))["id"]
    assert set(taken_on(pool, 2)) == {a_1, b_1}
    a_2 = body_of(submitted(client, first))["id"]
    c_1 = body_of(submitted(client, "192.0.2.3"))["id"]
    end = {Path(given[0]).name: future.set_result for future, given in pool.futures}
    end[b_1](None)  # one of the first client's is still being made
    assert taken_on(pool, 3)[-1] == c_1
    end[a_1](None)
    assert taken_on(pool, 4)[-1] == a_2


@pytest.mark.parametrize("broken", [0, 1])
def test_an_export_whose_process_is_killed_is_made_once_more(held, broken: int) -> None:
    _exports, client = held(Held(at_once=True, broken=broken))
    assert finished(client, body_of(submitted(client))["id"])["state"] == "done"


def test_without_processes_the_error_is_one_line(held) -> None:
    _exports, client = held(Held(broken=9))
    seen = finished(client, body_of(submitted(client))["id"])
    assert (seen["state"], seen["message"]) == ("failed", export_queue.FAILED)


@pytest.fixture
def running(demo_open: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exports]:
    """Exports with one real process, which takes seconds to start."""
    monkeypatch.setattr(export_queue, "WORKERS", 1)
    found = Exports(demo_open, tmp_path / "exports")
    yield found
    found.close()


def ended(job: Job) -> Progress:
    until = time.monotonic() + PATIENCE
    while job.progress.state in {"waiting", "working"} and time.monotonic() < until:
        time.sleep(0.05)
    return job.progress


@pytest.mark.slow
def test_processes_make_the_files_from_the_pack_at_the_time_of_asking(
    running: Exports, demo_pack: Pack
) -> None:
    view = SavedView("", "/marac")
    request = [ExportRequest(kind, f"a.{kind}", "", str(demo_pack.path), [view]) for kind in KINDS]
    jobs = [running.submit(each, each.kind) for each in request]
    assert [ended(each).state for each in jobs] == ["done"] * len(KINDS)
    assert len(decks.read(jobs[0].file.read_bytes()).slides) >= 1
    said = {
        row[0]: row[1] for row in load_workbook(BytesIO(jobs[1].file.read_bytes()))["Notes"].values
    }
    assert demo_pack.version in said["Source"]
    footer = Document(BytesIO(jobs[2].file.read_bytes())).sections[0].footer
    assert demo_pack.version in footer.paragraphs[0].text
    process = next(iter(running._pool._processes.values()))
    if hasattr(os, "nice"):
        niceness = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[16]
        assert int(niceness) >= 10


@pytest.mark.verify
def test_an_export_after_the_death_of_a_process_is_made(running: Exports, demo_pack: Pack) -> None:
    view = SavedView("", "/marac")
    request = ExportRequest("xlsx", "a.xlsx", "", str(demo_pack.path), [view])
    assert ended(running.submit(request)).state == "done"
    process = next(iter(running._pool._processes.values()))
    process.kill()
    process.join(10)
    assert ended(running.submit(request)).state == "done"
