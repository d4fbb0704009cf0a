"""What a name stands for on a day, by itself: the answer of the resolver with its reason, and every spell in the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verbale.records import Actor, Article, EventMention, Mention, Reading, Resolved, Span
from verbale.resolution.actors import ActorResolver, parties
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.knowledge import ActorTable, Entity


@dataclass(frozen=True, slots=True)
class Spell:
    """An entity of the table that bears the name, and whether its spell holds on the day."""

    entity: Entity
    holds: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """The parties that the words stand for, each with its reason, and the spells of that name, those that hold first."""

    parties: tuple[Resolved[Actor], ...]
    spells: tuple[Spell, ...]


def explain(name: str, on: date | None = None, own_actors: Sequence[str] = ()) -> Explained:
    """Look a name or a description up, as if it were the actor of an event in a text without any other words.

    `on` is the day of the text; without it, spells that have ended do not hold. `own_actors` are lines of the
    user's own table (own.py). Raises GazetteerNotFound.
    """
    table = ActorTable.open(own_lines=own_actors)
    whole = Span(0, len(name))
    mention = Mention(whole, "actor")
    event = EventMention(whole, whole, "CONSULT", "actual", "certain", actors=(mention,))
    answers = ActorResolver(table, Gazetteer.open()).resolve(Article("name", name, None, on), [Reading(whole, (event,))])
    spells = [Spell(entity, entity.phase(on) == 0) for entity in table.lookup(name)]
    spells.sort(key=lambda spell: (not spell.holds, spell.entity.start, spell.entity.name))
    return Explained(parties(answers[mention]), tuple(spells))
