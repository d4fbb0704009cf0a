"""From scores to mentions, on scores made by hand."""

import numpy as np

from verbale.extraction import labels
from verbale.extraction.decode import Scores, decode, passage_contexts, sigmoid, softmax
from verbale.extraction.encoding import Window, case_of, words_of
from verbale.records import Reading, Span
from verbale.settings import Extraction

TEXT = "South Korea summoned Russia's ambassador in Seoul on Friday"
WORDS = words_of(TEXT)
SURE = 8.0


class Made:
    """Scores that say nothing until told."""

    def __init__(self) -> None:
        size = len(WORDS)
        self.trigger = np.zeros((size, len(labels.ANCHOR_ACTS)))
        self.trigger[:, 0] = SURE
        self.inside = np.full(size, -SURE)
        self.status = np.zeros((size, len(labels.STATUSES)))
        self.certainty = np.zeros((size, len(labels.CERTAINTIES)))
        self.mode = np.full((size, len(labels.MODES)), -SURE)
        self.signal = np.zeros((size, len(labels.SIGNALS)))
        self.signal[:, 0] = SURE
        self.stance = np.zeros((size, len(labels.STANCES)))
        self.stance[:, 0] = SURE
        self.layer = np.zeros((size, len(labels.LAYERS), 3))
        self.layer[:, :, 0] = SURE
        self.context = np.full(len(labels.CONTEXTS), -SURE)
        self.role = np.full((len(labels.ROLES), 2, size, size), -SURE)

    def event(self, word: int, act: str, status: str = "actual") -> None:
        self.trigger[word] = 0
        self.trigger[word, labels.ANCHOR_ACTS.index(act)] = SURE
        self.status[word, labels.STATUSES.index(status)] = SURE

    def link(self, anchor: int, role: str, first: int, last: int, score: float = SURE) -> None:
        self.role[labels.ROLES.index(role), 0, anchor, first] = score
        self.role[labels.ROLES.index(role), 1, anchor, first + 1 : last + 1] = SURE

    def read(self, core: range | None = None) -> Reading:
        window = Window(
            tuple(WORDS), core or range(len(WORDS)), (), (), (), tuple(case_of(w.of(TEXT)) for w in WORDS)
        )  # fmt: skip
        return decode(TEXT, Span(0, len(TEXT)), [(window, Scores(**vars(self)))], Extraction())


def said(span: Span) -> str:
    return span.of(TEXT)


def summons() -> Made:
    made = Made()
    made.event(2, "ACCUSE")
    made.link(2, "actor", 0, 1)
    made.link(2, "recipient", 3, 6)
    return made


def test_an_event_has_its_words() -> None:
    made = summons()
    made.link(2, "date", 9, 10)
    made.mode[2, labels.MODES.index("ACCUSE/disapprove")] = SURE
    (event,) = made.read().events
    assert (event.act, event.status, event.modes) == ("ACCUSE", "actual", ("disapprove",))
    assert said(event.trigger) == "summoned"
    assert [said(m.span) for m in event.actors] == ["South Korea"]
    assert [said(m.span) for m in event.recipients] == ["Russia's ambassador"]
    assert event.date
    assert said(event.date.span) == "on Friday"
    assert event.source is None


def test_modes_of_other_acts_are_not_taken() -> None:
    made = summons()
    made.mode[2, labels.MODES.index("ASSAULT/drone")] = SURE
    assert made.read().events[0].modes == ()


def test_no_participant_no_event() -> None:
    made = Made()
    made.event(2, "ACCUSE")
    assert made.read().events == ()


def test_a_party_does_not_end_in_its_possessive() -> None:
    made = Made()
    made.event(2, "ACCUSE")
    made.link(2, "recipient", 3, 5)
    assert [said(m.span) for m in made.read().events[0].recipients] == ["Russia"]
    made.link(2, "recipient", 3, 4)
    made.role[labels.ROLES.index("recipient"), 1, 2, 5] = -SURE
    assert [said(m.span) for m in made.read().events[0].recipients] == ["Russia"]


def test_a_likely_party_saves_an_event_that_has_no_other() -> None:
    made = Made()
    made.event(2, "ACCUSE")
    made.link(2, "actor", 0, 1, score=-1.0)
    assert [said(m.span) for m in made.read().events[0].actors] == ["South Korea"]


def test_nobody_is_on_both_sides() -> None:
    made = summons()
    made.link(2, "actor", 3, 3, score=1.0)
    (event,) = made.read().events
    assert [said(m.span) for m in event.actors] == ["South Korea"]
    assert [said(m.span) for m in event.recipients] == ["Russia's ambassador"]


def test_the_trigger_goes_on_until_the_next_anchor() -> None:
    made = summons()
    made.inside[3] = SURE
    assert said(made.read().events[0].trigger) == "summoned Russia"
    made.event(3, "REJECT")
    made.link(3, "actor", 0, 1)
    assert [said(e.trigger) for e in made.read().events] == ["summoned", "Russia"]


