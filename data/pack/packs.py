"""The packs of a folder: the current one, those kept for meetings, and their audience."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import RLock

from data.model.disclosure import Audience
from data.model.view import presented
from data.pack import publish
from data.pack.pack import NoPack, Pack

OPEN = 2  # the current pack, and the previous one or that of a meeting
log = logging.getLogger(__name__)


class Expired(NoPack):
    """The pack version in an address is no longer kept."""


class Packs:
    """The packs of a folder; ``current()`` returns the one that the pointer names now.

    If the pointer or its pack cannot be used, the last good pack is served and ``problem`` says
    why. A pack for another audience is never served, by pointer or by version; ``None`` allows any
    audience (command line). ``opened`` is called with each pack when it is first opened. A dropped
    pack closes when the last request that uses it ends.
    """

    def __init__(
        self,
        directory: Path,
        audience: Audience | None = "public",
        opened: Callable[[Pack], object] | None = None,
    ) -> None:
        self.directory = directory
        self.audience: Audience | None = audience
        self.problem = ""
        self._opened = opened
        self._lock = RLock()
        self._open: dict[Path, Pack] = {}  # in the order in which they were opened
        self._good: Path | None = None
        self._refused: tuple[object, str] | None = None

    def current(self) -> Pack:
        """Return the current pack, opening it if the pointer has changed.

        Raises:
            NoPack: the folder has no usable pack and none was served before.
        """
        try:
            path = self._pointed()
            pack = self._open.get(path) or self._checked(path)
        except NoPack as error:
            return self._last_good(error)
        self._good, self.problem = path, ""
        return pack

    def of_version(self, version: str) -> Pack:
        """Return the pack of a version if it is open, else the current one.

        Raises:
            NoPack: as ``current``.
        """
        return self._opened_already(version) or self.current()

    def for_search(self, search: str | None, *, or_current: bool = False) -> Pack:
        """Return the pack for a query string: that of its meeting, else the current one.

        Raises:
            Expired: the meeting's pack is no longer kept (unless ``or_current``).
            NoPack: as ``current``.
        """
        version = presented(search)
        pack = self.find(version) if version else None
        if version and pack is None and not or_current:
            raise Expired(f"pack {version} is no longer kept")
        return pack or self.current()

    def find(self, version: str) -> Pack | None:
        """Return the pack of a version, opened if necessary; None without a usable one."""
        pack = self._opened_already(version)
        if pack is not None:
            return pack
        for path in publish.of_version(self.directory, version):
            try:
                return self._checked(path)
            except NoPack:  # withdrawn since, of another schema, or for another audience
                continue
        return None

    def _opened_already(self, version: str) -> Pack | None:
        """Return the open pack of a version, or None if none is open or its file is gone.

        The file is checked because the connection to a withdrawn pack still works.
        """
        for path, pack in self._open.copy().items():
            if pack.version == version and path.exists():
                return pack
        return None

    def _pointed(self) -> Path:
        """Return the path of the pack that the pointer names; NoPack if there is none."""
        try:
            path = publish.current(self.directory)
        except publish.BadPointer as error:
            raise NoPack(str(error)) from None
        if path is None:
            raise NoPack(f"there is no pack in {self.directory}; csp-dashboard build makes one")
        return path

    def _last_good(self, error: NoPack) -> Pack:
        """Return the last good pack and note the problem; raise ``error`` if there is none."""
        pack = self._open.get(self._good) if self._good and self._good.exists() else None
        if pack is None:
            raise error
        if self.problem != str(error):
            self.problem = str(error)
            log.error("serving the last good pack: %s", error)
        return pack

    def _checked(self, path: Path) -> Pack:
        """Return the pack of a path, opened once; a refused one is retried if its file changed."""
        with self._lock:
            if path in self._open:
                return self._open[path]
            state = (path, publish.state_of(path))
            if self._refused and self._refused[0] == state:
                raise NoPack(self._refused[1])
            try:
                pack = self._usable(path)
            except NoPack as error:
                self._refused = (state, str(error))
                raise
            kept = [*self._open.items(), (path, pack)]
            if len(kept) > OPEN:  # keep the last good pack and this one
                kept = [each for each in kept if each[0] == self._good][:1] + kept[1 - OPEN :]
            for dropped in self._open.keys() - dict(kept).keys():
                self._open[dropped].answers.clear()
            self._open = dict(kept)
        if self._opened:
            self._opened(pack)
        return pack

    def _usable(self, path: Path) -> Pack:
        """Open and verify a pack; NoPack if it is invalid or for another audience."""
        pack = Pack(path)
        try:
            pack.verify()
            if self.audience not in {None, pack.audience}:
                raise NoPack(
                    f"{path} was built for the audience {pack.audience}, and this server is for "
                    f"{self.audience}: give serve --audience {pack.audience}, or another --pack"
                )
        except NoPack:
            pack.close()
            raise
        return pack
