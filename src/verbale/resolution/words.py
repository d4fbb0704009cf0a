"""Closed classes of words that steer the resolution of actors."""

from verbale.resolution.numerals import COUNTED, TENS, UNITS, VAGUE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PAIR_NOUNS = _words(
    "side army government country capital party sides countries nations states governments parties neighbours "
    "neighbors leaders presidents armies capitals camps rivals generals men allies powers hosts guests ministers "
    "delegations republics"
)
STATE_NOUNS = _words("country nation republic kingdom state emirate sultanate homeland territory enclave island")
FIGHTERS = _words("fighter fighters militant militants attacker attackers") | {"suicide bomber", "suicide bombers"}
FORMS_OF_ADDRESS = _words("mr mrs ms dr president king queen sheikh sultan emir pope prince")
REBEL_NAMES = _words("rebels liberation resistance insurgents")
REBEL_WORDS = _words("rebel insurgent separatist guerrilla secessionist jihadist houthi")
FORMER = _words("former ex deposed ousted toppled")
CRAFT = _words("ship vessel boat plane aircraft crew")
CROWDS = _words("thousands hundreds dozens tens scores millions those anyone nobody everyone young displaced wounded")
POLICE_WORDS = _words("police policeman policemen gendarmes cordon arrested detained pepper")
ARMY_WORDS = _words("army military troops soldiers general generals brigade battalion front airstrike navy warplanes shelling")
NOT_HERE = _words("foreign western international")
VERBAL = _words("ACCUSE REQUEST REJECT THREATEN SUPPORT AGREE")
PHYSICAL = _words("ASSAULT COERCE MOBILIZE PROTEST")
TO_PERSONS = _words("ASSAULT COERCE SANCTION RETREAT")

# Words at the start of a noun phrase.
DETERMINERS = _words("the a an this that these those any no such what certain")
POSSESSIVES = _words("his her its their our my your whose")
QUANTITIES = frozenset((*UNITS, *TENS, *COUNTED, *VAGUE)) | _words(
    "some many most several few both all each every half more less fewer than at least about around nearly almost up to over "
    "roughly approximately as another other per cent percent third quarter handful number couple majority minority part rest "
    "plus additional further first second only just any large small growing none either neither much lot lots estimated "
    "different various"
)
# Words that end the part of a noun phrase with the head.
BREAKS = _words(
    "of in at from near for with by on to against who whom whose which that led backed loyal based posing accused wanted "
    "linked aligned allied known called named around outside inside along across within under over between behind about "
    "holding carrying seeking demanding protesting calling supporting opposing including when where while after before "
    "during since than as held detained charged killed wounded injured arrested suspected convicted trapped displaced "
    "stranded fleeing living working serving trying waiting travelling heading crossing guarding fighting operating "
    "stationed deployed abroad posted left sent taken without amid among close tied belonging representing responsible "
    "like via through towards toward beyond off is are was were has had critical opposed friendly hostile sympathetic "
    "facing described armed dressed wearing riding patrolling returning defending attending aboard onto into throughout "
    "there here"
)
# "Russian-backed", "backed by Russia": the name says who helps, not whose they are.
BACKED = _words(
    "backed supported aligned allied sponsored funded financed armed trained equipped installed appointed controlled occupied"
)
PLACE_PREPOSITIONS = _words("of in at from near around outside inside along across within over aboard off throughout behind")
LOCATIVES = _words("in at near outside around across inside")

# Words with a capital only because they open a sentence.
STARTERS = _words(
    "after although and as at before both but by during even every few for from here how however if in instead it later last "
    "like many meanwhile most nor not now of on once one only or perhaps since so some soon still that the their then there "
    "these they this though through thus to today tomorrow under unless until we what when where whether which while who why "
    "with without yesterday yet"
)

# States by their form, for "the kingdom" and "the emir".
KINGDOMS = _words("SAU MAR JOR BHR GBR NLD ESP SWE NOR DNK BEL THA KHM MYS BTN LSO SWZ TON NPL")
EMIRATES = _words("QAT KWT ARE")
FORMS_OF_STATE = {
    "kingdom": KINGDOMS, "king": KINGDOMS, "queen": KINGDOMS, "crown prince": KINGDOMS | EMIRATES, "monarch": KINGDOMS,
    "emirate": EMIRATES, "emir": EMIRATES, "sheikh": EMIRATES, "sultanate": _words("OMN BRN"), "sultan": _words("OMN BRN"),
}  # fmt: skip

# Pronouns and what stands for them.
HE = _words("he him his himself mr")
SHE = _words("she her hers herself")
IT = _words("it its itself this that")
SOME = _words("some others many most several few ones other those these")
THEY = SOME | _words("they them their theirs themselves")
SPEAKER = _words("we us our ours ourselves i me my mine myself")
RELATIVE = _words("who whom whose which that")
PAIR = _words("both neither each two pair either")
TRIO = _words("three trio all four")
PRONOUNS = HE | SHE | IT | THEY | SPEAKER | RELATIVE | PAIR | TRIO | _words("one another none someone anyone everyone")

# Words around a phrase that show how it stands in its clause.
AUXILIARIES = _words(
    "is are was were be been has have had does do did will would can could may might must shall should isn't aren't wasn't "
    "weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't"
)
FINITE = _words(
    "said says say told tells tell went goes go came comes come took takes take made makes make saw sees see got gets get "
    "gave gives give thought thinks think knew knows know found finds find felt feels feel became becomes become left "
    "leaves leave began begins begin kept keeps keep held holds hold wrote writes write stood stands stand lost loses lose "
    "met meets meet ran runs run brought brings bring sent sends send won wins win led leads lead spoke speaks speak grew "
    "grows grow sought seeks fell falls fought fights built builds wants want needs need uses use works work calls call "
    "asks ask plans plan remains remain includes include also never still now often always then currently reportedly later "
    "recently"
)
PREPOSITIONS = _words(
    "of in on at by for with from to into onto upon over under about against between among through during without within "
    "around near behind beyond across toward towards after before since until like as than despite including via per "
    "outside inside above below"
)
OPENERS = _words("that because if when while although though whether where but and or so who which what how why as")
