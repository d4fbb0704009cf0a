"""What every test may use. The repository's own folders (training, quality) are importable beside the package."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
