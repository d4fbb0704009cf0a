"""Invented records of four data sets, as files."""

import csv
from io import StringIO
from pathlib import Path

from verbale.imports import LeftOut, events, gdelt, icews, polecat
from verbale.store.rows import EventRow

UCDP_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa",
    "gwnob",
)  # fmt: skip
_ICEWS = {
    "Event ID": "901", "Event Date": "2031-04-02", "Source Name": "Police (Kenya)", "Source Sectors": "Police,Government",
    "Source Country": "Kenya", "Event Text": "Use tactics of violent repression", "CAMEO Code": "175", "Intensity": "-9.0",
    "Target Name": "Lake Naivu Farmers Union", "Target Sectors": "Labor,Social", "Target Country": "Kenya", "Story ID": "77",
    "Sentence Number": "3", "Publisher": "Rift Courier", "City": "Nakuru", "District": "", "Province": "Rift Valley",
    "Country": "Kenya", "Latitude": "-0.2833", "Longitude": "36.0667",
}  # fmt: skip
POLECAT = {
    "Event ID": "RC_20310402_5_ASSAULT", "Event Date": "2031-04-02", "Event Type": "ASSAULT", "Event Mode": "beat",
    "Intensity": "-9.5", "Quad Code": "MATERIAL CONFLICT", "Contexts": "rights_freedoms; military",
    "Actor Name": "Okot Lwanga; None", "Actor Country": "UGA; KEN", "Actor COW": "500; 501", "Primary Actor Sector": "GOV",
    "Actor Sectors": "GOV; COP", "Actor Title": "None", "Actor Name Raw": "the minister; the police",
    "Wikipedia Actor ID": "None", "Recipient Name": "None", "Recipient Country": "KEN", "Recipient COW": "501",
    "Primary Recipient Sector": "JRN", "Recipient Sectors": "JRN", "Recipient Title": "None",
    "Recipient Name Raw": "two reporters", "Wikipedia Recipient ID": "None", "Placename": "Nakuru", "City": "Nakuru",
    "District": "None", "Province": "Rift Valley", "Country": "KEN", "Latitude": "-0.28", "Longitude": "36.07",
    "GeoNames ID": "184622", "Raw Placename": "Nakuru town", "Feature Type": "PPLA", "Source": "Rift Courier",
    "Publication Date": "2031-04-03", "Story People": "None", "Story Organizations": "None", "Story Locations": "None",
    "Language": "en", "Version": "NGEC test",
}  # fmt: skip
GDELT = {
    "GLOBALEVENTID": "1200034", "SQLDATE": "20310402", "MonthYear": "203104", "Year": "2031", "FractionDate": "2031.2521",
    "Actor1Code": "KENCOP", "Actor1Name": "NAKURU POLICE", "Actor1CountryCode": "KEN", "Actor1Type1Code": "COP",
    "Actor2Code": "UGAMED", "Actor2Name": "JOURNALIST", "Actor2CountryCode": "UGA", "Actor2Type1Code": "MED",
    "IsRootEvent": "1", "EventCode": "173", "EventBaseCode": "173", "EventRootCode": "17", "QuadClass": "4",
    "GoldsteinScale": "-5.0", "NumMentions": "4", "NumSources": "1", "NumArticles": "4", "AvgTone": "-3.2",
    "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "4", "ActionGeo_FullName": "Nakuru, Rift Valley, Kenya",
    "ActionGeo_CountryCode": "KE", "ActionGeo_ADM1Code": "KE08", "ActionGeo_Lat": "-0.2833", "ActionGeo_Long": "36.0667",
    "ActionGeo_FeatureID": "-1", "DATEADDED": "20310403061500", "SOURCEURL": "https://www.riftcourier.example/news/7.html",
}  # fmt: skip
_UCDP = {
    "id": "50021", "type_of_violence": "1", "dyad_name": "Government of Yemen (North Yemen) - Highland Front",
    "side_a": "Government of Yemen (North Yemen)", "side_b": "Highland Front", "gwnoa": "678", "gwnob": "",
    "source_article": '"Rift Courier, 2031-04-05, Eight ""dead"" near Ibb"', "source_office": "Rift Courier;Gulf Wire",
    "source_date": "2031-04-05;2031-04-06", "where_prec": "2", "where_coordinates": "Ibb town", "adm_1": "Ibb governorate",
    "latitude": "13.97", "longitude": "44.18", "country": "Yemen (North Yemen)", "country_id": "678", "event_clarity": "1",
    "date_start": "2031-04-02 00:00:00.000", "date_end": "2031-04-04 00:00:00.000", "best": "8", "high": "12", "low": "6",
}  # fmt: skip


def tabbed(columns: tuple[str, ...], cells: dict[str, str]) -> str:
    return "\t".join(cells.get(name, "") for name in columns)


def icews_line(**changes: str) -> str:
    """One record; the columns are named with underlines: CAMEO_Code."""
    return tabbed(icews.COLUMNS, _ICEWS | {name.replace("_", " "): cell for name, cell in changes.items()})


def icews_file(*lines: str) -> str:
    return "\n".join(["\t".join(icews.COLUMNS), *lines]) + "\n"


def polecat_line(**changes: str) -> str:
    return tabbed(polecat.COLUMNS, POLECAT | {name.replace("_", " "): cell for name, cell in changes.items()})


def polecat_file(*lines: str) -> str:
    return "\n".join(["\t".join(polecat.COLUMNS), *lines]) + "\n"


def gdelt_line(**changes: str) -> str:
    return tabbed(gdelt.COLUMNS, GDELT | changes)


def ucdp_line(**changes: str) -> str:
    stream = StringIO()
    cells = _UCDP | changes
    csv.writer(stream, lineterminator="").writerow([cells.get(name, "") for name in UCDP_COLUMNS])
    return stream.getvalue()


def ucdp_file(*lines: str) -> str:
    return "\n".join([",".join(UCDP_COLUMNS), *lines]) + "\n"


FILES = {
    "icews": icews_file(icews_line(), icews_line(Event_ID="902", CAMEO_Code="042")),
    "polecat": polecat_file(polecat_line(), polecat_line(Event_ID="b")),
    "gdelt": gdelt_line() + "\n" + gdelt_line(GLOBALEVENTID="7") + "\n",
    "ucdp": ucdp_file(ucdp_line(), ucdp_line(id="50022")),
}


def read(path: Path, text: str | bytes) -> tuple[list[EventRow], list[LeftOut]]:
    """What a file of these words gives."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = list(events(path, "r1"))
    return [row for row in found if isinstance(row, EventRow)], [row for row in found if isinstance(row, LeftOut)]
