"""Learn whom a pronoun means and whose police, court or protesters these are: src/verbale/resolution/data/choices.tsv.

    python training/choices.py [--data ../shared/data] [--pronouns] [--decay 8]

Resolves the marked spans of the corpus, notes the options of every nameless party and every pronoun with what speaks for each,
and fits a conditional logit; three times, since what is told before a phrase depends on the answers given there. Starts from no
weights. With `--data` the pronouns of GUM teach as well, but for the news files that are kept for measuring. `--pronouns`
learns the signs of pronouns alone and keeps the other weights of the table, which is how the shipped one was made. Prints the
share that is right of the phrases learned from and of those held out. Two minutes on one core.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.actors import gold_of  # noqa: E402 - the repository is not installed as a package
from training.corpus import read  # noqa: E402
from training.gum import ARCHIVE, documents, pronouns  # noqa: E402
from training.prepare import held_out  # noqa: E402
from verbale.ontology import UNKNOWN_CODE  # noqa: E402
from verbale.resolution.actors import ActorResolver  # noqa: E402
from verbale.resolution.choices import Option, best, packaged_weights  # noqa: E402
from verbale.resolution.gazetteer import Gazetteer  # noqa: E402
from verbale.resolution.knowledge import ActorTable  # noqa: E402
from verbale.resolution.reference import KINDS, Discourse, Finding, Referent  # noqa: E402
from verbale.resolution.setting import Asked, Setting  # noqa: E402
from verbale.resolution.story import Part  # noqa: E402

WEIGHTS = ROOT / "src" / "verbale" / "resolution" / "data" / "choices.tsv"
ROUNDS = 3
SEEN = 5  # times that a sign must occur
NEWS, OTHER_GENRE = 2.0, 0.6  # how much a pronoun of GUM counts, against 1 for a phrase of the corpus
CROSS = " & "  # in the name of a sign that says something of the phrase beside the option
SMALLEST = 0.03  # a weight below this is not written


@dataclass(frozen=True)
class Case:
    """A phrase, its options, and the codes that are right."""

    options: Sequence[Option]
    right: frozenset[str]
    held_out: bool
    weight: float = 1.0


noted: dict[tuple[int, str], list[Option]] = {}
"""The options of the nameless party that starts at an offset of the article being resolved, in a role."""
noted_pronouns: dict[int, list[Option]] = {}
"""The options of the pronoun that starts at an offset."""


class NotingSetting(Setting):
    """Notes the options of each nameless party."""

    def options(self, part: Part, base: Finding, asked: Asked) -> list[Option]:
        noted[part.mention.span.start, part.mention.role] = out = super().options(part, base, asked)
        return out


class NotingDiscourse(Discourse):
    """Notes the options of each pronoun."""

    def pronoun(self, word: str, start: int, sentence: int, barred: Sequence[tuple[int, int]] = ()) -> Referent | None:
        fitting = self.antecedents(word, start, sentence, barred)
        options = self.options(fitting, word, start, sentence)
        codes = [(*referent.finding().codes, UNKNOWN_CODE)[0] for referent in fitting]
        noted_pronouns[start] = [replace(option, code=code) for option, code in zip(options, codes, strict=True)]
        return super().pronoun(word, start, sentence, barred)


def cases(articles: Sequence[dict[str, Any]]) -> list[Case]:
    """Every phrase of the articles that is resolved by choice and has a right option."""
    table = ActorTable.open()
    resolver, out = ActorResolver(table, Gazetteer.open()), []
    for raw in articles:
        for gold in gold_of(raw, table):
            noted.clear()
            noted_pronouns.clear()
            resolver.resolve(gold.article, gold.readings)
            for mention, codes, _, _ in gold.answers:
                options = noted.get((mention.span.start, mention.role)) or noted_pronouns.get(mention.span.start, [])
                right = frozenset(codes) & {option.code for option in options}
                if right:
                    out.append(Case(options, right, held_out(raw)))
    return out


def pronoun_cases(data: Path) -> list[Case]:
    """The pronouns of GUM, but for the files kept for measuring, with entities as codes."""
    table, out = ActorTable.open(), []
    for document in documents(data):
        for found in pronouns(document, table) if not document.dev else ():
            if found.mention.entity in found.entities:
                options = [replace(option, code=str(n)) for option, n in zip(found.options, found.entities, strict=True)]
                weight = NEWS if document.genre == "news" else OTHER_GENRE
                out.append(Case(options, frozenset((str(found.mention.entity),)), False, weight))
    return out


def accuracy(found: Sequence[Case], worth: dict[str, float]) -> float:
    """The share of cases whose likeliest option is right."""
    return sum(case.options[best(case.options, worth)[0]].code in case.right for case in found) / max(1, len(found))


def fitted(found: Sequence[Case], decay: float) -> dict[str, float]:
    """The weights that make the right options likeliest, drawn to zero by `decay`, those of crossed signs the most."""
    counts = Counter(sign for case in found for option in case.options for sign in option.signs)
    names = sorted(sign for sign, count in counts.items() if count >= SEEN)
    number = {sign: n for n, sign in enumerate(names)}
    rows = [(n, option) for n, case in enumerate(found) for option in case.options]
    at = [(row, number[sign]) for row, (_, option) in enumerate(rows) for sign in option.signs if sign in number]
    matrix = torch.sparse_coo_tensor(
        torch.tensor(at).T, torch.ones(len(at)), (len(rows), len(names)), check_invariants=True
    ).coalesce()
    owner = torch.tensor([n for n, _ in rows])
    good = torch.tensor([option.code in found[n].right for n, option in rows])
    weights = torch.zeros(len(names), requires_grad=True)
    matters = torch.tensor([case.weight for case in found])
    penalty = torch.tensor([decay if CROSS in name else decay / 8 for name in names])
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def lost() -> torch.Tensor:
        optimiser.zero_grad()
        powers = torch.sparse.mm(matrix, weights.unsqueeze(1)).squeeze(1).clamp(-30, 30).exp()
        whole = torch.zeros(len(found)).index_add(0, owner, powers)
        hit = torch.zeros(len(found)).index_add(0, owner[good], powers[good])
        loss: torch.Tensor = (matters * (whole.log() - hit.log())).sum() + (penalty * weights.square()).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(lost)  # type: ignore[no-untyped-call]
    return {sign: round(float(w), 2) for sign, w in zip(names, weights.detach(), strict=True) if abs(float(w)) >= SMALLEST}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder that holds GUM")
    parser.add_argument("--pronouns", action="store_true", help="keep the weights of nameless parties")
    parser.add_argument("--decay", type=float, default=8.0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    articles = [article for article in read() if not article["loose"]]
    kept = {sign: w for sign, w in packaged_weights().items() if sign.split()[0] not in KINDS} if options.pronouns else {}
    room, worth = "verbale.resolution", dict(kept)
    with (
        patch(f"{room}.actors.Discourse", NotingDiscourse),
        patch(f"{room}.description.Setting", NotingSetting),
        patch(f"{room}.choices.packaged_weights", lambda: worth),
    ):
        for step in range(ROUNDS):
            found = cases(articles) + (pronoun_cases(options.data) if options.data and (options.data / ARCHIVE).exists() else [])
            known, unseen = [case for case in found if not case.held_out], [case for case in found if case.held_out]
            worth = fitted(known, options.decay)
            if options.pronouns:
                worth = kept | {sign: w for sign, w in worth.items() if sign.split()[0] in KINDS}
            learned, fresh = accuracy(known, worth), accuracy(unseen, worth)
            print(f"round {step + 1}: {len(known)} phrases, {len(worth)} weights; right {learned:.3f}, held out {fresh:.3f}")
    WEIGHTS.write_text("".join(f"{sign}\t{weight}\n" for sign, weight in sorted(worth.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
