"""How long a user waits: `verbale --help`, and the demo article from a cold start, model load included.

python bench/startup.py       best of five each; exit 1 beyond 0.3 s or 3 s
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "examples" / "fresh_hands_for_a_border_war.txt"
WAITS = {
    "verbale --help": (["--help"], 0.3),
    "the demo article": (["code", str(DEMO), "--published", "2026-03-12", "--quiet"], 3.0),
}


def seconds(words: list[str]) -> float:
    """Best of five runs of the program in its own process."""
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([str(Path(sys.executable).parent / "verbale"), *words], stdout=subprocess.DEVNULL, check=True)
        took.append(time.perf_counter() - begun)
    return min(took)


def main() -> int:
    slow = 0
    for name, (words, limit) in WAITS.items():
        took = seconds(words)
        slow += took > limit
        print(f"{name:40} {took:.2f} s (at most {limit} s)")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
