#!/usr/bin/env bash
# The long forms of the tests, with their figures. By hand, not in CI.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/env.sh dev
.venv/bin/python -m pytest -m endurance tests -s --durations 0
