"""Decide which requests a server answers: by host name, and by a secret or a session cookie.

The address that a request comes from, its ``Host`` and its forwarding headers prove nothing: a
reverse proxy on the same machine makes every visitor look local.
"""

import os
import re
import stat
from collections.abc import Collection, Mapping
from hmac import compare_digest
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import Protocol

from flask import Flask, Request, Response, request

PROXY_HEADER = "X-Dashboard-Secret"
PROXY_VARIABLE = "CSP_DASHBOARD_SECRET"
SHORTEST_SECRET = 20
SIGN_IN = "/sign-in/"
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(:[0-9]{1,5})?")
OPENED = """<!DOCTYPE html>
<html lang="en-GB"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=../">
<title>Signed in</title><p><a href="../">Open the dashboard</a></p></html>
"""
UNKNOWN_HOST = "This server does not answer to that host name. Start it with --allow-host NAME.\n"
NOT_THROUGH_PROXY = "This server answers only through the proxy that signs people in.\n"
NO_SESSION = (
    "Open the address that csp-dashboard serve --local printed. It works once: to open the "
    "dashboard in another browser, stop the server and start it again.\n"
)


class AccessError(Exception):
    """The server cannot start with these options; the message says which to change."""


class Gate(Protocol):
    """Decides whether a request comes from somebody who may see the pack.

    ``refusal`` is the text of the response to a request that is not admitted.
    """

    refusal: str

    def admits(self, request: Request) -> bool:
        """Return whether the request may be answered."""
        ...


class ProxySecret:
    """Admit requests that carry the secret shared with the proxy in ``X-Dashboard-Secret``."""

    refusal = NOT_THROUGH_PROXY

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def admits(self, request: Request) -> bool:
        """Compare the header with the secret in constant time."""
        return compare_digest(request.headers.get(PROXY_HEADER, "").encode(), self._secret)


class LocalSession:
    """Admit the one-time address once, and then requests with the cookie that it set."""

    refusal = NO_SESSION

    def __init__(self, port: int) -> None:
        self.path = f"{SIGN_IN}{token_urlsafe(32)}"
        self._cookie = f"csp-dashboard-{port}"  # a browser sends a host's cookies to every port
        self._session = token_urlsafe(32)
        self._used = False
        self._lock = Lock()

    def admits(self, request: Request) -> bool:
        """Return whether the session cookie is right, or this is the first use of the address.

        Both are compared in constant time.
        """
        given = request.cookies.get(self._cookie, "")
        if compare_digest(given.encode(), self._session.encode()):
            return True
        signing_in = request.method == "GET" and not self._used
        return signing_in and compare_digest(request.path.encode(), self.path.encode())

    def sign_in(self, token: str) -> Response:
        """Set the cookie, once, for the browser that opened the one-time address.

        Respond with a page that refreshes to the dashboard, not with a redirect: when the link was
        opened from another site, the browser follows a redirect without the SameSite=Strict cookie.
        """
        with self._lock:
            if self._used or f"{SIGN_IN}{token}" != self.path:
                return _refusal(self.refusal, HTTPStatus.FORBIDDEN)
            self._used = True
        response = Response(OPENED, mimetype="text/html")
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict")
        response.headers["Cache-Control"] = "no-store"
        return response


def protect(server: Flask, hosts: Collection[str], gate: Gate | None) -> None:
    """Refuse requests for other hosts and, if there is a gate, those that it does not admit.

    Call this before routes are added, so that it covers every address, static files and 404s
    included.
    """
    if isinstance(gate, LocalSession):
        server.get(f"{SIGN_IN}<token>")(gate.sign_in)

    @server.before_request
    def refuse() -> Response | None:
        if host_name(request.headers.get("Host", "")) not in hosts:
            return _refusal(UNKNOWN_HOST, HTTPStatus.MISDIRECTED_REQUEST)
        if gate is None or gate.admits(request):
            return None
        return _refusal(gate.refusal, HTTPStatus.FORBIDDEN)


def _refusal(text: str, status: HTTPStatus) -> Response:
    response = Response(text, status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def gate_for(
    audience: str,
    host: str,
    port: int,
    *,
    local: bool,
    secret_file: Path | None,
    environment: Mapping[str, str] = os.environ,
) -> Gate | None:
    """Return the gate for these options, or None for a server open to anyone who can reach it.

    Raises:
        AccessError: a server for partners has no gate, ``--local`` is used with a host other than
            loopback, or the secret is too short, not plain ASCII or readable by every user.
        OSError: the secret file cannot be read.
    """
    if local:
        if not is_loopback(host):
            raise AccessError(f"--local serves this machine only, not {host}; leave --host out")
        return LocalSession(port)
    if secret_file or PROXY_VARIABLE in environment:
        return ProxySecret(_secret(secret_file, environment))
    if audience != "public":
        raise AccessError(
            "a server for partners needs --local, for this machine only, or a secret that the "
            f"proxy in front sends as {PROXY_HEADER}: --secret-file FILE or {PROXY_VARIABLE} "
            "(docs/deploy.md shows it for nginx)"
        )
    return None


def _secret(file: Path | None, environment: Mapping[str, str]) -> str:
    if file is None:
        where, secret = PROXY_VARIABLE, environment[PROXY_VARIABLE].strip()
    else:
        where, secret = str(file), file.read_text("utf-8", "replace").strip()
        if os.name == "posix" and file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            raise AccessError(
                f"{file} can be read or written by every user of this machine; run chmod 640 {file}"
            )
    if not (secret.isascii() and secret.isprintable() and len(secret) >= SHORTEST_SECRET):
        raise AccessError(
            f"the secret in {where} must be one line of at least {SHORTEST_SECRET} plain "
            "characters; make one with: openssl rand -hex 32"
        )
    return secret


def allowed_hosts(host: str, more: Collection[str] = ()) -> frozenset[str]:
    """Return the host names a server answers to: loopback's, ``host`` and those of ``more``.

    An address that stands for all addresses, such as 0.0.0.0, is no host name and is left out.

    Raises:
        AccessError: one of them is not a valid host name.
    """
    own = () if not host or is_any_address(host) else (f"[{host}]" if ":" in host else host,)
    name_by_option = {each: host_name(each) for each in (*LOOPBACK_NAMES, *own, *more)}
    for given, name in name_by_option.items():
        if not name:
            raise AccessError(
                f"{given!r} is not a valid host name; give one such as crime.example.org"
            )
    return frozenset(name_by_option.values())


def is_any_address(host: str) -> bool:
    """Return whether a host stands for every address of the machine, as 0.0.0.0 and :: do."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def host_name(header: str) -> str:
    """Return the name in a ``Host`` header without its port, in lower case; "" if malformed."""
    match = HOST.fullmatch(header.lower())
    return match[1] if match else ""


def is_loopback(host: str) -> bool:
    """Return whether a host is localhost or a loopback address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
