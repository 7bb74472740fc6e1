"""A record served on a free port of this machine, one address of every page of it, and the Chromium to open them in."""

from __future__ import annotations

import re
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import urlopen

import uvicorn

from isnad.web.app import create_app
from isnad.web.offered import VIEWS
from isnad.web.settings import WebSettings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
_LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')


@contextmanager
def serving(record: str, settings: WebSettings = WebSettings()) -> Iterator[str]:  # noqa: B008, frozen
    """The address under which a record is served while the block runs, without a slash at its end."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = uvicorn.Config(
            create_app(record, settings), log_level="warning", access_log=False, server_header=False
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError(f"{record}: the server ended at its start")
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def addresses(origin: str) -> Mapping[str, str]:
    """By the name of each view an address of it: a page that asks for something is found by the links of the others."""
    found = {view.name: view.path for view in VIEWS if view.listed}
    missing = {view.path: view.name for view in VIEWS if not view.listed}
    waiting = ["/stories", "/actors", "/search?in=statements", *found.values()]
    for path in waiting:
        if not missing:
            break
        with urlopen(origin + path) as page:
            links = [unescape(link) for link in _LINK.findall(page.read().decode())]
        for link in links:
            if name := missing.pop(urlsplit(link).path, None):
                found[name] = link
                waiting.append(link)
    return found | {name: path for path, name in missing.items()}
