"""Exports over HTTP: asked for, followed, taken, stopped and forgotten."""

import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from dashboard import export_routes, exports
from dashboard.app import create_app
from dashboard.export_job import ID, KINDS, Job, Progress, Wanted
from dashboard.export_work import made, work
from dashboard.exports import Exports
from data.agendas import SavedView
from data.pack import Pack
from data.packs import Packs
from tests import decks

ONE = {"kind": "pptx", "views": [{"address": "/marac", "title": "", "note": ""}]}
PATIENCE = 90


class Held:
    """A pool that takes work on and leaves it lying, or does it at once."""

    def __init__(self, at_once: bool = False, broken: int = 0) -> None:
        self.at_once, self.broken = at_once, broken
        self.futures: list[tuple[Future, tuple]] = []

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
def held(demo_packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Exports whose processes do the work at once, or not at all, and a client to ask with."""

    def of(pool: Held) -> tuple[Exports, FlaskClient]:
        found = Exports(demo_packs, tmp_path / "exports")
        monkeypatch.setattr(found, "_processes", lambda: pool)
        server = Flask("exports")
        export_routes.register(server, Packs(demo_packs), found)
        return found, server.test_client()

    return of


def told(response) -> dict:
    return json.loads(response.data)


def test_an_export_is_asked_for_followed_and_taken(held, demo_pack: Pack) -> None:
    _exports, client = held(Held(at_once=True))
    asked = client.post("/exports", json=ONE)
    assert asked.status_code == 202
    assert asked.headers["Cache-Control"] == "no-store"
    assert ID.fullmatch(told(asked)["id"])
    seen = told(client.get(f"/exports/{told(asked)['id']}"))
    assert (seen["state"], seen["done"], seen["of"]) == ("done", 1, 1)
    assert seen["name"] == "wokingham-marac.pptx"
    file = client.get(seen["file"])
    assert file.status_code == 200
    assert file.mimetype == KINDS["pptx"]
    assert file.headers["Content-Disposition"] == 'attachment; filename="wokingham-marac.pptx"'
    slide = decks.read(file.data).slides[0]
    panel = decks.handout_of(demo_pack, "/marac").panels["marac-rate"]
    assert slide.shapes.title.text_frame.text == panel.title
    file.close()


def test_a_finished_file_is_forgotten_when_it_is_deleted(held) -> None:
    _exports, client = held(Held(at_once=True))
    name = told(client.post("/exports", json=ONE | {"kind": "xlsx"}))["id"]
    assert client.delete(f"/exports/{name}").status_code == 204
    for path in (f"/exports/{name}", f"/exports/{name}/file"):
        assert client.get(path).status_code == 404
    assert client.delete(f"/exports/{name}").status_code == 404


def test_a_waiting_export_has_no_file_and_can_be_stopped(held) -> None:
    pool = Held()
    _exports, client = held(pool)
    name = told(client.post("/exports", json=ONE))["id"]
    assert told(client.get(f"/exports/{name}"))["state"] == "waiting"
    assert client.get(f"/exports/{name}/file").status_code == 404
    assert client.delete(f"/exports/{name}").status_code == 204
    assert pool.futures[0][0].cancelled()
    assert client.get(f"/exports/{name}").status_code == 404


def test_a_worker_stops_between_two_views(
    tmp_path: Path, demo_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = [SavedView("", "/marac"), SavedView("", "/activity"), SavedView("", "/about")]
    wanted = Wanted("xlsx", "a.xlsx", "", str(demo_pack.path), views)
    job = Job.new(tmp_path, wanted)
    tell, said = job.tell, []

    def told_and_stopped(progress: Progress) -> None:
        said.append(progress)
        tell(progress)
        job.stop()

    monkeypatch.setattr(job, "tell", told_and_stopped)
    with pytest.raises(exports.export_work.Cancelled):
        made(wanted, job)
    assert said == [Progress("working", 0, 3)]
    work(str(job.folder), wanted)
    assert job.progress.state == "cancelled"
    assert not job.file.exists()


@pytest.mark.parametrize(
    "body",
    [
        None, [], {}, {"kind": "exe", "views": ONE["views"]}, {"kind": "pptx"},
        {"kind": "pptx", "views": []}, {"kind": "pptx", "views": ONE["views"] * 61},
        *({"kind": "pptx", "views": [each]} for each in (
            "/marac", {}, {"address": ""}, {"address": "marac"}, {"address": "/nowhere"},
            {"address": "https://example.org/marac"}, {"address": "//example.org/marac"},
            {"address": "/places/nowhere"}, {"address": "/places/<place>"},
            {"address": "/download/records.csv"}, {"address": "/../etc/passwd"},
            {"address": 5}, {"address": "/marac", "title": ["a"]},
            {"address": "/glossary"}, {"address": "/accessibility"},
            {"address": "/marac", "title": "a" * 201}, {"address": "/?type=" + "a" * 4000},
        )),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(held, body) -> None:
    pool = Held()
    _exports, client = held(pool)
    refused = client.post("/exports", json=body)
    assert refused.status_code == 400
    assert set(told(refused)) == {"said"}
    assert told(refused)["said"].endswith(".")
    assert "\n" not in told(refused)["said"]
    assert not pool.futures


def test_a_form_of_another_site_cannot_ask(held) -> None:
    _exports, client = held(Held())
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert client.post("/exports", data=json.dumps(ONE), content_type=kind).status_code == 400
    large = json.dumps(ONE | {"more": "a" * export_routes.LARGEST})
    assert client.post("/exports", data=large, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "name",
    ["..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "a", "A" * 32, "." * 32, "~" * 32],
)
def test_an_id_leads_nowhere_else(held, tmp_path: Path, name: str) -> None:
    _exports, client = held(Held(at_once=True))
    client.post("/exports", json=ONE)
    (tmp_path / "state.json").write_text(json.dumps({"state": "done", "done": 1, "of": 1}))
    for method in ("get", "delete"):
        assert getattr(client, method)(f"/exports/{name}").status_code in {404, 405, 308}
    assert client.get(f"/exports/{name}/file").status_code == 404
    assert (tmp_path / "state.json").exists()


def test_so_many_may_wait_and_no_more(held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_WAITING", 3)
    _exports, client = held(Held())
    names = [told(client.post("/exports", json=ONE))["id"] for _ in range(3)]
    assert len(set(names)) == 3
    refused = client.post("/exports", json=ONE)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert told(refused)["said"] == export_routes.BUSY
    client.delete(f"/exports/{names[0]}")
    assert client.post("/exports", json=ONE).status_code == 202


def test_where_no_process_starts_one_clear_line_says_so(held) -> None:
    _exports, client = held(Held(broken=9))
    refused = client.post("/exports", json=ONE)
    assert refused.status_code == 503
    assert told(refused) == {"said": export_routes.NOT_HERE}


def test_a_pool_that_lost_a_process_is_made_anew(held) -> None:
    _exports, client = held(Held(at_once=True, broken=1))
    assert client.post("/exports", json=ONE).status_code == 202


def test_a_folder_of_somebody_else_is_not_used(held, tmp_path: Path) -> None:
    found, client = held(Held(at_once=True))
    (tmp_path / "theirs").mkdir()
    found._root.symlink_to(tmp_path / "theirs")
    assert client.post("/exports", json=ONE).status_code == 503
    assert not list((tmp_path / "theirs").iterdir())


def test_another_server_process_tells_of_it_and_sweeps_it(held, demo_packs: Path) -> None:
    first, client = held(Held(at_once=True))
    name = told(client.post("/exports", json=ONE))["id"]
    other = Exports(demo_packs, first._root)
    job = other.find(name)
    assert job is not None
    assert job.progress.state == "done"
    long_ago = time.time() - exports.KEPT_SECONDS - 1
    os.utime(job.folder / "state.json", (long_ago, long_ago))
    assert other.find(name) is None
    other.sweep()
    assert not job.folder.exists()
    assert first._root.exists()
    assert Exports(demo_packs)._root == Exports(demo_packs)._root != first._root


def test_what_fails_without_a_word_is_told(held, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise RuntimeError("something of ours")

    monkeypatch.setattr(exports.export_work, "work", fails)
    _exports, client = held(Held(at_once=True))
    name = told(client.post("/exports", json=ONE))["id"]
    seen = told(client.get(f"/exports/{name}"))
    assert seen["state"] == "failed"
    assert seen["said"] == "The export could not be made. Please try again."


def test_a_pack_that_is_gone_is_told(tmp_path: Path) -> None:
    wanted = Wanted("xlsx", "a.xlsx", "", str(tmp_path / "gone.duckdb"), [SavedView("", "/marac")])
    job = Job.new(tmp_path, wanted)
    work(str(job.folder), wanted)
    assert job.progress == Progress("failed", 0, 1, exports.export_work.RENEWED)


@pytest.fixture
def running(demo_packs: Path, tmp_path: Path) -> Iterator[Exports]:
    """Exports with real processes."""
    found = Exports(demo_packs, tmp_path / "exports")
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
    wanted = [Wanted(kind, f"a.{kind}", "", str(demo_pack.path), [view]) for kind in KINDS]
    jobs = [running.ask(each) for each in wanted]
    assert [ended(each).state for each in jobs] == ["done", "done"]
    assert len(decks.read(jobs[0].file.read_bytes()).slides) >= 1
    said = {row[0]: row[1] for row in load_workbook(jobs[1].file)["Notes"].values}
    assert demo_pack.version in said["Source"]
    process = next(iter(running._pool._processes.values()))
    if hasattr(os, "nice"):
        niceness = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[16]
        assert int(niceness) >= 10
    # A process that dies takes its jobs along, not the server.
    process.kill()
    process.join(10)
    assert ended(running.ask(wanted[0])).state == "done"


def test_the_app_has_the_routes_and_its_headers(demo_packs: Path) -> None:
    client = create_app(Packs(demo_packs)).server.test_client()
    refused = client.post("/exports", json={"kind": "pptx", "views": [{"address": "/nowhere"}]})
    assert refused.status_code == 400
    assert "script-src 'self'" in refused.headers["Content-Security-Policy"]
    assert client.get("/exports/" + "a" * 32).status_code == 404
