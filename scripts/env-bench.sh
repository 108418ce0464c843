#!/usr/bin/env bash
# The tools `bench/reading.py` measures beside ours, in an environment of their own (.venv-bench). Nothing else needs them.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
[ -x .venv-bench/bin/python ] || "$python" -m venv .venv-bench
.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.txt
