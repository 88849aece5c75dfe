"""Addresses with the path prefix below which a server may offer the dashboard."""

_SERVED = {"below": ""}


def serve_below(prefix: str) -> None:
    """Set the prefix of every address in this process, such as ``/csp``; "" is no prefix."""
    _SERVED["below"] = prefix


def below(address: str) -> str:
    """Return an address that starts with "/" with the prefix; any other, such as "?", unchanged."""
    return f"{_SERVED['below']}{address}" if address.startswith("/") else address


def path_within(path: str) -> str:
    """Return the path of a page without the prefix and without a slash at its end."""
    prefix = _SERVED["below"]
    if prefix and f"{path}/".startswith(f"{prefix}/"):
        path = path[len(prefix) :]
    return path.rstrip("/") or "/"
