"""The web application in a process of its own, as `isnad serve` starts it, for a measure to ask."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
from bound import PATIENCE, bound

_STEP = 0.05
_USER, _SYSTEM = 11, 12  # fields of /proc/PID/stat behind the name of the program


class Served(NamedTuple):
    """A server that runs: where it answers, and its process."""

    address: str
    process: int

    def worked(self) -> float:
        """Seconds of processors that it took so far, in steps of a hundredth (Linux; elsewhere 0)."""
        told = Path(f"/proc/{self.process}/stat")
        if not told.exists():
            return 0.0
        fields = told.read_text().rpartition(")")[2].split()
        return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(record: str) -> Iterator[Served]:
    """A server on a record, which is ended behind the block, or with this process.

    It is given back as soon as the port answers: nothing of the record was asked for then.

    Raises:
        RuntimeError: where it ends, or does not answer within a minute.
    """
    port = _free_port()
    command = [sys.executable, "-m", "isnad", "serve", "--record", record, "--port", str(port)]
    with bound(command, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        _wait(server, address)
        yield Served(address, server.pid)


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(round(PATIENCE / _STEP)):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        try:
            httpx.get(f"{address}/static/none", timeout=PATIENCE)
            return
        except httpx.ConnectError:
            time.sleep(_STEP)
    raise RuntimeError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
