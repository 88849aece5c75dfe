"""Limits on the work and memory of one request."""

import json
from time import process_time

import pytest

from bench.lassos import lasso_post, tangle
from dashboard.app import create_app
from dashboard.errors import TOO_LARGE
from dashboard.web_connections import LARGEST_BODY
from data.pack.packs import Packs

DASH, EXPORTS = "/_dash-update-component", "/exports"


@pytest.fixture(scope="module")
def client(gap_open: Packs):
    return create_app(gap_open).server.test_client()


def json_of(size: int) -> bytes:
    """Return a JSON text of this many bytes."""
    return (
        json.dumps({"kind": "pptx", "views": [], "more": ""})
        .encode()
        .replace(b'""', b'"' + b"a" * (size - 41) + b'"')
    )


@pytest.mark.parametrize("path", [DASH, EXPORTS, "/nowhere"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_a_body_over_the_limit_is_refused_before_it_is_parsed(client, path, kind) -> None:
    body = json_of(LARGEST_BODY + 1)
    assert len(body) == LARGEST_BODY + 1
    start = process_time()
    answer = client.post(path, data=body, content_type=kind)
    assert process_time() - start < 0.1
    assert (answer.status_code, answer.text) == (413, f"{TOO_LARGE}\n")
    within = client.post(path, data=body[:-2] + b"}", content_type=kind)
    assert within.status_code in {400, 405, 415}


@pytest.mark.parametrize("path", [DASH, EXPORTS])
@pytest.mark.parametrize(
    "body",
    [b"[" * 500_000, b'{"kind":' * 100_000, b"9" * 10_000, b'{"kind": []}', b'{"kind": "pptx\x00"}',
     b'{"kind": 1e999}', b"{" + b'"a": 1, ' * 1000 + b"}", b"\xff" * 100],
)  # fmt: skip
def test_an_odd_body_is_400(client, path, body) -> None:
    answer = client.post(path, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert len(answer.data) < 300


@pytest.mark.parametrize(("lassos", "corners"), [(1, 300), (1, 20_000), (20, 1000), (300, 40)])
def test_the_worst_lassos_take_little_work_and_are_refused_in_one_line(
    client, lassos, corners
) -> None:
    lines = [tangle(corners)] * lassos
    # Too small for an area once it is simplified, so that each of them is tried.
    small = [[[-0.9 + 1e-5 * lon, 51.4 + 1e-5 * lat] for lon, lat in line] for line in lines]
    body = lasso_post(client.get("/_dash-dependencies").json, small)
    start = process_time()
    answer = client.post(DASH, json=body)
    assert process_time() - start < 4
    assert answer.status_code == 200
    assert list(answer.json["sideUpdate"]) == ["status"]
    said = answer.json["sideUpdate"]["status"]["data-html"]
    assert said.startswith("The area you drew was not used: ")


@pytest.mark.parametrize("corners", [41, 55, 300, 100_000])
def test_an_address_with_too_many_corners_is_refused(client, corners) -> None:
    drawn = "_".join(f"{lon:.5f},{lat:.5f}" for lon, lat in tangle(corners))
    start = process_time()
    answer = client.get(f"/download/overview-trend.csv?drawn={drawn}")
    assert process_time() - start < 4
    assert answer.status_code == 400
