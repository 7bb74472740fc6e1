"""Accounts: who is let in, as whom, how long, and how often somebody may be wrong."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from served import ADDRESS
from starlette.testclient import TestClient
from test_views import Seen

from isnad.errors import AccountsError, ThrottledError
from isnad.web import sessions
from isnad.web.accounts import Account, AccountRole, AccountsFile
from isnad.web.app import create_app
from isnad.web.security import host_name
from isnad.web.sessions import Sessions
from isnad.web.settings import WebSettings
from isnad.web.throttle import BY_ADDRESS, BY_NAME, WINDOW, Throttle

PASSWORD = "ثلاثة أبواب للمرفأ"
READER, REVIEWER = "سامر الهلالي", "leila"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PAGE = {"accept": "text/html"}


@pytest.fixture
def accounts(tmp_path: Path) -> AccountsFile:
    """A file of a reader and a reviewer."""
    made = AccountsFile(str(tmp_path / "news.accounts"), QUICK)
    made.add(READER, AccountRole.READER, PASSWORD)
    made.add(REVIEWER, AccountRole.REVIEWER, PASSWORD)
    return made


@pytest.fixture
def client(copied_once: str, accounts: AccountsFile) -> Iterator[TestClient]:
    """A browser at a record with accounts."""
    settings = WebSettings(accounts=str(accounts.path), addresses=True)
    with TestClient(create_app(copied_once, settings), base_url=ADDRESS, follow_redirects=False) as made:
        made.headers["accept"] = "text/html"
        yield made


def log_in(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> int:
    """The status of a login by the form."""
    client.get("/login")
    fields = {"csrf": client.cookies["isnad_csrf"], "name": name, "password": password, **more}
    return client.post("/login", data=fields).status_code


def session(client: TestClient) -> str | None:
    return client.cookies.get("isnad_session")


def test_a_browser_is_led_to_the_login_and_back(client: TestClient) -> None:
    assert client.get("/search?lang=en").headers["location"].endswith("&lang=en")
    led = client.get("/search?q=هدنة")
    assert led.status_code == 303
    page = client.get(led.headers["location"])
    assert page.status_code == 200
    to = next(told["value"] for tag, told in Seen(page.text).tags if tag == "input" and told.get("name") == "to")
    assert str(to).startswith("/search?q=")
    client.get("/login")
    fields = {"csrf": client.cookies["isnad_csrf"], "name": READER, "password": PASSWORD, "to": str(to)}
    answer = client.post("/login", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert client.get("/search?q=هدنة").status_code == 200


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_of_the_login_tells_nothing_of_the_record(client: TestClient, lang: str) -> None:
    page = client.get(f"/login?lang={lang}").text
    assert "record.db" not in page
    assert not Seen(page).links("/search")
    assert 'lang="' + lang in page


def test_a_program_is_asked_for_a_password(client: TestClient) -> None:
    client.headers["accept"] = "*/*"
    for path in ("/search.json", "/search.csv", "/openapi.json", "/review", "/judgements.json"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]["type"]) == (401, "login"), path
        assert answer.headers["www-authenticate"].startswith("Basic ")
        assert answer.headers["cache-control"] == "private, no-store"


def test_a_program_reads_with_name_and_password(client: TestClient) -> None:
    client.headers["accept"] = "*/*"
    for _ in range(2):  # the second time without hashing
        assert client.get("/search.json", auth=(READER.encode(), PASSWORD.encode())).status_code == 200
    for header in ("Basic x", "Basic", "Bearer abc", "Basic Og==", "Basic /////w==", "Basic " + "a" * 5_000):
        assert client.get("/search.json", headers={"authorization": header}).status_code == 401, header
    assert client.get("/search.json", auth=(READER.encode(), b"another password")).status_code == 401


@pytest.mark.parametrize(
    ("name", "password"), [(READER, "wrong one"), ("nobody", PASSWORD), ("", ""), ("\x01", "\x01")]
)
def test_a_wrong_name_is_told_like_a_wrong_password(client: TestClient, name: str, password: str) -> None:
    client.get("/login?lang=ar")
    fields = {"csrf": client.cookies["isnad_csrf"], "name": name, "password": password}
    answer = client.post("/login", data=fields)
    assert answer.status_code == 403
    assert "لا حساب بهذا الاسم وكلمة السر هذه" in answer.text
    assert password not in answer.text or len(password) < 2
    assert session(client) is None


def test_the_cookie_of_a_session_is_for_the_server_alone(client: TestClient) -> None:
    client.get("/login")
    fields = {"csrf": client.cookies["isnad_csrf"], "name": READER, "password": PASSWORD}
    cookies = client.post("/login", data=fields).headers.get_list("set-cookie")
    told = next(cookie for cookie in cookies if cookie.startswith("isnad_session="))
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "Secure" not in told
    assert len(told.partition("=")[2].partition(";")[0]) == 43  # 256 bits


def test_through_tls_the_cookies_are_for_tls_alone(copied_once: str, accounts: AccountsFile) -> None:
    app = create_app(copied_once, WebSettings(accounts=str(accounts.path), addresses=True))
    with TestClient(app, base_url="https://127.0.0.1", follow_redirects=False) as client:
        fields = {"csrf": "", "name": READER, "password": PASSWORD}
        page = client.get("/login", headers=PAGE)
        fields["csrf"] = client.cookies["isnad_csrf"]
        answer = client.post("/login", data=fields)
        told = [*page.headers.get_list("set-cookie"), *answer.headers.get_list("set-cookie")]
        kept = [cookie for cookie in told if "Max-Age=0" not in cookie]
        assert all("Secure" in cookie for cookie in kept)
        assert any(cookie.startswith("__Host-isnad_session=") for cookie in kept)
        assert client.get("/overview", headers=PAGE).status_code == 200


def test_a_login_begins_another_session_than_the_browser_brought(client: TestClient) -> None:
    client.cookies.set("isnad_session", "planted", domain="127.0.0.1")
    assert log_in(client, READER) == 303
    first = [cookie.value for cookie in client.cookies.jar if cookie.name == "isnad_session"]
    assert "planted" not in first
    assert log_in(client, READER) == 303
    assert [cookie.value for cookie in client.cookies.jar if cookie.name == "isnad_session"] != first
    client.cookies.clear()
    client.cookies.set("isnad_session", first[0])
    assert client.get("/overview").status_code == 303  # the one before has ended


def test_the_token_of_the_login_is_not_that_of_the_pages_behind_it(client: TestClient) -> None:
    client.get("/login")
    before = client.cookies["isnad_csrf"]
    log_in(client, READER)
    client.get("/overview")
    assert client.cookies["isnad_csrf"] != before


def test_a_login_needs_the_token_of_its_page(client: TestClient) -> None:
    client.get("/login")
    for token in ("", "x.y"):
        answer = client.post("/login", data={"csrf": token, "name": READER, "password": PASSWORD})
        assert answer.status_code == 403
    assert session(client) is None


def test_logging_out_ends_the_session(client: TestClient) -> None:
    log_in(client, READER)
    number = session(client)
    page = client.get("/overview").text
    assert READER in page
    assert client.post("/logout", data={"csrf": ""}).status_code == 403
    assert client.post("/logout", data={"csrf": client.cookies["isnad_csrf"]}).headers["location"] == "/login"
    assert session(client) is None
    client.cookies.set("isnad_session", str(number))
    assert client.get("/overview").status_code == 303


@pytest.mark.parametrize("change", ["remove", "password"])
def test_a_session_ends_with_its_account_or_its_password(
    client: TestClient, accounts: AccountsFile, change: str
) -> None:
    log_in(client, READER)
    assert client.get("/overview").status_code == 200
    if change == "remove":
        accounts.remove(READER)
    else:
        accounts.set_password(READER, "another password of hers")
    assert client.get("/overview").status_code == 303
    assert client.get("/search.json", auth=(READER.encode(), PASSWORD.encode())).status_code == 401


def test_a_reader_does_not_judge(client: TestClient, accounts: AccountsFile) -> None:
    log_in(client, READER)
    page = client.get("/review?lang=ar").text
    assert "حسابك للقراءة لا للحكم" in page
    assert 'value="accept"' not in page
    form = {"csrf": client.cookies["isnad_csrf"], "act": "undo", "judgement": "1"}
    assert client.post("/review", data=form).status_code == 403
    assert client.post("/judgements", data=form).status_code == 403
    hit = client.get("/search.json?in=statements&size=1").json()["hits"][0]
    report, line = f"/report?id={hit['report']}", f"/review?report={hit['report']}&layer=statements&at={hit['at']}"
    assert "/review?report=" not in client.get(report).text
    assert 'value="accept"' not in client.get(line).text
    for address, act in ((report, "undo"), (line, "accept"), (line, "correct")):
        assert client.post(address, data={**form, "act": act, "line": "ls0"}).status_code == 403
    for address in ("/judgements.json", "/judgements/undo.json"):
        told = client.post(address, json=[])
        assert (told.status_code, told.json()["error"]["type"]) == (403, "forbidden")
    accounts.give_role(READER, AccountRole.REVIEWER)
    assert client.post("/judgements.json", json=[]).status_code == 201
    assert client.post("/judgements/undo.json", json=[]).status_code == 200
    assert "/review?report=" in client.get(report).text


def test_a_reader_removes_and_replaces_the_searches_of_its_own_account_alone(client: TestClient) -> None:
    def enter(name: str) -> None:
        log_in(client, name)
        client.get("/saved")

    def send(act: str, name: str, **more: str) -> int:
        form = {"csrf": client.cookies["isnad_csrf"], "act": act, "name": name, **more}
        return client.post("/saved", data=form).status_code

    def kept() -> dict[str, tuple[str, str]]:
        return {one["name"]: (one["author"], one["query"]) for one in client.get("/saved.json").json()["searches"]}

    enter(REVIEWER)
    assert send("keep", "ما يخص المرفأ", q="مرفأ") == 303
    enter(READER)
    assert send("keep", "الهدنة", q="هدنة") == 303
    assert client.get("/saved").text.count('value="forget"') == 1
    both = {"ما يخص المرفأ": (REVIEWER, "مرفأ"), "الهدنة": (READER, "هدنة")}
    refused = client.post(
        "/saved", data={"csrf": client.cookies["isnad_csrf"], "act": "forget", "name": "ما يخص المرفأ"}
    )
    assert refused.status_code == 403
    assert "حذف ما حفظه هو" in refused.text
    assert send("keep", "ما  يخص المرفأ", q="غيره") == 403
    assert kept() == both
    assert send("look", "ما يخص المرفأ") == 303
    assert send("keep", "الهدنة", q="الهدنة الجديدة") == 303
    assert send("forget", "الهدنة") == 303
    assert list(kept()) == ["ما يخص المرفأ"]
    send("keep", "الهدنة", q="هدنة")
    enter(REVIEWER)
    assert client.get("/saved").text.count('value="forget"') == 2
    assert (send("forget", "الهدنة"), send("forget", "ما يخص المرفأ")) == (303, 303)
    assert kept() == {}


def test_a_judgement_is_by_the_account_and_by_no_other_name(client: TestClient) -> None:
    log_in(client, REVIEWER)
    assert 'name="author"' not in client.get("/review").text
    doubt = client.get("/review.json?layer=statements&size=1").json()["doubts"][0]
    told = {"verdict": "accept", "layer": "statements", "subject": doubt["subject"]}
    another = client.post("/judgements.json", json=told | {"author": READER})
    assert (another.status_code, another.json()["error"]["type"]) == (400, "judgement")
    (kept,) = client.post("/judgements.json", json=told).json()["judgements"]
    assert kept["author"] == REVIEWER
    another = client.post("/judgements/undo.json", json={"id": kept["id"], "author": READER})
    assert (another.status_code, another.json()["error"]["type"]) == (400, "judgement")
    assert (
        client.post("/judgements/undo.json", json={"id": kept["id"]}).json()["judgements"][0]["undone_by"] == REVIEWER
    )
    client.cookies.set("isnad_author", "somebody")
    client.post("/review", data={"csrf": client.cookies["isnad_csrf"], "act": "author", "author": READER})
    assert f'author" {READER}' not in client.get("/review").text
    assert client.get("/judgements.json").json()["judgements"][0]["author"] == REVIEWER


def test_too_many_failures_wait(client: TestClient) -> None:
    for _ in range(BY_NAME):
        assert log_in(client, READER, "a wrong password") == 403
    client.get("/login?lang=ar")
    fields = {"csrf": client.cookies["isnad_csrf"], "name": READER, "password": PASSWORD}
    answer = client.post("/login", data=fields)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= WINDOW
    assert "تكررت محاولات الدخول الفاشلة" in answer.text
    told = client.get("/search.json", auth=(READER.encode(), PASSWORD.encode()))
    assert (told.status_code, told.json()["error"]["type"]) == (429, "throttled")
    assert "retry-after" in told.headers
    assert log_in(client, REVIEWER) == 303


def test_failures_count_by_name_and_by_address_for_a_while() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for number in range(BY_ADDRESS):
        throttle.check(f"name {number}", "1.2.3.4")
        throttle.failed(f"name {number}", "1.2.3.4")
    with pytest.raises(ThrottledError):
        throttle.check("another name", "1.2.3.4")
    throttle.check("name 0", "1.2.3.5")
    now[0] = WINDOW
    throttle.check("another name", "1.2.3.4")


def test_a_session_ends_unused_and_at_the_latest() -> None:
    now = [0.0]
    held = Sessions(lambda: now[0])
    account = Account(name="x", role=AccountRole.READER, password="", since="")
    number = held.begin(account)
    now[0] = sessions.IDLE - 1
    assert held.find(number)
    now[0] += sessions.IDLE + 1
    assert held.find(number) is None
    number, begun = held.begin(account), now[0]
    while now[0] - begun < sessions.WHOLE - sessions.IDLE / 2:
        now[0] += sessions.IDLE / 2
        assert held.find(number)
    now[0] += sessions.IDLE / 2 + 1
    assert held.find(number) is None


def test_a_password_is_hashed_anew_when_the_parameters_change(accounts: AccountsFile) -> None:
    before = accounts.accounts()[READER]
    newer = AccountsFile(str(accounts.path), PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert newer.verified(READER, PASSWORD)
    after = newer.accounts()[READER]
    assert (after.since, after.role) == (before.since, before.role)
    assert "m=16,t=2" in after.password
    assert newer.verified(READER, PASSWORD)
    assert not newer.verified(READER, PASSWORD + " ")


def test_letters_in_other_pieces_are_the_same_password(accounts: AccountsFile) -> None:
    accounts.add("olga", AccountRole.READER, "caf\N{LATIN SMALL LETTER E WITH ACUTE} of twelve")
    assert accounts.verified("olga", "cafe\N{COMBINING ACUTE ACCENT} of twelve")
    assert accounts.verified(" olga ", "cafe\N{COMBINING ACUTE ACCENT} of twelve")


@pytest.mark.parametrize("password", ["", "eleven char", "a" * 1_025, "aaaaaaaaaaaaaaaa", "سامر الهلالي"])
def test_a_weak_password_is_refused(accounts: AccountsFile, password: str) -> None:
    with pytest.raises(AccountsError):
        accounts.set_password(READER, password)
    assert accounts.verified(READER, PASSWORD)


@pytest.mark.parametrize("name", ["", " ", "a:b", "a\nb\0", "\N{RIGHT-TO-LEFT OVERRIDE}", "a" * 81, READER])
def test_a_name_that_is_none_or_is_taken_is_refused(accounts: AccountsFile, name: str) -> None:
    with pytest.raises(AccountsError):
        accounts.add(name, AccountRole.READER, PASSWORD)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_the_file_is_for_its_owner_alone(accounts: AccountsFile) -> None:
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert PASSWORD not in accounts.path.read_text(encoding="utf-8")
    assert "$argon2id$" in accounts.path.read_text(encoding="utf-8")
    accounts.path.chmod(0o640)
    with pytest.raises(AccountsError, match="chmod 600"):
        AccountsFile(str(accounts.path)).accounts()
    assert sorted(path.name for path in accounts.path.parent.iterdir()) == ["news.accounts"]


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_a_link_to_the_file_keeps_pointing_at_it(accounts: AccountsFile, tmp_path: Path) -> None:
    link = tmp_path / "linked.accounts"
    link.symlink_to(accounts.path)
    AccountsFile(str(link)).remove(READER)
    assert link.is_symlink()
    assert READER not in accounts.accounts()
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("told", ["", "{", "[]", '{"isnad_accounts": 9, "accounts": []}', '{"accounts": []}', "\xff"])
def test_a_file_that_is_none_of_accounts_is_named(tmp_path: Path, told: str) -> None:
    path = tmp_path / "x.accounts"
    path.write_text(told, encoding="latin-1")
    path.chmod(0o600)
    with pytest.raises(AccountsError, match=r"x\.accounts"):
        AccountsFile(str(path)).accounts()


def test_a_change_that_another_program_makes_is_not_lost(accounts: AccountsFile) -> None:
    accounts.path.with_name(".news.accounts.lock").touch()
    with pytest.raises(AccountsError, match="another program"):
        accounts.remove(READER)
    assert READER in accounts.accounts()


@pytest.mark.parametrize(("host", "status"), [("192.168.1.5:8321", 303), ("[fe80::1]", 303), ("news.example", 400)])
def test_with_accounts_addresses_in_digits_are_answered_and_names_that_are_allowed(
    client: TestClient, host: str, status: int
) -> None:
    assert host_name(host)
    assert client.get("/overview", headers={"host": host}).status_code == status


def test_allowed_names_are_answered(copied_once: str, accounts: AccountsFile) -> None:
    settings = WebSettings(accounts=str(accounts.path), hosts=("news.example",))
    with TestClient(create_app(copied_once, settings), base_url="http://news.example") as client:
        assert client.get("/login").status_code == 200


def test_no_folder_of_the_server_is_shown(client: TestClient, copied_once: str, accounts: AccountsFile) -> None:
    folder = str(Path(copied_once).parent)
    log_in(client, READER)
    key = client.get("/actors.json?size=1").json()["actors"][0]["key"]
    addresses = ["/overview", "/outlets", "/pictures", "/saved", "/runs", "/reconcile", f"/actor?key={key}"]
    pages = [client.get(address).text for address in addresses]
    assert not [page for page in pages if folder in page]
    assert Path(copied_once).name in pages[0]
    assert client.get("/reconcile").json()["name"] == f"Isnad: {Path(copied_once).name}"
    accounts.path.write_text("no accounts", encoding="utf-8")
    broken = client.get("/search.json")
    assert str(accounts.path.parent) not in broken.text
    assert accounts.path.name in broken.text
