"""Build the table of actors from the Factbook, REIGN, UCDP, GeoNames and the hand-written tables in actors/.

    python knowledge/build_actors.py --data /work/shared/data

Writes src/verbale/resolution/data/actors.tsv, the same bytes each time, and prints counts by kind and source.
Lines that start with E are entities (one per spell in office), lines that start with N are nouns; knowledge.py reads them.
An alias that starts with "~" counts only where the article supports it (surnames, acronyms of small groups).
"""

import argparse
import calendar
import csv
import html
import json
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "src/verbale/resolution/data/actors.tsv"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOT_LEADERS = re.compile(r"\b(?:vacant|none|NA)\b", re.IGNORECASE)
FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "HKG"}
WESTERN = {"Joseph", "William", "Carrie", "John", "Jimmy", "Joshua", "Martin"}
PARTICLES = {"al", "el", "van", "von", "de", "da", "di", "del", "der", "den", "dos", "la", "le", "bin", "ibn", "ben", "o"}
# Surnames that are also words or too common to name one person without support from the article.
COMMON = words(
    "abbott abdullah abe ahmad ahmed ali austin bolton brown burns bush carter castro chen clark cooper costa dan esper "
    "ford fox gandhi gates gonzalez graham hamad harper harris hassan he howard hu hunt johnson kan keita kerry khan kim "
    "king lam lee li lopez lula ma major martin may michel mohamed moon mori moussa nawaz noda omar park patel pelosi "
    "perez peters powell prince rice robertson roh rudd sall salman santos silva singh straw suga taylor toledo toure "
    "traore tsai wade wallace wang wong xi yang"
)
MAFIA = re.compile(
    r"cartel|gang|zetas|mara |barrio|comando|familia|crips|posse|pandilla|tren de|choneros|lobos|clan del|prison", re.IGNORECASE
)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    kind: str
    codes: str
    sector: str
    name: str
    title: str
    start: str
    end: str
    gender: str
    source: str
    aliases: tuple[str, ...]

    def line(self) -> str:
        fields = (self.kind, self.codes, self.sector, self.name, self.title, self.start, self.end, self.gender, self.source)
        return "\t".join(("E", *fields, "|".join(self.aliases)))


