"""What a worker process does: open the pack once, make a file, tell how far it is."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from callbacks.handout import handout
from dashboard import processes
from dashboard.export_job import Cancelled, Job, Progress, Wanted
from dashboard.export_pictures import Beside
from dashboard.pages import page_at, question_at
from data.agendas import SavedView
from data.pack import NoPack, Pack
from layouts import theme
from layouts.deck import deck
from layouts.handout import Handout
from layouts.workbook import workbook

RENEWED = "The data was renewed meanwhile. Please ask again."


def start() -> None:
    """Make a process ready to work."""
    processes.begin()
    theme.use()


def work(folder: str, wanted: Wanted) -> None:
    """Make the file of a job and tell how it went. Nothing is raised but what is nobody's fault."""
    job, of = Job(Path(folder)), len(wanted.views)
    try:
        content = made(wanted, job)
        job.keep(content)
        job.tell(Progress("done", of, of))
    except Cancelled:
        job.tell(Progress("cancelled", 0, of))
    except NoPack:
        job.tell(Progress("failed", 0, of, RENEWED))


def made(wanted: Wanted, job: Job | None = None) -> bytes:
    """The file that is wanted; a job is told after each view, and asked whether to go on.

    Raises:
        Cancelled: it should not.
        NoPack: the pack is gone.
    """
    pack = opened(wanted.pack)
    found = _handouts(pack, wanted, job)
    if wanted.kind == "xlsx":
        return workbook(list(found))
    if len(wanted.views) == 1:
        return deck(found, pack.domain, title=wanted.title)
    with Beside() as beside:
        return deck(
            beside.ahead(found), pack.domain, agenda=wanted.views, title=wanted.title,
            picture=beside.picture,
        )  # fmt: skip


def _handouts(pack: Pack, wanted: Wanted, job: Job | None) -> Iterator[Handout]:
    for place, view in enumerate(wanted.views):
        if job:
            if job.stopped:
                raise Cancelled
            job.tell(Progress("working", place, len(wanted.views)))
        yield handout_at(pack, view)


def handout_at(pack: Pack, view: SavedView) -> Handout:
    """The handout of a view at its address.

    Raises:
        ValueError: it is no address of a page.
    """
    parts = urlsplit(view.address)
    found = page_at(parts.path, pack.domain)
    if found is None:
        raise ValueError(view.address)
    page, area = found
    return handout(
        pack,
        page.callbacks,
        question_at(parts.path, f"?{parts.query}", pack.domain),
        view=view,
        name=area.name if area else page.name,
        path=page.path,
        filtered=page.filtered,
    )


@lru_cache(maxsize=2)
def opened(path: str) -> Pack:
    """The pack of a file, opened once."""
    return Pack(Path(path))
