"""What the reader knows of Wikidata: countries by their alpha-3 codes, classes of organisations, and words of offices.

The numbers are facts of Wikidata (CC0). Those of the countries (the 193 members of the United Nations and seven others) were
written from knowledge and compared with a published table of countries, which has 199 of the 202 and agrees. What is missing here
is learned from the dump as it passes: other countries by their ISO code (P298), classes by their English label or their parent.
"""

import re

# fmt: off
COUNTRIES = {
    "Q889": "AFG", "Q916": "AGO", "Q222": "ALB", "Q228": "AND", "Q878": "ARE", "Q414": "ARG", "Q399": "ARM", "Q781": "ATG",
    "Q408": "AUS", "Q40": "AUT", "Q227": "AZE", "Q967": "BDI", "Q31": "BEL", "Q962": "BEN", "Q965": "BFA", "Q902": "BGD",
    "Q219": "BGR", "Q398": "BHR", "Q778": "BHS", "Q225": "BIH", "Q184": "BLR", "Q242": "BLZ", "Q750": "BOL", "Q155": "BRA",
    "Q244": "BRB", "Q921": "BRN", "Q917": "BTN", "Q963": "BWA", "Q929": "CAF", "Q16": "CAN", "Q39": "CHE", "Q298": "CHL",
    "Q148": "CHN", "Q1008": "CIV", "Q1009": "CMR", "Q974": "COD", "Q971": "COG", "Q739": "COL", "Q970": "COM", "Q1011": "CPV",
    "Q800": "CRI", "Q241": "CUB", "Q229": "CYP", "Q213": "CZE", "Q183": "DEU", "Q977": "DJI", "Q784": "DMA", "Q35": "DNK",
    "Q756617": "DNK", "Q786": "DOM", "Q262": "DZA", "Q736": "ECU", "Q79": "EGY", "Q986": "ERI", "Q29": "ESP", "Q191": "EST",
    "Q115": "ETH", "Q33": "FIN", "Q712": "FJI", "Q142": "FRA", "Q702": "FSM", "Q1000": "GAB", "Q145": "GBR", "Q230": "GEO",
    "Q117": "GHA", "Q1006": "GIN", "Q1005": "GMB", "Q1007": "GNB", "Q983": "GNQ", "Q41": "GRC", "Q769": "GRD", "Q223": "GRL",
    "Q774": "GTM", "Q734": "GUY", "Q8646": "HKG", "Q783": "HND", "Q224": "HRV", "Q790": "HTI", "Q28": "HUN", "Q252": "IDN",
    "Q668": "IND", "Q27": "IRL", "Q794": "IRN", "Q796": "IRQ", "Q189": "ISL", "Q801": "ISR", "Q38": "ITA", "Q766": "JAM",
    "Q810": "JOR", "Q17": "JPN", "Q232": "KAZ", "Q114": "KEN", "Q813": "KGZ", "Q424": "KHM", "Q710": "KIR", "Q763": "KNA",
    "Q884": "KOR", "Q817": "KWT", "Q819": "LAO", "Q822": "LBN", "Q1014": "LBR", "Q1016": "LBY", "Q760": "LCA", "Q347": "LIE",
    "Q854": "LKA", "Q1013": "LSO", "Q37": "LTU", "Q32": "LUX", "Q211": "LVA", "Q1028": "MAR", "Q235": "MCO", "Q217": "MDA",
    "Q1019": "MDG", "Q826": "MDV", "Q96": "MEX", "Q709": "MHL", "Q221": "MKD", "Q912": "MLI", "Q233": "MLT", "Q836": "MMR",
    "Q236": "MNE", "Q711": "MNG", "Q1029": "MOZ", "Q1025": "MRT", "Q1027": "MUS", "Q1020": "MWI", "Q833": "MYS", "Q1030": "NAM",
    "Q1032": "NER", "Q1033": "NGA", "Q811": "NIC", "Q29999": "NLD", "Q55": "NLD", "Q20": "NOR", "Q837": "NPL", "Q697": "NRU",
    "Q664": "NZL", "Q842": "OMN", "Q843": "PAK", "Q804": "PAN", "Q419": "PER", "Q928": "PHL", "Q695": "PLW", "Q691": "PNG",
    "Q36": "POL", "Q1183": "PRI", "Q423": "PRK", "Q45": "PRT", "Q733": "PRY", "Q219060": "PSE", "Q846": "QAT", "Q218": "ROU",
    "Q159": "RUS", "Q1037": "RWA", "Q851": "SAU", "Q1049": "SDN", "Q1041": "SEN", "Q334": "SGP", "Q685": "SLB", "Q1044": "SLE",
    "Q792": "SLV", "Q238": "SMR", "Q1045": "SOM", "Q403": "SRB", "Q958": "SSD", "Q1039": "STP", "Q730": "SUR", "Q214": "SVK",
    "Q215": "SVN", "Q34": "SWE", "Q1050": "SWZ", "Q1042": "SYC", "Q858": "SYR", "Q657": "TCD", "Q945": "TGO", "Q869": "THA",
    "Q863": "TJK", "Q874": "TKM", "Q574": "TLS", "Q678": "TON", "Q754": "TTO", "Q948": "TUN", "Q43": "TUR", "Q672": "TUV",
    "Q865": "TWN", "Q924": "TZA", "Q1036": "UGA", "Q212": "UKR", "Q77": "URY", "Q30": "USA", "Q265": "UZB", "Q237": "VAT",
    "Q757": "VCT", "Q717": "VEN", "Q881": "VNM", "Q686": "VUT", "Q683": "WSM", "Q1246": "XKX", "Q805": "YEM", "Q258": "ZAF",
    "Q953": "ZMB", "Q954": "ZWE",
}
# fmt: on

