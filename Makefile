# Two words do everything: `make run` and `make test`. All are thin over scripts/, which work where make is missing.
.PHONY: run test test-long check bench update-assets new-app lock messages

run:
	@scripts/run.sh

test:
	@scripts/test.sh

test-long:
	@scripts/test-long.sh

check:
	@scripts/check.sh

bench:
	@scripts/env.sh dev && for file in bench/*.py; do .venv/bin/python $$file; done

update-assets:
	cd tools/vendor && npm ci --ignore-scripts && ../../.venv/bin/python copy.py

new-app:
	@.venv/bin/python tools/new_app.py "$(NAME)"

messages:
	@.venv/bin/python tools/messages.py missing

lock:
	@scripts/lock.sh
