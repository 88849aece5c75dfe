"""The dashboard below a path of its host: every address it gives begins with the path."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.command_line import main
from dashboard.pages import EVERY_PAGE
from data.pack.packs import Packs
from layouts.base import addresses, theme
from tests.dashboard.over_http import callbacks, post

PREFIX = "/csp"
# One of our addresses, in JSON or in HTML inside JSON.
ADDRESS = re.compile(
    r"""(?:href|src|action|data-numbers|data-months|data-print-map|geojson|style|file)\\?["']?\s*[:=]\s*\\?["'](/[^"'\\]*)"""
)


@pytest.fixture
def client(demo_packs: Path) -> Iterator:
    yield create_app(Packs(demo_packs), prefix=PREFIX).server.test_client()
    addresses.serve_below("")
    theme.use()


MAPS = "?brief=" + "|".join(["overview-map+/"] * 6)


def kind(address: str) -> tuple[str, int]:
    """What answers an address: its first folder, and how many are in it."""
    path = address.removeprefix(PREFIX).partition("?")[0]
    return path.split("/")[1], path.count("/")


@pytest.mark.parametrize("search", [
    pytest.param("", marks=pytest.mark.verify),
    "?layer=areas&view=small&split=area&area=norreys-estate",
])  # fmt: skip
def test_every_address_in_every_answer_is_below_the_path(client, search) -> None:
    found = set()
    layout = json.dumps(client.get(f"{PREFIX}/_dash-layout").json)
    index = client.get(f"{PREFIX}/").text
    texts = [layout, index]
    every = [page.address("norreys-estate" if page.of else "") for page in EVERY_PAGE]
    for each in callbacks(client).values():
        # What shows a page is asked for every page; the others on a page of their own.
        shows = each["output"].startswith("..main.children")
        place = "norreys-estate" if "place-" in each["output"] else ""
        own = [f"/places/{place}" if place else "/"]
        for path in every if shows else own:
            answer = post(client, each, search, PREFIX + path, PREFIX)
            assert answer.status_code == 200
            assert "Something went wrong" not in answer.text
            texts.append(json.dumps(answer.json))
    for text in texts:
        found.update(ADDRESS.findall(text))
    assert len(found) > 40
    assert {each for each in found if not each.startswith(f"{PREFIX}/")} == set()
    for each in ("/", "/places", "/assets/page.js", "/map-style.json", "/boundaries/",
                 "/numbers/", "/print-map/", "/download/"):  # fmt: skip
        assert any(address.startswith(PREFIX + each) for address in found), each
    # One address of each kind answers for it; `make verify` asks all.
    for address in {kind(each): each for each in found}.values() if search else found:
        # What a card of a briefing shows is in the address of the page.
        more = MAPS if "/briefing-" in address and "?" not in address else ""
        with client.get(address.replace("&amp;", "&") + more) as answer:
            assert answer.status_code == 200, address


def test_a_proxy_may_remove_the_path(client) -> None:
    for path in ("/health", "/places", "/_dash-layout"):
        assert client.get(path).status_code == client.get(PREFIX + path).status_code == 200
    assert client.get(PREFIX).status_code == 200
    assert client.get(f"{PREFIX}x").status_code == 404


@pytest.mark.parametrize(
    ("path", "within"),
    [("/csp", "/"), ("/csp/", "/"), ("/csp/places/", "/places"), ("/cspx", "/cspx"),
     ("/places", "/places"), ("/", "/"), ("", "/")],
)  # fmt: skip
def test_the_path_within(path, within) -> None:
    addresses.serve_below(PREFIX)
    assert addresses.path_within(path) == within
    addresses.serve_below("")
    theme.use()


@pytest.mark.parametrize("given", ["csp", "//x", "/a b", "/a/../b", "/%2e", "https://x/csp", "/?"])
def test_invalid_prefixes_are_refused(given, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--pack", "x", "--prefix", given])
    assert "is not a path; give one such as /csp" in capsys.readouterr().err
