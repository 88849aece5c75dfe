"""Addresses as a browser asks for them: the dashboard may be served below a path of its host."""

_SERVED = {"below": ""}


def serve_below(prefix: str) -> None:
    """Serve every address of this process below a prefix such as ``/csp``; "" for none."""
    _SERVED["below"] = prefix


def below(address: str) -> str:
    """Return an address of ours as a browser asks for it; others, such as "?", as they are."""
    return f"{_SERVED['below']}{address}" if address.startswith("/") else address


def path_within(path: str) -> str:
    """Return the path of a page without the prefix and without a slash at its end."""
    prefix = _SERVED["below"]
    if prefix and f"{path}/".startswith(f"{prefix}/"):
        path = path[len(prefix) :]
    return path.rstrip("/") or "/"
