"""The published lists of columns, restated here so that a slip in the package is seen."""

import pytest

from tests.export.reports import written
from verbale.export import eventreport, flat, gdelt, icews, phoenix, polecat
from verbale.store.rows import EventRow, schema

ICEWS = """Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name
Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"""
POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW
Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District
Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People
Story Organizations|Story Locations|Language|Version"""
GDELT = """GLOBALEVENTID|SQLDATE|MonthYear|Year|FractionDate|Actor1Code|Actor1Name|Actor1CountryCode|Actor1KnownGroupCode
Actor1EthnicCode|Actor1Religion1Code|Actor1Religion2Code|Actor1Type1Code|Actor1Type2Code|Actor1Type3Code|Actor2Code|Actor2Name
Actor2CountryCode|Actor2KnownGroupCode|Actor2EthnicCode|Actor2Religion1Code|Actor2Religion2Code|Actor2Type1Code|Actor2Type2Code
Actor2Type3Code|IsRootEvent|EventCode|EventBaseCode|EventRootCode|QuadClass|GoldsteinScale|NumMentions|NumSources|NumArticles|AvgTone
Actor1Geo_Type|Actor1Geo_FullName|Actor1Geo_CountryCode|Actor1Geo_ADM1Code|Actor1Geo_ADM2Code|Actor1Geo_Lat|Actor1Geo_Long
Actor1Geo_FeatureID|Actor2Geo_Type|Actor2Geo_FullName|Actor2Geo_CountryCode|Actor2Geo_ADM1Code|Actor2Geo_ADM2Code|Actor2Geo_Lat
Actor2Geo_Long|Actor2Geo_FeatureID|ActionGeo_Type|ActionGeo_FullName|ActionGeo_CountryCode|ActionGeo_ADM1Code|ActionGeo_ADM2Code
ActionGeo_Lat|ActionGeo_Long|ActionGeo_FeatureID|DATEADDED|SOURCEURL"""
MENTIONS = """GLOBALEVENTID|EventTimeDate|MentionTimeDate|MentionType|MentionSourceName|MentionIdentifier|SentenceID
Actor1CharOffset|Actor2CharOffset|ActionCharOffset|InRawText|Confidence|MentionDocLen|MentionDocTone|MentionDocTranslationInfo|Extras"""
PHOENIX = """EventID|Date|Year|Month|Day|SourceActorFull|SourceActorEntity|SourceActorRole|SourceActorAttribute|TargetActorFull
TargetActorEntity|TargetActorRole|TargetActorAttribute|EventCode|EventRootCode|PentaClass|GoldsteinScore|Issues|Lat|Lon
LocationName|StateName|CountryCode|SentenceID|URLs|NewsSources"""
CLINE = """eid|story_date|year|month|day|source|source_root|source_agent|source_others|target|target_root|target_agent
target_others|code|root_code|quad_class|goldstein|joined_issues|lat|lon|placename|statename|countryname|aid|process"""
MAVERICK = "id|event_id|country|date_start|city|location|actor1|deaths_best|injuries_best|source"

LISTS = [
    ("icews", ICEWS, icews.COLUMNS, 20, True),
    ("polecat", POLECAT, polecat.COLUMNS, 40, True),
    ("gdelt", GDELT, gdelt.EVENT_COLUMNS, 61, False),
    ("gdelt-mentions", MENTIONS, gdelt.MENTION_COLUMNS, 16, False),
    ("phoenix", PHOENIX, phoenix.COLUMNS, 26, False),
]


def names(listed: str) -> list[str]:
    return listed.replace("\n", "|").split("|")


@pytest.mark.parametrize(("format", "listed", "columns", "count", "header"), LISTS)
def test_tab_separated_layouts(format: str, listed: str, columns: tuple[str, ...], count: int, header: bool) -> None:
    assert list(columns) == names(listed)
    lines = written(format)[0].decode("latin-1").split("\n")
    assert {len(line.split("\t")) for line in lines[:-1]} == {count}
    assert lines[-1] == ""
    assert (lines[0].split("\t") == names(listed)) is header


def test_comma_separated_layouts() -> None:
    assert list(phoenix.CLINE_COLUMNS) == names(CLINE)
    assert len(phoenix.CLINE_COLUMNS) == 25
    assert written("cline-phoenix")[0].decode().splitlines()[0] == ",".join(names(CLINE))
    assert list(eventreport.COLUMNS[:10]) == names(MAVERICK)
    assert list(flat.COLUMNS) == [*schema(EventRow).names, "corrected"]
    assert written("csv")[0].decode().splitlines()[0].split(",") == list(flat.COLUMNS)
