"""Frozen records that every room shares. Nothing here reads, decides or prints."""

from isnad.model.entity import Entity, Place, Role
from isnad.model.event import Event, EventType, Quantity, Status
from isnad.model.layers import Layers
from isnad.model.mention import Form, Mention, MentionType
from isnad.model.report import Origin, Post, Report
from isnad.model.span import Span
from isnad.model.statement import Channel, Kind, Rejection, Statement
from isnad.model.time import Time, TimeType

__all__ = [
    "Channel",
    "Entity",
    "Event",
    "EventType",
    "Form",
    "Kind",
    "Layers",
    "Mention",
    "MentionType",
    "Origin",
    "Place",
    "Post",
    "Quantity",
    "Rejection",
    "Report",
    "Role",
    "Span",
    "Statement",
    "Status",
    "Time",
    "TimeType",
]
