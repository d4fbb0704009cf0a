"""A run as a row of the desk."""

import hashlib
from datetime import datetime

from verbale.records import Run
from verbale.store.state import RunRow, stamp


def run_row(run: Run, started: datetime) -> RunRow:
    """The row of a coding run: the same versions and digests give the same id, whenever it runs."""
    parts = (run.program, run.model, run.model_digest, run.ontology, run.settings_digest, run.tables)
    return RunRow(
        run_id=hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12],
        kind="coding",
        program=run.program,
        model=run.model,
        model_digest=run.model_digest,
        ontology=run.ontology,
        settings_digest=run.settings_digest,
        tables=run.tables or None,
        started=stamp(started),
    )


def import_row(origin: str, program: str, file: str, digest: str, started: datetime) -> RunRow:
    """The row of an import: the same file of the same program gives the same id."""
    ident = hashlib.sha256(f"{origin}\n{program}\n{digest}".encode()).hexdigest()[:12]
    return RunRow(ident, "import", program, origin, digest[:16], None, None, file, stamp(started))
