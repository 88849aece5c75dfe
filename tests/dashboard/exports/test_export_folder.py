"""The folder of exports: full disks, restarts, other servers and users."""

import errno
import os
import time
from pathlib import Path

import pytest

from dashboard.exports import export_folder, export_queue, export_routes
from dashboard.exports.export_folder import RESTARTED, ExportFolder
from dashboard.exports.export_job import (
    NO_SPACE,
    ExportRequest,
    Job,
    Progress,
)
from dashboard.exports.export_queue import Exports
from dashboard.exports.export_work import work
from data.model.meetings.agendas import SavedView
from data.pack.packs import Packs
from tests.dashboard.exports.held_exports import ONE, Held, body_of, finished, submitted


class FullDisk:
    """Fail each write after the first few, as a full disk does; empty files can be made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
        self.left, write = writes, Path.write_bytes

        def write_bytes(path: Path, content: bytes) -> int:
            self.left -= 1
            if self.left < 0:
                write(path, content[:1])
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(path, content)

        monkeypatch.setattr(Path, "write_bytes", write_bytes)


@pytest.mark.parametrize("writes", [2, 3])
def test_a_full_disk_fails_the_job_with_one_line(held, monkeypatch, writes: int) -> None:
    """While the progress is written, or the file."""
    found, client = held(Held(at_once=True))
    FullDisk(monkeypatch, writes)
    name = body_of(submitted(client, kind="xlsx"))["id"]
    seen = finished(client, name)
    assert (seen["state"], seen["message"]) == ("failed", NO_SPACE)
    left = {each.name for each in (found._folder.root / name).iterdir()}
    assert left == {"full", "progress.json", "request.json"}
    assert client.get(f"/exports/{name}/file").status_code == 404


@pytest.mark.parametrize("writes", [0, 1])
def test_where_the_disk_is_full_no_job_begins(held, monkeypatch, writes: int) -> None:
    found, client = held(Held())
    FullDisk(monkeypatch, writes)
    refused = submitted(client)
    assert refused.status_code == 503
    assert body_of(refused) == {"message": export_routes.NOT_HERE}
    assert [each.name for each in found._folder.root.iterdir() if each.is_dir()] == []


def test_exports_of_a_killed_server_fail_and_those_of_a_live_one_go_on(
    tmp_path: Path, demo_open: Packs
) -> None:
    """Its lock is freed by the system: here by closing the file."""
    request = ExportRequest("xlsx", "a.xlsx", "", "a.duckdb", [SavedView("", "/marac")])
    killed, living = ExportFolder(tmp_path / "exports"), ExportFolder(tmp_path / "exports")
    orphan, other = killed.new(request, "a"), living.new(request, "b")
    assert killed._own
    killed._own.close()

    started = Exports(demo_open, tmp_path / "exports")

    assert orphan.progress == Progress("failed", 0, 0, RESTARTED)
    assert other.progress.state == "waiting"
    found = started.find(other.id)
    assert found
    assert found.progress.state == "waiting"
    living.leave()


def test_the_last_server_to_end_leaves_nothing_behind(held, demo_open: Packs) -> None:
    first, client = held(Held(at_once=True))
    second = Exports(demo_open, first._folder.root)
    second._folder._enter()
    name = body_of(submitted(client))["id"]
    finished(client, name)
    first.close()
    assert second.find(name)  # its file can still be had from the other
    second.close()
    assert not first._folder.root.exists()


def test_a_folder_of_another_user_is_not_used(held, tmp_path: Path) -> None:
    found, client = held(Held(at_once=True))
    (tmp_path / "theirs").mkdir()
    found._folder.root.symlink_to(tmp_path / "theirs")
    assert client.post("/exports", json=ONE).status_code == 503
    assert not list((tmp_path / "theirs").iterdir())


def test_jobs_that_another_user_put_there_are_not_served(tmp_path: Path, monkeypatch) -> None:
    """Their files could be links to any file that the server can read."""
    job = Job.new(tmp_path, ExportRequest("xlsx", "a.xlsx", "", "", []), "", "")
    folder = ExportFolder(tmp_path)
    assert folder.find(job.id)
    assert len(folder.sweep()) == 1
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    assert folder.find(job.id) is None
    assert folder.sweep() == []


@pytest.mark.parametrize(("method", "path"), [("get", ""), ("get", "/file"), ("delete", "")])
def test_a_job_that_is_removed_while_it_is_read_is_not_found(
    held, monkeypatch, method: str, path: str
) -> None:
    found, client = held(Held())
    monkeypatch.setattr(found, "find", lambda name: Job(found._folder.root / name))
    assert getattr(client, method)(f"/exports/{'A' * 32}{path}").status_code == 404


def test_another_server_process_reports_and_sweeps_it(
    held, demo_open: Packs, demo_packs: Path
) -> None:
    first, client = held(Held(at_once=True))
    name = body_of(submitted(client))["id"]
    finished(client, name)
    other = Exports(demo_open, first._folder.root)
    job = other.find(name)
    assert job is not None
    long_ago = time.time() - export_folder.KEPT_SECONDS - 1
    os.utime(job.folder / "progress.json", (long_ago, long_ago))
    assert other.find(name) is None
    Exports(demo_open, first._folder.root)  # a start sweeps
    assert not job.folder.exists()
    roots = {ExportFolder.of(Packs(demo_packs, each)).root for each in ("public", "partner")}
    assert len(roots) == 2
    assert ExportFolder.of(Packs(demo_packs)).root in roots


def test_an_unexpected_failure_is_reported(held, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise RuntimeError("something of ours")

    monkeypatch.setattr(export_queue.export_work, "work", fails)
    _exports, client = held(Held(at_once=True))
    seen = finished(client, body_of(submitted(client))["id"])
    assert (seen["state"], seen["message"]) == ("failed", export_queue.FAILED)


def test_a_pack_that_is_gone_is_reported(tmp_path: Path) -> None:
    request = ExportRequest(
        "xlsx", "a.xlsx", "", str(tmp_path / "gone.duckdb"), [SavedView("", "/marac")]
    )
    job = Job.new(tmp_path, request, "", "")
    work(str(job.folder), request)
    assert job.progress == Progress("failed", 0, 0, export_queue.export_work.RENEWED)
