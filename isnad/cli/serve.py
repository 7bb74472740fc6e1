"""`isnad serve`: a record in a browser."""

from __future__ import annotations

import socket
import webbrowser
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import click

from isnad.cli import options
from isnad.cli.messages import say
from isnad.errors import ServeError

if TYPE_CHECKING:
    from isnad.web.settings import WebSettings

_SOON = 1.0  # seconds until the server answers
_PROXIES = "127.0.0.1,::1"  # those whose word is taken for who asks, and whether through TLS


@click.command()
@options.record
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True, help="The port.")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@click.option("--accounts", metavar="FILE", help="Who may read and judge, as `isnad accounts` keeps them.")
@click.option(
    "--allow-host", "names", metavar="NAME", multiple=True, help="A name under which it is reached too; repeatable."
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Pages of this origin (https://refine.example) may match names with actors; repeatable.",
)
@click.option("--tls-cert", metavar="FILE", help="A certificate, so that what goes to and fro is encrypted.")
@click.option("--tls-key", metavar="FILE", help="The key of the certificate.")
def serve(
    record: str,
    host: str,
    port: int,
    open_: bool,
    accounts: str | None,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    tls_cert: str | None,
    tls_key: str | None,
) -> None:
    """Show a record in a browser, in Arabic and in English, until Ctrl+C.

    On another address than that of this machine it starts only with accounts.

    \b
    Examples:
      isnad serve --record news.db
      isnad serve --record news.db --port 9000 --open
      isnad serve --record news.db --host 0.0.0.0 --accounts news.accounts
    """
    import uvicorn

    from isnad.store.engine import shown_name
    from isnad.web.app import create_app

    check_host(host, accounts, names)
    check_tls(tls_cert, tls_key)
    app = create_app(record, replace(settings(host, accounts, names), origins=origins, ahead=True))
    address = f"{'https' if tls_cert else 'http'}://{f'[{host}]' if ':' in host else host}:{port}/"
    say(f"{shown_name(record)}: {address} (Ctrl+C ends it)")
    _tell(host, accounts, tls=bool(tls_cert))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        forwarded_allow_ips=_PROXIES,
        ssl_certfile=tls_cert,
        ssl_keyfile=tls_key,
    )
    with _socket(host, port) as taken:
        if open_:
            timer = Timer(_SOON, webbrowser.open, [address])
            timer.daemon = True
            timer.start()
        uvicorn.Server(config).run(sockets=[taken])


def settings(host: str, accounts: str | None, names: tuple[str, ...]) -> WebSettings:
    """The settings for an address; with accounts any address in digits is answered, and the names that are allowed."""
    from isnad.web.settings import WebSettings

    usual = WebSettings()
    if accounts is None:
        return usual
    hosts = (*usual.hosts, host.lower(), *(name.lower() for name in names))
    return WebSettings(accounts=accounts, addresses=True, hosts=hosts)


def check_host(host: str, accounts: str | None, names: tuple[str, ...] = ()) -> None:
    """Refuses an address or a name by which other machines reach a record that has no accounts.

    Raises:
        ServeError: since whoever reaches the server would read the whole record; or where accounts are there and
            cannot be used.
    """
    if accounts is not None:
        from isnad.web.accounts import AccountsFile

        if not AccountsFile(accounts).accounts():
            raise ServeError(f"{accounts}: there is no account in it: isnad accounts add NAME --accounts {accounts}")
        return
    if is_of_this_machine(host) and not names:
        return
    shown = f"--host {host}" if not is_of_this_machine(host) else f"--allow-host {names[0]}"
    raise ServeError(
        f"{shown}: other machines would read the whole record, since there are no accounts: make some "
        "(isnad accounts add NAME --role reader --accounts FILE) and give --accounts FILE; or leave the option out, "
        "and to read from another machine use a tunnel: ssh -L 8321:127.0.0.1:8321 THIS-MACHINE"
    )


def is_of_this_machine(host: str) -> bool:
    """Whether no other machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return str(ip_address(host)) in ("127.0.0.1", "::1")
    except ValueError:
        return False


def check_tls(cert: str | None, key: str | None) -> None:
    """Refuses a certificate that cannot be used, before the port is taken.

    Raises:
        ServeError: where one of the two files is not given or cannot be read, or they do not fit each other.
    """
    import ssl

    if cert is None and key is None:
        return
    if cert is None or key is None:
        raise ServeError("--tls-cert and --tls-key go together: give the certificate and its key")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password=lambda: b"")
    except (OSError, ValueError) as error:  # an error of TLS is one of the first
        missing = next((path for path in (cert, key) if not Path(path).is_file()), None)
        reason = f"{missing}: there is no such file" if missing else f"{cert}, {key}: {error}"
        raise ServeError(f"{reason}: give a certificate and the key that belongs to it, as PEM") from None


def _tell(host: str, accounts: str | None, *, tls: bool) -> None:
    """Who is let in, and who else could read what goes to and fro."""
    if accounts is None:
        return
    say(f"only those with an account in {accounts} are let in; readers read, reviewers judge too")
    if not tls and not is_of_this_machine(host):
        say(
            "passwords and pages go over the network unencrypted: give --tls-cert and --tls-key, "
            "or put a proxy with TLS before it and leave --host out"
        )


def _socket(host: str, port: int) -> socket.socket:
    """The port, taken before the server starts, so that a clear message tells where it is not free.

    Raises:
        ServeError: where another program has it, or the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol must be told: asyncio sends without delay only then, and each page would take 40 ms longer.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise ServeError(
            f"{host} port {port}: {error.strerror}; another server may run there: give another --port"
        ) from None
    return taken
