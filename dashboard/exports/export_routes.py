"""Routes of exports: POST a request, GET its progress and file, DELETE to cancel."""

import logging
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, jsonify, request, send_file

from dashboard.exports.export_job import KINDS, ExportRequest, Job
from dashboard.exports.export_queue import Exports, TooMany
from dashboard.pages import AT_FOOT, page_at, question_at
from data.model.control_characters import control_character
from data.model.domain import Domain
from data.model.meetings.agendas import SavedView
from data.model.slugs import slug
from data.pack.pack import Pack
from data.pack.packs import Expired, Packs
from layouts.base.addresses import below

MOST_VIEWS = 60
LONGEST = {"title": 200, "address": 4000, "note": 1000}
NOT_HERE = "This server cannot make exports: its temporary folder cannot be used or is full."
log = logging.getLogger(__name__)


class BadRequest(Exception):
    """The request is invalid; the message says why, in one line."""


def register(server: Flask, packs: Packs, exports: Exports) -> None:
    """Add the routes to the web server."""

    @server.post("/exports")
    def submit() -> tuple[Response, int]:
        try:
            pack = _pack(packs)
            export_request = _read_request(pack.domain, str(pack.path))
            job = exports.submit(export_request, (request.remote_addr or "")[:64])
        except Expired:
            return _line("The figures of that meeting are no longer kept."), HTTPStatus.GONE
        except BadRequest as error:
            return _line(str(error)), HTTPStatus.BAD_REQUEST
        except TooMany as error:
            response = _line(str(error))
            response.headers["Retry-After"] = "60"
            return response, HTTPStatus.TOO_MANY_REQUESTS
        except OSError as error:
            log.error("no export can be made", exc_info=error)
            return _line(NOT_HERE), HTTPStatus.SERVICE_UNAVAILABLE
        return _progress(job), HTTPStatus.ACCEPTED

    @server.get("/exports/<name>")
    def look(name: str) -> Response:
        return _progress(_job(exports, name))

    @server.get("/exports/<name>/file")
    def take(name: str) -> Response:
        job = _job(exports, name)
        with _removed_is_404():
            if job.progress.state != "done":
                abort(HTTPStatus.NOT_FOUND)
            about = job.about
            if not Path(about.pack).exists():  # withdrawn since
                abort(HTTPStatus.GONE)
            response = send_file(job.file, mimetype=KINDS[about.kind])
        response.headers["Content-Disposition"] = f'attachment; filename="{quote(about.name)}"'
        return _no_store(response)

    @server.delete("/exports/<name>")
    def stop(name: str) -> tuple[str, int]:
        with _removed_is_404():
            exports.cancel(_job(exports, name))
        return "", HTTPStatus.NO_CONTENT


def _pack(packs: Packs) -> Pack:
    """Return the pack of the views' meeting, else the current one.

    Raises:
        BadRequest: the views are of different packs.
        Expired: a meeting's pack is no longer kept.
    """
    body = _body()
    views = body.get("views") if isinstance(body, Mapping) else None
    listed = views[:MOST_VIEWS] if isinstance(views, list) else []
    addresses = [each.get("address") for each in listed if isinstance(each, Mapping)]
    searches = [f"?{each.partition('?')[2]}" for each in addresses if isinstance(each, str)]
    found = {id(pack): pack for pack in map(packs.for_search, searches or [""])}
    if len(found) > 1:
        raise BadRequest("Ask for views of one meeting.")
    return next(iter(found.values()))


def _body() -> Any:
    """Return the JSON of the request; None for anything else."""
    try:
        return request.get_json(silent=True)
    except RecursionError:  # nested too deeply
        return None


def _job(exports: Exports, name: str) -> Job:
    return exports.find(name) or abort(HTTPStatus.NOT_FOUND)


@contextmanager
def _removed_is_404() -> Generator[None]:
    """Respond with 404 if the job's folder is removed while it is read."""
    try:
        yield
    except (OSError, ValueError):
        abort(HTTPStatus.NOT_FOUND)


def _progress(job: Job) -> Response:
    """Return the progress of a job as JSON, with the address of the file when it is done."""
    with _removed_is_404():
        progress, name = job.progress, job.about.name
    file = below(f"/exports/{job.id}/file") if progress.state == "done" else None
    return _no_store(
        jsonify(
            id=job.id, state=progress.state, done=progress.done, of=progress.of,
            message=progress.message, file=file, name=name,
        )
    )  # fmt: skip


def _line(text: str) -> Response:
    return _no_store(jsonify(message=text))


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _read_request(domain: Domain, pack: str) -> ExportRequest:
    """Parse the request.

    Raises:
        BadRequest: it is malformed, or an address is not that of a page.
    """
    body = _body()
    kind = body.get("kind") if isinstance(body, Mapping) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadRequest("Ask in JSON for a kind, pptx, xlsx or docx, and the views.")
    given = body.get("views")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_VIEWS:
        raise BadRequest(f"Ask for 1 to {MOST_VIEWS} views.")
    views = [_view(each, domain) for each in given]
    if not any(_has_figures(each, domain) for each in views):
        raise BadRequest("This page has words only. Choose to print it.")
    title = _text(body, "title") or f"{domain.borough} community safety"
    what = title if len(views) > 1 else _named(views[0], domain)
    name = f"{slug(domain.borough)}-{slug(what) or 'export'}.{kind}"
    return ExportRequest(kind, name, title, pack, views)


def _view(given: Any, domain: Domain) -> SavedView:
    """Parse a view and check that its address is that of a page, with filters that can be used."""
    if not isinstance(given, Mapping):
        raise BadRequest("A view has an address, and may have a title and a note.")
    view = SavedView(*(_text(given, field) for field in LONGEST))
    try:
        parts = urlsplit(view.address)
    except ValueError:  # such as //[::1
        parts = None
    ours = parts and view.address.startswith("/") and not (parts.scheme or parts.netloc)
    if not (ours and page_at(parts.path, domain)):
        raise BadRequest(f"There is no page at {view.address[:80]!r}.")
    if question_at(parts.path, f"?{parts.query}", domain).filters.refused:
        raise BadRequest(f"No area or crime type of {view.address[:80]!r} is known here.")
    return view


def _has_figures(view: SavedView, domain: Domain) -> bool:
    page, _area = page_at(urlsplit(view.address).path, domain) or (None, None)
    return page not in AT_FOOT


def _named(view: SavedView, domain: Domain) -> str:
    page, area = page_at(urlsplit(view.address).path, domain) or (None, None)
    return view.title or (area.name if area else page.name if page else "")


def _text(given: Mapping[str, Any], field: str) -> str:
    text = given.get(field, "")
    if not isinstance(text, str) or len(text) > LONGEST[field]:
        raise BadRequest(f"A {field} is a text of at most {LONGEST[field]} letters.")
    if control_character(text):
        raise BadRequest(f"A {field} has no control characters.")
    return " ".join(text.split())
