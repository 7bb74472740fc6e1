"""Somebody with a browser who notes all that a page does besides being shown."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

_LEFT = "net::ERR_ABORTED"  # a picture that was not drawn yet when somebody went on to another page
WIDTHS = {"wide": 1280, "narrow": 360}
_HOOKS = """
window.happened = [];
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => { happened.push(name); };
addEventListener("securitypolicyviolation", (event) => happened.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


class Visitor:
    """Opens pages of one server in a context for each kind of window, and notes what goes wrong in them."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self.origin = origin
        self.troubles: list[str] = []
        self._browser = browser
        self._contexts: dict[tuple[Any, ...], tuple[BrowserContext, Page]] = {}

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for context, _ in self._contexts.values():
            context.close()

    def window(self, width: str = "wide", *, scripts: bool = True, bypass: bool = False) -> Page:
        """A page in a window of a width; `bypass` lets a test bring a script of its own, against the policy."""
        kind = (width, scripts, bypass)
        if kind not in self._contexts:
            context = self._browser.new_context(
                viewport={"width": WIDTHS[width], "height": 800},
                java_script_enabled=scripts,
                bypass_csp=bypass,
                color_scheme="light",
                reduced_motion="reduce",
                accept_downloads=True,
            )
            context.add_init_script(_HOOKS)
            page = context.new_page()
            self._watch(page)
            self._contexts[kind] = context, page
        return self._contexts[kind][1]

    def open(self, page: Page, path: str, lang: str = "ar") -> Response:
        """Goes to a page of the server in a language; what was noted before is forgotten."""
        self.troubles.clear()
        answer = page.goto(self.origin + with_language(path, lang))
        assert answer is not None
        return answer

    def happened(self, page: Page) -> list[str]:
        """What was noted since the page was opened: messages, refused or foreign requests, and what scripts tried."""
        return [*self.troubles, *page.evaluate("window.happened")]

    def _watch(self, page: Page) -> None:
        page.on("console", lambda told: self.troubles.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("requestfailed", lambda request: self._failed(request))
        page.on("request", lambda request: self._own(request.url))
        page.on("response", lambda answer: self._answered(answer))

    def _failed(self, request: Request) -> None:
        if request.failure != _LEFT:
            self.troubles.append(f"failed: {request.url}")

    def _own(self, url: str) -> None:
        if not url.startswith(self.origin + "/"):
            self.troubles.append(f"foreign: {url}")

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self.troubles.append(f"{answer.status}: {answer.url}")


def with_language(path: str, lang: str) -> str:
    """An address in a language, its fragment kept."""
    address, sharp, fragment = path.partition("#")
    return f"{address}{'&' if '?' in address else '?'}lang={lang}{sharp}{fragment}"
