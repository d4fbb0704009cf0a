"""Names that mislead, in short invented passages, through the whole resolver: the right answer, for the right reason."""

import pytest

from tests.resolution.passages import answers
from verbale.resolution.resolver import Resolver

RESOLVER = Resolver.open()

# fmt: off
PASSAGES: list[tuple[str, str, list[str], dict[str, tuple[str, str]]]] = [
    ("Georgia the state, by Atlanta and Savannah", "2023-08-10", [
        "Prosecutors in [Atlanta](location) charged nine men.",
        "[Georgia's governor](actor) thanked the [police](recipient) in [Savannah](place).",
        "Voters across [Georgia](place) had waited, as had those in Alabama.",
    ], {
        "Georgia's governor": ("USA GOV", "country in the phrase"),
        "Georgia": ("Georgia, USA, admin1", "admin1, division of that name in the article"),
        "Savannah": ("Savannah, USA, city", "city, most prominent"),
    }),
    ("Georgia the country", "2024-05-14", [
        "[Georgia](actor) passed a law on agents in [Tbilisi](place).",
        "[Georgian police](actor) beat [protesters](recipient) in [Batumi](location).",
    ], {
        "Georgia": ("GEO", "country name"), "Georgian police": ("GEO COP", "nationality + noun"),
        "protesters": ("GEO CVL", "place after the phrase"), "Tbilisi": ("Tbilisi, GEO, city", "city, most prominent"),
    }),
    ("Georgia the country, with an American in the story", "2024-05-14", [
        "The U.S. envoy came to [Tbilisi](location).",
        "[Georgia](actor) refused a visa to [a senator from Georgia](recipient).",
    ], {
        "Georgia": ("GEO", "country name"),
    }),
    ("Georgia the state, among its neighbours", "2022-11-09", [
        "The storm reached [Georgia](place) after Florida and Alabama, said the U.S. weather service.",
    ], {
        "Georgia": ("Georgia, USA, admin1", "admin1, division of that name in the article"),
    }),
    ("Jordan the man", "2023-03-01", [
        "[Marcus Jordan](person), a Jamaican lawyer, spoke in [Kingston](location).",
        "[Jordan](actor) accused the [police](recipient) of lies.",
    ], {
        "Jordan": ("JAM CVL", "nationality + noun"), "police": ("JAM COP", "article's main country"),
    }),
    ("Jordan the country", "2023-03-01", [
        "[Jordan](actor) summoned [Israel's ambassador](recipient) in [Amman](place).",
    ], {
        "Jordan": ("JOR", "country name"), "Israel's ambassador": ("ISR GOV", "country in the phrase"),
        "Amman": ("Amman, JOR, city", "city, most prominent"),
    }),
    ("Jordan as a place", "2023-03-01", [
        "Syrian families crossed into [Jordan](place), the [UN](source) said.",
    ], {
        "Jordan": ("Jordan, JOR, country", "country, most prominent"),
    }),
    ("Guinea and Guinea-Bissau", "2022-01-10", [
        "[Guinea](actor) accused [Guinea-Bissau](recipient) in [Conakry](place).",
    ], {
        "Guinea": ("GIN", "country name"), "Guinea-Bissau": ("GNB", "country name"),
        "Conakry": ("Conakry, GIN, city", "city, most prominent"),
    }),
    ("Equatorial Guinea", "2022-01-10", [
        "[Equatorial Guinea](actor) expelled [Cameroonian traders](recipient) from [Bata](place).",
    ], {
        "Equatorial Guinea": ("GNQ", "country name"), "Cameroonian traders": ("CMR BUS", "nationality + noun"),
        "Bata": ("Bata, GNQ, city", "city, most prominent"),
    }),
    ("four Guineas", "2022-01-10", [
        "[Equatorial Guinean soldiers](actor) met [Guinean officers](recipient).",
        "[Bissau-Guinean police](actor) stayed at home.",
        "[Papua New Guinea's prime minister](actor) wrote to [Guinea's president](recipient).",
    ], {
        "Equatorial Guinean soldiers": ("GNQ MIL", "nationality + noun"), "Guinean officers": ("GIN MIL", "nationality + noun"),
        "Bissau-Guinean police": ("GNB COP", "nationality + noun"),
        "Papua New Guinea's prime minister": ("PNG GOV", "country in the phrase"),
        "Guinea's president": ("GIN GOV", "country in the phrase"),
    }),
    ("the Congo of Kinshasa", "2023-02-01", [
        "[The Democratic Republic of the Congo](actor) blamed [Rwanda](recipient) for shells on [Goma](place).",
        "[Congo](actor) recalled its envoy from Kigali.",
    ], {
        "The Democratic Republic of the Congo": ("COD", "country name"), "Congo": ("COD", "nationality"),
        "Goma": ("Goma, COD, city", "city, most prominent"),
    }),
    ("the Congo of Brazzaville", "2023-02-01", [
        "[The Republic of the Congo](actor) received [an Angolan delegation](recipient) in [Brazzaville](place).",
        "[Congolese ministers](actor) praised the visit.",
    ], {
        "The Republic of the Congo": ("COG", "country name"), "an Angolan delegation": ("AGO GOV", "nationality + noun"),
        "Congolese ministers": ("COG GOV", "nationality + noun"),
        "Brazzaville": ("Brazzaville, COG, city", "city, most prominent"),
    }),
    ("both Congos by their capitals", "2023-02-01", [
        "[Congo-Brazzaville](actor) and [Congo-Kinshasa](actor) signed a river treaty.",
    ], {
        "Congo-Brazzaville": ("COG", "country name"), "Congo-Kinshasa": ("COD", "country name"),
    }),
    ("Congo alone", "2023-02-01", [
        "Fighting went on in [eastern Congo](place), where [M23](actor) shelled [Congolese troops](recipient).",
    ], {
        "eastern Congo": ("eastern Congo, COD, region", "region, the only one of that name"),
        "M23": ("COD REB", "group in the table"), "Congolese troops": ("COD MIL", "nationality + noun"),
    }),
    ("Niger and Nigeria", "2023-08-20", [
        "[Niger](actor) closed its border with [Nigeria](recipient) from [Niamey](place).",
        "[Nigerien soldiers](actor) turned [Nigerian lorry drivers](recipient) back.",
    ], {
        "Niger": ("NER", "country name"), "Nigeria": ("NGA", "country name"),
        "Nigerien soldiers": ("NER MIL", "nationality + noun"), "Niamey": ("Niamey, NER, city", "city, most prominent"),
    }),
    ("Nigeria, Niger and Niger State", "2023-08-20", [
        "[Nigeria](actor) cut power to [Niger](recipient), officials in [Abuja](place) said.",
        "Bandits in [Niger State](place) attacked [Nigerian police](recipient).",
    ], {
        "Nigeria": ("NGA", "country name"), "Niger": ("NER", "country name"),
        "Niger State": ("Niger State, NGA, admin1", "admin1, division of a country"),
        "Nigerian police": ("NGA COP", "nationality + noun"),
    }),
    ("Niger State alone", "2023-08-20", [
        "Gunmen took forty pupils in [Niger State](place).",
        "[The Niger State governor](actor) accused [Nigerian soldiers](recipient) of sleep.",
    ], {
        "Niger State": ("Niger State, NGA, admin1", "admin1, division of a country"),
        "The Niger State governor": ("NGA GOV", "country in the phrase"),
    }),
    ("North and South Korea", "2024-06-01", [
        "[North Korea](actor) floated balloons over [South Korea](recipient).",
        "[Pyongyang](actor) warned [Seoul](recipient) of worse.",
    ], {
        "North Korea": ("PRK", "country name"), "South Korea": ("KOR", "country name"),
        "Pyongyang": ("PRK GOV", "capital for government"), "Seoul": ("KOR GOV", "capital for government"),
    }),
    ("Korea alone", "2024-06-01", [
        "[Korea](actor) and [Japan](recipient) signed a trade pact in [Busan](place).",
        "[Korean carmakers](actor) welcomed it.",
    ], {
        "Korea": ("KOR", "place name"), "Korean carmakers": ("KOR BUS", "nationality + noun"),
        "Busan": ("Busan, KOR, city", "city, most prominent"),
    }),
    ("the North and the South", "2024-06-01", [
        "[North Korean soldiers](actor) shot at [South Korean fishermen](recipient).",
        "[The North](actor) said [the South](recipient) had crossed the line.",
    ], {
        "North Korean soldiers": ("PRK MIL", "nationality + noun"), "South Korean fishermen": ("KOR CVL", "nationality + noun"),
        "The North": ("PRK", "country name"), "the South": ("KOR", "country name"),
    }),
    ("Washington the government", "2023-05-05", [
        "[Washington](actor) warned [Tehran](recipient) about the ships.",
    ], {
        "Washington": ("USA GOV", "capital for government"), "Tehran": ("IRN GOV", "capital for government"),
    }),
    ("Washington the city", "2023-05-05", [
        "Marchers filled the streets of [Washington](place), the U.S. Capitol police said.",
    ], {
        "Washington": ("Washington, USA, city", "city, most prominent"),
    }),
    ("Washington the state", "2023-05-05", [
        "Wildfires spread across [Washington state](place), north of Oregon.", "Firemen from [Spokane](location) came.",
    ], {
        "Washington state": ("Washington, USA, admin1", "admin1, the only one of that name"),
    }),
    ("Tripoli in Libya", "2022-09-01", [
        "Rival militias fought in [Tripoli](place) for a second day.",
        "[Libya's prime minister](actor) begged for calm and Misrata sent a team.",
    ], {
        "Tripoli": ("Tripoli, LBY, city", "city, most prominent"),
        "Libya's prime minister": ("LBY GOV", "country in the phrase"),
    }),
    ("Tripoli in Lebanon", "2022-09-01", [
        "[Lebanese soldiers](actor) raided a flat in [Tripoli](place).", "Two men from Beirut were held.",
    ], {
        "Tripoli": ("Tripoli, LBN, city", "city, votes of the article's countries"),
        "Lebanese soldiers": ("LBN MIL", "nationality + noun"),
    }),
    ("Pokrovsk in Ukraine", "2024-10-10", [
        "[Russian forces](actor) shelled [Ukrainian positions](recipient) near [Pokrovsk](place).", "Donetsk had no power.",
    ], {
        "Pokrovsk": ("Pokrovsk, UKR, city", "city, most prominent"), "Russian forces": ("RUS MIL", "nationality + noun"),
    }),
    ("Pokrovsk in Russia", "2021-10-10", [
        "A coal pit flooded in [Pokrovsk](place), in the Russian republic of Yakutia.",
        "[Russia's emergency ministry](actor) sent pumps from Yakutsk.",
    ], {
        "Pokrovsk": ("Pokrovsk, RUS, city", "city, votes of the article's countries"),
        "Russia's emergency ministry": ("RUS GOV", "country in the phrase"),
    }),
    ("Kashmir with Indian troops", "2022-03-03", [
        "[Indian troops](actor) killed two men in [Kashmir](place).",
    ], {
        "Kashmir": ("Kashmir, IND, region", "region, the only one of that name"),
        "Indian troops": ("IND MIL", "nationality + noun"),
    }),
    ("Kashmir under Pakistan", "2022-03-03", [
        "[Pakistani police](actor) stopped a march in [Pakistan-administered Kashmir](place).", "Islamabad blamed nobody.",
    ], {
        "Pakistan-administered Kashmir": ("Azad Kashmir, PAK, admin1", "admin1, the only one of that name"),
        "Pakistani police": ("PAK COP", "nationality + noun"),
    }),
    ("Moscow, Idaho, as one phrase", "2022-12-01", [
        "[Police](actor) in [Moscow, Idaho](place), questioned [students](recipient).",
        "The town of [Moscow](location) mourned.",
    ], {
        "Moscow, Idaho": ("Moscow, USA, city", "city, by the words beside it"), "Police": ("USA COP", "place after the phrase"),
    }),
    ("Moscow, Idaho, with the state behind it", "2022-12-01", [
        "A vigil was held in [Moscow](place), Idaho.",
    ], {
        "Moscow": ("Moscow, USA, city", "city, by the words beside it"),
    }),
    ("Moscow the government and the city", "2022-12-01", [
        "[Moscow](actor) expelled [two Latvian diplomats](recipient).", "A crowd gathered in [Moscow#2](place).",
    ], {
        "Moscow": ("RUS GOV", "capital for government"), "two Latvian diplomats": ("LVA GOV", "nationality + noun"),
        "Moscow#2": ("Moscow, RUS, city", "city, most prominent"),
    }),
    ("the capital of the article's country", "2022-12-01", [
        "[Peruvian police](actor) fired at [protesters](recipient) in [the capital](place).", "Peru has had six presidents.",
    ], {
        "the capital": ("Lima, PER, city", "capital, inherited country"), "protesters": ("PER CVL", "article's main country"),
    }),
    ("the capital of a country that is named", "2022-12-01", [
        "[Kenyan officials](actor) flew to [the Ethiopian capital](place) to meet [Tigrayan rebels](recipient).",
    ], {
        "the Ethiopian capital": ("Addis Ababa, ETH, city", "capital of the country named"),
        "Kenyan officials": ("KEN GOV", "nationality + noun"), "Tigrayan rebels": ("ETH REB", "nationality + noun"),
    }),
    ("Turkish, Turkic, Turkey and turkey", "2022-12-01", [
        "[Turkish officials](actor) opened a summit of Turkic states in [Samarkand](place).",
        "[Turkey](actor) served turkey to [the guests](recipient).",
    ], {
        "Turkish officials": ("TUR GOV", "nationality + noun"), "Turkey": ("TUR", "country name"),
        "Samarkand": ("Samarkand, UZB, city", "city, most prominent"),
    }),
    ("a turkey farmer", "2022-11-24", [
        "Farmers in [Minnesota](place) culled a million turkeys.",
        "[A turkey farmer](actor) accused [the state](recipient) of delay.",
    ], {
        "Minnesota": ("Minnesota, USA, admin1", "admin1, the only one of that name"),
        "A turkey farmer": ("USA CVL", "article's main country"),
    }),
    ("Chad the man, by his first name", "2022-11-24", [
        "[Chad Morrow](person), an American pastor, preached in [Tulsa](location).",
        "[Chad](actor) accused [the sheriff](recipient).",
    ], {
        "Chad": ("USA CVL", "article's main country"),
    }),
    ("Chad the country", "2022-11-24", [
        "[Chad](actor) shut its border with [Sudan](recipient) after shots in [Adré](place).",
    ], {
        "Chad": ("TCD", "country name"), "Sudan": ("SDN", "country name"),
        "Adré": ("Adré, TCD, city", "city, the only one of that name"),
    }),
    ("Chad the man, in full", "2022-11-24", [
        "[Chad Wolfe](person) is the mayor of Tucson.", "[Chad Wolfe](actor), an American, thanked [U.S. soldiers](recipient).",
    ], {
        "Chad Wolfe": ("USA CVL", "article's main country"), "U.S. soldiers": ("USA MIL", "nationality + noun"),
    }),
    ("a leader before office", "2016-10-01", [
        "[Donald Trump](actor) accused [China](recipient) of cheating.",
    ], {
        "Donald Trump": ("USA", "president from 2017-01-20"),
    }),
    ("a leader in office", "2018-10-01", [
        "[Donald Trump](actor) accused [China](recipient) of cheating.", "[Trump](actor) spoke in Ohio.",
    ], {
        "Donald Trump": ("USA GOV", "president on 2018-10-01"), "Trump": ("USA GOV", "president on 2018-10-01"),
    }),
    ("another leader after office", "2023-10-01", [
        "[Jair Bolsonaro](actor) denied that he had met [the generals](recipient) in [Brasília](place).",
    ], {
        "Jair Bolsonaro": ("BRA OPP", "former president on 2023-10-01"), "the generals": ("BRA MIL", "place after the phrase"),
        "Brasília": ("Brasília, BRA, city", "city, the only one of that name"),
    }),
    ("the same in office", "2021-10-01", [
        "[Jair Bolsonaro](actor) accused [the court](recipient) of plots in [Brasília](place).",
    ], {
        "Jair Bolsonaro": ("BRA GOV", "president on 2021-10-01"), "the court": ("BRA JUD", "article's main country"),
    }),
    ("an opposition leader", "2012-06-01", [
        "[Aung San Suu Kyi](actor) met [Norwegian officials](recipient).",
    ], {
        "Aung San Suu Kyi": ("MMR OPP", "opposition leader on 2012-06-01"),
    }),
    ("a group under its first name", "2015-06-01", [
        "[Jabhat al-Nusra](actor) shelled [Syrian soldiers](recipient) in [Idlib](place).",
    ], {
        "Jabhat al-Nusra": ("SYR REB", "group in the table"), "Syrian soldiers": ("SYR MIL", "nationality + noun"),
        "Idlib": ("Idlib, SYR, city", "city, most prominent"),
    }),
    ("the group under its later name", "2020-06-01", [
        "[Hayat Tahrir al-Sham](actor), once called the Nusra Front, arrested [activists](recipient) in [Idlib](place).",
        "[HTS](actor) said nothing.",
    ], {
        "Hayat Tahrir al-Sham": ("SYR REB", "group in the table"), "HTS": ("SYR REB", "group in the table"),
    }),
    ("its former fighters in the army", "2025-06-01", [
        "Former fighters of [Hayat Tahrir al-Sham](actor) joined [the Syrian army](recipient).",
    ], {
        "the Syrian army": ("SYR MIL", "nationality + noun"),
    }),
    ("a group by an old acronym", "2013-06-01", [
        "[ISIL](actor) attacked [Iraqi police](recipient) in [Mosul](place).",
    ], {
        "ISIL": ("IRQ REB", "group in the table"), "Iraqi police": ("IRQ COP", "nationality + noun"),
    }),
    ("American companies", "2022-01-10", [
        "[American companies](actor) sued [Mexican regulators](recipient).",
    ], {
        "American companies": ("USA BUS", "nationality + noun"), "Mexican regulators": ("MEX GOV", "nationality + noun"),
    }),
    ("South and North Americans", "2022-01-10", [
        "[South American governments](actor) criticised [North American miners](recipient).",
    ], {
        "South American governments": ("UNK GOV", "no country in the phrase, no country in the article"),
        "North American miners": ("UNK LAB", "no country in the phrase, no country in the article"),
    }),
    ("Russian-backed separatists", "2016-01-10", [
        "[Russian-backed separatists](actor) shelled [Ukrainian troops](recipient) near [Avdiivka](place).",
    ], {
        "Russian-backed separatists": ("UKR REB", "article's main country"),
        "Ukrainian troops": ("UKR MIL", "nationality + noun"),
    }),
    ("rebels backed by Russia", "2016-01-10", [
        "In eastern Ukraine, [rebels backed by Russia](actor) freed [two Ukrainian prisoners](recipient).",
    ], {
        "rebels backed by Russia": ("UKR REB", "article's main country"),
    }),
    ("a coalition led by the United States", "2016-01-10", [
        "[The U.S.-led coalition](actor) bombed [Islamic State fighters](recipient) near [Raqqa](place).",
    ], {
        "The U.S.-led coalition": ("USA MIL", "nationality + noun"),
        "Islamic State fighters": ("SYR REB", "group in the phrase"),
    }),
    ("a coalition led by Saudi Arabia", "2019-07-10", [
        "[A Saudi-led coalition](actor) bombed [Sanaa](recipient), the Houthis said.",
    ], {
        "A Saudi-led coalition": ("SAU MIL", "nationality + noun"),
    }),
    ("Iran-backed Houthis", "2024-01-10", [
        "[Iran-backed Houthis](actor) fired at [a Greek tanker](recipient) in [the Red Sea](place).",
    ], {
        "Iran-backed Houthis": ("YEM REB", "group in the table"), "a Greek tanker": ("GRC", "nationality + noun"),
        "the Red Sea": ("Red Sea, None, region", "region, most prominent"),
    }),
    ("Iran's friends in two countries", "2024-01-10", [
        "[Iranian-backed militias](actor) in Iraq struck [an American base](recipient).",
        "[The Iran-aligned Houthi movement](actor) praised it.",
    ], {
        "Iranian-backed militias": ("IRQ UAF", "place after the phrase"), "an American base": ("USA", "nationality"),
        "The Iran-aligned Houthi movement": ("YEM REB", "group in the table"),
    }),
]
# fmt: on


@pytest.mark.parametrize(
    ("published", "sentences", "expected"), [case[1:] for case in PASSAGES], ids=[case[0] for case in PASSAGES]
)
def test_a_name_that_misleads(published: str, sentences: list[str], expected: dict[str, tuple[str, str]]) -> None:
    found = answers(RESOLVER, sentences, published)
    given = {words: (found.where(words) if words in found.places else found.who(words), found.why(words)) for words in expected}
    assert given == expected
