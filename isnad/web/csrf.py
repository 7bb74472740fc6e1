"""A token that every form carries twice, in a cookie and in a field: another site can send a form, but not read either.

Cookies are shared between the ports of a machine, so the token is signed by the process that gave it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from isnad.errors import RefusedError

COOKIE = "isnad_csrf"
FIELD = "csrf"


class Tokens:
    """The tokens of one process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def new(self) -> str:
        """A token to give."""
        nonce = secrets.token_urlsafe(16)
        return f"{nonce}.{self._signed(nonce)}"

    def holds(self, token: str | None) -> bool:
        """Whether it was given by this process."""
        nonce, _, signed = (token or "").partition(".")
        return hmac.compare_digest(signed.encode(), self._signed(nonce).encode())

    def check(self, cookie: str | None, field: object) -> None:
        """Whether a form carries the token of its cookie.

        Raises:
            RefusedError: if not, with the status 403.
        """
        same = isinstance(field, str) and cookie is not None and hmac.compare_digest(cookie.encode(), field.encode())
        if not (same and self.holds(cookie)):
            raise RefusedError(
                "this form is too old or was not sent from this page: load the page anew and send it again",
                status=403,
                slug="csrf",
            )

    def _signed(self, nonce: str) -> str:
        return hmac.new(self._key, nonce.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
