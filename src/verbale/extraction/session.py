"""The only file that knows ONNX Runtime: arrays in, arrays out."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from verbale.errors import ModelMismatch
from verbale.extraction.encoding import Batch
from verbale.extraction.labels import OUTPUTS

Floats = NDArray[np.float32]


class Session:
    """A loaded network; `run` may be called from several threads at once."""

    def __init__(self, model: Path, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The arena keeps the largest batch ever seen; news comes in batches of one size, so it pays.
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as why:  # onnxruntime has no public tree of errors
            raise ModelMismatch(f"{model} cannot be loaded as a network ({type(why).__name__}); install verbale again.") from why
        names = {output.name for output in self._session.get_outputs()}
        if not names >= set(OUTPUTS):
            missing = ", ".join(sorted(set(OUTPUTS) - names))
            raise ModelMismatch(f"{model} does not give {missing}; it belongs to another version of verbale.")

    def run(self, batch: Batch, outputs: tuple[str, ...] = OUTPUTS) -> dict[str, Floats]:
        """The named outputs, shaped as `verbale.extraction.labels` says."""
        inputs = {"pieces": batch.pieces, "case": batch.case, "mark": batch.mark, "first": batch.first}
        return dict(zip(outputs, self._session.run(list(outputs), inputs), strict=True))
