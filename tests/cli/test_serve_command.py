"""`isnad serve` answers on this machine alone, and says why where it does not start."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from isnad.cli.main import isnad
from isnad.cli.serve import check_host
from isnad.store.record import Record


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "news.example", "127.0.0.2"])
def test_a_host_that_others_reach_is_refused(tmp_path: Path, host: str) -> None:
    told = CliRunner().invoke(isnad, ["serve", "--record", str(tmp_path / "none.db"), "--host", host])
    assert told.exit_code == 1
    assert "no accounts yet" in told.output


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_hosts_of_this_machine_are_taken(host: str) -> None:
    check_host(host)


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
