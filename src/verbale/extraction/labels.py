"""What the network can say, in the order of its output channels. Training and decoding both read it here.

Tensors are named by what they hold; B sentences, W words, A = acts, and so on:

    trigger   B W 17     none, then the sixteen acts: the first word of a trigger
    inside    B W        the word continues the trigger, signal or stance word before it
    status    B W 5      of the trigger or signal that begins at the word
    certainty B W 3
    mode      B W 67     several may hold
    signal    B W 4      none, raises, lowers, changes: the first word of the words that express a consequence
    stance    B W 5      none, supports, opposes, neutral, divided
    layer     B W L 3    outside, begin, inside, of each layer of mentions
    role      B R 2 W W  from the anchor (first of the two word axes) to the first word, and the further words, of its R roles
    relation  B 16       the act between the words marked as actor and as recipient
    relation_status B 5
    context   B 37       of the passage that the sentence belongs to; several may hold
"""

from verbale import ontology

ANCHOR_ACTS = ("none", *ontology.ACTS)
STATUSES = ontology.STATUSES
CERTAINTIES = ontology.CERTAINTIES
MODES = ontology.all_modes()
CONTEXTS = tuple(ontology.contexts())
SIGNALS = ("none", *ontology.POLARITIES)
STANCES = ("none", *ontology.STANCE_VALUES)
NAMES = ("person", "organisation", "location")
LAYERS = (*NAMES, "party", "source", "cue", "place", "date", "quantity", "cause", "effect", "signal", "content")
"""`content`, what a source says, is taught by the research build's data alone, and is no part of the output contract."""
EVENT_ROLES = ("actor", "recipient", "source", "cue", "place", "date", "quantity")
CONSEQUENCE_ROLES = ("cause", "effect")
STANCE_ROLES = ("holder", "toward")
ROLES = (*EVENT_ROLES, *CONSEQUENCE_ROLES, *STANCE_ROLES)
OUTPUTS = (
    "trigger", "inside", "status", "certainty", "mode", "signal", "stance", "layer", "role", "relation", "relation_status",
    "context",
)  # fmt: skip

OF_SENTENCES = ("relation", "relation_status", "context")
"""Outputs that have no word axis."""

CASES = ("lower", "capitalised", "upper", "mixed", "digit", "mark")
MARKS = ("none", "actor", "recipient")
