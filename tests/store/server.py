"""A PostgreSQL server of the tests' own: from Debian's package, in a folder that is thrown away, on a socket alone."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

LEAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}
GUARDED = "guarded"  # the one user who is asked for a password
PATIENCE = 60  # seconds
_ICU = 15  # the version from which on a server may order words by ICU


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


class Server:
    """One that runs.

    Args:
        address: In which `{}` stands for a database.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._numbers = count(1)

    def database(self) -> str:
        """The address of a new and empty database."""
        name = f"record_{next(self._numbers)}"
        self.run(f"create database {name} template template0")
        return self.address.format(name)

    def schema(self) -> str:
        """The address of a new and empty schema, which is made and thrown away ten times as fast as a database."""
        name = f"record_{next(self._numbers)}"
        self.run(f"create schema {name}")
        return f"{self.address.format('postgres')}&options=-csearch_path%3D{name}"

    def run(self, *statements: str) -> None:
        """Runs statements as the user who may do everything."""
        import psycopg

        with psycopg.connect(self.address.format("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server whose order of words is that of a language, as on most machines, and not that of code points."""
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

        order = ["--locale-provider=icu", "--icu-locale=ar"] if float(folder.parts[-2]) >= _ICU else []
        run("initdb", "-D", str(data), "-U", "isnad", "-A", "trust", "-E", "UTF8", "--locale=C", *order, "--no-sync")
        (data / "pg_hba.conf").write_text(f"local all {GUARDED} scram-sha-256\nlocal all all trust\n", encoding="ascii")
        options += f" -c listen_addresses='' -c unix_socket_directories={where}"
        run("pg_ctl", "-D", str(data), "-o", options, "-l", str(where / "log"), "-w", "start")
        try:
            yield Server(f"postgresql://isnad@/{{}}?host={where}")
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(where, ignore_errors=True)
