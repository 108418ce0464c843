#!/usr/bin/env bash
# Pin every dependency with its hashes. Run by hand after pyproject.toml changed; needs uv, on the path or in .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)
[ -x "$uv" ] || { echo "uv is missing: .venv/bin/python -m pip install uv" >&2; exit 1; }
pin() { "$uv" pip compile pyproject.toml "$@" --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet; }
pin -o requirements/base.txt
pin --extra server -o requirements/server.txt
pin --extra server --extra ocr -o requirements/ocr.txt
pin --extra server --extra ocr --extra dev -o requirements/dev.txt
"$uv" pip compile requirements/bench.in -o requirements/bench.txt --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet
