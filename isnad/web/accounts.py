"""Accounts: who may read the record and who may judge, in a file of its own beside the record, which stays shareable.

Passwords are kept as argon2id hashes. The file is for its owner alone and is replaced as a whole when it changes.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from threading import Lock

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from isnad.errors import AccountsError
from isnad.export.replacing import replacing

LONGEST_NAME = 80
SHORTEST, LONGEST = 12, 1_024  # characters of a password
_VERSION = 1
_OTHERS = 0o077  # what group and others may do with the file: nothing


class AccountRole(StrEnum):
    """What an account may do: a `reader` reads, a `reviewer` judges too."""

    READER = "reader"
    REVIEWER = "reviewer"


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One account. `password` is an argon2id hash, `since` when the password was set, ISO 8601 in UTC."""

    name: str
    role: AccountRole
    password: str
    since: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    isnad_accounts: int
    accounts: list[Account]


class AccountsFile:
    """The accounts of a file, read anew when it changes.

    Args:
        path: Of the file, which need not be there before the first account is added.
        hasher: By which passwords are hashed; one with other parameters hashes anew at the next login.
    """

    def __init__(self, path: str, hasher: PasswordHasher | None = None) -> None:
        self.path = Path(path)
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(token_hex())  # what a password is held against where the name is unknown
        self._seen: tuple[int, int, int] | None = None
        self._accounts: dict[str, Account] = {}
        self._lock = Lock()

    def accounts(self) -> dict[str, Account]:
        """All accounts by name.

        Raises:
            AccountsError: where the file cannot be read, is none of this kind, or may be read by others.
        """
        with self._lock:
            try:
                told = self.path.stat()
                seen = (told.st_mtime_ns, told.st_size, told.st_ino)
                if seen != self._seen:
                    if os.name == "posix" and told.st_mode & _OTHERS:
                        raise AccountsError(f"{self.path}: others may read or change this file: chmod 600 {self.path}")
                    self._accounts = {one.name: one for one in _decoded(self.path)}
                    self._seen = seen
            except OSError as error:
                raise AccountsError(
                    f"{self.path}: {error.strerror}: `isnad accounts add NAME --accounts {self.path}` makes it"
                ) from None
            return self._accounts

    def verified(self, name: str, password: str) -> Account | None:
        """The account, where the password is its own; takes as long where there is no such name."""
        account = self.accounts().get(checked_form(name))
        try:
            self._hasher.verify(account.password if account else self._nobody, unicodedata.normalize("NFC", password))
        except (VerificationError, InvalidHashError):
            return None
        if account is not None and self._hasher.check_needs_rehash(account.password):
            self._renew(account, password)
        return account

    def add(self, name: str, role: AccountRole, password: str) -> None:
        """Adds an account.

        Raises:
            AccountsError: where the name is taken or none, or the password is too short.
        """
        name = checked_name(name)
        made = Account(name=name, role=role, password=self._hashed(name, password), since=_now())
        with self._changing(missing=True) as known:
            if name in known:
                raise AccountsError(f"{name}: there is an account of this name")
            known[name] = made

    def remove(self, name: str) -> None:
        """Removes an account; who was logged in with it is so no more."""
        with self._changing() as known:
            del known[_held(name, known)]

    def give_role(self, name: str, role: AccountRole) -> None:
        """Gives an account another role, at once."""
        with self._changing() as known:
            name = _held(name, known)
            known[name] = msgspec.structs.replace(known[name], role=role)

    def set_password(self, name: str, password: str) -> None:
        """Gives an account another password; who was logged in with the old one is so no more."""
        hashed = self._hashed(checked_form(name), password)
        with self._changing() as known:
            name = _held(name, known)
            known[name] = msgspec.structs.replace(known[name], password=hashed, since=_now())

    def _hashed(self, name: str, password: str) -> str:
        password = unicodedata.normalize("NFC", password)
        if not SHORTEST <= len(password) <= LONGEST:
            raise AccountsError(f"a password has {SHORTEST} characters or more (and {LONGEST} at most)")
        if password.casefold().strip() == name.casefold() or len(set(password)) < 4:
            raise AccountsError("this password is the name, or a few characters again and again: choose another")
        return self._hasher.hash(password)

    def _renew(self, account: Account, password: str) -> None:
        """Hashes a password with the parameters of today; where the file may not be written all stays as it is."""
        hashed = self._hasher.hash(unicodedata.normalize("NFC", password))
        try:
            with self._changing() as known:
                if known.get(account.name) == account:
                    known[account.name] = msgspec.structs.replace(account, password=hashed)
        except (AccountsError, OSError):
            return

    @contextmanager
    def _changing(self, *, missing: bool = False) -> Iterator[dict[str, Account]]:
        """The accounts to change, written as a whole when that is done, by one process at a time."""
        with _alone(self.path):
            known = {} if missing and not self.path.exists() else dict(self.accounts())
            yield known
            _write(self.path, known.values())


def checked_form(name: str) -> str:
    """A name with single blanks and composed letters."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def checked_name(name: str) -> str:
    """A name that an account may have.

    Raises:
        AccountsError: where it is none; a colon cannot be sent by HTTP Basic.
    """
    name = checked_form(name)
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or ":" in name:
        raise AccountsError(f"a name has 1 to {LONGEST_NAME} characters, none of which is a colon or cannot be seen")
    return name


def _held(name: str, known: dict[str, Account]) -> str:
    name = checked_form(name)
    if name not in known:
        raise AccountsError(f"{name}: there is no such account")
    return name


def _decoded(path: Path) -> list[Account]:
    try:
        told = msgspec.json.decode(path.read_bytes(), type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise AccountsError(f"{path}: this is no file of accounts: {error}") from None
    if told.isnad_accounts > _VERSION:
        raise AccountsError(f"{path}: this file was written by a newer Isnad: update this one")
    return told.accounts


def _write(path: Path, accounts: Iterable[Account]) -> None:
    told = _File(isnad_accounts=_VERSION, accounts=sorted(accounts, key=lambda one: one.name))
    with replacing(path, "b", private=True) as out:
        out.write(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keeps other processes from changing the file; a lock that was left behind by one that was killed says so."""
    lock = path.with_name(f".{path.name}.lock")
    try:
        os.close(os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise AccountsError(
            f"{path}: another program changes it; if none does, one was stopped at that: delete {lock}"
        ) from None
    except OSError as error:
        raise AccountsError(f"{path}: {error.strerror}") from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
