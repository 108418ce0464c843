#!/usr/bin/env bash
# Format, lint, types, import contracts, house tests. Run before each commit.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/env.sh dev
export PATH=$PWD/.venv/bin:$PATH DONDOC_BUILDING=1 DJANGO_SETTINGS_MODULE=dondoc.server.site.settings
ruff format --check --quiet .
ruff check --quiet .
types=$(mktemp)
trap 'kill $! 2> /dev/null || true; rm -f "$types"' EXIT
mypy --no-error-summary src/dondoc > "$types" 2>&1 &  # half of the time of all, so beside the rest
lint-imports
python tools/messages.py check
python tools/map.py check
python -m django makemigrations --check --dry-run > /dev/null
unset DONDOC_BUILDING
python -m pytest tests/architecture
wait $! || { cat "$types"; exit 1; }
