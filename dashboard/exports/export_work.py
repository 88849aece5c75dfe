"""The worker process of exports: open the pack, make the file, write the progress."""

import tempfile
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import urlsplit

from callbacks.view_export import export_view
from dashboard import processes
from dashboard.exports.export_job import Cancelled, ExportRequest, Job, Progress
from dashboard.exports.export_pictures import MapRenderer
from dashboard.pages import page_at, question_at
from data.model.meetings.agendas import SavedView
from data.pack.pack import NoPack, Pack
from layouts.base import theme
from layouts.export.deck import deck
from layouts.export.document import document
from layouts.export.view_export import ViewExport
from layouts.export.workbook import workbook

RENEWED = "The data was renewed meanwhile. Please ask again."


def start() -> None:
    """Initialise a worker process."""
    processes.begin()
    theme.use()


def work(folder: str, request: ExportRequest) -> None:
    """Make the file of a job and record the outcome. Unexpected errors propagate."""
    before = tempfile.tempdir
    tempfile.tempdir = folder  # deleted with the job: writing a workbook needs temporary files
    job, of = Job(Path(folder)), len(request.views)
    try:
        content = make_file(request, job)
        job.keep(content)
        job.write_progress(Progress("done", of, of))
    except Cancelled:
        job.write_progress(Progress("cancelled", 0, of))
    except NoPack:
        job.fail(RENEWED)
    finally:
        tempfile.tempdir = before


def make_file(request: ExportRequest, job: Job | None = None) -> bytes:
    """Return the content of the file; before each view, check for a stop and write the progress.

    Raises:
        Cancelled: the job was stopped.
        NoPack: the pack no longer exists.
        ValueError: the address of a view cannot be used: see ``export_at``.
    """
    pack = opened(request.pack)
    exports = _exports(pack, request, job)
    if request.kind == "xlsx":
        return workbook(list(exports))
    if request.kind == "docx":
        return document(
            exports, pack.domain, title=request.title, step=partial(_step, job, len(request.views))
        )
    if len(request.views) == 1:
        return deck(exports, pack.domain, title=request.title)
    with MapRenderer() as renderer:
        return deck(
            renderer.prefetch(exports), pack.domain, agenda=request.views, title=request.title,
            picture=renderer.picture,
        )  # fmt: skip


def _step(job: Job | None, views: int, done: int, of: int) -> None:
    """Check for a stop; for a document of one view, also write its progress by section.

    Raises:
        Cancelled: the job was stopped.
    """
    if job and job.stopped:
        raise Cancelled
    if job and views == 1:
        job.write_progress(Progress("working", done, of))


def _exports(pack: Pack, request: ExportRequest, job: Job | None) -> Iterator[ViewExport]:
    for index, view in enumerate(request.views):
        if job:
            if job.stopped:
                raise Cancelled
            job.write_progress(Progress("working", index, len(request.views)))
        yield export_at(pack, view)


def export_at(pack: Pack, view: SavedView) -> ViewExport:
    """Return the export of a view.

    Raises:
        ValueError: its address is not that of a page, or gives areas, or types, of which none is
            known.
    """
    parts = urlsplit(view.address)
    found = page_at(parts.path, pack.domain)
    if found is None:
        raise ValueError(view.address)
    page, area = found
    question = question_at(parts.path, f"?{parts.query}", pack.domain)
    if question.filters.refused:
        raise ValueError(view.address)
    return export_view(
        pack,
        page.callbacks,
        question,
        view=view,
        name=area.name if area else page.name,
        path=page.path,
        filtered=page.filtered,
    )


@lru_cache(maxsize=2)
def opened(path: str) -> Pack:
    """Open a pack; the two used last stay open."""
    return Pack(Path(path))
