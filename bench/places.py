"""Places found in raw text and placed on the map: TR-News and GeoWebNews, against published figures.

    python bench/places.py --data ../shared/data [--model FOLDER] [--json FILE]

found and placed   of all marked toponyms with a GeoNames id, those that `PlaceResolver.places_of` finds in the coder's reading of
                   the text and places right: the same id, or within 161 km; countries and first order divisions by id alone.
                   A toponym counts as found by the place whose words share most characters with it. With GeoWebNews also over
                   all toponyms with coordinates (2,601), 200 of which have no id
precision          of all places found, those that a marked toponym bears out; places on words marked without id or coordinates
                   are left out
given the words    the share placed right when the resolver is told where the toponyms stand
locations alone    found and placed by the location names of the reading, without the other names of places

Every figure has its 95 % interval over articles. The lines come three times: with the packaged gazetteer, without the regions
written by hand (knowledge/places/regions.tsv), and without any hand-written table of names. Texts are read and measured, never
copied.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from knowledge.build_gazetteer import Tables, build  # noqa: E402 - the repository is not installed as a package
from quality.places import given  # noqa: E402
from quality.scoring import resampled  # noqa: E402
from quality.toponyms import NAMES, MarkedText, Toponym, articles, placed  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.records import Article, Place, Reading, Resolved, Span  # noqa: E402
from verbale.resolution.gazetteer import Gazetteer  # noqa: E402
from verbale.resolution.places import PlaceResolver  # noqa: E402
from verbale.text import split  # noqa: E402

VARIANTS = (
    ("packaged", frozenset[str]()),
    ("without regions", frozenset(["regions"])),
    ("without any hand-written names", frozenset(["regions", "city_names", "admin1_names", "countries"])),
)
Counts = tuple[int, int]  # right, all
Read = tuple[MarkedText, Sequence[Reading]]


@dataclass(frozen=True)
class Figure:
    """A share and its 95 % interval."""

    data: str
    gazetteer: str
    what: str
    right: int
    of: int
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return (
            f"{self.data:11} {self.what:34} {self.right:5} of {self.of:5}  {self.value:.3f} ({self.low:.3f} to {self.high:.3f})"
            f"  {self.gazetteer}"
        )


def read(extractor: Extractor, texts: Iterator[MarkedText]) -> list[Read]:
    """The coder's own reading of every text."""
    return [(marked, extractor.read(marked.text, split(marked.text))) for marked in texts]


def figures(data: str, gazetteer: str, resolver: PlaceResolver, texts: Sequence[Read]) -> Iterator[Figure]:
    """All figures of one data set with one gazetteer."""
    counts: dict[str, list[Counts]] = {}
    for marked, readings in texts:
        found = resolver.places_of(Article("a", marked.text), readings)
        locations = [place for place in found if place.mention is not None and place.mention.role == "location"]
        with_id = [mark for mark in marked.toponyms if mark.geonameid is not None]
        with_point = [mark for mark in marked.toponyms if mark.lat is not None]
        told = given(resolver, marked)
        for what, pair in (
            ("found", (sum(_over(found, mark) is not None for mark in with_id), len(with_id))),
            ("found and placed", (_right(found, with_id), len(with_id))),
            ("found and placed, with coordinates", (_right(found, with_point), len(with_point))),
            ("locations alone", (_right(locations, with_id), len(with_id))),
            ("precision", _borne_out(found, marked.toponyms)),
            ("given the words", (sum(placed(answer.value, mark) for mark, answer in told), len(told))),
        ):
            counts.setdefault(what, []).append(pair)
    for what, rows in counts.items():
        right, of = (sum(column) for column in zip(*rows, strict=True))
        yield Figure(data, gazetteer, what, right, of, _share(rows), *resampled(rows, _share))


def _share(rows: Sequence[Counts]) -> float:
    right, of = (sum(column) for column in zip(*rows, strict=True))
    return right / of if of else 0.0


def _over(found: Sequence[Resolved[Place]], mark: Toponym) -> Place | None:
    """The place whose words share most characters with a marked toponym."""
    spans = [(place.mention.span, place.value) for place in found if place.mention and place.mention.span.overlaps(mark.span)]
    return max(spans, key=lambda pair: (_shared(pair[0], mark.span), -pair[0].start))[1] if spans else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _right(found: Sequence[Resolved[Place]], marks: Sequence[Toponym]) -> int:
    return sum(placed(_over(found, mark), mark) for mark in marks)


def _borne_out(found: Sequence[Resolved[Place]], marks: Sequence[Toponym]) -> Counts:
    right = of = 0
    for place in found:
        over = [mark for mark in marks if place.mention and place.mention.span.overlaps(mark.span)]
        if over and all(mark.lat is None for mark in over):
            continue
        of += 1
        right += any(placed(place.value, mark) for mark in over)
    return right, of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    extractor = Extractor.open(options.model, threads=1)
    texts = {name: read(extractor, articles(options.data, name)) for name in NAMES}
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (title, without) in enumerate(VARIANTS):
            file = Path(folder) / f"{number}.sqlite"
            if without:
                build(options.data, file, Tables(without))
            gazetteer = Gazetteer.open(file if without else None)
            for name in NAMES:
                for figure in figures(name, title, PlaceResolver(gazetteer), texts[name]):
                    print(figure)
                    out.append(asdict(figure))
            gazetteer.close()
    if options.json:
        options.json.write_text(json.dumps({"model": extractor.card.digest, "figures": out}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
