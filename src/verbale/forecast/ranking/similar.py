"""Likeness: actors that deal with the same others, from a truncated singular value decomposition of what is known so far."""

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from verbale.forecast.ranking.known import Known

_SIZE = 48
_FADING = 3
"""Position of the 100-day half-life."""
_NEIGHBOURS = 20
_SOON_DAYS = 10

Sparse: TypeAlias = Any
"""A scipy.sparse.csr_matrix; the library is loaded only when a forecast is made, and has no types."""


class Similar:
    """Vectors of actors as answers, of subjects and of relations as what asks for them, and who dealt with whom."""

    def __init__(self, actors: int, relations: int) -> None:
        from scipy.sparse import csr_matrix

        self.actors, self.relations = actors, relations
        self.answers = np.zeros((actors, _SIZE))
        self.subjects = np.zeros((actors, _SIZE))
        self.related = np.zeros((relations, _SIZE))
        self.partners: Sparse = csr_matrix((actors, actors), dtype=np.float32)
        """[actor, actor]: how much two have dealt with each other, fading, each row and column scaled by its size."""
        self.recent: Sparse = csr_matrix((actors, actors), dtype=np.float32)
        """[actor, actor]: the same for the last few days alone."""
        self.answered: Sparse = csr_matrix((actors, relations * actors), dtype=np.float32)
        """[subject, relation x actor]: what each subject was answered, fading."""

    def refresh(self, known: "Known", day: int) -> None:
        """Learn the vectors anew from what is known before a day."""
        from scipy.sparse import csr_matrix, vstack
        from scipy.sparse.linalg import svds

        pair, _ = np.divmod(known.pair.keys, 2)
        one, other = np.divmod(pair, self.actors)
        links = csr_matrix(
            (known.pair.column(_all(known.pair.keys), day, _FADING), (one, other)), shape=(self.actors, self.actors)
        )
        relation, object_ = np.divmod(known.answer.keys, self.actors)
        weight = known.answer.column(_all(known.answer.keys), day, _FADING)
        asked = csr_matrix((weight, (relation, object_)), shape=(self.relations, self.actors))
        pair, relation = np.divmod(known.triple.keys, self.relations)
        one, other = np.divmod(pair, self.actors)
        weight = np.log1p(known.triple.column(_all(known.triple.keys), day, _FADING))
        self.answered = csr_matrix((weight, (one, relation * self.actors + other)), shape=self.answered.shape)
        matrix = vstack([links, asked]).tocsr()
        matrix.data = np.log1p(matrix.data)
        scaled = _scaled(matrix)
        self.partners = scaled[: self.actors]
        size = min(_SIZE, min(scaled.shape) - 1)
        if scaled.nnz <= size or size < 1:
            return
        start = np.random.default_rng(0).random(min(scaled.shape))
        left, values, right = svds(scaled.astype(np.float64), k=size, v0=start)
        contexts = left * np.sqrt(values)
        self.answers[:, :size] = right.T * np.sqrt(values)
        self.subjects[:, :size] = contexts[: self.actors]
        self.related[:, :size] = contexts[self.actors :]

    def meet(self, known: "Known", day: int) -> None:
        """Take in who dealt with whom in the last few days; cheap enough for every day."""
        from scipy.sparse import csr_matrix

        lately = known.pair.since(_all(known.pair.keys), day) <= _SOON_DAYS
        one, other = np.divmod(known.pair.keys[lately] // 2, self.actors)
        links = csr_matrix((np.ones(len(one), dtype=np.float32), (one, other)), shape=(self.actors, self.actors))
        self.recent = _scaled(links)

    def neighbours(self, who: NDArray[np.int64]) -> Sparse:
        """[who, actor]: the likeness of each subject to the few others that are most like it."""
        from scipy.sparse import csr_matrix

        length = np.linalg.norm(self.subjects, axis=1, keepdims=True)
        unit = self.subjects / np.maximum(length, 1e-9)
        likeness = rounded(unit[who] @ unit.T)
        likeness[np.arange(len(who)), who] = 0
        most = min(_NEIGHBOURS, self.actors)
        top = np.argpartition(likeness, -most, axis=1)[:, -most:]
        value = np.maximum(np.take_along_axis(likeness, top, axis=1), 0)
        rows = np.repeat(np.arange(len(who)), most)
        return csr_matrix((value.ravel(), (rows, top.ravel())), shape=(len(who), self.actors))


def rounded(likeness: NDArray[np.float64]) -> NDArray[np.float32]:
    """Likenesses to five places: sums of many products differ in their last digits from run to run, and forecasts must not."""
    return np.round(likeness, 5).astype(np.float32)


def _all(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.arange(len(keys))


def _scaled(matrix: Sparse) -> Sparse:
    """Each row and column divided by the root of its sum, so that busy actors do not drown the others."""
    rows = np.sqrt(np.asarray(matrix.sum(axis=1)).ravel() + 1.0)
    columns = np.sqrt(np.asarray(matrix.sum(axis=0)).ravel() + 1.0)
    return matrix.multiply(1 / rows[:, None]).multiply(1 / columns[None, :]).tocsr().astype(np.float32)
