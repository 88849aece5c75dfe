"""Serve the dashboard to one audience."""

import atexit
import gc
from collections.abc import Callable, Collection
from pathlib import Path
from threading import Thread

from dashboard import console
from dashboard.access import LocalSession, allowed_hosts, gate_for, is_any_address
from dashboard.app import create_app
from dashboard.exports.export_queue import Exports
from dashboard.web_server import WebServer
from data.hotspots.preload import preload
from data.model.disclosure import Audience
from data.pack.pack import Pack
from data.pack.packs import Packs


def serve(
    pack: Path,
    host: str,
    port: int,
    *,
    audience: Audience = "public",
    local: bool = False,
    secret_file: Path | None = None,
    allow_hosts: Collection[str] = (),
    prefix: str = "",
) -> None:
    """Serve the packs of a folder that are for one audience until stopped by SIGTERM or SIGINT.

    Raises:
        AccessError: the options would open the server to people it is not for.
        NoPack: the folder has no pack that this version can read, or its pack is for another
            audience.
        OSError: the port is taken, or the file of the secret cannot be read.
    """
    gate = gate_for(audience, host, port, local=local, secret_file=secret_file)
    hosts = allowed_hosts(host, allow_hosts)
    # A full garbage collection stops every thread, for 0.2 s if it visits the imported modules.
    gc.freeze()
    atexit.register(gc.unfreeze)  # otherwise the interpreter reports leaks when it ends
    packs = Packs(pack, audience, opened=in_background)
    readers = packs.current().domain.readers
    exports = Exports(packs)
    try:
        server = _listening(create_app(packs, hosts, gate, exports, prefix).server, host, port)
        at = f"http://{f'[{host}]' if ':' in host else host}:{port}{prefix}"
        console.say(f"{readers} Serving on {at}.")
        if isinstance(gate, LocalSession):
            console.say(f"Open {at}{gate.path} in your browser. It works once.")
        elif is_any_address(host) and not allow_hosts:
            console.say("It answers only to localhost: add --allow-host NAME for other names.")
        server.run()
    finally:
        exports.close()


def _listening(application: Callable, host: str, port: int) -> WebServer:
    try:
        return WebServer(application, host, port)
    except OSError as error:
        why = error.strerror or str(error)
        raise OSError(f"cannot serve on {host}:{port} ({why}); choose another --port") from None


def in_background(pack: Pack) -> Thread:
    """Start and return a thread that preloads a pack while the first requests are answered.

    The thread is not a daemon: DuckDB reports leaks if the interpreter ends while it is in use.
    """
    thread = Thread(target=preload, args=(pack,), name="preload")
    thread.start()
    return thread
