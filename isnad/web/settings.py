"""What the web application is set to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WebSettings:
    """Limits and names; nothing else is read from outside.

    `hosts` are the names under which a browser may ask (`Host` without its port): others are refused, so that a page of
    another site whose name is made to point here reads nothing. `page` hits are shown at once, `largest_page` at most.
    Lengths are in characters of a query and of an address, `longest_body` in bytes; `patience` is in seconds, for
    a question, `file_patience` for a file to be handed on, `write_patience` for another program that writes. With
    `read_only` nothing is ever written. `accounts` is the path of a file of accounts, without which whoever reaches the
    server reads. With `addresses` it answers under any address in digits too, which no other site can point elsewhere.
    `origins` are those of other machines (`https://refine.example`) whose pages may ask for actors, beside the pages of
    this one. With `ahead` what pages show of the whole record is counted from the start on, before anybody asks.
    """

    accounts: str | None = None
    addresses: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    page: int = 20
    largest_page: int = 200
    longest_query: int = 2_000
    longest_address: int = 8_000
    longest_body: int = 1_000_000
    patience: float = 10.0
    file_patience: float = 60.0
    write_patience: float = 3.0
    origins: tuple[str, ...] = ()
    read_only: bool = False
    ahead: bool = False
    at_once: int = 8
    drawn_at_once: int = 2
