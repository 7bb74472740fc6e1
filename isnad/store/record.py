"""A record on disk, opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement

from isnad.errors import RecordError
from isnad.model import JudgedLayer, Judgement, Report
from isnad.store.corrected import Corrected
from isnad.store.corrected_actors import CorrectedActors, effective_actors
from isnad.store.corrected_stories import CorrectedStories, effective_stories
from isnad.store.coverage import CoveredDay, coverage
from isnad.store.doubts import Doubt, Question, doubts, question, questions
from isnad.store.engine import PATIENCE, open_engine, shown_name
from isnad.store.judged_reports import judged_reports, kept_of, seen_reports
from isnad.store.judgement_rows import all_judgements
from isnad.store.judgements import Draft, add, apply, judge, undo, undo_all
from isnad.store.kept import Kept, kept, texts
from isnad.store.migrate import check, migrate
from isnad.store.problems import Problem, problems_of
from isnad.store.readings import ReadingRow, readings_of
from isnad.store.rows import Rows
from isnad.store.search.guided import Guided
from isnad.store.search.hits import Search, What
from isnad.store.standing import Stood, stood
from isnad.store.writing import Run, Writer


class Record:
    """What was read and what was found in it.

    Args:
        name: The path of a SQLite file, or a URL `postgresql://USER@HOST/DATABASE`.
        create: Make it where there is none.
        read_only: Nothing is written, also no tables of a newer version.
        patience: Seconds to wait for another process that writes.

    Raises:
        RecordError: one of its children, which says what to do.

    >>> import tempfile, os
    >>> with tempfile.TemporaryDirectory() as folder, Record(os.path.join(folder, "libya.db"), create=True) as record:
    ...     list(record.reports())
    []
    """

    def __init__(self, name: str, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE) -> None:
        self.name = shown_name(name)
        self.engine = open_engine(name, create=create, read_only=read_only, patience=patience)
        try:
            if not read_only:
                migrate(self.engine, self.name)
            elif not check(self.engine, self.name):
                raise RecordError(
                    f"{self.name}: is of an older version; `isnad read --record {self.name} --again` updates it"
                )
        except BaseException:
            self.engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives the file back."""
        self.engine.dispose()

    def writer(self, run: Run) -> Writer:
        """What writes reports into it."""
        return Writer(self.engine, run)

    def reports(
        self, *conditions: ColumnElement[bool], check: bool = False, judged: bool = False, **order: Any
    ) -> Iterator[Kept]:
        """Reports with their layers, a chunk of them in memory; see `isnad.store.kept.kept`.

        With `judged`, the layers are what people made of them; `judged_reports` tells who did.
        """
        if judged:
            return map(kept_of, seen_reports(self.engine, *conditions, check=check, **order))
        return kept(self.engine, *conditions, check=check, **order)

    def search(self, query: str = "", what: What | str = What.REPORTS, *, after: int = 0) -> Search:
        """What meets a query; see `isnad.store.search.query` for the language, and `Search` for `after`.

        Raises:
            QueryError: where the query cannot be read.
        """
        return Search(self.engine, query, What(what), after=after)

    def statements(self, query: str = "", **fields: str) -> Rows:
        """Statements with their report's id, outlet, date and url, as rows or a frame.

        Args:
            query: What their content or speaker says, in the query language.
            fields: `speaker`, `about`, `to`, `outlet`, `channel`, `since`, `until`: all must hold.

        Raises:
            QueryError: where the query cannot be read, or a date is none.
        """
        return Search(self.engine, _asked(query, fields), What.STATEMENTS).rows()

    def events(self, query: str = "", **fields: str) -> Rows:
        """Events in the same way; `type` is a PLOVER type or mode, `about` who takes part."""
        return Search(self.engine, _asked(query, fields), What.EVENTS).rows()

    def coverage(self, *, outlet: str | None = None) -> list[CoveredDay]:
        """What was read of each outlet on each day, days without a report included."""
        with self.engine.connect() as connection:
            return list(coverage(connection, outlet=outlet))

    def judged_reports(self, *conditions: ColumnElement[bool], **more: Any) -> Iterator[Corrected]:
        """Reports as a reader sees them, with the judgements on each row; see `isnad.store.corrected`."""
        return judged_reports(self.engine, *conditions, **more)

    def apply(self, drafts: Iterable[Draft], *, author: str | None = None) -> list[Judgement]:
        """Keeps judgements of another tool or person, all or none; what is there already is not doubled."""
        return apply(self.engine, drafts, author=author)

    def judge(self, draft: Draft, *, author: str | None = None) -> Judgement:
        """Keeps a person's judgement; see `isnad.store.judgements`."""
        return judge(self.engine, draft, author=author)

    def add(self, draft: Draft, *, author: str) -> int:
        """Keeps what the machine missed and is not told yet; gives the place of its row in the tables."""
        return add(self.engine, draft, author=author)

    def undo(self, number: int, author: str) -> Judgement:
        """Takes a judgement back, so that the one before it stands again."""
        return undo(self.engine, number, author)

    def undo_all(self, wanted: Iterable[tuple[int, str]]) -> list[Judgement]:
        """Takes judgements back, each for an author, all or none; see `isnad.store.judgements.undo_all`."""
        return undo_all(self.engine, wanted)

    def judgements(self, **wanted: Any) -> list[Judgement]:
        """What people judged, those taken back too; see `isnad.store.judgements.all_judgements`."""
        return all_judgements(self.engine, **wanted)

    def effective_actors(self) -> CorrectedActors:
        """Actors over reports, as people merged and split them."""
        return effective_actors(self.engine)

    def effective_stories(self) -> CorrectedStories:
        """Stories, as people merged and split them."""
        return effective_stories(self.engine)

    def stood(self) -> list[Stood]:
        """All judgements, each with how it stands to what there is now."""
        return stood(self.engine)

    def doubts(self, **wanted: Any) -> list[Doubt]:
        """What a person should look at first; see `isnad.store.doubts.doubts`."""
        return doubts(self.engine, **wanted)

    def questions(self, **wanted: Any) -> list[Question | Doubt]:
        """The same, with the rows of reports to be judged; see `isnad.store.doubts.questions`."""
        return questions(self.engine, **wanted)

    def question(self, report: str, layer: JudgedLayer, place: int) -> Question | None:
        """One statement or event, to be judged; see `isnad.store.doubts.question`."""
        return question(self.engine, report, layer, place)

    def texts(self, *conditions: ColumnElement[bool]) -> Iterator[Report]:
        """Reports without their layers; see `isnad.store.kept.texts`."""
        return texts(self.engine, *conditions)

    def readings(self) -> list[ReadingRow]:
        """What was read into it, and when."""
        with self.engine.connect() as connection:
            return readings_of(connection)

    def problems(self) -> list[Problem]:
        """What could not be read."""
        with self.engine.connect() as connection:
            return problems_of(connection)


def _asked(query: str, fields: dict[str, str]) -> str:
    """A query with some fields more."""
    more = Guided(**fields).to_query() if fields else ""  # type: ignore[arg-type]
    return f"({query}) {more}" if query.strip() and more else query or more
