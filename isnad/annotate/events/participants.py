"""The names of those who take part in an event: the fullest that the report gives, as for speakers."""

from __future__ import annotations

from isnad.annotate.entities.actors import JOINED, Actors
from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.roles import is_mere_place, national, pronoun_before
from isnad.annotate.phrases.reference import display
from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.speakers import joint_parts
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import capital_of, countries, country_of
from isnad.lexicon.plover import SYMMETRIC
from isnad.model import MentionType, Statement
from isnad.text import fold

_NOBODY = particles("names_nobody")
_OWN_PRONOUNS = particles("speakers_own_pronoun")
_LONGEST = 9  # words; a longer description names nobody whom another report would name


class Participants:
    """Names the participants of the events of one report."""

    def __init__(self, view: View, actors: Actors, statements: tuple[Statement, ...]) -> None:
        self.view = view
        self.actors = actors
        self.statements = statements
        self._countries: dict[str, str] = {}
        for name in view.named_in_order:
            if name.mention.type is MentionType.LOC:
                code = country_of(" ".join(view.forms[name.first : name.last]))
                if code is not None:
                    self._countries.setdefault(code, name.mention.entity or display(view, (name.first, name.last)))

    def fill(self, candidate: EventCandidate, last: EventCandidate | None) -> None:
        """Fills the names of actors and recipients.

        Args:
            candidate: The event.
            last: The event before it in its sentence, whose actor a verb without subject goes on with.
        """
        reading = candidate.reading
        candidate.actors = self._names(candidate.actor_phrases, candidate.at)
        candidate.recipients = self._names(candidate.recipient_phrases, candidate.at)
        if candidate.cue_of is not None:
            self._of_statement(candidate)
        if reading.enclitic and not 0 <= candidate.noun_at < candidate.at:
            self._of_pronoun(candidate)
        if reading.nominal:
            self._of_nationality(candidate)
        verbal = reading.finite or reading.form == "participle"
        if verbal and not candidate.actors and not candidate.passive and candidate.pattern.actor != "none":
            self._go_on(candidate, last)
        if candidate.type in SYMMETRIC and candidate.pattern.shared:
            candidate.actors, candidate.recipients = _once([*candidate.actors, *candidate.recipients]), []
        candidate.actors = _once(candidate.actors)
        candidate.recipients = [name for name in _once(candidate.recipients) if name not in candidate.actors]

    def parts(self, phrase: Range) -> list[tuple[Range, str]]:
        """Those whom a phrase names, each of joint ones by itself, with their tokens; mere places name nobody."""
        found = []
        for part in joint_parts(self.view, phrase) or [phrase]:
            name = None if is_mere_place(self.view, part) else self.name(part, part[0])
            if name is not None:
                found.append((part, name))
        return found

    def country(self, code: str) -> str:
        """A country, by the name that the report gives it where it does."""
        return self._countries.get(code) or countries()[code].names[0]

    def speakers(self, statement: Statement) -> list[str]:
        """Those who make a statement, a government by its country's name where the report has that."""
        names = statement.speaker.split(JOINED)
        return [self._countries.get(capital_of(fold(name)) or "", name) for name in names]

    def place(self, phrase: Range, entity: str | None) -> tuple[str, str]:
        """The name of a place, and whether it is a `country`, a `capital` or a mere `place`.

        A capital stands for its government, which is told by the country's name where the report has it.
        """
        told = " ".join(self.view.forms[slice(*phrase)])
        code = country_of(told)
        if code is not None and capital_of(told) != code:
            return self.country(code), "country"
        name = entity or display(self.view, phrase)
        code = capital_of(told)
        if code is not None:
            return self._countries.get(code) or name, "capital"
        return name, "place"

    def _names(self, phrases: list[Range], at: int) -> list[str]:
        found: list[str] = []
        for phrase in phrases:
            for part in joint_parts(self.view, phrase) or [phrase]:
                if is_mere_place(self.view, part):
                    continue
                name = self.name(part, at)
                if name is not None:
                    found.append(name)
        return found

    def name(self, phrase: Range, at: int) -> str | None:
        """Whom a phrase stands for, as the whole report tells it; None for nobody.

        Args:
            phrase: The phrase.
            at: The token before which an antecedent is looked for first.
        """
        view = self.view
        first, last = phrase
        while first < last and not view.is_word[first] and view.quotation_at(first) is None:
            first += 1
        if first >= last or view.forms[first] in _NOBODY or last - first > _LONGEST:
            return None
        if view.words[first].pronoun and first not in view.nominals and not view.words[first].classes:
            return None
        if view.has(first, Noun.TIME) and first not in view.names:
            return None
        named = view.names.get(first)
        if named is not None and named.mention.type is MentionType.LOC and named.first == first:
            return self.place((named.first, named.last), named.mention.entity)[0]
        if not self._is_known(first, last):
            info = view.words[first]
            return _unglued(display(view, (first, last)), info.conjunction + info.preposition)
        return self.actors.resolve((first, last), at)[0].name

    def _is_known(self, first: int, last: int) -> bool:
        """Whether a phrase holds a name, an office or a body, which the report may tell more fully elsewhere."""
        view = self.view
        kinds = Noun.TITLE | Noun.BODY | Noun.OUTLET_KIND
        return any(k in view.names or k in view.nominals for k in range(first, last)) or view.has(first, kinds)

    def _of_statement(self, candidate: EventCandidate) -> None:
        """The speaker acts by what he says; whom he speaks to or of has it done to him."""
        statement = self.statements[candidate.cue_of or 0]
        candidate.actors = self.speakers(statement)
        words = self.view.layer.words
        span = statement.target if candidate.type in {"ACCUSE", "SUPPORT", "THREATEN"} else statement.addressee
        span = span or statement.addressee or statement.target
        if span is not None:
            candidate.recipient_phrases = [(words.holding(span.start), words.at(span.end))]
            candidate.recipients = self._names(candidate.recipient_phrases, candidate.at)

    def _of_pronoun(self, candidate: EventCandidate) -> None:
        """Whom the pronoun on a verb or verbal noun stands for."""
        told = self.view.pronouns.get(candidate.at)
        if told is None or told.mention.entity is None:
            return
        names = told.mention.entity.split(JOINED)
        done_to = candidate.reading.finite or candidate.pattern.of == "recipient"
        (candidate.recipients if done_to and not candidate.pattern.shared else candidate.actors).extend(names)

    def _of_nationality(self, candidate: EventCandidate) -> None:
        """The countries that adjectives name as actors (`الغارات الإسرائيلية`)."""
        if candidate.actors:
            return
        for code in national(self.view, candidate):
            candidate.actors.append(self.country(code))

    def _go_on(self, candidate: EventCandidate, last: EventCandidate | None) -> None:
        """A verb without a subject goes on with that of the verb before, or with whom its content speaks of."""
        if last is not None and last.actors and last.segment == candidate.segment and not last.passive:
            candidate.actors = list(last.actors)
            return
        host = self.view.pronouns.get(candidate.at - 1) if pronoun_before(self.view, candidate) else None
        if host is not None and host.mention.entity is not None:
            candidate.actors = host.mention.entity.split(JOINED)
        elif candidate.told_in is not None:
            statement = self.statements[candidate.told_in]
            if candidate.reading.person == 1 or self._speaks_of_itself(statement, candidate):
                candidate.actors = self.speakers(statement)

    def _speaks_of_itself(self, statement: Statement, candidate: EventCandidate) -> bool:
        """Whether the verb stands where the content begins with the speaker's own pronoun (`إنه سيزور`)."""
        view = self.view
        first = view.layer.words.at(statement.content[0].start)
        return view.forms[first] in _OWN_PRONOUNS and candidate.at - first <= 3


def _unglued(name: str, preposition: str) -> str:
    """A description without the letters that are glued to it (`للنازحين`, `والمعارضة`)."""
    if preposition[:1] in {"و", "ف"} and name.startswith(preposition[0]):
        name, preposition = name[1:], preposition[1:]
    if preposition != "" and name.startswith(preposition) and len(name) > 3:
        return f"ا{name[1:]}" if name.startswith("لل") else name[1:]
    return name


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