def read_table(name: str, width: int) -> Iterator[list[str]]:
    """Rows of a hand-written table, each padded to `width` fields; SystemExit names a malformed line."""
    for number, line in enumerate((HERE / "actors" / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) > width:
            sys.exit(f"actors/{name} line {number} has {len(fields)} fields, not {width}.")
        yield fields + [""] * (width - len(fields))


def split(field: str) -> list[str]:
    return [part.strip() for part in field.split(";") if part.strip()]


def surnames(name: str, code: str) -> list[str]:
    """Weak aliases of a person: the family name, with and without its particle; in Korean and Chinese order the first word."""
    words = name.split()
    if len(words) < 2 or words[0] in ("King", "Queen", "Pope", "Sultan", "Sheikh", "Prince", "Emir", "Patriarch"):
        return []
    if code in FAMILY_FIRST and len(words) <= 3 and words[0] not in WESTERN:
        return ["~" + words[0]]
    last = words[-1] if words[-1] not in ("Jr", "Jr.", "II", "III", "VI") else words[-2]
    found = ["~" + last]
    bare = re.sub(r"^(?:al|el)-", "", last)
    if bare != last:
        found.append("~" + bare)
    if len(words) > 2 and words[-2].lower() in PARTICLES:
        found.append("~" + " ".join(words[-2:]))
    return found


def prominent(title: str, surname: str) -> bool:
    """Whether a bare surname may stand for the person although the article does not mention the country."""
    heads = (
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "leader",
        "supreme leader",
        "foreign minister",
        "UN secretary-general",
    )
    return title in heads and len(surname) >= 5 and surname.lower() not in COMMON


def persons() -> Iterator[Row]:
    for code, sector, names, title, start, end, gender in read_table("persons.tsv", 7):
        listed = split(names)
        group = len(listed) > 1 and len({name.split()[-1].casefold()[:3] for name in listed}) > 2
        # Names listed together share facts; they are one person only when they are spellings of one name.
        for name in listed if group else listed[:1]:
            aliases = [name] if group else listed
            weak = [w for alias in aliases for w in surnames(alias, code)]
            weak = [w[1:] if prominent(title, w[1:]) else w for w in weak]
            yield Row("person", code, sector, name, title, start, end, gender, "hand", tuple(dict.fromkeys(aliases + weak)))


def organisations() -> Iterator[Row]:
    for codes, sector, kind, names, start, end in read_table("organisations.tsv", 6):
        listed = split(names)
        single = sector in ("JRN", "PTY", "NGO", "IGO", "BUS", "REB", "UAF", "CRM", "MIL", "GOV", "SPY", "COP", "LEG", "JUD")
        for name in listed:
            yield Row(
                kind, codes, sector, name.lstrip("~") if single else listed[0].lstrip("~"), "", start, end, "", "hand", (name,)
            )


def countries(geonames: Path, factbook: dict[str, dict[str, str]]) -> Iterator[Row]:
    """States, adjectives, inhabitants and seats; GeoNames for codes, the Factbook for long names and demonyms."""
    listed: dict[str, tuple[list[str], list[str], list[str], list[str], str]] = {}
    for line in geonames.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        fields = line.split("\t")
        iso3, fips, name, capital = fields[1], fields[3], fields[4].strip(), fields[5].strip()
        if iso3 in ("SCG", "ANT"):
            continue
        facts = factbook.get(fips.lower(), {}) if fips else {}
        short = re.sub(r"\(.*?\)", "", facts.get("short", "")).strip()
        long = re.sub(r"\(.*?\)", "", facts.get("long", "")).split(";")[0].strip()
        names = [n for n in (name, short, long) if n and n not in ("none", "Burma") and "," not in n]
        adjectives = demonyms(facts.get("adjective", ""), plural=False)
        people = demonyms(facts.get("noun", ""), plural=True)
        seats = (
            [capital]
            if capital and capital not in (name, "San Marino", "Monaco", "Gibraltar", "Victoria", "Hamilton", "Stanley")
            else []
        )
        listed[iso3] = (names, adjectives, people, seats, name)
    for code, names_, adjectives_, people_, seats_ in read_table("countries.tsv", 5):
        entry = listed[code]
        for have, more in zip(entry[:4], (names_, adjectives_, people_, seats_), strict=True):
            have.extend(split(more))
    elsewhere: dict[str, set[str]] = {code: set() for code in listed}
    for code in listed:
        if code in DEPENDENT or code in ("PRK", "COG"):
            others = [c for c in listed if c not in DEPENDENT and c not in (code, "PRK", "COG")]
            elsewhere[code] = {alias for other in others for part in listed[other][:3] for alias in part}
    elsewhere["PRK"] |= {"Koreans"}
    for code in sorted(listed):
        names, adjectives, people, seats, name = listed[code]
        if code in ("COG", "DMA"):  # "Congolese", "Dominican" stand for the larger neighbour unless the article says otherwise
            adjectives, people = [], []
        people = people + [a + "s" for a in adjectives if a.endswith(("an", "i", "o", "ch")) and not a.endswith(("nch", "tch"))]
        # What a state and a territory share is the state's; bare "Korean" and "Congo" are the more reported one's.
        names = [n for n in names if n not in elsewhere[code]]
        adjectives = [a for a in adjectives if a not in elsewhere[code]]
        people = [p for p in people if p not in elsewhere[code]]
        for kind, sector, aliases in (
            ("state", "", names),
            ("adjective", "", adjectives),
            ("people", "CVL", people),
            ("seat", "GOV", seats),
        ):
            unique = tuple(dict.fromkeys(a for a in aliases if len(a) > 1))
            if unique:
                yield Row(kind, code, sector, name, "", "", "", "", "geonames factbook hand", unique)


def demonyms(text: str, plural: bool) -> list[str]:
    """ "Russian(s)" -> Russian, Russians; "Mosotho (singular), Basotho (plural)" -> both; notes are left out."""
    if not text or text.startswith(("NA", "none")):
        return []
    out = []
    for part in re.split(r",|;| or ", text.split("note")[0]):
        word = re.sub(r"\((?:singular|plural|collective|US|singular and plural)[^)]*\)", "", part).strip()
        many = re.fullmatch(r"([^()]+)\((s|es)\)", word)
        if many and plural:
            out.append(many.group(1) + many.group(2))
        word = re.sub(r"\([^)]*\)", "", word).strip()
        if re.fullmatch(r"[A-Z][\w'’ -]{2,30}", word):
            out.append(word)
    return out


def read_factbook(archive: Path) -> dict[str, dict[str, str]]:
    """Fields of the Factbook that the table needs, by FIPS code."""
    facts: dict[str, dict[str, str]] = {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            if not member.name.endswith(".json"):
                continue
            handle = tar.extractfile(member)
            assert handle is not None
            raw = json.load(handle)
            government = raw.get("Government", {})
            nationality = raw.get("People and Society", {}).get("Nationality", {})
            names, executive = government.get("Country name", {}), government.get("Executive branch", {})

            def text(entry: dict[str, str] | None) -> str:
                return re.sub(r"<[^>]*>", " ", html.unescape((entry or {}).get("text", ""))).strip()

            facts[Path(member.name).stem] = {
                "short": text(names.get("conventional short form")), "long": text(names.get("conventional long form")),
                "noun": text(nationality.get("noun")), "adjective": text(nationality.get("adjective")),
                "state": text(executive.get("chief of state")), "government": text(executive.get("head of government")),
            }  # fmt: skip
    return facts


MONTHS = tuple(calendar.month_name)[1:]


def factbook_leaders(factbook: dict[str, dict[str, str]], fips: dict[str, str], known: set[tuple[str, str]]) -> Iterator[Row]:
    """Heads of state and government of May 2026 that the hand-written table does not have."""
    for code in sorted(factbook):
        iso = fips.get(code)
        for office in ("state", "government"):
            text = factbook[code][office].split(";")[0]
            match = re.search(r"\(since ([^)]*)\)", text)
            if iso is None or not match or ("CHARLES III" in text and iso != "GBR") or NOT_LEADERS.search(text):
                continue
            words = text[: match.start()].split()
            capitals = [i for i, word in enumerate(words) if len(word) > 2 and word.isupper()]
            if not capitals:
                continue
            surname = words[capitals[0]].title() if len(capitals) == 1 else " ".join(words[i].title() for i in capitals)
            first = [w for w in words[: capitals[0]] if w not in TITLES][-1:]
            name = (
                " ".join([*first, surname])
                if first and first[0][0].isupper()
                else " ".join([surname, *words[capitals[-1] + 1 :]])
            )
            key = surname.replace("-", " ").split()[-1].casefold()[:4]
            if (
                (iso, key) in known
                or "represented by" in text
                or (key in {k for _, k in known if len(k) > 3} and iso in DEPENDENT)
            ):
                continue
            day = re.search(r"(?:(\d+) )?(?:([A-Z][a-z]+) )?(\d{4})", match.group(1))
            start = ""
            if day:
                month = MONTHS.index(day.group(2)) + 1 if day.group(2) in MONTHS else 1
                start = f"{day.group(3)}-{month:02d}-{int(day.group(1) or 1):02d}"
            title = "president" if "resident" in text[: match.start()] else "prime minister" if "Minister" in text else "leader"
            aliases = [name, "~" + surname] if " " in name else ["~" + name]
            yield Row("person", iso, "GOV", name, title, start, "", "", "factbook", tuple(dict.fromkeys(aliases)))


DEPENDENT = words(
    "GLP MTQ MYT REU GUF MAC "
    "ABW AIA AND ASM ATF BLM BMU CCK COK CUW CXR CYM FLK FRO GGY GIB GUM IMN JEY MAF MNP MSR NCL NFK NIU PCN PYF SHN SPM "
    "SXM TCA TKL UMI VGB VIR WLF"
)
TITLES = words(
    "Acting Amir CNSP Capt. Captain Caretaker Chair Chairman Chairperson Chancellor Chief Co-Vice Col. Council Crown Dame "
    "Dr. Emir Executive Federal GNU Gen. General Governor Head Interim King Leader Minister Pope Premier President "
    "Presidential, Prime Prince Queen Sir Speaker State Sultan Supreme Taoiseach Transition Transitional Ulu-o-Tokelau "
    "Vice and of the"
)


def reign_leaders(path: Path, known: set[tuple[str, str]]) -> Iterator[Row]:
    """National leaders in office in 2000 or later that the hand-written table does not have."""
    cow = {pair[0]: pair[1] for pair in read_table("cow.tsv", 2)}
    with path.open(encoding="utf-8", errors="replace", newline="") as handle:
        for row in csv.DictReader(handle):
            if not row["eyear"].isdigit() or int(row["eyear"]) < 2000:
                continue
            code = cow.get(row["stateabb"], row["stateabb"])
            name = row["leader"].strip()
            key = name.replace("-", " ").split()[-1].casefold()[:4] if name else ""
            if not name or " and " in name or (code, key) in known or "�" in name or "?" in name:
                continue
            start = f"{int(row['syear']):04d}-{max(1, int(row['smonth'] or 1)):02d}"
            end = f"{int(row['eyear']):04d}-{max(1, int(row['emonth'] or 1)):02d}"
            if int(row["eyear"]) == 2021 and int(row["emonth"] or 1) >= 2:
                end = ""  # in office when REIGN ends: open
            gender = {"1": "m", "0": "f"}.get(row["gender"], "")
            aliases = [name, "~" + name.split()[-1]] if " " in name else ["~" + name]
            yield Row("person", code, "GOV", name, "leader", start, end, gender, "reign", tuple(aliases))


def armed_groups(path: Path, iso_of: dict[str, str], known: set[str]) -> Iterator[Row]:
    """Non-state armed actors of UCDP; the code is the first country of its location."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["Org"] not in ("1", "3"):
                continue
            places = [re.sub(r"\(.*?\)", "", p).strip() for p in row["Location"].split(",")]
            codes = list(dict.fromkeys(iso_of[p.casefold()] for p in places if p.casefold() in iso_of))
            raw = [row[k].strip() for k in ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName")]
            names = [n for n in dict.fromkeys(raw) if n and n != "n/a" and "(forces of" not in n and "(" not in n]
            if not codes or not names or any(n.casefold() in known for n in names):
                continue
            crime = row["Org"] == "1" and MAFIA.search(" ".join(names))
            sector = "CRM" if crime else "CVL" if row["Org"] == "3" else "REB"
            weak = [n if " " in n and len(n) > 9 else "~" + n for n in names if len(n) > 2]
            if weak and len(names[0]) > 2:
                kind = "people" if row["Org"] == "3" else "group"  # clans and peoples, who are more than their fighters
                yield Row(kind, ",".join(codes), sector, names[0], "", "", "", "", "ucdp", tuple(weak))


def nouns() -> Iterator[str]:
    """Lines "N, form, sector, nature, scope, number" for every singular and plural."""
    seen: dict[str, str] = {}
    for sector, nature, scope, listed in read_table("nouns.tsv", 4):
        for entry in split(listed):
            form, slash, plural = entry.partition("/")
            same = form.endswith("=")
            form = form.rstrip("=")
            if not slash and not same:
                plural = form + "es" if form.endswith(("s", "x", "ch", "sh")) else form + "s"
                if form.endswith("y") and form[-2] not in "aeiou":
                    plural = form[:-1] + "ies"
            mass = nature == "people" or same
            fields = "\t".join((sector.replace("-", ""), nature, scope))
            if form not in seen:
                seen[form] = f"N\t{form}\t{fields}\t{'p' if mass else 's'}"
            if plural and not same and plural not in seen:
                seen[plural] = f"N\t{plural}\t{fields}\tp"
    yield from (seen[form] for form in sorted(seen))


def build(data: Path) -> list[str]:
    """All lines of the table, sorted."""
    geonames = data / "places/geonames_countries.txt"
    factbook = read_factbook(data / "actors/factbook.tar.xz")
    fips = {
        f[3].lower(): f[1]
        for f in (line.split("\t") for line in geonames.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
        if f[3] and f[1] not in ("SCG", "ANT")
    }
    rows = list(countries(geonames, factbook))
    iso_of = {alias.casefold(): row.codes for row in rows if row.kind == "state" for alias in row.aliases}
    iso_of |= {"serbia": "SRB", "bosnia-herzegovina": "BIH", "myanmar": "MMR", "dr congo": "COD", "east timor": "TLS"}
    people, orgs = list(persons()), list(organisations())
    known = {(r.codes, a.lstrip("~").replace("-", " ").split()[-1].casefold()[:4]) for r in people for a in r.aliases}
    rows += people + orgs
    rows += list(factbook_leaders(factbook, fips, known))
    rows += list(reign_leaders(data / "actors/reign_leaders_2021-03.csv", known))
    rows += list(armed_groups(data / "actors/ucdp_actors_v22.1.csv", iso_of, {a.casefold() for r in orgs for a in r.aliases}))
    return [*(row.line() for row in sorted(set(rows), key=Row.line)), *nouns()]


def report(lines: Iterable[str]) -> None:
    kinds: Counter[str] = Counter()
    for line in lines:
        fields = line.split("\t")
        kinds["noun forms" if fields[0] == "N" else f"{fields[1]} ({fields[9]})"] += 1
    for kind, count in kinds.most_common():
        print(f"{count:6} {kind}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    lines = build(options.data)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
