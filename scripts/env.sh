#!/usr/bin/env bash
# Make the environment in .venv: `scripts/env.sh server` to run, `scripts/env.sh dev` to test. Does nothing when it is current.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-server}
python=${PYTHON:-python3}
lock=requirements/$kind.txt
stamp=.venv/.made-of-$kind
want=$(cat "$lock" pyproject.toml | sha256sum | cut -c1-64)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then exit 0; fi
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (found $("$python" --version))." >&2; exit 1; }
if [ ! -x .venv/bin/python ]; then
  if ! "$python" -m venv .venv 2>/dev/null; then  # Debian without python3-venv: an environment without pip, and pip by the system's own
    rm -rf .venv
    "$python" -m venv --without-pip .venv || "$python" -m virtualenv .venv || {
      echo "Neither venv nor virtualenv is here. On Debian: apt-get install python3-venv" >&2; exit 1; }
  fi
fi
if [ -x .venv/bin/pip ]; then
  pip=(.venv/bin/python -m pip)
else
  "$python" -m pip --version > /dev/null 2>&1 || { echo "pip is missing. On Debian: apt-get install python3-pip, or python3-venv" >&2; exit 1; }
  pip=("$python" -m pip --python .venv/bin/python)
fi
"${pip[@]}" install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
"${pip[@]}" install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
.venv/bin/python tools/messages.py compile
rm -f .venv/.made-of-*
echo "$want" > "$stamp"
# what is enough to test is enough to run
if [ "$kind" = dev ]; then cat requirements/server.txt pyproject.toml | sha256sum | cut -c1-64 > .venv/.made-of-server; fi
