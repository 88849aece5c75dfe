"""Serve an application below a path of its host."""

from collections.abc import Callable, Iterable
from typing import Any


class BelowPath:
    """A WSGI application that removes a prefix from the paths of requests.

    Requests without the prefix are answered too: a proxy may have removed it, and ``/health`` needs
    none.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]], prefix: str) -> None:
        self._application, self._prefix = application, prefix

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if f"{path}/".startswith(f"{self._prefix}/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + self._prefix
            environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        return self._application(environ, start_response)
