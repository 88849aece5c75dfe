"""Requests of a browser: callbacks, files, and what no answer may disclose."""

import csv
import io
import json
import re

from dashboard.pages import EVERY_PAGE

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


def callbacks(client) -> dict[str, dict]:
    """Return the server's callbacks that follow the URL, by output, as Dash describes them."""
    return {
        each["output"]: each
        for each in client.get("/_dash-dependencies").json
        if not each["clientside_function"]
        and not all(given_["id"].startswith("{") for given_ in each["inputs"])
    }


def outputs_of(spec: str) -> list:
    """Return the outputs ``..a.b...c.d..`` as the browser sends them."""
    found = []
    for part in spec.removeprefix("..").removesuffix("..").split("..."):
        identity, _dot, prop = part.rpartition(".")
        name = json.loads(identity) if identity.startswith("{") else identity
        if isinstance(name, dict) and ["ALL"] in name.values():
            # A pattern: as if nothing on the page matched it.
            found.append([])
        else:
            found.append({"id": name, "property": prop})
    return found


def post(client, each: dict, search, path: str = "", prefix: str = "") -> object:
    """Return the answer of a callback to a query string, requested like a browser on a page."""
    path = path or ("/places/norreys-estate" if "place-" in each["output"] else "/records")

    def given(asked: dict):
        if asked["id"].startswith("{"):
            return []  # a pattern: as if nothing on the page matched it
        return {**asked, "value": path if asked["property"] == "pathname" else search}

    outputs = outputs_of(each["output"])
    body = {
        "output": each["output"], "outputs": outputs if ".." in each["output"] else outputs[0],
        "inputs": [given(one) for one in each["inputs"]], "changedPropIds": ["url.search"],
        "state": [given(one) for one in each["state"]],
    }  # fmt: skip
    return client.post(f"{prefix}/_dash-update-component", json=body)


def page_callback(client, part: str) -> dict:
    return next(each for name, each in callbacks(client).items() if part in name)


def read(answer) -> tuple[list[str], list[list[str]]]:
    """Return the notes of a CSV and its rows."""
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    end = found.index([])
    return [note for [note] in found[end + 1 :]], found[:end]