# Classes (P31) of organisations: the kind of the table of actors, and the sector.
CLASSES: dict[str, tuple[str, str]] = {
    "Q7278": ("party", "PTY"),  # political party
    "Q24649": ("party", "PTY"),  # European political party
    "Q388602": ("party", "PTY"),  # electoral alliance
    "Q6138528": ("party", "PTY"),  # political coalition
    "Q7210356": ("party", "PTY"),  # political organisation
    "Q17149090": ("group", "UAF"),  # armed organisation
    "Q17127659": ("group", "UAF"),  # terrorist organisation
    "Q1788992": ("group", "CRM"),  # criminal organisation
    "Q35798": ("agency", "GOV"),  # executive branch
    "Q7188": ("agency", "GOV"),  # government
    "Q192350": ("agency", "GOV"),  # ministry
    "Q327333": ("agency", "GOV"),  # government agency
    "Q2659904": ("agency", "GOV"),  # government organisation
    "Q66344": ("agency", "GOV"),  # central bank
    "Q47913": ("agency", "SPY"),  # intelligence agency
    "Q732717": ("agency", "COP"),  # law enforcement agency
    "Q35535": ("agency", "COP"),  # police
    "Q1353040": ("agency", "COP"),  # coast guard
    "Q772547": ("agency", "MIL"),  # armed forces
    "Q781132": ("agency", "MIL"),  # military branch
    "Q37726": ("agency", "MIL"),  # army
    "Q4508": ("agency", "MIL"),  # navy
    "Q176799": ("agency", "MIL"),  # military unit
    "Q35749": ("agency", "LEG"),  # parliament
    "Q11204": ("agency", "LEG"),  # legislature
    "Q190752": ("agency", "JUD"),  # supreme court
    "Q41487": ("agency", "JUD"),  # court
    "Q178790": ("agency", "LAB"),  # trade union
    "Q3918": ("agency", "EDU"),  # university
    "Q161726": ("mnc", "BUS"),  # multinational corporation
    "Q245065": ("igo", "IGO"),  # intergovernmental organisation
    "Q484652": ("igo", "IGO"),  # international organisation
    "Q15925165": ("igo", "IGO"),  # specialised agency of the United Nations
    "Q79913": ("ngo", "NGO"),  # non-governmental organisation
    "Q192283": ("press", "JRN"),  # news agency
    "Q11032": ("press", "JRN"),  # newspaper
    "Q1530022": ("church", "REL"),  # religious organisation
}
# English labels of further classes, which are known from where the dump has them on.
LABELS: dict[str, tuple[str, str]] = {
    "militia": ("group", "UAF"), "paramilitary": ("group", "UAF"), "paramilitary organization": ("group", "UAF"),
    "armed group": ("group", "UAF"), "private military company": ("group", "UAF"), "rebel group": ("group", "REB"),
    "guerrilla movement": ("group", "REB"), "guerrilla organization": ("group", "REB"), "insurgent group": ("group", "REB"),
    "separatist organization": ("group", "REB"), "drug cartel": ("group", "CRM"), "air force": ("agency", "MIL"),
    "constitutional court": ("agency", "JUD"), "upper house": ("agency", "LEG"), "lower house": ("agency", "LEG"),
    "secret police": ("agency", "SPY"), "gendarmerie": ("agency", "COP"),
}  # fmt: skip

