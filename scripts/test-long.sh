#!/usr/bin/env bash
# The long forms of the tests, with their figures. By hand, not in CI.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/env.sh dev
.venv/bin/python -m pytest -m "endurance and not journey" src tests -s --durations 0
DONDOC_TEST_WHOLE=1 .venv/bin/python -m pytest -m journey tests/journeys -s --durations 0  # apart: a browser's loop holds its process
for noon in 2028-02-29T23:58+07:00 2026-12-31T23:58+07:00 2027-01-01T00:01+07:00; do  # the acts on days that are hard
  DONDOC_TEST_NOON=$noon .venv/bin/python -m pytest -n 2 -m "not journey and not postgres and not endurance" src/dondoc/server
done
