"""Embedded posts: each is a direct statement of its handle's owner, through the network that it was posted on."""

from __future__ import annotations

from isnad.annotate.phrases.view import View
from isnad.annotate.statements.candidate import Candidate
from isnad.model import Channel, Kind, Post


def post_statements(view: View) -> list[Candidate]:
    """A candidate for every post of the report: the cue is the signature's dash, the source its name."""
    return [found for post in view.report.posts if (found := _statement(view, post)) is not None]


def _statement(view: View, post: Post) -> Candidate | None:
    words = view.layer.words
    dash, first, last = words.at(post.dash.start), words.at(post.name.start), words.at(post.name.end)
    if first >= last:
        return None
    tweeted = post.platform in {None, "twitter", "x"}
    return Candidate(
        cue=(dash, max(words.at(post.dash.end), dash + 1)), content=[post.words], kind=Kind.DIRECT, rule="post",
        segment=(words.at(post.words.start), words.at(post.signature.end)), source=(first, last), form="post",
        channel=Channel.TWEET if tweeted else Channel.SOCIAL, channel_at=(first, last), posted=post.posted,
    )  # fmt: skip
