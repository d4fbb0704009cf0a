"""The network of actors: who acts on whom, how often, how, and from when to when. It is held in memory: what grows with the
events is only the number of actors and of their pairs."""

import datetime as time
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from verbale.export.characters import plain
from verbale.export.parties import Party, dyads
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings

NO_PAIR = "the article names no actor, or no recipient"


@dataclass(slots=True)
class Node:
    """An actor; `events` counts the pairs it stands in."""

    label: str
    code: str
    sector: str | None
    country: str | None
    events: int = 0


@dataclass(slots=True)
class Edge:
    """What one actor did to another; the dates are None where no event of theirs has one."""

    count: int = 0
    scores: list[float] = field(default_factory=lambda: [0.0, 0.0])  # their sum and how many
    first: time.date | None = None
    last: time.date | None = None
    acts: Counter[str] = field(default_factory=Counter)

    @property
    def mean_score(self) -> float | None:
        """Mean of the conflict-cooperation scores."""
        return self.scores[0] / self.scores[1] if self.scores[1] else None

    @property
    def acts_told(self) -> str:
        """ "AID 3; ACCUSE 1": the event types by how often."""
        return "; ".join(f"{act} {count}" for act, count in sorted(self.acts.items(), key=lambda entry: (-entry[1], entry[0])))


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and directed edges by the keys of their actors."""

    nodes: dict[str, Node]
    edges: dict[tuple[str, str], Edge]


def key(party: Party, settings: ExportSettings) -> str | None:
    """What makes two actors one, by the settings: the label, or code and sector. None for an actor of whom nothing is known."""
    known = party.label if settings.actors_by == "name" else party.code_and_sector
    return plain(known).strip() or None if known else None


def gather(events: Iterable[Reported], settings: ExportSettings, tally: Tally) -> Network:
    """The network of the events; those without a pair are left out."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for reported in events:
        event, found = reported.event, False
        for dyad in dyads(event, settings.mutual):
            if dyad.source is None or dyad.target is None:
                continue
            ends = [(party, key(party, settings)) for party in (dyad.source, dyad.target)]
            if any(name is None for _, name in ends):
                continue
            found = True
            names = []
            for party, name in ends:
                assert name is not None
                land = party.country
                nodes.setdefault(name, Node(name, party.code, party.sector, land.code if land else None)).events += 1
                names.append(name)
            _add(edges.setdefault((names[0], names[1]), Edge()), reported)
        if not found:
            tally.left_out[NO_PAIR] += 1
    tally.rows = len(edges)
    return Network(nodes, dict(sorted(edges.items())))


def _add(edge: Edge, reported: Reported) -> None:
    event, day = reported.event, reported.day
    edge.count += 1
    edge.acts[event.event_type] += 1
    if event.score is not None and math.isfinite(event.score):
        edge.scores[0] += event.score
        edge.scores[1] += 1
    if day is not None:
        edge.first = day if edge.first is None else min(edge.first, day)
        edge.last = day if edge.last is None else max(edge.last, day)
