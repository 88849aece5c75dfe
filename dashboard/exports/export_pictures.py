"""Render maps for slides in a separate process, in parallel with the slides."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from dashboard import processes
from layouts.export.deck_frame import MAP_BOX, picture
from layouts.export.view_export import ViewExport
from layouts.maps.map_picture import Picture, fitted

PREFETCHED = 3  # views whose maps are rendered before their slides are made
log = logging.getLogger(__name__)


class MapRenderer:
    """Renders maps in a separate process, or in this one if none can be started.

    The process imports only what rendering needs, so that it starts quickly.
    """

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=processes.begin
        )
        self._pictures: dict[str, Future[Picture]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, svg: str) -> None:
        """Start rendering a map, unless it was submitted before."""
        if svg in self._pictures:
            return
        try:
            self._pictures[svg] = self._pool.submit(fitted, svg, *MAP_BOX)
        except (*processes.UNAVAILABLE, BrokenProcessPool) as error:
            log.warning("no process can be started to render maps", exc_info=error)

    def picture(self, svg: str) -> Picture:
        """Return the picture of a map, waiting for it if necessary."""
        self.submit(svg)
        try:
            return self._pictures[svg].result()
        except (KeyError, BrokenProcessPool):
            return picture(svg)

    def prefetch(self, exports: Iterable[ViewExport]) -> Iterator[ViewExport]:
        """Return the exports in order, each after submitting the maps of the next few."""
        waiting: deque[ViewExport] = deque()
        for each in exports:
            for svg in (*each.maps.values(), *(svg for _title, svg in each.drawings.values())):
                self.submit(svg)
            waiting.append(each)
            if len(waiting) > PREFETCHED:
                yield waiting.popleft()
        yield from waiting
