"""The nouns of verbale: frozen values that the rooms hand to one another.

Every span is a pair of character offsets into `Article.text`: `article.text[span.start:span.end]` are its words.
Offsets count Unicode code points, as Python strings do. Nothing here reads, writes or looks anything up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. `text` is the input verbatim; `title` informs the coding but is not coded itself."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that the extraction found, what it is (`role`), and how sure it is (`score`, 0 to 1).

    Roles: actor, recipient, source, cue, place, date, quantity, cause, effect, signal, holder, toward, and for names
    person, organisation, location.
    """

    span: Span
    role: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class EventMention:
    """What one passage says of one act, before anybody is looked up."""

    sentence: Span
    trigger: Span
    act: str
    status: str
    certainty: str
    modes: tuple[str, ...] = ()
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    source: Mention | None = None
    cue: Mention | None = None
    place: Mention | None = None
    date: Mention | None = None
    quantities: tuple[Mention, ...] = ()
    confidence: float = 1.0
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsequenceMention:
    """A claim that `cause` raises, lowers or changes `effect`."""

    cause: Mention
    effect: Mention
    signal: Mention | None
    polarity: str
    status: str
    certainty: str
    source: Mention | None = None


@dataclass(frozen=True, slots=True)
class StanceMention:
    """Where `holder` stands toward an issue or another actor."""

    holder: Mention
    toward: Mention | None
    value: str
    source: Mention | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the extraction finds in one sentence. `names` are persons, organisations and locations by name."""

    sentence: Span
    events: tuple[EventMention, ...] = ()
    consequences: tuple[ConsequenceMention, ...] = ()
    stances: tuple[StanceMention, ...] = ()
    names: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """The act between a given actor and recipient in one sentence. `scores` has the sixteen acts and sums to 1."""

    act: str
    status: str
    event_type: str
    scores: Mapping[str, float]
    type_scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that was considered for a mention, and why."""

    name: str
    code: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """The answer to "what does this mention stand for?": a value, or None with the reason.

    `mention` is None where the value was taken over from elsewhere in the article.
    """

    value: T | None
    mention: Mention | None
    score: float
    reason: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """`code` is ISO 3166-1 alpha-3, IGO, NGO, MNC or UNK; `sector` the primary role, None for a country as such."""

    name: str | None
    code: str
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """`precision` is site, city, admin2, admin1, region, country or unknown; coordinates are WGS 84 degrees."""

    name: str
    country: str | None
    precision: str
    admin1: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """First and last day; `basis` is explicit, relative or publication."""

    start: date
    end: date
    basis: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval of numbers of one kind; None for an open or unknown end."""

    kind: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event mention whose actors, source, place, date and quantities have been looked up."""

    id: str
    mention: EventMention
    event_type: str
    quad: str
    score: float
    actors: tuple[Resolved[Actor], ...]
    recipients: tuple[Resolved[Actor], ...]
    source: Resolved[Actor] | None = None
    place: Resolved[Place] | None = None
    date: Resolved[When] | None = None
    quantities: tuple[Resolved[Quantity], ...] = ()
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """A consequence mention with its source looked up."""

    mention: ConsequenceMention
    source: Resolved[Actor] | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance mention with its holder and source looked up."""

    mention: StanceMention
    holder: Resolved[Actor]
    source: Resolved[Actor] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What made a coding: versions and digests (SHA-256, first 16 hexadecimal digits).

    `tables` is the digest of the user's own tables of actors and places, empty where there were none.
    """

    program: str
    model: str
    model_digest: str
    ontology: str
    settings_digest: str
    tables: str = ""


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article and everything verbale found in it."""

    article: Article
    run: Run
    sentences: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    stances: tuple[Stance, ...] = ()
    names: tuple[Mention, ...] = field(default=(), repr=False)
    places: tuple[Resolved[Place], ...] = field(default=(), repr=False)
    """Every place that the article names, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Question:
    """Will `actor` do `act` to `recipient` at least once in the `horizon` days from `as_of` on?

    `act` is an act, a quad class, or None for any act; `actor` or `recipient` None means anyone.
    """

    actor: str | None
    act: str | None
    recipient: str | None
    as_of: date
    horizon: int


@dataclass(frozen=True, slots=True)
class Ground:
    """One countable statement that a forecast stands on, and how far it moves the log-odds (or the rank score)."""

    statement: str
    weight: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """An answer to a question, made from what was known before its `as_of` day.

    `low` and `high` bound the probability at 90 %, `count` is the expected number of such events with its 90 % interval.
    `baselines` are the same answer by simpler models, best first on the backtest. `events` is how many events of the question's
    parties it stands on; `pooled` says that this was too little and that the answer is the rate of others like them.
    """

    question: Question
    probability: float
    low: float
    high: float
    count: tuple[float, float, float]
    model: str
    baselines: tuple[tuple[str, float], ...] = ()
    grounds: tuple[Ground, ...] = ()
    events: int = 0
    pooled: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """One answer to "who": an actor with its rank (1 is best), a score that only orders, and the grounds."""

    name: str
    rank: int
    score: float
    grounds: tuple[Ground, ...] = ()
