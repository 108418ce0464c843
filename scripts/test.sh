#!/usr/bin/env bash
# Everything a fresh machine needs for the tests, then the tests. With CI=true a lack fails; elsewhere those tests say what they need.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE  # three runs of the tests: what the first compiled serves the others
began=$SECONDS
say() { printf '\n== %s (%ss)\n' "$1" $((SECONDS - began)); }

need=()
command -v chromium > /dev/null || need+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || need+=(postgresql)
ls /usr/share/tesseract-ocr/*/tessdata/vie.traineddata > /dev/null 2>&1 || need+=(tesseract-ocr tesseract-ocr-vie)
letters=/usr/share/fonts/truetype
[ -f $letters/liberation2/LiberationSerif-Regular.ttf ] || [ -f $letters/dejavu/DejaVuSans.ttf ] || need+=(fonts-dejavu-core)
fc-list 2> /dev/null | grep -qi liberation || need+=(fonts-liberation)
if [ ${#need[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then as=(); elif sudo -n true 2> /dev/null; then as=(sudo); else as=(no); fi
  if [ "${as[0]:-}" != no ] && command -v apt-get > /dev/null; then
    say "Debian packages: ${need[*]}"
    log=$(mktemp)
    { "${as[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq --no-install-recommends "${need[@]}"; } > "$log" 2>&1 \
      || { tail -5 "$log"; [ "${CI:-}" = true ] && exit 1; }
  elif [ "${CI:-}" = true ]; then
    echo "missing: ${need[*]} (apt-get install ${need[*]})" >&2; exit 1
  else
    echo "Tests that need ${need[*]} are skipped. To have them: apt-get install ${need[*]}"
  fi
fi

say "environment"
scripts/env.sh dev
.venv/bin/python tools/messages.py compile
say "check"
scripts/check.sh
here=(src tests --ignore tests/architecture --ignore tests/endurance --durations 5)
say "unit tests"
.venv/bin/python -m pytest -n 2 --dist worksteal -m "not pages and not journey and not postgres and not endurance" "${here[@]}"
say "pages"
.venv/bin/python -m pytest -n 2 --dist worksteal -m "pages and not journey and not endurance" "${here[@]}"
say "journeys, PostgreSQL"
.venv/bin/python -m pytest -n 2 --dist loadfile -m "(journey or postgres) and not endurance" "${here[@]}"
say "done"
