"""Header fields that every answer carries, those of refusals by the server included."""

from collections.abc import Mapping

from flask import Flask, Response, request

#: Header fields of every answer that browsers obey.
SAFE: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
#: Endpoints that say something of this moment, and their addresses.
MOMENTARY = ("health.alive", "health.ready", "metrics")
MOMENTARY_PATHS = ("/healthz", "/readyz", "/metrics")
_ERRORS = 400


def init_safety(app: Flask) -> None:
    """Add the header fields to every answer."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    if response.headers.get("Access-Control-Allow-Origin") == "*":
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.status_code >= _ERRORS or request.endpoint in MOMENTARY:
        response.headers["Cache-Control"] = "no-store"
    for name, value in SAFE.items():
        response.headers.setdefault(name, value)
    return response
