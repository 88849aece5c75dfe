"""The packs of a folder: which is current, which are kept, and for whom they may be opened."""

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from data import publish
from data.disclosure import AUDIENCES, Audience
from data.pack import NoPack, Pack
from data.view import presented


class Packs:
    """The packs of a folder: ``current()`` is the one the pointer names at this moment.

    The last two stay open, so a request that began before a new build still gets its answer. A
    pack that is not for one of the ``audiences`` is never opened, whenever it was built. ``opened``
    is called with each pack when it is first opened.
    """

    def __init__(
        self,
        directory: Path,
        audiences: Collection[Audience] = AUDIENCES,
        opened: Callable[[Pack], object] | None = None,
    ) -> None:
        self.directory = directory
        self.audiences = audiences
        self._opened = opened
        self._open: dict[Path, Pack] = {}

    def current(self) -> Pack:
        """The current pack, opened when the pointer has moved.

        Raises:
            NoPack: nothing has been built here, or by another version, or for others.
        """
        path = self._pointed()
        held = self._open.get(path)
        if held is None:
            try:
                held = Pack(path)
            except NoPack:
                # Two builds may have finished since the pointer was read; the first is then gone.
                if self._pointed() == path:
                    raise
                return self.current()
            self._refuse_others(held)
            kept = list(self._open.items())[-(publish.KEEP - 1) :]
            self._open = {**dict(kept), path: held}
            if self._opened:
                self._opened(held)
        return held

    def _refuse_others(self, pack: Pack) -> None:
        if pack.audience not in self.audiences:
            pack.close()
            raise NoPack(
                f"{pack.path} is for partners only: serve it on 127.0.0.1, or behind a proxy that "
                "signs people in with --behind-proxy, or build it with --audience public"
            )

    def _pointed(self) -> Path:
        path = publish.current(self.directory)
        if path is None:
            raise NoPack(f"there is no pack in {self.directory}; csp-dashboard build makes one")
        return path

    def of_version(self, version: str) -> Pack:
        """The open pack of one version, else the current one."""
        held = [each for each in self._open.values() if each.version == version]
        return held[-1] if held else self.current()

    def asked(self, search: str | None) -> Pack:
        """The pack that an address asks of: that of its meeting while it is kept, else the current.

        Raises:
            NoPack: as ``current``.
        """
        version = presented(search)
        return (self.held(version) if version else None) or self.current()

    def held(self, version: str) -> Pack | None:
        """The pack of one version if it is open or still in the folder; else nothing."""
        opened = [each for each in self._open.values() if each.version == version]
        if opened:
            return opened[-1]
        for path in publish.of_version(self.directory, version):
            # Removed in the meantime, or by another version: not kept, then.
            with suppress(NoPack):
                found = Pack(path)
                self._refuse_others(found)
                self._open = {path: found, **self._open}
                return found
        return None
