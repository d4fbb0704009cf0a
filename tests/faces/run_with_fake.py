"""Run the command line with the fake coder instead of the model: python run_with_fake.py WORD..."""

import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fakes import FakeCoder, coded_demo
from verbale.faces.cli import main
from verbale.settings import Settings


def load(
    model: Path | None = None, *, threads: int = 1, settings: Settings | None = None, actors: Path | None = None, own: bool = True
) -> FakeCoder:
    return FakeCoder(coded_demo(), min_confidence=settings.min_confidence if settings else 0.0)


if __name__ == "__main__":
    fake = types.ModuleType("verbale.pipeline")
    fake.load = load  # type: ignore[attr-defined]
    sys.modules["verbale.pipeline"] = fake
    import verbale

    verbale.pipeline = fake
    sys.exit(main())
