"""Initialise worker processes of exports: low priority, exit with the server."""

import os
import signal
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

NICENESS = 10  # so that pages are answered first
# Raised by the standard library where no process, lock or folder can be made.
UNAVAILABLE = (OSError, NotImplementedError, ImportError)


def begin() -> None:
    """Initialise a worker: lower its priority, ignore Ctrl-C, exit with the parent."""
    if hasattr(os, "nice"):
        os.nice(max(0, NICENESS - os.nice(0)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """Exit when the parent ends: a server that is killed cannot stop its workers."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
