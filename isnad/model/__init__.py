"""Frozen records that every room shares. Nothing here reads, decides or prints."""

from isnad.model.actor import Actor, ActorName, ActorRole, Described, Merge
from isnad.model.entity import Entity, Place, Role
from isnad.model.event import Event, EventType, Quantity, Status
from isnad.model.evidence import Evidence
from isnad.model.judgement import Judged, JudgedLayer, Judgement, Quoted, Ruling, Subject
from isnad.model.layers import Layers
from isnad.model.mention import Form, Mention, MentionType
from isnad.model.naming import Naming
from isnad.model.report import Origin, Post, Report
from isnad.model.span import Span
from isnad.model.statement import Channel, Kind, Rejection, Statement
from isnad.model.story import Change, ChangeKind, CopyPair, Credit, Story, SummarySentence
from isnad.model.tie import Tie
from isnad.model.time import Basis, Calendar, Mod, Precision, Relation, Time, TimeType

__all__ = [
    "Actor",
    "ActorName",
    "ActorRole",
    "Basis",
    "Calendar",
    "Change",
    "ChangeKind",
    "Channel",
    "CopyPair",
    "Credit",
    "Described",
    "Entity",
    "Event",
    "EventType",
    "Evidence",
    "Form",
    "Judged",
    "JudgedLayer",
    "Judgement",
    "Kind",
    "Layers",
    "Mention",
    "MentionType",
    "Merge",
    "Mod",
    "Naming",
    "Origin",
    "Place",
    "Post",
    "Precision",
    "Quantity",
    "Quoted",
    "Rejection",
    "Relation",
    "Report",
    "Role",
    "Ruling",
    "Span",
    "Statement",
    "Status",
    "Story",
    "Subject",
    "SummarySentence",
    "Tie",
    "Time",
    "TimeType",
]
