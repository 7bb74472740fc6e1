"""`isnad accounts`: who may read and judge a record that others reach by `isnad serve`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from isnad.cli.messages import say
from isnad.cli.output import standard_output
from isnad.errors import AccountsError

Decorator = Callable[[Any], Any]
ROLES = ("reader", "reviewer")
LONGEST_LINE = 5_000

in_file: Decorator = click.option(
    "--accounts", "path", metavar="FILE", required=True, help="The file of accounts, which `isnad serve` is given too."
)
role: Decorator = click.option(
    "--role", type=click.Choice(ROLES), required=True, help="A reader reads, a reviewer judges too."
)
from_stdin: Decorator = click.option(
    "--password-stdin", is_flag=True, help="Take the password from the first line of standard input, without asking."
)


@click.group()
def accounts() -> None:
    """Keep the accounts of those who read a record from other machines.

    Passwords are asked for or come from standard input, never from the command line, and are kept as argon2id hashes.

    \b
    Examples:
      isnad accounts add samer --role reviewer --accounts news.accounts
      isnad accounts list --accounts news.accounts
      isnad serve --record news.db --host 0.0.0.0 --accounts news.accounts
    """


@accounts.command("add")
@click.argument("name")
@in_file
@role
@from_stdin
def add(name: str, path: str, role: str, password_stdin: bool) -> None:
    """Add an account; the file is made where it is not there.

    NAME is told with what its owner judges.

    \b
    Example:
      isnad accounts add samer --role reviewer --accounts news.accounts
    """
    from isnad.web.accounts import AccountRole, AccountsFile, checked_name

    name = checked_name(name)
    AccountsFile(path).add(name, AccountRole(role), _password(password_stdin))
    say(f"{path}: {name} is a {role}")


@accounts.command("list")
@in_file
def list_(path: str) -> None:
    """List names, roles and the days on which passwords were set, with tabs between.

    \b
    Example:
      isnad accounts list --accounts news.accounts
    """
    from isnad.web.accounts import AccountsFile

    out = standard_output()
    for account in AccountsFile(path).accounts().values():
        out.write(f"{account.name}\t{account.role}\t{account.since[:10]}\n")


@accounts.command("remove")
@click.argument("name")
@in_file
def remove(name: str, path: str) -> None:
    """Remove an account; who is logged in with it is so no more.

    NAME is that of the account.

    \b
    Example:
      isnad accounts remove samer --accounts news.accounts
    """
    from isnad.web.accounts import AccountsFile

    AccountsFile(path).remove(name)
    say(f"{path}: {name} is removed")


@accounts.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@in_file
def role_(name: str, role: str, path: str) -> None:
    """Give an account another role, at once.

    NAME is that of the account.

    \b
    Example:
      isnad accounts role samer reader --accounts news.accounts
    """
    from isnad.web.accounts import AccountRole, AccountsFile

    AccountsFile(path).give_role(name, AccountRole(role))
    say(f"{path}: {name} is a {role}")


@accounts.command("password")
@click.argument("name")
@in_file
@from_stdin
def password(name: str, path: str, password_stdin: bool) -> None:
    """Give an account another password; who is logged in with the old one is so no more.

    NAME is that of the account.

    \b
    Example:
      isnad accounts password samer --accounts news.accounts
    """
    from isnad.web.accounts import AccountsFile

    AccountsFile(path).set_password(name, _password(password_stdin))
    say(f"{path}: {name} has another password")


def _password(from_input: bool) -> str:
    """A password, asked for twice, or the first line of standard input.

    Raises:
        AccountsError: where there is nobody to ask.
    """
    if from_input:
        return sys.stdin.readline(LONGEST_LINE).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AccountsError("there is no terminal to ask for a password: give it by --password-stdin")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return asked
