#!/bin/sh
# Builds the wheel, installs it alone in a new environment, and uses it from another folder: no development tools, no repository.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check build hatchling
"$work/venv/bin/python" -m build --wheel --no-isolation --outdir "$work/dist" "$root" >/dev/null
"${PYTHON:-python3}" -m venv "$work/bare"
"$work/bare/bin/pip" install -q --disable-pip-version-check "$work"/dist/*.whl
cd "$work"
"$work/bare/bin/verbale" --version
"$work/bare/bin/verbale" doctor
printf 'Kenya summoned the Sudanese ambassador on Monday and demanded the release of two aid workers.\n' > article.txt
"$work/bare/bin/verbale" code article.txt --published 2025-03-04 --format jsonl --quiet > coded.jsonl
"$work/bare/bin/python" - <<'EOF'
import json

document = json.loads(open("coded.jsonl", encoding="utf-8").read())
acts = [event["act"] for event in document["events"]]
assert "ACCUSE" in acts and "REQUEST" in acts, acts
print("bare install codes:", ", ".join(acts))
EOF
start=$(date +%s%N)
"$work/bare/bin/verbale" --help >/dev/null
echo "verbale --help: $(( ($(date +%s%N) - start) / 1000000 )) ms"