def test_words_outside_the_core_belong_to_the_neighbour() -> None:
    made = summons()
    assert made.read(core=range(3, 11)).events == ()
    assert len(made.read(core=range(3)).events) == 1


def test_one_cause_with_two_effects_is_two_consequences() -> None:
    made = Made()
    made.signal[2, 0] = 0
    made.signal[2, labels.SIGNALS.index("lowers")] = SURE
    made.link(2, "cause", 0, 1)
    made.link(2, "effect", 3, 3)
    made.link(2, "effect", 8, 8)
    claims = made.read().consequences
    assert [(said(c.cause.span), said(c.effect.span), c.polarity) for c in claims] == [
        ("South Korea", "Russia", "lowers"),
        ("South Korea", "Seoul", "lowers"),
    ]


def test_a_claim_anchored_at_two_words_is_one_claim() -> None:
    made = Made()
    for word, score in ((2, 1.0), (7, SURE)):
        made.signal[word, 0] = 0
        made.signal[word, labels.SIGNALS.index("lowers")] = score
        made.link(word, "cause", 0, 1)
        made.link(word, "effect", 8, 8)
    (claim,) = made.read().consequences
    assert claim.signal
    assert said(claim.signal.span) == "in"


def test_a_stance_needs_its_holder() -> None:
    made = Made()
    made.stance[2, 0] = 0
    made.stance[2, labels.STANCES.index("neutral")] = SURE
    assert made.read().stances == ()
    made.link(2, "holder", 0, 1)
    (stance,) = made.read().stances
    assert (said(stance.holder.span), stance.value, stance.toward) == ("South Korea", "neutral", None)


def test_names() -> None:
    made = Made()
    location = labels.LAYERS.index("location")
    made.layer[0, location, 1] = made.layer[1, location, 2] = made.layer[8, location, 1] = 2 * SURE
    assert [(said(m.span), m.role) for m in made.read().names] == [("South Korea", "location"), ("Seoul", "location")]


def test_probabilities_survive_extreme_scores() -> None:
    assert softmax(np.array([[1e4, -1e4]])).tolist() == [[1.0, 0.0]]
    assert 0 <= sigmoid(np.array([-1e9]))[0] < sigmoid(np.array([1e9]))[0] <= 1


def test_contexts_are_those_of_the_passage() -> None:
    def scores(*names: str) -> np.ndarray:
        return np.array([SURE if name in names else -SURE for name in labels.CONTEXTS])

    assert passage_contexts([], 0.4) == []
    war, court = scores("military"), scores("legal")
    found = passage_contexts([[war], [court, war], [war], [war], [war]], 0.4)
    assert passage_contexts([[war, court]], 0.4) == [("military", "legal")]  # two windows of one sentence
    assert found == [("military",), ("military", "legal"), ("military",), ("military",), ("military",)]


def test_one_happening_told_by_two_neighbouring_words_is_one_event() -> None:
    made = summons()
    made.event(4, "ACCUSE")
    made.trigger[4, labels.ANCHOR_ACTS.index("ACCUSE")] = SURE / 2
    made.link(4, "actor", 0, 1)
    made.link(4, "place", 8, 8)
    (event,) = made.read().events
    assert said(event.trigger) == "summoned"
    assert event.recipients
    assert event.place
    assert said(event.place.span) == "Seoul"
    made.status[4] = 0
    made.event(4, "ACCUSE", "negated")
    assert len(made.read().events) == 2


def test_two_tellings_that_turn_the_sides_round_stay_two() -> None:
    made = Made()
    for word, role in ((2, "actor"), (4, "recipient")):
        made.event(word, "ACCUSE")
        made.link(word, role, 0, 1)
    assert len(made.read().events) == 2


def test_no_span_ends_in_a_linking_word_or_is_one() -> None:
    made = summons()
    made.link(2, "recipient", 3, 7)  # "Russia's ambassador in"
    made.link(2, "place", 7, 7)
    (event,) = made.read().events
    assert [said(m.span) for m in event.recipients] == ["Russia's ambassador"]
    assert event.place is None


def test_a_span_survives_one_doubtful_word() -> None:
    made = summons()
    made.role[labels.ROLES.index("recipient"), 1, 2, 5] = -1.0  # "'s" between "Russia" and "ambassador"
    assert [said(m.span) for m in made.read().events[0].recipients] == ["Russia's ambassador"]


def test_a_span_that_begins_at_the_last_word_is_read() -> None:
    made = summons()
    made.link(2, "quantity", len(WORDS) - 1, len(WORDS) - 1)
    assert [said(m.span) for m in made.read().events[0].quantities] == ["Friday"]


def test_a_second_telling_further_on_is_one_event() -> None:
    made = summons()
    made.event(6, "ACCUSE")
    for role in ("actor", "recipient"):
        made.role[labels.ROLES.index(role), :, 6, :] = made.role[labels.ROLES.index(role), :, 2, :]
    assert len(made.read().events) == 1
