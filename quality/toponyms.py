"""TR-News and GeoWebNews: articles with marked toponyms, and whether a place is the one that was marked.

Texts are read and measured, never copied.
"""

import html
import lzma
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.records import Place, Span

NEAR_KM = 161.0
NAMES = ("TR-News", "GeoWebNews")


@dataclass(frozen=True)
class Toponym:
    """A marked toponym; its GeoNames id and coordinates are None where the annotators gave none."""

    span: Span
    geonameid: int | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class MarkedText:
    """A text and all toponyms marked in it."""

    text: str
    toponyms: tuple[Toponym, ...]


def articles(data: Path, name: str) -> Iterator[MarkedText]:
    """The articles of "TR-News" or "GeoWebNews" in the folder of data sets."""
    reader, file = {"TR-News": (_trnews, "trnews.xml.xz"), "GeoWebNews": (_gwn, "gwn.xml.xz")}[name]
    return reader(lzma.decompress((data / "places" / file).read_bytes()).decode("utf-8"))


def _trnews(raw: str) -> Iterator[MarkedText]:
    for body in re.findall(r"<article.*?</article>", raw, re.S):
        text = re.search(r"<!\[CDATA\[(.*?)\]\]>", body, re.S)
        if not text:
            continue
        found = []
        for mark in re.findall(r"<toponym>(.*?)</toponym>", body, re.S):
            words, start = re.search(r"<phrase>(.*?)</phrase>", mark, re.S), re.search(r"<start>(\d+)</start>", mark)
            if words is None or start is None:
                continue
            ident = re.search(r"<gaztag geonameid=\"(\d+)\">.*?<lat>(.*?)</lat>\s*<lon>(.*?)</lon>", mark, re.S)
            span = _nearest(text[1], html.unescape(words[1]), int(start[1]))
            found.append(Toponym(span, *((int(ident[1]), float(ident[2]), float(ident[3])) if ident else (None, None, None))))
        yield MarkedText(text[1], tuple(found))


def _nearest(text: str, words: str, start: int) -> Span:
    """Where the words of a mark stand; some articles give offsets that are a few characters off."""
    hits = [hit.start() for hit in re.finditer(re.escape(words), text)]
    at = min(hits, key=lambda hit: abs(hit - start), default=start)
    return Span(at, at + len(words))


def _gwn(raw: str) -> Iterator[MarkedText]:
    for body in re.findall(r"<article .*?</article>", raw, re.S):
        text = re.search(r"<text>(.*?)</text>", body, re.S)
        if not text:
            continue
        found = []
        for mark in re.findall(r"<toponym>(.*?)</toponym>", body, re.S):
            fields = dict(re.findall(r"<(\w+)>([^<]*)</\1>", mark))
            ident, lat, lon = (fields.get(key, "").strip() for key in ("geonamesID", "latitude", "longitude"))
            found.append(
                Toponym(
                    Span(int(fields["start"]), int(fields["end"])),
                    int(ident) if ident.isdigit() else None,
                    float(lat) if lat else None,
                    float(lon) if lon else None,
                )
            )
        yield MarkedText(html.unescape(text[1]), tuple(found))


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great circle distance."""
    a, b = math.radians(lat), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def placed(place: Place | None, mark: Toponym) -> bool:
    """Whether a place is the one marked: the same id, or within 161 km; countries and first order divisions by id alone."""
    if place is None:
        return False
    if place.geonameid is not None and place.geonameid == mark.geonameid:
        return True
    if place.precision in ("country", "admin1") or None in (place.lat, place.lon, mark.lat, mark.lon):
        return False
    assert place.lat is not None
    assert place.lon is not None
    assert mark.lat is not None
    assert mark.lon is not None
    return kilometres(place.lat, place.lon, mark.lat, mark.lon) <= NEAR_KM
