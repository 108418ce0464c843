#!/usr/bin/env bash
# From a fresh machine to a running demo province: environment, database, server. Prints the address and who may sign in.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/env.sh server
export DONDOC_HOME=${DONDOC_HOME:-$PWD/instance}
.venv/bin/dondoc demo --quiet
exec .venv/bin/dondoc serve
