"""The dashboard through its web server: addresses, headers, downloads, whatever anyone sends."""

import base64
import csv
import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.pages import EVERY_PAGE, question_at
from data import publish, queries
from data.crime_types import CHOICE
from data.pack import NoPack, Pack
from data.packs import Packs
from data.question import Question
from data.view import VIEW_CHOICES
from layouts.marac import WINDOWS
from tests.conftest import features, square
from tests.domains import quick
from tests.gaps import FORMULA

TABLES = ("places-table", "place-mix", "place-points")
DOWNLOADS = [
    "records",
    *(
        ("norreys-estate/" if page.of else "") + name
        for page in EVERY_PAGE
        for name in (*page.callbacks.cards, *page.callbacks.files)
        if name in (*page.callbacks.cards, *TABLES)
    ),
]
LEAKS = re.compile(
    r"Traceback|File \"|\.py\b|duckdb|SELECT |FROM |matching\(|\$filters|Binder|Parser Error|"
    r"site-packages|werkzeug",
)  # fmt: skip
SEARCHES = ["", "?type=asb&period=2021-22", "?type=robbery&area=charvil&from=2020-05&to=2020-05"]


@pytest.fixture(scope="module")
def client(demo_packs: Path):
    return create_app(Packs(demo_packs)).server.test_client()


@pytest.fixture(scope="module")
def gap_client(gap_packs: Path):
    return create_app(Packs(gap_packs)).server.test_client()


def callbacks(client) -> dict[str, dict]:
    """The server's callbacks that follow the URL, by what they answer, as Dash describes them."""
    return {
        each["output"]: each
        for each in client.get("/_dash-dependencies").json
        if not each["clientside_function"]
        and not all(given_["id"].startswith("{") for given_ in each["inputs"])
    }


def outputs_of(spec: str) -> list:
    """``..a.b...c.d..`` as the browser sends it."""
    found = []
    for part in spec.removeprefix("..").removesuffix("..").split("..."):
        identity, _dot, prop = part.rpartition(".")
        name = json.loads(identity) if identity.startswith("{") else identity
        if isinstance(name, dict) and ["ALL"] in name.values():
            # A pattern: as if nothing on the page fitted it.
            found.append([])
        else:
            found.append({"id": name, "property": prop})
    return found


def post(client, each: dict, search) -> object:
    """One callback asked with a query string, as the browser would."""
    path = "/places/norreys-estate" if "place-" in each["output"] else "/records"
    wanted = []
    for given_ in each["inputs"]:
        if given_["id"].startswith("{"):
            wanted.append([])
        else:
            value = path if given_["property"] == "pathname" else search
            wanted.append({"id": given_["id"], "property": given_["property"], "value": value})
    state = [
        [] if given_["id"].startswith("{")
        else {**given_, "value": path if given_["property"] == "pathname" else search}
        for given_ in each["state"]
    ]  # fmt: skip
    body = {
        "output": each["output"], "outputs": outputs_of(each["output"]), "inputs": wanted,
        "changedPropIds": ["url.search"], "state": state,
    }  # fmt: skip
    return client.post("/_dash-update-component", json=body)


def page_callback(client, part: str) -> dict:
    return next(each for name, each in callbacks(client).items() if part in name)


def test_health(client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.text) == (200, "OK")


