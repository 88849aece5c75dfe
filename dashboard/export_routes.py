"""The addresses of exports: ask with POST, look with GET, take the file, stop with DELETE."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, jsonify, request, send_file

from dashboard.export_job import KINDS, Job, Wanted
from dashboard.exports import Exports, NoProcesses, TooMany
from dashboard.pages import AT_FOOT, page_at
from data.agendas import SavedView
from data.domain import Domain
from data.packs import Packs
from data.slugs import slug

MOST_VIEWS = 60
LONGEST = {"title": 200, "address": 4000, "note": 1000}
LARGEST = 400_000  # bytes that a request may have
BUSY = "Too many exports are waiting. Please try again in a minute."
NOT_HERE = "This server cannot make exports: it cannot start a process or use its temporary folder."


class BadRequest(Exception):
    """The request cannot be met; the message says why, in one line."""


def register(server: Flask, packs: Packs, exports: Exports) -> None:
    """Add the routes to the web server."""

    @server.post("/exports")
    def ask() -> tuple[Response, int]:
        pack = packs.asked(_searched())
        try:
            wanted = _wanted(pack.domain, str(pack.path))
            job = exports.ask(wanted)
        except BadRequest as error:
            return _line(str(error)), HTTPStatus.BAD_REQUEST
        except TooMany:
            response = _line(BUSY)
            response.headers["Retry-After"] = "60"
            return response, HTTPStatus.TOO_MANY_REQUESTS
        except NoProcesses:
            return _line(NOT_HERE), HTTPStatus.SERVICE_UNAVAILABLE
        return _told(job), HTTPStatus.ACCEPTED

    @server.get("/exports/<name>")
    def look(name: str) -> Response:
        return _told(_found(exports, name))

    @server.get("/exports/<name>/file")
    def take(name: str) -> Response:
        job = _found(exports, name)
        if job.progress.state != "done" or not job.file.is_file():
            abort(HTTPStatus.NOT_FOUND)
        response = send_file(job.file, mimetype=KINDS[job.kind])
        response.headers["Content-Disposition"] = f'attachment; filename="{quote(job.name)}"'
        return _kept_nowhere(response)

    @server.delete("/exports/<name>")
    def stop(name: str) -> tuple[str, int]:
        exports.cancel(_found(exports, name))
        return "", HTTPStatus.NO_CONTENT


def _searched() -> str:
    """The question of the first view: in a meeting it names the pack that is looked at."""
    body = request.get_json(silent=True) if request.is_json else None
    views = body.get("views") if isinstance(body, Mapping) else None
    first = views[0] if isinstance(views, list) and views else None
    address = first.get("address") if isinstance(first, Mapping) else None
    return f"?{address.partition('?')[2]}" if isinstance(address, str) else ""


def _found(exports: Exports, name: str) -> Job:
    return exports.find(name) or abort(HTTPStatus.NOT_FOUND)


def _told(job: Job) -> Response:
    """How far a job is, as JSON, with the address of its file once there is one."""
    try:
        progress = job.progress
    except (OSError, ValueError):
        abort(HTTPStatus.NOT_FOUND)
    file = f"/exports/{job.id}/file" if progress.state == "done" else None
    return _kept_nowhere(
        jsonify(
            id=job.id, state=progress.state, done=progress.done, of=progress.of,
            said=progress.said, file=file, name=job.name,
        )
    )  # fmt: skip


def _line(text: str) -> Response:
    return _kept_nowhere(jsonify(said=text))


def _kept_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _wanted(domain: Domain, pack: str) -> Wanted:
    """What the request asks for.

    Raises:
        BadRequest: it makes no sense, or asks for what is no page.
    """
    if (request.content_length or 0) > LARGEST:
        raise BadRequest("The request is too long.")
    body = request.get_json(silent=True)
    if not isinstance(body, Mapping) or body.get("kind") not in KINDS:
        raise BadRequest("Ask in JSON for a kind, pptx or xlsx, and the views.")
    asked = body.get("views")
    if not isinstance(asked, list) or not 1 <= len(asked) <= MOST_VIEWS:
        raise BadRequest(f"Ask for 1 to {MOST_VIEWS} views.")
    views = [_view(each, domain) for each in asked]
    if not any(_has_figures(each, domain) for each in views):
        raise BadRequest("This page has words only. Choose to print it.")
    title = _text(body, "title") or f"{domain.borough} community safety"
    what = title if len(views) > 1 else _named(views[0], domain)
    name = f"{slug(domain.borough)}-{slug(what) or 'export'}.{body['kind']}"
    return Wanted(body["kind"], name, title, pack, views)


def _view(asked: Any, domain: Domain) -> SavedView:
    """A view whose address is a page of ours."""
    if not isinstance(asked, Mapping):
        raise BadRequest("A view has an address, and may have a title and a note.")
    view = SavedView(*(_text(asked, field) for field in LONGEST))
    parts = urlsplit(view.address)
    ours = view.address.startswith("/") and not (parts.scheme or parts.netloc)
    if not ours or page_at(parts.path, domain) is None:
        raise BadRequest(f"There is no page at {view.address[:80]!r}.")
    return view


def _has_figures(view: SavedView, domain: Domain) -> bool:
    page, _area = page_at(urlsplit(view.address).path, domain) or (None, None)
    return page not in AT_FOOT


def _named(view: SavedView, domain: Domain) -> str:
    page, area = page_at(urlsplit(view.address).path, domain) or (None, None)
    return view.title or (area.name if area else page.name if page else "")


def _text(asked: Mapping[str, Any], field: str) -> str:
    text = asked.get(field, "")
    if not isinstance(text, str) or len(text) > LONGEST[field]:
        raise BadRequest(f"A {field} is a text of at most {LONGEST[field]} letters.")
    return " ".join(text.split())
