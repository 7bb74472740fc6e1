"""Frozen records that every room shares. Nothing here reads, decides or prints."""

from isnad.model.layers import Layers
from isnad.model.mention import Form, Mention, MentionType
from isnad.model.report import Origin, Post, Report
from isnad.model.span import Span
from isnad.model.statement import Channel, Kind, Rejection, Statement

__all__ = [
    "Channel",
    "Form",
    "Kind",
    "Layers",
    "Mention",
    "MentionType",
    "Origin",
    "Post",
    "Rejection",
    "Report",
    "Span",
    "Statement",
]
