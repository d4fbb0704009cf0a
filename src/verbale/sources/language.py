"""Which language a text is in, where the cheap test for English says nothing."""

from functools import cache
from typing import Any

_ENOUGH = 200  # characters: shorter texts are guessed wrongly too often, and a lost article is worse than a poor one
_SAMPLE = 2000
_SURE = 0.9


def told_language(text: str) -> str | None:
    """The ISO 639-1 code of the language, None where the text is too short to tell or none is likely enough."""
    if len(text) < _ENOUGH:
        return None
    language, chance = _identifier().classify(text[:_SAMPLE])
    return str(language) if chance >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it has no types

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
