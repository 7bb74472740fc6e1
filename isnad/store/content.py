"""What an outlet published, told by a hash."""

from __future__ import annotations

import hashlib

import msgspec

from isnad.model import Report


def content_of(report: Report) -> str:
    """A hash of what the outlet published: that alone tells whether a report was corrected."""
    published = (report.text, report.title, report.published, report.outlet, report.url, report.author)
    return hashlib.sha256(msgspec.json.encode(published)).hexdigest()
