"""Events of every shape that a desk may hold, tidy or not."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from verbale import ontology
from verbale.export import Reported
from verbale.store.rows import ArticleRow, EventRow

# Tabs, line breaks of every kind, quotes, separators of our own, formulas, emoji, halves of surrogate pairs, other scripts.
AWKWARD = [
    "\t", "\n", "\r\n", "\x85", "\u2028", '"', "'", ";", ",", "=1+1", "@x", "None", "🕊", "\ud83d", "Łódź", "Київ", "北京",
    "e\u0301", "\x00", "<&>", "\ufffe", "  ",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=6)), max_size=4).map("".join)
PLAIN = st.text("abcdefgh ", min_size=1, max_size=8)
CODES = st.sampled_from(["KEN", "RUS", "USA", "ROU", "PSE", "XKX", "IGO", "NGO", "MNC", "UNK", "???"])
SECTORS = st.none() | st.sampled_from([*ontology.SECTORS, "ODD"])
NUMBERS = st.none() | st.floats() | st.sampled_from([0.0, 12.0, 1e300, -3.5])
DAYS = st.none() | st.dates(date(1800, 1, 1), date(2100, 12, 31))
MODES = sorted({mode.split("/")[1] for mode in ontology.all_modes()})


def some(values: st.SearchStrategy[str] | st.SearchStrategy[str | None]) -> st.SearchStrategy[tuple[str | None, ...]]:
    return st.lists(values, max_size=3).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> ArticleRow:
    return ArticleRow(
        draw(PLAIN), None, draw(st.none() | WORDS), draw(st.none() | WORDS), draw(st.none() | WORDS), draw(DAYS),
        draw(st.none() | st.just("en")), draw(WORDS), "x.txt", datetime(2024, 3, 1, 6, 30, tzinfo=UTC), True,
        None, None, None,
    )  # fmt: skip


@st.composite
def events(draw: st.DrawFn) -> EventRow:
    act, status = draw(st.sampled_from(ontology.ACTS)), draw(st.sampled_from(ontology.STATUSES))
    kind = ontology.event_type(act, status)
    start = draw(st.none() | st.integers(0, 40))
    return EventRow(
        event_id=draw(PLAIN), origin=draw(st.sampled_from(["verbale", "icews", "gdelt"])), run_id="run",
        article_id=draw(st.none() | PLAIN), published=draw(DAYS), outlet=draw(st.none() | WORDS),
        sentence=draw(st.none() | st.integers(1, 50)), act=act,
        event_type=kind, mode=draw(st.lists(st.sampled_from(MODES), max_size=3).map(tuple)),
        context=draw(st.lists(st.sampled_from(list(ontology.contexts())), max_size=3).map(tuple)), status=status,
        certainty=draw(st.sampled_from(ontology.CERTAINTIES)), quad=ontology.quad(kind), score=draw(NUMBERS),
        trigger=draw(st.none() | WORDS), actor=draw(some(st.none() | WORDS)), actor_name=draw(some(st.none() | WORDS)),
        actor_code=draw(st.lists(CODES, max_size=3).map(tuple)), actor_sector=draw(some(SECTORS)),
        recipient=draw(some(st.none() | WORDS)), recipient_name=draw(some(st.none() | WORDS)),
        recipient_code=draw(st.lists(CODES, max_size=3).map(tuple)), recipient_sector=draw(some(SECTORS)),
        source=draw(st.none() | WORDS), source_code=draw(st.none() | CODES), cue=draw(st.none() | WORDS),
        place=draw(st.none() | WORDS), place_name=draw(st.none() | WORDS), country=draw(st.none() | CODES),
        admin1=draw(st.none() | WORDS), geonameid=draw(st.none() | st.integers(1, 2**40)), lat=draw(NUMBERS), lon=draw(NUMBERS),
        precision=draw(st.none() | st.sampled_from(["site", "city", "admin2", "admin1", "region", "country", "unknown"])),
        place_basis=None, date=draw(st.none() | WORDS), date_from=draw(DAYS), date_to=draw(DAYS), date_basis=None,
        quantity=draw(some(st.none() | WORDS)),
        quantity_kind=draw(some(st.none() | st.sampled_from(ontology.QUANTITY_KINDS))),
        quantity_low=draw(st.lists(NUMBERS, max_size=3).map(tuple)), quantity_high=draw(st.lists(NUMBERS, max_size=3).map(tuple)),
        confidence=draw(NUMBERS), incident=draw(st.none() | PLAIN), start=start,
        end=None if start is None else start + draw(st.integers(0, 9)), copy_of=None, version_of=None,
        original_code=draw(st.none() | st.sampled_from(["CAMEO 193", "0841", "nonsense", "19", "1383"])),
        original_text=draw(st.none() | WORDS),
    )  # fmt: skip


REPORTED = st.builds(Reported, events(), st.none() | articles())
MANY = st.lists(REPORTED, max_size=6)
