"""What goes with every answer and comes before every request: headers against foreign scripts, and who may speak to us.

A browser that is sent to this computer by a page elsewhere (DNS rebinding) names another host; one that is made to send
a form names another origin. Neither gets in.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polybius.web.failures import WebError, answer

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
LARGEST_BODY = 512 * 1024 * 1024  # bytes, of all files that are sent at once
API = "/api/"


class Defences:
    """Wraps an application; `hosts` are the names by which it may be spoken to, empty for any."""

    def __init__(self, application: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._application = application
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or refuses it."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"].startswith(API):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        error = self._refusal(scope)
        handler = answer(error) if error else self._application
        await handler(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> WebError | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name = urlsplit(f"//{host}").hostname or ""
        if self._hosts and name not in self._hosts:
            return WebError(
                "forbidden", f"Host '{host}' is not this workbench; allowed: {', '.join(sorted(self._hosts))}"
            )
        origin = headers.get("origin")
        if origin and urlsplit(origin).netloc != host:
            return WebError("forbidden", f"Origin '{origin}' is another site's")
        size = headers.get("content-length", "0")
        if size.isdigit() and int(size) > LARGEST_BODY:
            return WebError("too_large", f"More than {LARGEST_BODY:,} bytes at once")
        return None
