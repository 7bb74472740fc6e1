"""A long list, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from isnad.web.rendering import url
from isnad.web.views import Asked

Item = TypeVar("Item")


@dataclass(frozen=True)
class Paged:
    """One page of a list: where it stands, and the addresses of the others."""

    path: str
    page: int
    size: int
    count: int
    told: dict[str, Any] = field(default_factory=dict)  # the other fields of the address

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.count // self.size))

    @property
    def offset(self) -> int:
        """How many stand on the pages before."""
        return (self.page - 1) * self.size

    def shown(self, found: Sequence[Item]) -> Sequence[Item]:
        """What stands on this page, of a whole list."""
        return found[self.offset : self.offset + self.size]

    @property
    def before(self) -> str | None:
        """The address of the page before."""
        return self.url(page=self.page - 1) if self.page > 1 else None

    @property
    def after(self) -> str | None:
        """The address of the next page."""
        return self.url(page=self.page + 1) if self.page < self.pages else None

    def url(self, suffix: str = "", **changed: Any) -> str:
        """The address of this list with something changed; only another page is not the first again."""
        told = {**self.told, **changed}
        if told.get("page") == 1:
            del told["page"]
        return url(self.path + suffix, **told)

    def data(self) -> dict[str, Any]:
        """For JSON: how many there are, and the address of the next page in the same form."""
        following = self.url(".json", page=self.page + 1) if self.page < self.pages else None
        return {"count": self.count, "page": self.page, "size": self.size, "next": following}


def paged(asked: Asked, path: str, count: int, **told: Any) -> Paged:
    """The page that an address asks for; `told` are its other fields."""
    size = asked.number("size", asked.settings.page, asked.settings.largest_page)
    if size != asked.settings.page:
        told["size"] = size
    return Paged(path, asked.number("page", 1), size, count, told)
