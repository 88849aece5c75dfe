"""Serve the dashboard with waitress: to partners only where a proxy signs them in."""

from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import waitress

from dashboard import printed
from dashboard.app import create_app
from data.disclosure import AUDIENCES
from data.pack import Pack
from data.packs import Packs
from data.warm import warm

THREADS = 8


def serve(pack: Path, host: str, port: int, *, behind_proxy: bool = False) -> None:
    """Serve the packs of a folder until stopped.

    Raises:
        NoPack: the folder holds no pack that this version can read, or one for partners that
            would be open to other machines without a proxy to sign people in.
        OSError: the port is taken.
    """
    packs = packs_for(pack, host, behind_proxy=behind_proxy)
    app = create_app(packs)
    at = f"[{host}]" if ":" in host else host
    printed.say(f"{packs.current().domain.readers} Serving on http://{at}:{port}.")
    waitress.serve(app.server, host=host, port=port, threads=THREADS, ident=None)


def packs_for(pack: Path, host: str, *, behind_proxy: bool) -> Packs:
    """The packs of a folder that may be served on a host, now and after every later build."""
    audiences = AUDIENCES if behind_proxy or is_loopback(host) else ("public",)
    return Packs(pack, audiences, opened=in_background)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def in_background(pack: Pack) -> Thread:
    """The thread that warms a pack up while the first requests are already being answered."""
    thread = Thread(target=warm, args=(pack,), name="warm", daemon=True)
    thread.start()
    return thread
