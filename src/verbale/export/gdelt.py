"""GDELT 2.0: events (61 columns) and mentions (16), tab-separated without names of columns, one row a pair.

What verbale does not measure (tone, ethnic and religious codes, where an actor is) is empty. Each row is one report: the counts
of mentions, sources and articles are 1.
"""

import datetime as time
import math
from collections.abc import Iterable
from typing import BinaryIO

from verbale.export import places
from verbale.export.cameo import cameo
from verbale.export.parties import Party, dyads, pair_id
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.export.tables import Cell, Layout, Table
from verbale.store.rows import EventRow

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code",
    "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO), *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
_NOWHERE: tuple[Cell, ...] = (0, None, None, None, None, None, None, None)
_NO_OFFSET = -1
_WEB, _CITATION = 1, 2  # kinds of mentions: with an address, or only named


def write_events(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write the events, one row a pair."""
    table = Table(Layout(EVENT_COLUMNS, header=False), stream, settings, tally)
    for reported, day in tally.dated(events):
        event, act = reported.event, cameo(reported.event)
        for dyad in dyads(event, settings.mutual):
            table.row((
                pair_id(event, dyad), f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, _fraction(day),
                *_actor(dyad.source), *_actor(dyad.target),
                int(event.sentence == 1), act.code, act.base, act.root, act.gdelt_quad, act.goldstein, 1, 1, 1, None,
                *_NOWHERE, *_NOWHERE, *_action(event), _added(reported), _address(reported),
            ))  # fmt: skip


def write_mentions(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write the mentions: one for each row of the events, with the same number."""
    table = Table(Layout(MENTION_COLUMNS, header=False), stream, settings, tally)
    for reported, day in tally.dated(events):
        event, address = reported.event, _address(reported)
        sure = event.confidence
        confidence = None if sure is None or math.isnan(sure) else round(min(max(sure, 0), 1) * 10) * 10
        for dyad in dyads(event, settings.mutual):
            table.row((
                pair_id(event, dyad), f"{day:%Y%m%d}000000", _added(reported), _WEB if address else _CITATION, event.outlet,
                address or event.article_id, event.sentence, _NO_OFFSET, _NO_OFFSET,
                _NO_OFFSET if event.start is None else event.start, 1, confidence,
                len(reported.article.text) if reported.article else None, None, None, None,
            ))  # fmt: skip


def _actor(party: Party | None) -> tuple[Cell, ...]:
    if party is None:
        return (None,) * len(_ACTOR)
    land, label = party.country, party.label
    kind = party.cameo_role or (None if land else party.cameo_root)
    return (
        party.cameo_code, label.upper() if label else None, land.cameo if land else None, None, None, None, None, kind, None,
        None,
    )  # fmt: skip


def _action(event: EventRow) -> tuple[Cell, ...]:
    """Type (1 country, 2 state and 3 city of the United States, 4 city and 5 state of the world), name, FIPS codes, point."""
    land, where = places.nation(event), places.point(event)
    if land is None or event.precision not in places.RESOLUTIONS:
        return _NOWHERE
    american = event.country == "USA"
    if event.precision == "country":
        kind = 1
    elif event.precision in ("site", "city"):
        kind = 3 if american else 4
    else:
        kind = 2 if american else 5
    fips = land.fips if kind == 1 else None  # the codes of divisions and GNS numbers of places are not known
    return (
        kind, places.full_name(event), land.fips, fips, None, where[0] if where else None, where[1] if where else None, fips,
    )  # fmt: skip


def _fraction(day: time.date) -> str:
    """The year with the share that is over, months of 30 days, as the codebook of GDELT counts it."""
    return f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}"


def _added(reported: Reported) -> str | None:
    """When the article came into the desk, else midnight of its publication."""
    if reported.article:
        return f"{reported.article.added:%Y%m%d%H%M%S}"
    return f"{reported.event.published:%Y%m%d}000000" if reported.event.published else None


def _address(reported: Reported) -> str | None:
    return reported.article.url if reported.article else None
