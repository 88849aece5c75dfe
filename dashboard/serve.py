"""Serve the dashboard with waitress."""

from pathlib import Path

import waitress

from dashboard.app import create_app
from data.pack import Packs

THREADS = 8


def serve(pack: Path, host: str, port: int) -> None:
    """Serve the packs of a folder until stopped.

    Raises:
        NoPack: the folder holds no pack that this version can read.
        OSError: the port is taken.
    """
    app = create_app(Packs(pack))
    waitress.serve(app.server, host=host, port=port, threads=THREADS, ident=None)
