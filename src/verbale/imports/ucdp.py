"""UCDP GED, the Georeferenced Event Dataset: 49 columns, CSV with a header, each row lethal violence between two sides."""

from verbale.imports.cells import day, identity, number, point, readable_day, whole, words
from verbale.imports.layouts import Layout
from verbale.imports.records import Damage, Deed, Importing, Party, Spot
from verbale.imports.rows import CERTAIN, UNTOLD, Counted, row
from verbale.ontology import UNKNOWN_CODE
from verbale.ontology.countries import Spelling, alpha3
from verbale.store.rows import EventRow

NEEDED = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best", "high", "low")
_READ = (
    "id", "type_of_violence", "dyad_name", "side_a", "side_b", "gwnoa", "gwnob", "source_article", "source_office", "source_date",
    "where_prec", "where_coordinates", "adm_1", "latitude", "longitude", "country", "country_id", "event_clarity", "date_start",
    "date_end", "best", "high", "low",
)  # fmt: skip
_VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}
# A point near a place (2, within 25 km) is that place, as it is where verbale reads "near Goma"; 7 is the high sea or the air.
_PRECISIONS = {"1": "city", "2": "city", "3": "admin2", "4": "admin1", "5": "region", "6": "country", "7": "unknown"}
_GOVERNMENT, _CIVILIANS, _CLEAR = "Government of ", "civilians", "1"
_DEED = Deed("ASSAULT")


class Ucdp:
    """Reads the records of one file."""

    def __init__(self, layout: Layout, importing: Importing) -> None:
        self.pick, self.importing = layout.picker(_READ), importing

    def event(self, cells: list[str]) -> EventRow:
        """The event of a record. Raises Damage."""
        (
            key, kind, dyad, side_a, side_b, states_a, states_b, article, office, source_date, level, place, admin1, lat, lon,
            country, country_id, clarity, first, last, best, high, low,
        ) = self.pick(cells)  # fmt: skip
        if (violence := _VIOLENCE.get(kind.strip())) is None:
            raise Damage("no type of violence", kind, "1, 2 or 3")
        days = day(first, "first day"), day(last, "last day")
        if days[0] > days[1]:
            raise Damage("the days are not in order", f"{first} to {last}", "the first day before the last")
        source_day = readable_day(source_date.partition(";")[0])  # of the first source; "2011" and the like is no day
        return row(
            self.importing, "ucdp", identity(key), _DEED,
            self._sides(side_a, states_a, violence), self._sides(side_b, states_b, violence),
            self._spot(level, place, admin1, country, country_id, lat, lon), days,
            published=source_day, outlet=words(office.partition(";")[0]),
            certainty=CERTAIN if clarity.strip() == _CLEAR else UNTOLD,
            dead=_dead(best, low, high), code=violence,
            text="; ".join(part for cell in (dyad, article) if (part := words(cell))) or None,
        )  # fmt: skip

    def _sides(self, cell: str, numbers: str, violence: str) -> tuple[Party, ...]:
        """The parties of a side: several governments stand in one cell, and so do their numbers."""
        if not (side := words(cell)):
            return ()
        if not side.startswith(_GOVERNMENT):
            sector = "CVL" if side.lower() == _CIVILIANS else "REB" if violence == "state-based" else "UAF"
            return (Party(None, side, UNKNOWN_CODE, sector),)
        first, *others = side.split(f", {_GOVERNMENT}")
        names = [first, *(_GOVERNMENT + name for name in others)]
        states = [state for part in numbers.replace(";", ",").split(",") if (state := part.strip().removesuffix(".0"))]
        if len(states) != len(names):
            states = [""] * len(names)
        return tuple(
            Party(None, name, self._country(name.removeprefix(_GOVERNMENT), state) or UNKNOWN_CODE, "GOV")
            for name, state in zip(names, states, strict=True)
        )

    def _spot(self, level: str, place: str, admin1: str, country: str, country_id: str, lat: str, lon: str) -> Spot:
        if (precision := _PRECISIONS.get(level.strip().removesuffix(".0"))) is None:
            raise Damage("no precision of the place", level, "1 to 7")
        north, east = point(lat, lon)
        return Spot(
            name=words(place), country=self._country(country, country_id), admin1=words(admin1),
            lat=north, lon=east, precision=precision,
        )  # fmt: skip

    def _country(self, name: str, number_of_state: str) -> str | None:
        """By the number, which does not change with the name; else by the name."""
        found = alpha3(number_of_state.strip().removesuffix(".0"), Spelling.GLEDITSCH_WARD) if number_of_state.strip() else None
        if found is None and (known := words(name)) and (found := alpha3(known)) is None:
            self.importing.miss("country", known)
        return found


def _dead(best: str, low: str, high: str) -> Counted | None:
    estimate = whole(best, "best estimate of the dead")
    ends = number(low, "low estimate of the dead"), number(high, "high estimate of the dead")
    if any(end is not None and end < 0 for end in ends):
        raise Damage("estimate of the dead is negative", f"{low} to {high}", "0 or more")
    if estimate is None and ends == (None, None):
        return None
    return None if estimate is None else str(estimate), *ends
