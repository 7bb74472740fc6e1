"""`isnad serve` answers others only with accounts, and says why where it does not start."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from isnad.cli.main import isnad
from isnad.cli.serve import _socket as taken_socket
from isnad.cli.serve import check_host, check_tls
from isnad.errors import ServeError
from isnad.store.record import Record
from isnad.web.accounts import AccountRole, AccountsFile


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "news.example", "127.0.0.2"])
def test_a_host_that_others_reach_is_refused(tmp_path: Path, host: str) -> None:
    told = CliRunner().invoke(isnad, ["serve", "--record", str(tmp_path / "none.db"), "--host", host])
    assert told.exit_code == 1
    assert "there are no accounts" in told.output
    assert "isnad accounts add" in told.output


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_hosts_of_this_machine_are_taken(host: str) -> None:
    check_host(host, None)


@pytest.fixture
def accounts(tmp_path: Path) -> str:
    """The path of a file with one account."""
    made = AccountsFile(str(tmp_path / "news.accounts"))
    made.add("leila", AccountRole.READER, "a gate of olive wood")
    return str(made.path)


def test_a_name_needs_accounts_too() -> None:
    with pytest.raises(ServeError, match="--allow-host news"):
        check_host("127.0.0.1", None, ("news.example",))


def test_accounts_that_are_missing_or_empty_let_nobody_in(tmp_path: Path, accounts: str) -> None:
    with pytest.raises(ServeError, match="isnad accounts add"):
        check_host("0.0.0.0", str(tmp_path / "none"))
    AccountsFile(accounts).remove("leila")
    with pytest.raises(ServeError, match="no account in it"):
        check_host("0.0.0.0", accounts)


def test_with_accounts_it_starts_for_others_and_says_so(tmp_path: Path, accounts: str) -> None:
    """The server itself is started, on a free port of all addresses, asked, and ended."""
    path = str(tmp_path / "record.db")
    Record(path, create=True).close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    words = ["serve", "--record", path, "--host", "0.0.0.0", "--port", port, "--accounts", accounts]
    words += ["--allow-host", "news.example"]
    with subprocess.Popen([sys.executable, "-m", "isnad", *words], stderr=subprocess.PIPE, text=True) as server:
        try:
            assert _status(port, "news.example") == 401
            assert _status(port, f"127.0.0.1:{port}") == 401
            assert _status(port, "other.example") == 400
        finally:
            server.send_signal(signal.SIGINT)
            said = server.communicate(timeout=30)[1]
    assert f"only those with an account in {accounts} are let in" in said
    assert "unencrypted" in said


def _status(port: str, host: str) -> int:
    for _ in range(300):
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{port}/overview.json", headers={"Host": host})
            return int(urllib.request.urlopen(request, timeout=5).status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.mark.parametrize("given", [("cert.pem", None), (None, "key.pem"), ("cert.pem", "key.pem")])
def test_a_certificate_that_cannot_be_used_is_said(given: tuple[str | None, str | None]) -> None:
    with pytest.raises(ServeError, match=r"tls|PEM"):
        check_tls(*given)


def test_a_record_that_is_missing_is_named_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    told = CliRunner().invoke(isnad, ["serve", "--record", str(path)])
    assert (told.exit_code, path.exists()) == (1, False)
    assert "there is no such record" in told.output


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    Record(path, create=True).close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = CliRunner().invoke(isnad, ["serve", "--record", path, "--port", str(port)])
    assert told.exit_code == 1
    assert f"port {port}" in told.output


def test_answers_leave_without_delay() -> None:
    """Where the protocol is not told, asyncio leaves Nagle's algorithm on, which holds each page back for 40 ms."""
    with taken_socket("127.0.0.1", 0) as taken:
        assert taken.proto == socket.IPPROTO_TCP
