"""A PostgreSQL server of the tests' own: from Debian's package, in a folder that is thrown away, on a socket alone."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}
PATIENCE = 60  # seconds


def programs() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


def commoner() -> str | None:
    """A user under whom a server runs where root starts it, which it refuses itself."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server, in which `{}` stands for a database."""
    user, where = commoner(), Path(tempfile.mkdtemp(prefix="isnad-"))
    data, options = where / "data", " ".join(f"-c {name}={value}" for name, value in LEAST.items())
    try:
        if user:
            shutil.chown(where, user)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [folder / program, *arguments],
                user=user,
                cwd=where,
                check=True,
                timeout=PATIENCE,
                stdout=subprocess.DEVNULL,
            )

        run("initdb", "-D", str(data), "-U", "isnad", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options += f" -c listen_addresses='' -c unix_socket_directories={where}"
        run("pg_ctl", "-D", str(data), "-o", options, "-l", str(where / "log"), "-w", "start")
        try:
            yield f"postgresql://isnad@/{{}}?host={where}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(where, ignore_errors=True)
