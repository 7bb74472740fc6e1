"""Where a picture stands: its page, and its files as each reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from isnad.web.manner import Manner
from isnad.web.rendering import url

SMALL_SCREEN = "(max-width: 40rem)"
DARK_SCREEN = "(prefers-color-scheme: dark)"


@dataclass(frozen=True)
class Addresses:
    """The addresses of a picture; `told` are the fields of the address that it heeds."""

    name: str
    told: dict[str, Any]
    manner: Manner

    @property
    def page(self) -> str:
        """With its table."""
        return url("/pictures", name=self.name, **self.told)

    @property
    def sources(self) -> list[tuple[str, str]]:
        """What a browser chooses from for an image: a condition and an address, the last without one."""
        themes: list[tuple[str, str]] = [("", "light" if self.manner.theme == "auto" else self.manner.theme)]
        if self.manner.theme == "auto":
            themes = [(f"screen and {DARK_SCREEN}", "dark"), *themes]
        found = []
        for condition, theme in themes:
            narrow = " and ".join(part for part in (condition or "screen", SMALL_SCREEN) if part)
            found.append((narrow, self.file("svg", theme=theme, width="narrow")))
            found.append((condition, self.file("svg", theme=theme)))
        return found

    def file(self, form: str, **changed: Any) -> str:
        """A file of it: `svg`, `png`, `json` (Vega-Lite) in the reader's language and digits, or `csv`."""
        look = {} if form == "csv" else {"lang": self.manner.lang, "digits": self.manner.digits}
        theme = {} if form == "csv" else {"theme": "light" if self.manner.theme == "auto" else self.manner.theme}
        return url(f"/pictures/{self.name}.{form}", **{**self.told, **look, **theme, **changed})
