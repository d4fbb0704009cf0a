"""Phoenix: the real-time files (26 columns, tab-separated, without names) and the Cline Center's historical ones (25, CSV)."""

from collections.abc import Iterable
from typing import BinaryIO

from verbale.export import places
from verbale.export.cameo import cameo
from verbale.export.parties import Party, dyads, pair_id
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.export.tables import Cell, Layout, Table, joined
from verbale.store.rows import EventRow
from verbale.version import VERSION

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute", "EventCode",
    "EventRootCode", "PentaClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName", "CountryCode",
    "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
CLINE_COLUMNS = (
    "eid", "story_date", "year", "month", "day", "source", "source_root", "source_agent", "source_others", "target",
    "target_root", "target_agent", "target_others", "code", "root_code", "quad_class", "goldstein", "joined_issues", "lat",
    "lon", "placename", "statename", "countryname", "aid", "process",
)  # fmt: skip
# The agents of Phoenix; other roles are attributes.
_AGENTS = frozenset(("GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"))
_NO_COUNTRY = "---"  # in the place of the country, as in ---GOV


def write(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write the real-time layout, one row a pair."""
    table = Table(Layout(COLUMNS, header=False), stream, settings, tally)
    for reported, day in tally.dated(events):
        event = reported.event
        sentence = f"{event.article_id}_{event.sentence}" if event.article_id and event.sentence else event.article_id
        for dyad in dyads(event, settings.mutual):
            table.row((
                pair_id(event, dyad), f"{day:%Y%m%d}", f"{day:%Y}", f"{day:%m}", f"{day:%d}",
                *_actor(dyad.source), *_actor(dyad.target), *_act(event), *_place(event),
                sentence, reported.article.url if reported.article else None, event.outlet,
            ))  # fmt: skip


def write_cline(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write the historical layout, one row a pair."""
    table = Table(Layout(CLINE_COLUMNS, tabs=False), stream, settings, tally)
    for reported, day in tally.dated(events):
        event = reported.event
        for dyad in dyads(event, settings.mutual):
            table.row((
                pair_id(event, dyad), f"{day:%m/%d/%Y}", day.year, day.month, day.day, *_actor(dyad.source),
                *_actor(dyad.target), *_act(event), *_place(event), event.article_id, f"verbale {VERSION}",
            ))  # fmt: skip


def _actor(party: Party | None) -> tuple[Cell, ...]:
    """Full code, root, agent, attribute."""
    if party is None:
        return (None,) * 4
    root, role = party.cameo_root, party.cameo_role
    full = f"{root or _NO_COUNTRY}{role or ''}" if root or role else None
    return full, root, role if role in _AGENTS else None, role if role not in _AGENTS else None


def _act(event: EventRow) -> tuple[Cell, ...]:
    """Code, root, class, score, issues with how often each was found (here once)."""
    act = cameo(event)
    issues = joined((f"{context.upper()},1" for context in event.context), between=";")
    return act.code, act.root, act.phoenix_quad, act.goldstein, issues


def _place(event: EventRow) -> tuple[Cell, ...]:
    where = places.point(event)
    if where is None:
        return (None,) * 5
    return where[0], where[1], event.place_name, places.province(event), event.country
