"""`isnad serve`: a record in a browser."""

from __future__ import annotations

import socket
import webbrowser
from ipaddress import ip_address
from threading import Timer

import click

from isnad.cli import options
from isnad.cli.messages import say
from isnad.errors import ServeError

_SOON = 1.0  # seconds until the server answers


@click.command()
@options.record
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on: of this machine alone.")
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True, help="The port.")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def serve(record: str, host: str, port: int, open_: bool) -> None:
    """Show a record in a browser on this machine, in Arabic and in English, until Ctrl+C.

    \b
    Examples:
      isnad serve --record news.db
      isnad serve --record news.db --port 9000 --open
    """
    import uvicorn

    from isnad.web.app import create_app
    from isnad.web.settings import WebSettings

    check_host(host)
    app = create_app(record, WebSettings(ahead=True))
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    say(f"{record}: {address} (Ctrl+C ends it)")
    if open_:
        timer = Timer(_SOON, webbrowser.open, [address])
        timer.daemon = True
        timer.start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with _socket(host, port) as taken:
        uvicorn.Server(config).run(sockets=[taken])


def check_host(host: str) -> None:
    """Refuses an address that other machines reach.

    Raises:
        ServeError: since there are no accounts yet, whoever reaches the server reads the whole record.
    """
    if host == "localhost":
        return
    try:
        if str(ip_address(host)) in ("127.0.0.1", "::1"):
            return
    except ValueError:
        pass
    raise ServeError(
        f"--host {host}: other machines would read the whole record, since there are no accounts yet; leave "
        "--host out, and to read from another machine use a tunnel: ssh -L 8321:127.0.0.1:8321 THIS-MACHINE"
    )


def _socket(host: str, port: int) -> socket.socket:
    """The port, taken before the server starts, so that a clear message tells where it is not free.

    Raises:
        ServeError: where another program has it.
    """
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise ServeError(f"port {port}: {error.strerror}; another server may run there: give another --port") from None
    return taken