# Items that say of others that they are offices: position, public office.
POSITIONS = frozenset(("Q4164871", "Q294414"))


def _office(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)


# Words in the English label of an office (P39) by its sector, the first that fits; of other offices the sector is unknown.
OFFICES: tuple[tuple[re.Pattern[str], str], ...] = (
    (_office("ambassador", "permanent representative", r"consul\b", "consul[- ]general", "charg. d'affaires"), "GOV"),
    (
        _office("united nations", "european (?:parliament|commission|council|union|central bank)", r"nato\b", "african union"),
        "IGO",
    ),
    (_office("opposition", "shadow "), "OPP"),
    (_office(r"(?:leader|chair\w*|secretary|president) of the .*party", "party (?:leader|chair|secretary)"), "PTY"),
    (_office("minister", "ministry", r"secretary of (?:state|defen[cs]e|the (?:treasury|interior|navy|army|air force))"), "GOV"),
    (_office("attorney[- ]general", "governor[- ]general"), "GOV"),
    (_office(r"judges?\b", "justice", "magistrate", "prosecutor", "(?:supreme|constitutional|high|appeals?) court"), "JUD"),
    (
        _office(
            "senat", "parliament", "members? of congress", "congress(?:man|woman)", "assembly", "legislat", "deputy of",
            "deputy$", r"duma\b", "house of (?:representatives|commons|lords|delegates|councillors)", "bundestag", "knesset",
            "riksdag",
            "storting", "folketing", "sejm", "chamber of deputies", "lok sabha", "rajya sabha", "national council", "speaker of",
        ),
        "LEG",
    ),
    (
        _office(
            "chief of (?:the )?(?:general|defen[cs]e|army|naval|navy|air|joint)", "commander", "admiral", "field marshal",
            "(?:major|lieutenant|brigadier|colonel)[- ]general",
        ),
        "MIL",
    ),
    (_office("police", "constable", "sheriff"), "COP"),
    (_office("intelligence", "secret service", "security service"), "SPY"),
    (_office("(?:arch)?bishop", r"pope\b", "patriarch", "cardinal", r"imam\b", "mufti", "ayatollah", "rabbi"), "REL"),
    (_office(r"rector\b", "professor", "vice-chancellor", "(?:president|chancellor) of the university"), "EDU"),
    (
        _office(
            "president", "premier", "chancellor", "governor", "mayor", r"king\b", r"queen\b", "emperor", r"emir\b", "sultan",
            "monarch", "head of (?:state|govern)", "secretary", "commissioner", "prefect", "cabinet", "taoiseach", "councillor",
            "vice[- ]president", "supreme leader",
        ),
        "GOV",
    ),
)  # fmt: skip
