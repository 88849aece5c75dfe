"""The audience is a property of the pack: nothing that a browser sends changes it."""

import re

import pytest

from dashboard.app import create_app
from data.pack.packs import Packs
from tests.dashboard.over_http import callbacks, post
from tests.planted import planted_packs

__all__ = ["planted_packs"]
pytestmark = pytest.mark.slow

QUERIES = (
    "?audience=partner", "?pack=partner", "?access=restricted", "?partner=1&admin=true",
    "?audience=public",
)  # fmt: skip
HEADERS = (
    {"X-Audience": "partner"}, {"Cookie": "audience=partner; role=admin"},
    {"X-Forwarded-User": "analyst", "X-Forwarded-For": "127.0.0.1", "Remote-User": "analyst"},
    {"Authorization": "Basic cGFydG5lcjpwYXJ0bmVy"}, {"Host": "127.0.0.1"},
    {"X-HTTP-Method-Override": "PUT", "Forwarded": "for=127.0.0.1;host=partner"},
)  # fmt: skip


@pytest.fixture(scope="module")
def clients(planted_packs) -> dict:
    return {
        audience: create_app(Packs(folder, audience)).server.test_client()
        for audience, folder in planted_packs.items()
    }


def shown(client, search: str = "", headers: dict | None = None) -> list[str]:
    """Return the pages and files of requests and the frame around every page."""
    asked = next(each for name, each in callbacks(client).items() if "requests-body" in name)
    return [
        client.get(f"/download/requests-by-{each}.csv{search}", headers=headers).text
        for each in ("quarter", "year", "ward", "outcome")
    ] + [post(client, asked, search).text, client.get("/_dash-layout", headers=headers).text]


def test_the_two_audiences_see_different_things(clients) -> None:
    public, partner = (shown(clients[each]) for each in ("public", "partner"))

    assert "fewer than 7" in public[0]
    assert "fewer than 7" not in partner[0].partition("\n\r")[2]
    assert "Partners only" in partner[-1]
    assert "For partners only" in partner[-1]
    assert "artners only" not in public[-1]
    assert all("For partners only" in each for each in partner[:4])


def numbers(texts: list[str]) -> list[str]:
    """Return the lines of files without those that repeat the question."""
    return ["\n".join(line for line in each.splitlines() if "ignored" not in line)
            for each in texts]  # fmt: skip


@pytest.mark.parametrize("search", QUERIES)
def test_no_parameter_changes_it(clients, search: str) -> None:
    for client in clients.values():
        assert numbers(shown(client, search)) == numbers(shown(client))


@pytest.mark.parametrize("headers", HEADERS, ids=str)
def test_no_header_and_no_cookie_changes_it(clients, headers: dict) -> None:
    for client in clients.values():
        assert shown(client, "", headers) == shown(client)


def test_answers_of_a_partner_server_are_not_cached(clients) -> None:
    client = clients["partner"]
    page = client.get("/").text
    script = re.search(r'src="(/assets/[^"]+)"', page)
    assert script
    with client.get(script[1]) as answer:
        assert answer.headers["Cache-Control"].startswith("private, max-age=")
    version = client.get("/ready").text.split()[-1]
    for path in (
        "/", "/nowhere", "/_dash-layout", "/download/records.csv", "/numbers/overview-map",
        f"/boundaries/{version}/ward.geojson", f"/map-style.json?v={version}", "/exports/x",
        f"/months/{version}.json",
    ):  # fmt: skip
        assert client.get(path).headers["Cache-Control"] == "private, no-store"
    asked = next(each for name, each in callbacks(client).items() if "requests-body" in name)
    assert post(client, asked, "").headers["Cache-Control"] == "private, no-store"


def test_no_callback_has_the_audience_as_input_or_output(clients) -> None:
    """Inputs are the address, the page and the controls only."""
    for each in clients["public"].get("/_dash-dependencies").json:
        assert "audience" not in str(each).lower()


def test_the_page_is_in_the_navigation_only_where_there_are_requests(clients, small_packs) -> None:
    without = create_app(Packs(small_packs)).server.test_client()

    assert ">Council<" in str(clients["public"].get("/_dash-layout").json)
    assert ">Council<" not in str(without.get("/_dash-layout").json)
    assert "No requests to the council have been loaded" in "".join(
        shown(create_app(Packs(small_packs)).server.test_client())
    )
