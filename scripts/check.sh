#!/usr/bin/env bash
# Format, lint, types, import contracts, house tests. Run before each commit.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/env.sh dev
export PATH=$PWD/.venv/bin:$PATH DONDOC_BUILDING=1 DJANGO_SETTINGS_MODULE=dondoc.server.site.settings
ruff format --check --quiet .
ruff check --quiet .
mypy --no-error-summary src/dondoc
lint-imports --no-timeout 2>/dev/null || lint-imports
python tools/messages.py check
python tools/map.py check
python -m django makemigrations --check --dry-run > /dev/null
unset DONDOC_BUILDING
python -m pytest tests/architecture
