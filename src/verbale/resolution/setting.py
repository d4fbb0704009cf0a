"""The country where a part of a story is set: whose police, court or protesters these are when nobody says so."""

from verbale.ontology import NOT_COUNTRIES
from verbale.records import Mention
from verbale.resolution.reference import Discourse, Finding
from verbale.resolution.story import Part, Story

# What counts beside a country's share of the article where a bare noun needs one; chosen on the corpus, see quality/actors.py.
_EVENT_PLACE, _LOCAL_PLACE, _SAME_SENTENCE, _LAST_SENTENCE, _STRIKER = 0.6, 0.2, 0.15, 0.08, 0.4
_COUNTERPART = 0.6  # a president or an army deals in the news with other countries more often than with its own
_ABROAD = ("GOV", "MIL", None)
GUESS = 0.3  # the score of a country that a phrase has only from its story: it tells nothing about the next phrase


class Setting:
    """Weighs the countries of one story for one mention. `answers` are those given so far."""

    def __init__(self, story: Story, discourse: Discourse, answers: dict[Mention, Finding]) -> None:
        self.story, self.discourse, self.answers = story, discourse, answers

    def home(self, part: Part, base: Finding, why: str) -> None:
        """The country where this part of the story is set."""
        code, reason = self.country(part, base)
        if code is None:
            base.codes, base.reason = (), f"{why}, {reason}"
        else:
            base.codes, base.reason, base.score = (code,), reason, 0.55

    def country(self, part: Part, base: Finding) -> tuple[str | None, str]:
        """The country and the reason for it; None where the article speaks of no country."""
        story, event = self.story, part.event
        scores = {code: weight / story.total for code, weight in story.weights.items()} if story.total else {}
        if event is not None and event.place is not None:
            country = story.place_country(event.place.span)
            if country is not None:
                scores[country] = scores.get(country, 0.0) + _EVENT_PLACE
        for country in story.places_of(part.sentence) if story.readings else ():
            scores[country] = scores.get(country, 0.0) + _LOCAL_PLACE
        for referent in self.discourse.before(part.mention.span.start, part.sentence, reach=1):
            if referent.nature in ("state", "seat", "person", "body", "people", "group", "place"):
                found = referent.finding()
                codes = found.codes
                if found.score > GUESS and len(codes) == 1 and codes[0] not in NOT_COUNTRIES:
                    bonus = _SAME_SENTENCE if referent.sentence == part.sentence else _LAST_SENTENCE
                    scores[codes[0]] = scores.get(codes[0], 0.0) + bonus
        if event is not None and part.mention.role == "recipient" and event.act == "ASSAULT" and base.sector in (None, "CVL"):
            for actor in event.actors:  # an army that strikes seldom strikes its own people where another country is at hand
                striker = self.answers.get(actor)
                if (
                    striker is not None
                    and striker.sector in (None, "MIL")
                    and len(scores) > 1
                    and striker.codes
                    and striker.codes[0] in scores
                ):
                    scores[striker.codes[0]] -= _STRIKER
        if event is not None and base.sector in _ABROAD:
            for code in self._counterparts(part) & scores.keys():
                if len(scores) > 1:
                    scores[code] -= _COUNTERPART
        if not scores:
            return None, "no country in the article"
        best = min(scores.items(), key=lambda item: (-item[1], item[0]))[0]
        return best, "article's main country" if best == story.main else "country of this passage"

    def _counterparts(self, part: Part) -> set[str]:
        """The countries that the words of the event's other side name."""
        assert part.event is not None
        others = part.event.recipients if part.mention in part.event.actors else part.event.actors
        found = (self.story.place_country(other.span) for other in others if other != part.mention)
        return {code for code in found if code is not None}
