"""Processes that make exports: behind whoever looks at pages, and gone when their parent is."""

import os
import signal
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

GENTLY = 10  # how far behind the answers of pages
# What the standard library raises where the machine has no processes, locks or folder to give.
UNAVAILABLE = (OSError, NotImplementedError, ImportError)


def begin() -> None:
    """What such a process does first."""
    if hasattr(os, "nice"):
        os.nice(max(0, GENTLY - os.nice(0)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_the_parent, daemon=True).start()


def _leave_with_the_parent() -> None:
    """A parent that is killed cannot tell its processes to go."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
