# `make run` starts the register, `make test` proves it. Everything else is for people who change it.

PYTHON ?= python3
IN = .venv/bin/python

.PHONY: run test check bench soak db stop migrate migrations format requirements install

run: install
	@exec $(IN) -m config.launch

test: install
	@$(IN) -m pytest -n 2 --dist worksteal $(ARGS)

check: install
	@$(IN) -m ruff check .
	@$(IN) -m ruff format --check .
	@.venv/bin/lint-imports --no-cache
	@$(IN) -m config.check

bench: install
	@$(IN) benchmarks/run.py $(ARGS)

soak: install
	@$(IN) -m pytest -m soak $(ARGS)

# The embedded PostgreSQL in the background, until `make stop`. Commands start it by themselves too.
db: install
	@$(IN) -m config.local start

stop: install
	@$(IN) -m config.local stop

migrate: install
	@$(IN) manage.py migrate --database owner
	@$(IN) manage.py prepare_database

# While nobody runs Rollcall: one clean initial set. What is written by hand stays.
migrations: install
	@$(IN) -m config.migrations

format: install
	@$(IN) -m ruff check --fix .
	@$(IN) -m ruff format .

requirements: install
	@$(IN) -m pip install --quiet uv
	@.venv/bin/uv pip compile requirements.in --output-file requirements.txt --universal \
		--fork-strategy fewest --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --quiet $(ARGS)

install:
	@$(PYTHON) config/install.py
