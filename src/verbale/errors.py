"""Everything that verbale raises on purpose.

    VerbaleError                 catch this one to catch ours
    ├── SettingsError             an unknown key, a value out of range
    ├── ArticleError              the input is no article
    │   └── UnreadableArticle     empty, binary, broken encoding, broken JSON (names the file and line)
    │       └── Omitted           left out on purpose, which is no failure (files that are plainly no articles)
    ├── OntologyError
    │   └── UnknownCode           no such act, mode or status (names the near matches)
    ├── ModelError
    │   ├── ModelNotFound         no model where one was expected
    │   └── ModelMismatch         the weights are not those of the card, or the vocabulary differs
    ├── GazetteerError
    │   ├── GazetteerNotFound     a packaged table of places or actors is missing or damaged
    │   └── UnreadableActors      a table or dictionary of actors that a user brings cannot be used
    ├── StoreError                the desk cannot be used
    │   ├── StoreNotFound         no desk in the folder
    │   ├── StoreTooNew           made by a later version of verbale
    │   ├── StoreBusy             another process is writing to it (names it)
    │   ├── StoreDamaged          a file of it is missing, cut short or changed (names it)
    │   └── CorrectionError       a correction names no event or field of the desk, or a value that does not fit
    ├── ForecastError             a forecast cannot be made
    │   ├── NotFitted             the forecaster has learned nothing yet
    │   ├── WrongQuestion         it cannot be asked so
    │   ├── UnknownActor          the desk tells nothing of this actor (names near ones)
    │   └── TooLittleHistory      says how much is needed and how much there is
    ├── UnreadableRecords         a file to import is of no data set that verbale reads, or cannot be opened
    └── OutputError               the result cannot be written (disk full, no permission)

A message says what was found, what was expected and what to do, in one sentence.
"""


class VerbaleError(Exception):
    """The root of all errors that verbale raises on purpose."""


class SettingsError(VerbaleError):
    """A setting is unknown or out of range."""


class ArticleError(VerbaleError):
    """The input cannot be used as an article."""


class UnreadableArticle(ArticleError):
    """The bytes are empty, binary, wrongly encoded or broken."""


class Omitted(UnreadableArticle):
    """What was left out on purpose, such as files that are plainly no articles; it is told, and no failure."""


class OntologyError(VerbaleError):
    """The vocabulary does not know what it was asked for."""


class UnknownCode(OntologyError):
    """There is no such act, mode, context or status."""


class ModelError(VerbaleError):
    """The model cannot be used."""


class ModelNotFound(ModelError):
    """There is no model in the folder."""


class ModelMismatch(ModelError):
    """The weights, the card and the vocabulary do not belong together."""


class GazetteerError(VerbaleError):
    """A table of facts cannot be used."""


class GazetteerNotFound(GazetteerError):
    """A packaged table of facts is missing or damaged."""


class UnreadableActors(GazetteerError):
    """A table or dictionary of actors that a user brings cannot be used."""


class StoreError(VerbaleError):
    """The desk cannot be used."""


class StoreNotFound(StoreError):
    """There is no desk in the folder."""


class StoreTooNew(StoreError):
    """The desk was made by a later version of verbale."""


class StoreBusy(StoreError):
    """Another process is writing to the desk."""


class StoreDamaged(StoreError):
    """A file of the desk is missing, cut short or changed."""


class CorrectionError(StoreError):
    """A correction names no event or field of the desk, or a value that does not fit; `troubles` has a sentence for each."""

    def __init__(self, *troubles: str) -> None:
        more = len(troubles) - 1
        super().__init__(troubles[0] + (f" ({more:,} more corrections have faults)" if more else ""))
        self.troubles = troubles


class ForecastError(VerbaleError):
    """A forecast cannot be made."""


class WrongQuestion(ForecastError):
    """A question about the future cannot be asked so."""


class NotFitted(ForecastError):
    """The forecaster has learned nothing yet."""


class UnknownActor(ForecastError):
    """The desk tells nothing of this actor."""


class TooLittleHistory(ForecastError):
    """There is too little history: how much is needed and how much there is."""


class UnreadableRecords(VerbaleError):
    """A file to import is of no data set that verbale reads, or cannot be opened."""


class OutputError(VerbaleError):
    """The result cannot be written."""
