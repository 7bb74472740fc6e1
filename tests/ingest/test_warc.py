"""WARC archives: HTML responses become reports, damaged records errors, and the rest is read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from isnad.errors import ReadError
from isnad.ingest import read_paths
from isnad.model import Report

BODY = "<p>قال رئيس البلدية إن المدرسة الجديدة تفتح أبوابها الأحد المقبل.</p>"
BODY += "<p>وتضم المدرسة عشرين فصلا ومختبرين وملعبا.</p>"


def _record(uri: str, kind: str = "text/html; charset=utf-8", *, cut: int = 0, status: str = "200 OK") -> bytes:
    page = f"<html><head><title>مدرسة جديدة في {uri[-1]}</title></head><body>{BODY}</body></html>".encode()
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uri[-1] * 8}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return (head.encode() + answer)[: -cut or None] + b"\r\n\r\n"


A, B, C = (_record(f"http://news.example/{name}") for name in "abc")


def _read(tmp_path: Path, data: bytes, name: str = "crawl.warc") -> list[Report | ReadError]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_paths([str(path)]))


def _ids(items: list[Report | ReadError]) -> list[str]:
    return [item.id[-1] if isinstance(item, Report) else "!" for item in items]


@pytest.mark.parametrize("pack", [lambda *parts: b"".join(parts), lambda *parts: b"".join(map(gzip.compress, parts))])
def test_html_responses_only(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    image, gone = (
        _record("http://news.example/i", "image/png"),
        _record("http://news.example/g", status="404 Not Found"),
    )
    items = _read(tmp_path, pack(A, image, gone, B))
    assert _ids(items) == ["a", "b"]
    report = items[0]
    assert isinstance(report, Report)
    assert (report.id, report.url) == ("http://news.example/a", "http://news.example/a")
    assert report.origin is not None
    assert (report.origin.media_type, report.origin.member) == ("application/warc", "<urn:uuid:aaaaaaaa>")


def test_a_damaged_gzip_member_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    bad = bytearray(gzip.compress(B))
    bad[60] ^= 0xFF
    items = _read(tmp_path, gzip.compress(A) + bytes(bad) + gzip.compress(C), "crawl.warc.gz")
    assert sorted(_ids(items)) == ["!", "a", "c"]


def test_a_record_without_a_target_is_reported(tmp_path: Path) -> None:
    bad = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 7\r\n\r\ngarbage\r\n\r\n"
    assert _ids(_read(tmp_path, A + bad + C)) == ["a", "!", "c"]


def test_a_truncated_archive(tmp_path: Path) -> None:
    assert _ids(_read(tmp_path, A + B[:-60])) == ["a", "!"]
