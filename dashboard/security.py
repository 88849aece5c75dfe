"""Response headers: nothing is loaded from, sent to or framed by any other host."""

from dash import Dash
from flask import Response

POLICY = (
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src blob:",
    "connect-src 'self'",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)


def add_headers(app: Dash) -> None:
    """Send strict headers with every response.

    The hashes of Dash's own inline scripts are taken at each request, because Dash may add some
    after start-up.
    """

    @app.server.after_request
    def harden(response: Response) -> Response:
        scripts = " ".join(app.csp_hashes())
        response.headers["Content-Security-Policy"] = "; ".join(
            (*POLICY, f"script-src 'self' {scripts}".strip())
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response
