"""Exports over HTTP: requests, progress, files and stops."""

import json
import time
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.exports import export_queue
from dashboard.exports.export_job import (
    ID,
    KINDS,
    ExportRequest,
    Job,
    Progress,
)
from dashboard.exports.export_work import make_file, work
from data.model.meetings.agendas import SavedView
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests import decks
from tests.dashboard.exports.held_exports import ONE, Held, body_of, finished, submitted, taken_on


def test_an_export_is_requested_polled_and_downloaded(held, demo_pack: Pack) -> None:
    _exports, client = held(Held(at_once=True))
    asked = client.post("/exports", json=ONE)
    assert asked.status_code == 202
    assert asked.headers["Cache-Control"] == "no-store"
    assert ID.fullmatch(body_of(asked)["id"])
    seen = finished(client, body_of(asked)["id"])
    assert (seen["state"], seen["done"], seen["of"]) == ("done", 1, 1)
    assert seen["name"] == "wokingham-marac.pptx"
    file = client.get(seen["file"])
    assert file.status_code == 200
    assert file.mimetype == KINDS["pptx"]
    assert file.headers["Content-Disposition"] == 'attachment; filename="wokingham-marac.pptx"'
    slide = decks.read(file.data).slides[0]
    panel = decks.export_of(demo_pack, "/marac").panels["marac-rate"]
    assert slide.shapes.title.text_frame.text == panel.title
    file.close()


def test_a_deleted_export_is_not_found(held) -> None:
    _exports, client = held(Held(at_once=True))
    name = body_of(submitted(client, kind="xlsx"))["id"]
    finished(client, name)
    assert client.delete(f"/exports/{name}").status_code == 204
    for path in (f"/exports/{name}", f"/exports/{name}/file"):
        assert client.get(path).status_code == 404
    assert client.delete(f"/exports/{name}").status_code == 404


def test_a_waiting_export_has_no_file_and_can_be_stopped(held) -> None:
    pool = Held()
    _exports, client = held(pool)
    names = [body_of(submitted(client, f"192.0.2.{each}"))["id"] for each in range(3)]
    taken_on(pool, 2)
    assert body_of(client.get(f"/exports/{names[2]}"))["state"] == "waiting"
    assert client.get(f"/exports/{names[2]}/file").status_code == 404
    assert client.delete(f"/exports/{names[2]}").status_code == 204
    assert client.get(f"/exports/{names[2]}").status_code == 404
    pool.futures[0][0].set_result(None)
    time.sleep(0.1)
    assert names[2] not in taken_on(pool, 2)


def test_a_worker_stops_between_two_views(
    tmp_path: Path, demo_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = [SavedView("", "/marac"), SavedView("", "/activity"), SavedView("", "/about")]
    request = ExportRequest("xlsx", "a.xlsx", "", str(demo_pack.path), views)
    job = Job.new(tmp_path, request, "", "")
    tell, said = job.write_progress, []

    def record_and_stop(progress: Progress) -> None:
        said.append(progress)
        tell(progress)
        job.stop()

    monkeypatch.setattr(job, "write_progress", record_and_stop)
    with pytest.raises(export_queue.export_work.Cancelled):
        make_file(request, job)
    assert said == [Progress("working", 0, 3)]
    work(str(job.folder), request)
    assert job.progress.state == "cancelled"
    assert not job.file.exists()


@pytest.mark.parametrize(
    "body",
    [
        None, [], {}, {"kind": []}, {"kind": {}, "views": ONE["views"]}, {"kind": "pptx"},
        {"kind": "exe", "views": ONE["views"]},
        {"kind": "pptx", "views": []}, {"kind": "pptx", "views": ONE["views"] * 61},
        *({"kind": "pptx", "views": [each]} for each in (
            "/marac", {}, {"address": ""}, {"address": "marac"}, {"address": "/nowhere"},
            {"address": "https://example.org/marac"}, {"address": "//example.org/marac"},
            {"address": "//[::1"}, {"address": "/[::1"}, {"address": "http://[x]/marac"},
            {"address": "/places/nowhere"}, {"address": "/places/<place>"},
            {"address": "/download/records.csv"}, {"address": "/../etc/passwd"},
            {"address": "/trends?area=nowhere"}, {"address": 5},
            {"address": "/marac", "title": ["a"]},
            {"address": "/glossary"}, {"address": "/accessibility"},
            {"address": "/marac", "title": "a" * 201}, {"address": "/?type=" + "a" * 4000},
        )),
    ],
)  # fmt: skip
def test_invalid_requests_are_refused_in_one_line(held, body) -> None:
    pool = Held()
    _exports, client = held(pool)
    refused = client.post("/exports", json=body)
    assert refused.status_code == 400
    assert set(body_of(refused)) == {"message"}
    assert body_of(refused)["message"].endswith(".")
    assert "\n" not in body_of(refused)["message"]
    assert not pool.futures


def test_a_form_on_another_site_cannot_request_an_export(held) -> None:
    _exports, client = held(Held())
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert client.post("/exports", data=json.dumps(ONE), content_type=kind).status_code == 400


@pytest.mark.parametrize(
    "name",
    ["..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "a", "A" * 32, "." * 32, "~" * 32],
)
def test_an_id_cannot_leave_the_folder(held, tmp_path: Path, name: str) -> None:
    _exports, client = held(Held(at_once=True))
    client.post("/exports", json=ONE)
    (tmp_path / "progress.json").write_text(json.dumps({"state": "done", "done": 1, "of": 1}))
    for method in ("get", "delete"):
        assert getattr(client, method)(f"/exports/{name}").status_code in {404, 405, 308}
    assert client.get(f"/exports/{name}/file").status_code == 404
    assert (tmp_path / "progress.json").exists()


def test_the_app_has_the_routes_and_its_headers(demo_open: Packs) -> None:
    client = create_app(demo_open).server.test_client()
    refused = client.post("/exports", json={"kind": "pptx", "views": [{"address": "/nowhere"}]})
    assert refused.status_code == 400
    assert "script-src 'self'" in refused.headers["Content-Security-Policy"]
    assert client.get("/exports/" + "a" * 32).status_code == 404
