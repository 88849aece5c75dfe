"""Serve the dashboard with waitress."""

from pathlib import Path
from threading import Thread

import waitress

from dashboard.app import create_app
from data.pack import Pack, Packs
from data.warm import warm

THREADS = 8


def serve(pack: Path, host: str, port: int) -> None:
    """Serve the packs of a folder until stopped.

    Raises:
        NoPack: the folder holds no pack that this version can read.
        OSError: the port is taken.
    """
    app = create_app(Packs(pack, opened=in_background))
    waitress.serve(app.server, host=host, port=port, threads=THREADS, ident=None)


def in_background(pack: Pack) -> Thread:
    """The thread that warms a pack up while the first requests are already being answered."""
    thread = Thread(target=warm, args=(pack,), name="warm", daemon=True)
    thread.start()
    return thread
