"""Pictures of maps, drawn in a process beside while slides are made of what is there already."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from dashboard import processes
from layouts.deck_slides import MAP_ROOM, picture
from layouts.handout import Handout
from layouts.map_picture import Picture, fitted

AHEAD = 3
log = logging.getLogger(__name__)


class Beside:
    """Draws maps in a process of its own; here, where there is none.

    The process knows nothing but how to draw a picture, so that it starts at once.
    """

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=processes.begin
        )
        self._asked: dict[str, Future[Picture]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def ask(self, svg: str) -> None:
        """Have a map drawn, unless it is already."""
        if svg in self._asked:
            return
        try:
            self._asked[svg] = self._pool.submit(fitted, svg, *MAP_ROOM)
        except (*processes.UNAVAILABLE, BrokenProcessPool) as error:
            log.warning("no process draws maps", exc_info=error)

    def picture(self, svg: str) -> Picture:
        """The picture of a map, once it is drawn."""
        self.ask(svg)
        try:
            return self._asked[svg].result()
        except (KeyError, BrokenProcessPool):
            return picture(svg)

    def ahead(self, handouts: Iterable[Handout]) -> Iterator[Handout]:
        """The handouts one by one, each when the maps of a few more have been asked for."""
        waiting: deque[Handout] = deque()
        for each in handouts:
            for svg in (*each.maps.values(), *(svg for _title, svg in each.drawings.values())):
                self.ask(svg)
            waiting.append(each)
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        yield from waiting
