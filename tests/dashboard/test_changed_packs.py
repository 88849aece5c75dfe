"""Packs that appear, fail, expire and are withdrawn while the dashboard runs."""

import shutil
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.command_line import main
from data.pack import publish
from data.pack.pack import NoPack, Pack
from data.pack.packs import Packs
from tests.dashboard.over_http import LEAKS, callbacks, outputs_of, page_callback, post

# Without a pack.


def test_no_app_without_a_pack(tmp_path) -> None:
    with pytest.raises(NoPack, match="csp-dashboard build makes one"):
        create_app(Packs(tmp_path))


@pytest.fixture
def lost(gap_packs: Path, tmp_path: Path):
    """An app whose pack was removed after it started."""
    folder = Path(shutil.copytree(gap_packs, tmp_path / "packs"))
    app = create_app(Packs(folder))
    shutil.rmtree(folder)
    return app.server.test_client()


@pytest.mark.parametrize(
    "path", ["/_dash-layout", "/download/records.csv", "/download/trends-annual.csv"]
)
def test_a_lost_pack_is_a_plain_503(lost, path) -> None:
    answer = lost.get(path)
    assert answer.status_code == 503
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text == "The data is not available just now.\n"
    assert not LEAKS.search(answer.text)


def test_a_callback_without_a_pack_says_so(gap_packs, tmp_path, client) -> None:
    folder = Path(shutil.copytree(gap_packs, tmp_path / "packs"))
    lost = create_app(Packs(folder)).server.test_client()
    assert lost.get("/_dash-layout").status_code == 200
    shutil.rmtree(folder)
    for each in callbacks(client).values():
        answer = post(lost, each, "")
        assert answer.status_code == 200
        said = answer.json["sideUpdate"]["status"]["data-html"]
        assert said == "Something went wrong. Reload the page to try again."
        assert not LEAKS.search(answer.text)


def test_a_new_pack_answers_the_next_request(gap_packs, demo_pack, tmp_path) -> None:
    folder = Path(shutil.copytree(gap_packs, tmp_path / "packs"))
    client = create_app(Packs(folder)).server.test_client()
    old = Pack(publish.current(folder))
    assert "gapton-records" in client.get("/download/records.csv").headers["Content-Disposition"]
    shutil.copy(demo_pack.path, folder / "crime-next.duckdb")
    (folder / publish.POINTER).write_text("crime-next.duckdb\n", encoding="utf-8")
    answer = client.get("/download/records.csv")
    assert "wokingham-records" in answer.headers["Content-Disposition"]
    # A page drawn before the change still gets the shapes of its pack.
    shapes = client.get(f"/boundaries/{old.version}/ward.geojson").json["features"]
    assert {each["properties"]["name"] for each in shapes} == {"Alder", "Birch"}
    old.close()


# Packs that are built, fail and are withdrawn while the dashboard runs.


def test_ready_says_why_the_current_pack_cannot_be_used(gap_packs, tmp_path) -> None:
    folder = Path(shutil.copytree(gap_packs, tmp_path / "packs"))
    client = create_app(Packs(folder)).server.test_client()
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert ready.text.startswith("pack ")
    assert ready.headers["Cache-Control"] == "no-store"

    (folder / publish.POINTER).write_text("crime-none.duckdb\n")

    failed = client.get("/ready")
    assert failed.status_code == 503
    assert failed.text.startswith("crime-none.duckdb cannot be read (No such file or directory)")
    assert str(tmp_path) not in failed.text
    (folder / publish.POINTER).unlink()
    missing = client.get("/ready")
    assert missing.status_code == 503
    assert missing.text.startswith("there is no pack in the folder;")
    assert client.get("/health").status_code == 200
    assert client.get("/download/records.csv").status_code == 200


def test_files_of_an_expired_meeting_are_refused(gap_packs) -> None:
    client = create_app(Packs(gap_packs)).server.test_client()
    old = "?present=0123456789ab"
    for path in (
        "/download/records.csv", "/download/overview-map.csv", "/numbers/overview-map",
        "/print-map/overview-map.svg",
    ):  # fmt: skip
        answer = client.get(f"{path}{old}")
        assert answer.status_code == 410, path
        assert answer.text == "The figures of that meeting are no longer kept.\n"
    for views in ([f"/{old}"], ["/", f"/marac{old}"]):
        request = {"kind": "pptx", "views": [{"address": each} for each in views]}
        assert client.post("/exports", json=request).status_code == 410


def test_withdraw_removes_a_faulty_pack(gap_packs, tmp_path, capsys) -> None:
    folder = Path(shutil.copytree(gap_packs, tmp_path / "packs"))
    version = Packs(folder).current().version
    client = create_app(Packs(folder)).server.test_client()

    assert main(["withdraw", version, "--pack", str(folder)]) == 0
    assert "no pack is left: build one" in capsys.readouterr().out
    assert client.get("/download/records.csv").status_code == 503
    assert main(["withdraw", version, "--pack", str(folder)]) == 1
    assert "holds no pack of version" in capsys.readouterr().err


def test_a_meeting_has_the_pages_of_its_own_pack(small) -> None:
    earlier = small.build()
    small.edit("places.csv", "Mill Estate", "New Estate")
    small.build().close()
    client = create_app(Packs(small.folder / "packs")).server.test_client()
    path, search = "/places/mill-estate", f"?present={earlier.version}"

    assert client.get(path).status_code == 404
    assert client.get(f"{path}{search}").status_code == 200
    route = page_callback(client, "main.children")
    url = {"id": "url", "property": "pathname", "value": path}
    body = {
        "output": route["output"], "outputs": outputs_of(route["output"]), "inputs": [url],
        "changedPropIds": ["url.pathname"],
        "state": [{"id": "url", "property": "search", "value": search}],
    }  # fmt: skip
    assert "No such page" not in client.post("/_dash-update-component", json=body).text
