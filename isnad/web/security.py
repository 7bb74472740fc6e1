"""What stands around every request: who may ask, how much, and what a browser may do with the answer."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isnad.errors import RefusedError
from isnad.web.settings import WebSettings
from isnad.web.shared import may_ask

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
ASKED_BY_OTHERS = "/reconcile"  # a form that changes nothing
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guarded:
    """Adds the headers to every answer, also to those of errors."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a preview names the pages that may show it
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        await self._app(scope, receive, guarded)


def check_request(scope: Scope, settings: WebSettings) -> None:
    """Refuses what comes under another name, from another site, or is too long.

    Raises:
        RefusedError: with the status that the answer has.
    """
    headers = Headers(scope=scope)
    host = host_name(headers.get("host", ""))
    if host not in settings.hosts and not (settings.addresses and _in_digits(host)):
        raise RefusedError(f"{host or 'no name'}: this server does not answer under this name", status=400, slug="host")
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string", b"")) > settings.longest_address:
        raise RefusedError("the address is too long: ask for less at once", status=414, slug="too-long")
    if scope["method"] not in SAFE:
        _check_origin(headers, scope["path"], settings)
        length = headers.get("content-length") or "0"
        if not length.isdecimal() or len(length) > 12 or int(length) > settings.longest_body:
            raise RefusedError("too much was sent at once", status=413, slug="too-large")


def check_json(headers: Headers) -> None:
    """Refuses what is not sent as JSON: a form of another site cannot be, and a script of it is asked for leave first.

    Raises:
        RefusedError: with the status 415.
    """
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError("send this as Content-Type: application/json", status=415, slug="media-type")


def limited(receive: Receive, settings: WebSettings) -> Receive:
    """A body that ends with an error when it is longer than it may be, whatever its length was said to be."""
    taken = 0

    async def counting() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > settings.longest_body:
            raise RefusedError("too much was sent at once", status=413, slug="too-large")
        return message

    return counting


def host_name(host: str) -> str:
    """The name in a `Host` header without its port, small.

    >>> host_name("LocalHost:8321"), host_name("[::1]:8321")
    ('localhost', '::1')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _in_digits(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _check_origin(headers: Headers, path: str, settings: WebSettings) -> None:
    origin = headers.get("origin")
    if path == ASKED_BY_OTHERS and origin is not None and may_ask(origin, settings):
        return
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        raise RefusedError("this form was sent from another site", status=403, slug="csrf")