@pytest.mark.parametrize(
    "path", [each.address("norreys-estate" if each.of else "") for each in EVERY_PAGE]
)
def test_each_page_is_there(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="en-GB">' in answer.text
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/trends/nowhere",
        "/places/nowhere",
        "/places/norreys",
        "/Records",
        "/..%2f..%2fetc",
    ],
)
def test_an_unknown_page_is_404_with_the_app_that_says_so(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "_dash-config" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/download/nothing.csv", "/download/records.txt", "/boundaries/x/lsoa.geojson",
     "/assets/nothing.css", "/download/..%2frecords.csv", "/download/place-mix.csv",
     "/download/nowhere/place-mix.csv", "/download/norreys/place-mix.csv", "/numbers/place-mix",
     "/download/norreys-estate/overview-map.csv", "/numbers/norreys-estate/place-mix",
     "/printed/overview-trend.svg", "/printed/nothing.svg", "/printed/place-map.svg",
     "/download/norreys-estate/place-map.csv", "/printed/norreys-estate/place-mix.svg"],
)  # fmt: skip
def test_an_unknown_file_is_404(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert not LEAKS.search(answer.text)


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/health", "/map-style.json", "/download/records.csv", "/x.css"]
)
def test_headers_of_every_response(client, path) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in
                  headers["Content-Security-Policy"].split(";"))  # fmt: skip
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_inline_scripts_of_the_page_are_allowed_by_their_hashes(client) -> None:
    answer = client.get("/")
    inline = re.findall(r"<script[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    run = [each for each in inline if each.strip() and not each.lstrip().startswith("{")]
    assert len(run) == 1
    for script in run:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]


# Boundaries and the map style.


@pytest.mark.parametrize(("kind", "count"), [("ward", 25), ("place", 16)])
def test_boundaries(client, demo_pack, kind, count) -> None:
    address = f"/boundaries/{demo_pack.version}/{kind}.geojson"
    answer = client.get(address)
    assert answer.status_code == 200
    assert len(answer.json["features"]) == count
    assert {each["id"] for each in answer.json["features"]} == {*demo_pack.shapes(kind)["code"]}
    assert answer.headers["ETag"] == f'"{demo_pack.version}"'
    assert answer.headers["Cache-Control"] == "public, max-age=31536000"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(address, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "address", ["/boundaries/another/ward.geojson", "/map-style.json", "/map-style.json?v=another",
                "/map-style.json?x=1"],
)  # fmt: skip
def test_what_is_asked_for_under_another_version_is_not_kept(client, demo_pack, address) -> None:
    """The current pack answers, but the address would stand for another one later."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=0"
    assert answer.headers["ETag"] == f'"{demo_pack.version}"'


def test_map_style(client, demo_pack) -> None:
    answer = client.get(f"/map-style.json?v={demo_pack.version}")
    assert answer.json["version"] == 8
    assert answer.headers["Cache-Control"] == "public, max-age=31536000"
    headers = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/map-style.json", headers=headers).status_code == 304


def test_the_map_asks_for_what_is_there(client, demo_pack) -> None:
    answer = post(client, page_callback(client, "overview-map-head"), "")
    text = json.dumps(answer.json)
    for address in re.findall(r'"(/boundaries/[^"]+|/map-style[^"]+)"', text):
        assert client.get(address).status_code == 200
    assert f"/boundaries/{demo_pack.version}/ward.geojson" in text
    assert f"/map-style.json?v={demo_pack.version}" in text


# Downloads.


def read(answer) -> tuple[list[str], list[list[str]]]:
    """The notes of a CSV, and its rows."""
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    lines = answer.data.decode("utf-8-sig").splitlines(keepends=True)
    notes = [each.rstrip("\r\n") for each in lines if each.startswith("# ")]
    rows = list(csv.reader(io.StringIO("".join(lines[len(notes) :]), newline="")))
    return notes, rows


@pytest.mark.parametrize("search", SEARCHES)
def test_records_are_exactly_those_that_match(client, demo_pack, search) -> None:
    answer = client.get(f"/download/records.csv{search}")
    _notes, rows = read(answer)
    question = Question.read(search, demo_pack.domain)
    held = queries.records(demo_pack, question.filters, question.view, every=True)
    assert rows[0] == ["Month", "Crime type", "ASB category", "Ward", "On or near", "Longitude",
                       "Latitude", "Last outcome", "Police force"]  # fmt: skip
    assert len(rows) - 1 == len(held) == queries.total(demo_pack, question.filters)
    for row, record in zip(rows[1:], held.itertuples(index=False), strict=True):
        assert row[0] == f"{record.month:%Y-%m}"
        assert row[1:4] == [
            record.crime_type,
            record.asb_category if isinstance(record.asb_category, str) else "",
            record.ward,
        ]
        if record.location_shown:
            assert row[4] == record.location
            assert (float(row[5]), float(row[6])) == (record.lon, record.lat)
        else:
            assert row[4:7] == ["", "", ""]
        assert row[7:] == ["", record.force]


def test_records_of_tier_b_have_no_place_in_the_file(client) -> None:
    _notes, rows = read(client.get("/download/records.csv?type=drugs&type=robbery&period=all"))
    assert len(rows) > 500
    assert {tuple(row[4:7]) for row in rows[1:]} == {("", "", "")}


def test_the_file_is_in_the_order_of_the_screen(client, demo_pack) -> None:
    search = "?type=shoplifting&sort=ward&order=up&page=3"
    _notes, rows = read(client.get(f"/download/records.csv{search}"))
    wards = [row[3] for row in rows[1:]]
    assert wards == sorted(wards)
    assert len(wards) == 881  # every page, not only the third
    assert demo_pack.domain.demonstration


def test_notes_and_name_of_a_file(client, demo_pack) -> None:
    answer = client.get("/download/records.csv?type=asb&period=2021-22&colour=red")
    notes, rows = read(answer)
    subject = "anti-social behaviour incidents in Wokingham, April 2021 to March 2022"
    assert notes[0] == f"# Records: {subject}"
    assert notes[1] == f"# Filters: {subject}"
    assert notes[2] == (
        "# Source: Wokingham Community Safety Partnership dashboard, data to March 2023, pack "
        f"{demo_pack.version}"
    )
    assert "# Not understood in the link, so ignored: colour=red." in notes
    assert any(each.startswith("# Demonstration data: ") for each in notes)
    assert notes[-1].startswith("# Licence: ")
    assert len(rows) == 1 + 1227
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="wokingham-records.csv"'
    )  # fmt: skip


@pytest.mark.parametrize("card", ["marac-rate", "requests-by-ward"])
def test_the_file_of_a_page_without_filters_names_none(client, card) -> None:
    notes, _rows = read(client.get(f"/download/{card}.csv?type=asb&area=norreys"))
    assert [each for each in notes if each.startswith("# Filters: ")] == [
        "# Filters: none apply to this page"
    ]
    assert "Norreys" not in "".join(notes)


@pytest.mark.parametrize("card", DOWNLOADS[1:])
def test_every_card_has_its_numbers_as_csv(client, demo_pack, card) -> None:
    search = "?type=asb&period=2021-22&split=type&measure=change"
    answer = client.get(f"/download/{card}.csv{search}")
    notes, rows = read(answer)
    file = f"wokingham-{card.replace('/', '-')}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    area, _slash, name = card.rpartition("/")
    page = next(page for page in EVERY_PAGE if page.callbacks.has(name))
    question = question_at(page.address(area), search, demo_pack.domain)
    table = page.callbacks.answer(demo_pack, question).table(name)
    assert notes[0] == f"# {table.caption}"
    assert rows[0] == list(table.head)
    assert len(rows) - 1 == len(table.rows)
    # The windows of MARAC returns are for partners: a public pack has none.
    assert table.rows or name == WINDOWS
    for written, row in zip(rows[1:], table.rows, strict=True):
        for text, cell in zip(written, row, strict=True):
            if cell is None:
                assert text == ""
            elif isinstance(cell, str):
                assert text.removeprefix("'") == cell
                assert not text.startswith(("=", "+", "-", "@"))
            else:
                assert float(text) == cell


def test_a_missing_month_is_blank_in_a_file_and_a_formula_is_text(gap_client) -> None:
    _notes, rows = read(gap_client.get("/download/overview-trend.csv?type=robbery"))
    counts = dict(rows[1:])
    assert (counts["May 2021"], counts["June 2021"], counts["July 2021"]) == ("0", "", "")
    answer = gap_client.get("/download/records.csv?from=2022-08&to=2022-08")
    notes, rows = read(answer)
    assert f"'{FORMULA}" in [row[4] for row in rows]
    assert FORMULA not in [row[4] for row in rows]
    assert not any("Demonstration" in each for each in notes)


# Answers to the browser.


def test_the_first_view_over_http(client) -> None:
    answer = post(client, page_callback(client, "overview-map-head"), "")
    assert answer.status_code == 200
    parts = answer.json["response"]
    assert "<b>8,244</b>" in parts["tiles"]["data-html"]
    assert parts["overview-trend-head"]["data-html"].startswith(
        '<h2 id="overview-trend-title">All crime rose in each of the last two years</h2>'
    )
    numbers = client.get("/numbers/overview-map?type=asb")
    assert (numbers.status_code, numbers.content_type) == (200, "text/html; charset=utf-8")
    assert "/download/overview-map.csv?type=asb" in numbers.text
    assert client.get("/numbers/nothing").status_code == 404


def test_a_place_page_over_http(client) -> None:
    answer = post(client, page_callback(client, "place-trend-head"), "?type=asb&area=alder")
    parts = answer.json["response"]
    assert ">108</dd>" in parts["place-facts"]["data-html"]
    address = "/printed/norreys-estate/place-map.svg?type=asb"
    assert f'src="{address}"' in parts["place-map-card"]["data-html"]
    drawn = client.get(address)
    assert (drawn.status_code, drawn.content_type) == (200, "image/svg+xml; charset=utf-8")
    numbers = client.get("/numbers/norreys-estate/place-trend?type=asb&buffer=300")
    assert "/download/norreys-estate/place-trend.csv?type=asb&amp;buffer=300" in numbers.text


def test_a_reader_who_has_just_left_a_place_changes_nothing(client) -> None:
    each = page_callback(client, "place-trend-head")
    body = {
        "output": each["output"], "outputs": outputs_of(each["output"]),
        "inputs": [{"id": "url", "property": "search", "value": "?type=asb"}],
        "state": [{"id": "url", "property": "pathname", "value": "/trends"}],
        "changedPropIds": ["url.search"],
    }  # fmt: skip
    assert client.post("/_dash-update-component", json=body).status_code == 204


def test_the_result_line_and_links_follow_the_url(client) -> None:
    answer = post(client, page_callback(client, "records-link"), "?type=asb&period=2021-22&page=3")
    parts = answer.json["response"]
    assert parts["status"]["data-html"].startswith(
        "<b>1,227</b> anti-social behaviour incidents in Wokingham, April 2021 to March 2022."
    )
    assert parts["records-link"]["href"] == "/download/records.csv?type=asb&period=2021-22"
    assert parts["filters-button"]["children"] == "Filters (2 set)"


def control(field: str) -> dict:
    return {"control": field}


FIELDS = ["crime", "areas", "period", "first", "last", "measure"]
PLAIN = [[], ["norreys"], "2022-23", "2022-04", "2023-03", "count"]


def named(field: str) -> str:
    """The id of a control as Dash spells it."""
    return json.dumps(control(field), separators=(",", ":"))


def of_controls(prop: str, values: list) -> list[dict]:
    return [
        {"id": control(field), "property": prop, "value": value}
        for field, value in zip(FIELDS, values, strict=True)
    ]


def test_a_control_writes_the_url(client) -> None:
    each = next(
        each for each in client.get("/_dash-dependencies").json
        if [given_["id"] for given_ in each["inputs"]] == ['{"control":["ALL"]}']
    )  # fmt: skip

    def search_after(field: str, search: str) -> str | None:
        body = {
            "output": each["output"],
            "inputs": [of_controls("value", PLAIN)],
            "state": [{"id": "url", "property": "search", "value": search},
                      of_controls("id", [control(field) for field in FIELDS])],
            "changedPropIds": [f"{named(field)}.value"],
        }  # fmt: skip
        answer = client.post("/_dash-update-component", json=body)
        if answer.status_code == 204:
            return None
        assert answer.status_code == 200
        return answer.json.get("sideUpdate", {}).get("url", {}).get("search")

    # The crime control said nothing, but only the control that was used is listened to.
    assert search_after("areas", "?type=asb") == "?type=asb&area=norreys"
    assert search_after("crime", "?type=asb&page=3") == ""
    assert search_after("areas", "?area=norreys") is None  # as it is already


def test_the_url_writes_every_control(client) -> None:
    each = page_callback(client, "records-link")
    body = {
        "output": each["output"],
        "outputs": [{"id": "status", "property": "data-html"}, of_controls("value", PLAIN), [],
                    {"id": "records-link", "property": "href"},
                    {"id": "filters-button", "property": "children"},
                    {"id": "measure", "property": "hidden"},
                    {"id": "meeting", "property": "data-html"},
                    {"id": "present", "property": "href"}],
        "inputs": [{"id": "url", "property": "search", "value": "?period=2021-22&measure=rate"},
                   {"id": "url", "property": "pathname", "value": "/records"}],
        "state": [of_controls("value", PLAIN),
                  of_controls("id", [control(field) for field in FIELDS]), []],
        "changedPropIds": ["url.search"],
    }  # fmt: skip
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    found = {
        json.loads(name)["control"]: value["value"]
        for name, value in answer.json["response"].items()
        if name.startswith("{")
    }
    # The crime control is as it should be, and is left alone.
    assert found == {
        "areas": [], "period": "2021-22", "first": "2021-04", "last": "2022-03", "measure": "rate",
    }  # fmt: skip


# Anything anyone sends.

VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([*CHOICE, "norreys", "norreys-estate", "all", "2021-22", "last-12", "2022-05"]),
    st.sampled_from(["'; DROP TABLE incident; --", "<script>", "%00", "٣", "-1", "9" * 30, "None"]),
)
KEYS = st.sampled_from(["type", "area", "period", "from", "to", "page", "x", *VIEW_CHOICES])
SEARCH = st.one_of(
    st.lists(st.tuples(KEYS, VALUES), max_size=6).map(lambda pairs: f"?{urlencode(pairs)}"),
    st.text(max_size=30).map(lambda text: f"?{quote(text, safe='&=;+%')}"),
    st.binary(max_size=12).map(lambda raw: f"?type={quote(raw)}"),
)
any_request = settings(max_examples=25, deadline=None)


@any_request
@given(SEARCH, st.sampled_from(["/", "/hotspots", "/records", "/nowhere"]))
def test_any_query_string_opens_a_page(client, search, path) -> None:
    answer = client.get(f"{path}{search}")
    assert answer.status_code == (404 if path == "/nowhere" else 200)
    assert not LEAKS.search(answer.text.replace("dash-renderer", ""))


@any_request
@given(SEARCH, st.sampled_from(["records", *DOWNLOADS, "nothing"]), st.booleans())
def test_any_query_string_downloads_a_file(gap_client, search, card, shown) -> None:
    name = card.rpartition("/")[2]
    shown = shown and name not in ("records", *TABLES)
    card = card.replace("norreys-estate", "mill-estate")
    address = f"/numbers/{card}" if shown else f"/download/{card}.csv"
    answer = gap_client.get(f"{address}{search}")
    assert answer.status_code == (404 if card == "nothing" else 200)
    said = "".join(line for line in answer.text.splitlines() if "ignored:" not in line)
    assert not LEAKS.search(said)


@any_request
@given(st.one_of(SEARCH, st.none(), st.text(max_size=20)), st.integers(0, 9))
def test_any_query_string_is_answered_by_every_callback(gap_client, search, which) -> None:
    every = list(callbacks(gap_client).values())
    answer = post(gap_client, every[which % len(every)], search)
    assert answer.status_code in (200, 204)
    assert "Something went wrong" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "search", [3, ["?type=asb"], {"a": 1}, True, "?" + "&" * 5000, "?" + "type=asb&" * 500]
)
def test_a_search_of_any_kind_is_no_500(client, search) -> None:
    for each in callbacks(client).values():
        answer = post(client, each, search)
        assert answer.status_code in (200, 204)
        assert not LEAKS.search(answer.text)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{bad", "application/json"),
        (b"", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'"text"', "application/json"),
        (b"{}", "application/json"),
        (b'{"output": "nothing.children", "inputs": []}', "application/json"),
        (b'{"output": 3, "outputs": 3, "inputs": 3}', "application/json"),
        (b'{"output": "status.children", "outputs": {"id": "x"}}', "application/json"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"x", "text/plain"),
    ],
)
def test_garbage_sent_to_dash_shows_nothing_of_ours(client, body, kind) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type=kind)
    assert answer.status_code in (400, 415)
    assert not LEAKS.search(answer.text)
    assert len(answer.data) < 600
    assert client.get("/health").status_code == 200


@quick
@given(st.text("<>&\"'=/ scriptonload", max_size=30))
def test_what_is_sent_is_never_html(client, text) -> None:
    """The result line repeats what it did not understand, and travels as HTML."""
    hostile = f"<img src=x onerror=alert(1)>{text}"
    each = page_callback(client, "records-link")
    answer = post(client, each, f"?{urlencode({'x': hostile})}")
    said = answer.json["response"]["status"]["data-html"]
    assert "x=&lt;img src=x onerror=alert(1)&gt;" in said
    assert {*re.findall(r"</?([a-z0-9]+)", said)} <= {"b", "small", "a"}
    assert not re.search(r"<[^>]*onerror", said)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/download/records.csv", "/map-style.json", "/health"])
def test_nothing_can_be_written(client, method, path) -> None:
    assert getattr(client, method)(path).status_code == 405


# Without a pack.


def test_no_app_without_a_pack(tmp_path) -> None:
    with pytest.raises(NoPack, match="csp-dashboard build makes one"):
        create_app(Packs(tmp_path))


@pytest.fixture
def lost(gap_packs: Path, tmp_path: Path):
    """An app whose pack went away after it started."""
    folder = Path(shutil.copytree(gap_packs, tmp_path / "packs"))
    app = create_app(Packs(folder))
    (folder / publish.POINTER).unlink()
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
    (folder / publish.POINTER).unlink()
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
    # A page drawn before the change still gets the shapes it was drawn for.
    shapes = client.get(f"/boundaries/{old.version}/ward.geojson").json["features"]
    assert {each["properties"]["name"] for each in shapes} == {"Alder", "Birch"}
    old.close()


# Boundaries of other editions.


def test_the_boundaries_of_every_edition_are_served_by_its_name(small) -> None:
    small.write(
        "lsoas.geojson",
        features([({"LSOA11CD": "E01000001", "LSOA11NM": "Small 001A"},
                   square(-0.90, 51.40, -0.84, 51.42))]),
    )  # fmt: skip
    small.add_source("lsoas", "lsoas.geojson", vintage='"2011"')
    pack = small.build()
    client = create_app(Packs(small.folder / "packs")).server.test_client()
    codes = {
        name: [each["id"] for each in json.loads(
            client.get(f"/boundaries/{pack.version}/{name}.geojson").text)["features"]]
        for name in ("ward", "lsoa-2011", "place")
    }  # fmt: skip
    assert codes == {
        "ward": ["E05000001", "E05000002"], "lsoa-2011": ["E01000001"], "place": ["mill-estate"],
    }  # fmt: skip
    for name in ("lsoa", "lsoa-2021", "ward-2022", "incident"):
        assert client.get(f"/boundaries/{pack.version}/{name}.geojson").status_code == 404
    table = client.get("/download/hotspots-map.csv?layer=areas&edition=lsoa-2011").text
    # Six burglaries and two drug offences lie inside it.
    assert "Small 001A,lsoa,8," in table
    pack.close()


@pytest.mark.parametrize("layer", VIEW_CHOICES["layer"])
def test_each_layer_has_its_own_table_as_a_file(client, layer) -> None:
    asked = f"?type=criminal-damage-and-arson&period=all&layer={layer}"
    text = client.get(f"/download/hotspots-map.csv{asked}").text
    head, *rows = [
        row for row in csv.reader(io.StringIO(text))
        if not row[0].lstrip("\ufeff").startswith("#")
    ]  # fmt: skip
    assert rows
    assert head[0] == {"density": "Spot", "clusters": "Square", "life": "Square"}.get(layer, "Area")
    assert (
        "Point"
        not in client.get(f"/download/hotspots-map.csv?type=drugs&period=all&layer={layer}").text
    )
