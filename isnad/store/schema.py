"""The tables of a record.

`reports` keeps the texts whole; the layers of a report stand in `mentions`, `entities`, `times`, `statements` and
`events` under its number and their place in it. Each row names the run that made it. What is found over reports stands
in tables of its own and is made anew as a whole.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)

from isnad.model import Actor, CopyPair, Entity, Event, Mention, Merge, Naming, Report, Statement, Story, Tie, Time
from isnad.model.chronology import Entry
from isnad.model.happening import Happening
from isnad.store.columns import WORDS, Columns

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REPORT: Columns[Report] = Columns(Report)
LAYERS: dict[str, Columns[Any]] = {
    "mentions": Columns(Mention),
    "entities": Columns(Entity),
    "times": Columns(Time),
    "statements": Columns(Statement),
    "events": Columns(Event),
}
STORY: Columns[Story] = Columns(Story, without=("reports", "copies", "summary", "pairs"))
COPY: Columns[CopyPair] = Columns(CopyPair, without=("earlier", "later"))
ACTOR: Columns[Actor] = Columns(Actor, without=("id", "members"))
MERGE: Columns[Merge] = Columns(Merge)
NAMING: Columns[Naming] = Columns(Naming, without=("actor", "examples"))
TIE: Columns[Tie] = Columns(Tie, without=("one", "other", "examples"))
JUDGED = ("mentions", "entities", "statements", "events")  # layers of which there are rows that people made
# `kind` is as in a chronology; the id is that of the first telling.
HAPPENING: Columns[Happening] = Columns(Happening, without=("id", "story", "kind", "tellings"))
ENTRY: Columns[Entry] = Columns(Entry, without=("happening",))

runs = Table(
    "runs",
    METADATA,
    Column("run", Integer, primary_key=True),
    Column("version", WORDS, nullable=False),
    Column("rules", WORDS, nullable=False),
    Column("models", WORDS, nullable=False),
    UniqueConstraint("version", "rules", "models"),
)

readings = Table(
    "readings",
    METADATA,
    Column("reading", Integer, primary_key=True),
    Column("run", ForeignKey("runs.run"), nullable=False),
    Column("started", WORDS, nullable=False),
    Column("ended", WORDS),
    Column("paths", WORDS, nullable=False),
    Column("added", Integer, nullable=False, default=0),
    Column("corrected", Integer, nullable=False, default=0),
    Column("renewed", Integer, nullable=False, default=0),
    Column("known", Integer, nullable=False, default=0),
    Column("problems", Integer, nullable=False, default=0),
)

settings = Table(
    "settings",
    METADATA,
    Column("name", WORDS, primary_key=True),
    Column("value", WORDS, nullable=False),
)

names = Table(  # that statements and events give those who take part
    "names",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", WORDS, nullable=False),
    UniqueConstraint("name"),
)

problems = Table(
    "problems",
    METADATA,
    Column("identifier", WORDS, primary_key=True),
    Column("path", WORDS),
    Column("type", WORDS, nullable=False),
    Column("message", WORDS, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("first_seen", WORDS, nullable=False),
    Column("last_seen", WORDS, nullable=False),
    Column("gives", WORDS),
)

reports = Table(
    "reports",
    METADATA,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("content", WORDS, nullable=False),
    Column("day", WORDS),
    Column("language", WORDS),
    *REPORT.columns(),
    Column("run", ForeignKey("runs.run"), nullable=False),
    UniqueConstraint("id", "version"),
    Index(None, "outlet", "day"),
    Index(None, "day"),
    Index("ix_reports_head", "report", "current", "outlet", "day", "published", "run"),
)


def _layer(name: str, *more: Any) -> Table:
    return Table(
        name,
        METADATA,
        Column("report", ForeignKey("reports.report"), primary_key=True, autoincrement=False),
        Column("at", Integer, primary_key=True, autoincrement=False),
        *(_judged() if name in JUDGED else ()),
        *LAYERS[name].columns(),
        Column("run", ForeignKey("runs.run"), nullable=False),
        *more,
        sqlite_with_rowid=False,
    )


def _judged() -> list[Column[Any]]:
    """Columns of a layer that people judge; a row of the machine is never rewritten, only `seen` and `judged` change.

    `person` is 1 of a row that people made: what the machine's row at the same place became, or what it missed. A
    reader sees the rows that are `seen`, one at a place. `judged` is what people did to it, NULL where nobody did.
    """
    return [
        Column("person", Integer, primary_key=True, autoincrement=False),
        Column("seen", Boolean, nullable=False),
        Column("judged", WORDS),  # accepted, rejected, corrected, added
    ]


mentions = _layer("mentions")
entities = _layer("entities")
times = _layer("times")
statements = _layer(
    "statements",
    Index(None, "speaker", "seen"),
    Index("ix_statements_head", "report", "at", "person", "seen", "speaker", "channel", "lemma", "resolved_by"),
    Index(None, "score", "report", "at"),
)
events = _layer(
    "events",
    Index(None, "type", "mode", "seen"),
    Index("ix_events_head", "report", "at", "person", "seen", "type", "mode", "status", "place", "date"),
    Index(None, "score", "report", "at"),
)
_SEVERAL = statements.c.alternatives.is_not(None)
Index("ix_statements_several", statements.c.report, statements.c.at, sqlite_where=_SEVERAL, postgresql_where=_SEVERAL)
# Indices that hold what lists are counted and put in order by. The rows themselves are as long as the texts, so that
# to look into each takes ten times as long; `isnad.store.narrow` makes a query keep to these.
HEADS = {reports: "ix_reports_head", statements: "ix_statements_head", events: "ix_events_head"}
LAYER_TABLES = {"mentions": mentions, "entities": entities, "times": times, "statements": statements, "events": events}

stories = Table(
    "stories",
    METADATA,
    Column("story", Integer, primary_key=True, autoincrement=False),  # the number of its first report
    *STORY.columns(),
    Column("summary", WORDS),  # JSON: number of the report, start and end of each sentence
    Column("reports", Integer, nullable=False),
    Column("run", ForeignKey("runs.run"), nullable=False),
    UniqueConstraint("id"),
    Index(None, "last"),
    Index(None, "independent", "reports"),
)

story_reports = Table(
    "story_reports",
    METADATA,
    Column("report", ForeignKey("reports.report"), primary_key=True, autoincrement=False),
    Column("story", ForeignKey("stories.story"), nullable=False),
    Column("at", Integer, nullable=False),
    Column("copies", Integer),  # which of the story's groups of copies it belongs to, NULL for none
    Column("published", WORDS),  # the moment in UTC, or the day where no time is told
    Index(None, "story", "at"),
)

copies = Table(
    "copies",
    METADATA,
    Column("earlier", ForeignKey("reports.report"), primary_key=True, autoincrement=False),
    Column("later", ForeignKey("reports.report"), primary_key=True, autoincrement=False),
    *COPY.columns(),
    Column("run", ForeignKey("runs.run"), nullable=False),
    Index(None, "later"),
)

actors = Table(
    "actors",
    METADATA,
    Column("actor", Integer, primary_key=True, autoincrement=False),
    Column("key", WORDS, nullable=False),
    *ACTOR.columns(),  # `names` is NULL where there is `name` alone, in all of its reports
    Column("reports", Integer, nullable=False),
    Column("run", ForeignKey("runs.run"), nullable=False),
    UniqueConstraint("key"),
    Index(None, "reports"),
)

actor_entities = Table(
    "actor_entities",
    METADATA,
    Column("report", ForeignKey("reports.report"), primary_key=True, autoincrement=False),
    Column("entity", Integer, primary_key=True, autoincrement=False),
    Column("actor", ForeignKey("actors.actor"), nullable=False),
    Column("mentions", Integer, nullable=False, server_default="0"),  # of it in the report that a reader sees
    Column("statements", Integer, nullable=False, server_default="0"),  # that it makes there, likewise
    Index("ix_actor_entities_head", "actor", "report", "entity", "mentions", "statements"),
    sqlite_with_rowid=False,
)
HEADS[actor_entities] = "ix_actor_entities_head"
# An entity of a report with the actor for which it stands.
STANDS_FOR = (actor_entities.c.report == entities.c.report) & (actor_entities.c.entity == entities.c.at)

merges = Table(
    "merges",
    METADATA,
    Column("merge", Integer, primary_key=True, autoincrement=False),
    *MERGE.columns(),
    Column("run", ForeignKey("runs.run"), nullable=False),
    Index(None, "decided", "score"),
)

naming = Table(
    "naming",
    METADATA,
    Column("naming", Integer, primary_key=True, autoincrement=False),
    Column("actor", ForeignKey("actors.actor"), nullable=False),
    *NAMING.columns(),
    Column("examples", WORDS, nullable=False),  # JSON: number of the report, start, end and quote of each
    Column("run", ForeignKey("runs.run"), nullable=False),
    Index(None, "actor"),
)

ties = Table(
    "ties",
    METADATA,
    Column("tie", Integer, primary_key=True, autoincrement=False),
    Column("one", ForeignKey("actors.actor"), nullable=False),
    Column("other", ForeignKey("actors.actor"), nullable=False),
    *TIE.columns(),
    Column("examples", WORDS, nullable=False),  # as in `naming`
    Column("run", ForeignKey("runs.run"), nullable=False),
    Index(None, "one"),
    Index(None, "other"),
)

happenings = Table(
    "happenings",
    METADATA,
    Column("happening", Integer, primary_key=True, autoincrement=False),
    Column("story", ForeignKey("stories.story"), nullable=False),
    *ENTRY.columns(),
    Column("told_with", Integer),  # of an event that is the verb of a statement: the happening of that statement
    Column("reports", Integer, nullable=False),
    Column("disagreed", Integer, nullable=False),
    *HAPPENING.columns(),
    Column("run", ForeignKey("runs.run"), nullable=False),
    Index(None, "story"),
)
_DATED = happenings.c.first.is_not(None)
Index(None, happenings.c.first, sqlite_where=_DATED, postgresql_where=_DATED)

tellings = Table(
    "tellings",
    METADATA,
    Column("happening", ForeignKey("happenings.happening"), primary_key=True, autoincrement=False),
    Column("telling", Integer, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("reports.report"), nullable=False),
    Column("at", Integer, nullable=False),  # in the report's statements or events, as the happening's kind says
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("copy", Integer, nullable=False),
    Index(None, "report", "at"),
    sqlite_with_rowid=False,
)

happening_actors = Table(
    "happening_actors",
    METADATA,
    Column("actor", ForeignKey("actors.actor"), primary_key=True, autoincrement=False),
    Column("happening", ForeignKey("happenings.happening"), primary_key=True, autoincrement=False),
    Index(None, "happening"),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    METADATA,
    Column("judgement", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("verdict", WORDS, nullable=False),  # accept, reject, correct, merge, split, add
    Column("layer", WORDS, nullable=False),  # statements, events, mentions, actors, stories
    Column("subject", WORDS, nullable=False),  # JSON: what it is about, by report id and quoted spans
    Column("field", WORDS),
    Column("value", WORDS),  # JSON, each span with its quote
    Column("author", WORDS, nullable=False),
    Column("made", WORDS, nullable=False),
    Column("note", WORDS),
    Column("score", Double),  # what the machine gave when it was judged
    Column("was", WORDS),  # JSON: what the machine had written, each span with its quote
    Column("undone", WORDS),  # when it was taken back
    Column("undone_by", WORDS),
    Column("report", WORDS),  # the id of the report that it is about, for what is judged in one
    Index(None, "layer"),
    Index(None, "report"),
)

grouped_judgements = Table(  # the judgements that stood when stories and actors were found
    "grouped_judgements",
    METADATA,
    Column("judgement", ForeignKey("judgements.judgement"), primary_key=True, autoincrement=False),
    Column("placement", WORDS),  # of one on actors or stories: how it was placed
)

former_keys = Table(  # keys of actors and ids of stories that are no longer there since people joined or rejected them
    "former_keys",
    METADATA,
    Column("layer", WORDS, primary_key=True),  # actors, stories
    Column("key", WORDS, primary_key=True),
    Column("number", Integer),  # of the actor or story that it became, NULL where it was rejected
)

searches = Table(  # that readers keep by a name
    "searches",
    METADATA,
    Column("name", WORDS, primary_key=True),
    Column("query", WORDS, nullable=False),
    Column("what", WORDS, nullable=False),  # reports, statements, events
    Column("author", WORDS),
    Column("made", WORDS, nullable=False),
)

looks = Table(  # when somebody last looked at what a kept search finds
    "looks",
    METADATA,
    Column("search", WORDS, primary_key=True),
    Column("author", WORDS, primary_key=True),  # empty where no name was given
    Column("seen", Integer, nullable=False),  # the greatest number of a report then
    Column("looked", WORDS, nullable=False),
    ForeignKeyConstraint(["search"], ["searches.name"], ondelete="CASCADE"),
)

DERIVED = (
    grouped_judgements,
    former_keys,
    happening_actors,
    tellings,
    happenings,
    ties,
    naming,
    merges,
    actor_entities,
    actors,
    copies,
    story_reports,
    stories,
)
